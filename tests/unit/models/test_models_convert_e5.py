"""A tiny file in the packed format, written here: what comes out is what went in."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from summarizer.errors import ModelCorrupt
from summarizer.models.convert_e5 import bert_state, read_e5s1, write_sentence_transformer

HIDDEN, LAYERS, HEADS, FFN, VOCAB, POSITIONS, TYPES = 32, 1, 2, 64, 5, 4, 1


def tensors() -> dict[str, tuple[int, ...]]:
    shapes = {
        "emb.word": (VOCAB, HIDDEN), "emb.pos": (POSITIONS, HIDDEN), "emb.type": (TYPES, HIDDEN),
        "emb.ln.w": (HIDDEN,), "emb.ln.b": (HIDDEN,),
    }  # fmt: skip
    for name, shape in (
        ("q", (HIDDEN, HIDDEN)), ("k", (HIDDEN, HIDDEN)), ("v", (HIDDEN, HIDDEN)), ("ao", (HIDDEN, HIDDEN)),
        ("fi", (FFN, HIDDEN)), ("fo", (HIDDEN, FFN)), ("aln", (HIDDEN,)), ("oln", (HIDDEN,)),
    ):  # fmt: skip
        shapes[f"l0.{name}.w"] = shape
        shapes[f"l0.{name}.b"] = (shape[0],)
    return shapes


def quantised(values: np.ndarray, scale: float) -> bytes:
    """Whole numbers from -8 to 7 as Q4_0 blocks."""
    out = b""
    for block in (values + 8).astype(np.uint8).reshape(-1, 32):
        out += struct.pack("<e", scale) + bytes(
            low | high << 4 for low, high in zip(block[:16], block[16:], strict=True)
        )
    return out


def packed() -> tuple[bytes, dict[str, np.ndarray]]:
    """(the file, the values that it holds): word embeddings and matrices as Q4_0, vectors as float32."""
    rng = np.random.default_rng(1)
    expected, blobs, types = {}, {}, {}
    for name, shape in tensors().items():
        if len(shape) == 2:
            whole = rng.integers(-8, 8, shape)
            blobs[name], types[name] = quantised(whole, 0.25), 1
            expected[name] = (whole * 0.25).astype(np.float32)
        else:
            expected[name] = rng.normal(size=shape).astype(np.float32)
            blobs[name], types[name] = expected[name].astype("<f4").tobytes(), 0
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, LAYERS, HEADS, FFN, VOCAB, POSITIONS, TYPES, 1e-12, 32)
    pieces = b"abc"  # a tokenizer of two pieces, "a" and "bc"
    head += struct.pack("<5iQ", 2, 0, 2, 1, 3, len(pieces)) + struct.pack("<3I2f", 0, 1, 3, -1.0, -2.0) + pieces
    head += struct.pack("<iI", 1, 4) + b"norm"
    size = len(head) + 4 + sum(2 + len(n) + 1 + 4 + 8 + 8 for n in blobs)
    table = struct.pack("<i", len(blobs))
    for name, blob in blobs.items():
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BIQQ", types[name], expected[name].size, size, len(blob))
        size += len(blob)
    return head + table + b"".join(blobs.values()), expected


def test_header_and_every_tensor_come_back() -> None:
    data, expected = packed()
    header, found = read_e5s1(data)
    assert (header.hidden, header.layers, header.heads, header.ffn) == (HIDDEN, LAYERS, HEADS, FFN)
    assert (header.vocab, header.max_pos, header.type_vocab) == (VOCAB, POSITIONS, TYPES)
    assert header.layer_norm_eps == pytest.approx(1e-12)
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name], values.reshape(-1), name)


def test_tensors_get_the_names_and_shapes_of_bert() -> None:
    data, expected = packed()
    state = bert_state(*read_e5s1(data))
    assert state["embeddings.word_embeddings.weight"].shape == (VOCAB, HIDDEN)
    assert state["encoder.layer.0.intermediate.dense.weight"].shape == (FFN, HIDDEN)
    np.testing.assert_array_equal(state["encoder.layer.0.output.dense.weight"], expected["l0.fo.w"])
    np.testing.assert_array_equal(state["encoder.layer.0.attention.self.key.bias"], expected["l0.k.b"])
    assert len(state) == len(expected)


def test_the_folder_is_complete(tmp_path: Path) -> None:
    data, expected = packed()
    write_sentence_transformer(data, b'{"version": "1.0"}', tmp_path / "modell")
    folder = tmp_path / "modell"
    weights = load_file(folder / "model.safetensors")
    np.testing.assert_array_equal(weights["embeddings.LayerNorm.weight"], expected["emb.ln.w"])
    assert (folder / "tokenizer.json").read_bytes() == b'{"version": "1.0"}'
    config = json.loads((folder / "config.json").read_text())
    assert (config["model_type"], config["hidden_size"], config["vocab_size"]) == ("bert", HIDDEN, VOCAB)
    assert [m["type"].rpartition(".")[2] for m in json.loads((folder / "modules.json").read_text())] == [
        "Transformer", "Pooling", "Normalize",
    ]  # fmt: skip
    pooling = json.loads((folder / "1_Pooling" / "config.json").read_text())
    assert pooling["pooling_mode_mean_tokens"] and pooling["word_embedding_dimension"] == HIDDEN


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    data, _ = packed()
    for name in ("a", "b"):
        write_sentence_transformer(data, b"{}", tmp_path / name)
    assert (tmp_path / "a" / "model.safetensors").read_bytes() == (tmp_path / "b" / "model.safetensors").read_bytes()


@pytest.mark.parametrize("damaged", [b"", b"GGUF", b"E5S2" + bytes(100)])
def test_another_kind_of_file_is_refused(damaged: bytes) -> None:
    with pytest.raises(ModelCorrupt, match="inte av rätt slag"):
        read_e5s1(damaged)


def test_a_file_cut_anywhere_is_refused() -> None:
    data, _ = packed()
    for length in (6, 30, 50, 90, 200, 600, len(data) // 2, len(data) - 1):
        with pytest.raises(ModelCorrupt, match="avklippt"):
            read_e5s1(data[:length])
