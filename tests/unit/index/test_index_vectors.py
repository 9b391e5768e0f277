"""The index finds what is nearest, is the same however it was made, and believes no file that it did not write whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embedder import Vectors
from index.vectors import VectorIndex, fingerprint


def units(*rows: tuple[float, ...]) -> Vectors:
    made = np.array(rows, dtype=np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


THREE = units((1, 0, 0), (1, 1, 0), (0, 0, 1))
QUERY = units((1, 0.2, 0))


@pytest.fixture
def three() -> VectorIndex:
    return VectorIndex(["a", "b", "c"], THREE)


def test_the_nearest_come_first_with_their_cosine(three: VectorIndex) -> None:
    found = three.search(QUERY, 2)
    assert [key for key, _ in found] == ["a", "b"]
    assert [score for _, score in found] == pytest.approx((THREE[:2] @ QUERY[0]).tolist())
    assert [key for key, _ in three.search(QUERY, 99)] == ["a", "b", "c"]
    assert three.similarities(QUERY) == pytest.approx((THREE @ QUERY[0]).astype(float), abs=1e-6)


def test_an_empty_index_finds_nothing() -> None:
    empty = VectorIndex([], np.zeros((0, 3), dtype=np.float32))
    assert empty.search(QUERY, 3) == [] and len(empty.similarities(QUERY)) == 0


def test_ids_and_vectors_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="2 ids for 3 vectors"):
        VectorIndex(["a", "b"], THREE)


def test_changed_is_the_same_as_made_from_nothing(three: VectorIndex) -> None:
    changed = three.changed(["d", "c", "a"], ["d"], units((0, 1, 0)))
    again = VectorIndex(["d", "c", "a"], np.concatenate([units((0, 1, 0)), THREE[[2, 0]]]))
    assert changed.ids == again.ids and np.array_equal(changed.similarities(QUERY), again.similarities(QUERY))
    assert three.changed(["c"], [], np.zeros((0, 3), dtype=np.float32)).ids == ["c"]


def test_what_was_saved_is_opened_for_the_same_texts_only(three: VectorIndex, tmp_path: Path) -> None:
    three.save(tmp_path / "index", "f1")
    opened = VectorIndex.open(tmp_path / "index", "f1")
    assert opened is not None and opened.search(QUERY, 3) == three.search(QUERY, 3)
    assert VectorIndex.open(tmp_path / "index", "f2") is None
    assert VectorIndex.open(tmp_path / "finns inte", "f1") is None


@pytest.mark.parametrize("name", ["index.faiss", "manifest.json"])
def test_a_damaged_file_is_not_believed(name: str, three: VectorIndex, tmp_path: Path) -> None:
    three.save(tmp_path, "f1")
    file = tmp_path / name
    file.write_bytes(file.read_bytes()[:-9])
    assert VectorIndex.open(tmp_path, "f1") is None


def test_another_process_s_index_beside_our_manifest_is_not_believed(three: VectorIndex, tmp_path: Path) -> None:
    VectorIndex(["x", "y", "z"], THREE[::-1].copy()).save(tmp_path, "f1")
    other = (tmp_path / "index.faiss").read_bytes()
    three.save(tmp_path, "f1")
    (tmp_path / "index.faiss").write_bytes(other)
    assert VectorIndex.open(tmp_path, "f1") is None


def test_the_fingerprint_tells_model_order_and_texts_apart() -> None:
    same = fingerprint("e5", ["a", "bc"])
    assert same == fingerprint("e5", ["a", "bc"])
    assert (
        len({same, fingerprint("e6", ["a", "bc"]), fingerprint("e5", ["bc", "a"]), fingerprint("e5", ["ab", "c"])}) == 4
    )
