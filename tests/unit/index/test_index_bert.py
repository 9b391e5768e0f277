"""An embedding model of the common kind is run without its library; any other is left to the library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from index.bert import Bert, can_run
from tests.tinybert import LONGEST, SIZE, write_tiny_bert

TEXTS = ["query: bussen går inte ofta", "query: vägen", "passage: hål i vägen", "query: okänt", "query: "]
MATRIX = "encoder.layer.0.output.dense.weight"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_bert(tmp_path_factory.mktemp("tiny") / "bert")


def test_a_text_has_the_same_unit_vector_in_any_company(folder: Path) -> None:
    model = Bert(folder)
    together = model.encode(TEXTS)
    assert together.shape == (len(TEXTS), SIZE) and together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    for text, vector in zip(TEXTS, together, strict=True):
        assert model.encode([text])[0] == pytest.approx(vector, abs=1e-5)
    assert abs(together[0] - together[1]).max() > 0.01


def test_more_than_a_batch_comes_back_in_order(folder: Path) -> None:
    model = Bert(folder)
    many = [TEXTS[number % 3] for number in range(70)]
    vectors = model.encode(many)
    for number, vector in enumerate(vectors):
        assert vector == pytest.approx(vectors[number % 3], abs=1e-5)


def test_what_is_too_long_is_cut(folder: Path) -> None:
    model = Bert(folder)
    short, long = (f"query: {'vägen ' * n}" for n in (LONGEST - 3, 10 * LONGEST))
    assert model.encode([short])[0] == pytest.approx(model.encode([long])[0], abs=1e-6)


def test_learnt_changes_touch_only_the_copy(folder: Path, tmp_path: Path) -> None:
    down, up = np.ones((2, 2 * SIZE), np.float16), np.ones((SIZE, 2), np.float16)
    save_file({f"{MATRIX}.down": down, f"{MATRIX}.up": up}, tmp_path / "changes.safetensors")
    model = Bert(folder)
    before = model.encode(TEXTS)
    adapted = model.adapted(tmp_path / "changes.safetensors")
    assert np.array_equal(model.encode(TEXTS), before)
    weights = load_file(folder / "model.safetensors")
    expected = write_tiny_bert(tmp_path / "merged")
    save_file(
        {**weights, MATRIX: weights[MATRIX] + 2.0}, expected / "model.safetensors", metadata={"format": "pt"}
    )  # up · down: two everywhere
    assert adapted.encode(TEXTS) == pytest.approx(Bert(expected).encode(TEXTS), abs=1e-6)


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("config.json", {"model_type": "xlm-roberta"}),
        ("config.json", {"hidden_act": "relu"}),
        ("config.json", {"position_embedding_type": "relative_key"}),
        ("1_Pooling/config.json", {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}),
        ("1_Pooling/config.json", {"pooling_mode_cls_token": True}),
        ("sentence_bert_config.json", {"do_lower_case": True}),
        ("modules.json", [{"type": "sentence_transformers.models.Transformer"}]),
        ("modules.json", None),
        ("tokenizer.json", None),
        ("model.safetensors", None),
    ],
)
def test_another_kind_of_model_is_left_to_the_library(file: str, change: Any, tmp_path: Path) -> None:
    folder = write_tiny_bert(tmp_path / "bert")
    assert can_run(folder)
    if change is None:
        (folder / file).unlink()
    else:
        told = json.loads((folder / file).read_text(encoding="utf-8"))
        told = {**told, **change} if isinstance(change, dict) else change
        (folder / file).write_text(json.dumps(told), encoding="utf-8")
    assert not can_run(folder)
