"""E5S1 weights (a packed Q4_0 copy of multilingual-e5-small) → a sentence-transformers folder.

Layout of the file, little-endian: magic ``E5S1``, u32 version; i32 hidden, layers, heads, ffn, vocab, max_pos,
type_vocab; f32 layer_norm_eps; i32 block; the tokenizer (skipped: the published tokenizer.json is used); then a table of
tensors, each u16 name length, name, u8 dtype (0 float32, 1 Q4_0), u32 count, u64 offset from the file's start, u64
nbytes. A Q4_0 block is one float16 scale and 16 bytes: byte *j* holds weight *j* in its low nibble and weight *j* + 16
in its high one; value = (q - 8) x scale.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from summarizer.errors import ModelCorrupt

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Header:
    hidden: int
    layers: int
    heads: int
    ffn: int
    vocab: int
    max_pos: int
    type_vocab: int
    layer_norm_eps: float


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, fmt: str) -> tuple[int | float, ...]:
        size = struct.calcsize("<" + fmt)
        values = struct.unpack_from("<" + fmt, self.data, self.at)
        self.at += size
        return values

    def one(self, fmt: str) -> int:
        return int(self.take(fmt)[0])


def _skip_tokenizer(cursor: _Cursor) -> None:
    pieces = cursor.one("i")
    cursor.at += 4 * 4  # bos, eos, pad, unk
    blob = cursor.one("Q")
    cursor.at += 4 * (pieces + 1) + 4 * pieces + blob
    cursor.one("i")
    rules = cursor.one("I")
    cursor.at += rules


def _dequantise(raw: bytes, count: int) -> Array:
    blocks = np.frombuffer(raw, dtype=np.dtype([("scale", "<f2"), ("q", "u1", 16)]))
    low = (blocks["q"] & 0x0F).astype(np.float32) - 8
    high = (blocks["q"] >> 4).astype(np.float32) - 8
    values = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
    flat: Array = values.reshape(-1)[:count].astype(np.float32)
    return flat


def read_e5s1(data: bytes) -> tuple[Header, dict[str, Array]]:
    """Unpack the file. Returns the header and name → float32 tensor (flat). Raises ModelCorrupt on any mismatch."""
    if data[:4] != b"E5S1":
        raise ModelCorrupt(
            "Filen med inbäddningsmodellens vikter är inte av rätt slag; hämta den på nytt: samspel models pull"
        )
    try:
        return _unpack(data)
    except (struct.error, ValueError) as exc:  # a number or a tensor lies past the end
        raise ModelCorrupt(
            "Filen med inbäddningsmodellens vikter är avklippt; hämta den på nytt: samspel models pull"
        ) from exc


def _unpack(data: bytes) -> tuple[Header, dict[str, Array]]:
    cursor = _Cursor(data)
    cursor.at = 8
    hidden, layers, heads, ffn, vocab, max_pos, type_vocab = (int(v) for v in cursor.take("7i"))
    (eps,) = cursor.take("f")
    cursor.one("i")
    _skip_tokenizer(cursor)
    table = []
    for _ in range(cursor.one("i")):
        length = cursor.one("H")
        name = data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        dtype, count, offset, nbytes = (int(v) for v in cursor.take("BIQQ"))
        table.append((name, dtype, count, offset, nbytes))
    if max(offset + nbytes for _, _, _, offset, nbytes in table) > len(data):
        raise ValueError("a tensor ends past the end of the file")
    tensors = {}
    for name, dtype, count, offset, nbytes in table:
        raw = data[offset : offset + nbytes]
        tensors[name] = np.frombuffer(raw, "<f4", count).copy() if dtype == 0 else _dequantise(raw, count)
    return Header(hidden, layers, heads, ffn, vocab, max_pos, type_vocab, float(eps)), tensors


def bert_state(header: Header, tensors: dict[str, Array]) -> dict[str, Array]:
    """Name and shape the tensors as Hugging Face's BertModel does (no pooler)."""
    h, f = header.hidden, header.ffn
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(header.vocab, h),
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(header.max_pos, h),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(header.type_vocab, h),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    names = {
        "q": ("attention.self.query", (h, h)),
        "k": ("attention.self.key", (h, h)),
        "v": ("attention.self.value", (h, h)),
        "ao": ("attention.output.dense", (h, h)),
        "aln": ("attention.output.LayerNorm", (h,)),
        "fi": ("intermediate.dense", (f, h)),
        "fo": ("output.dense", (h, f)),
        "oln": ("output.LayerNorm", (h,)),
    }
    for layer in range(header.layers):
        for short, (long, shape) in names.items():
            state[f"encoder.layer.{layer}.{long}.weight"] = tensors[f"l{layer}.{short}.w"].reshape(shape)
            state[f"encoder.layer.{layer}.{long}.bias"] = tensors[f"l{layer}.{short}.b"]
    return state


def write_sentence_transformer(weights: bytes, tokenizer: bytes, folder: Path) -> None:
    """Write the folder that SentenceTransformer(folder) loads: BERT weights, tokenizer, mean pooling, L2 norm."""
    header, tensors = read_e5s1(weights)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(bert_state(header, tensors), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "tokenizer.json").write_bytes(tokenizer)
    for name, content in _configs(header).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _configs(header: Header) -> dict[str, object]:
    special = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "</s>"}
    special |= {"pad_token": "<pad>", "cls_token": "<s>", "mask_token": "<mask>"}
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": header.hidden,
            "num_hidden_layers": header.layers,
            "num_attention_heads": header.heads,
            "intermediate_size": header.ffn,
            "vocab_size": header.vocab,
            "max_position_embeddings": header.max_pos,
            "type_vocab_size": header.type_vocab,
            "layer_norm_eps": header.layer_norm_eps,
            "hidden_act": "gelu",
            "pad_token_id": 1,
        },
        "tokenizer_config.json": {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512, **special},
        "special_tokens_map.json": special,
        "sentence_bert_config.json": {"max_seq_length": 512, "do_lower_case": False},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": header.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
        },
    }
