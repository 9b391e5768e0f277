"""What is learnt of which texts suit a strategy, and what it is used for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer.drafting.suitability import WEIGHTS, suitability


def along(direction: NDArray[np.float64], size: float) -> NDArray[np.float32]:
    return np.asarray(size * direction / np.linalg.norm(direction), dtype=np.float32)[None, :]


def test_a_text_on_the_side_of_what_was_graded_well_is_graded_higher() -> None:
    with np.load(WEIGHTS) as heads:
        for form in ("fact", "need"):
            direction = heads[form][1, :-1].astype(np.float64)

            def embed(texts: Sequence[str], direction: NDArray[np.float64] = direction) -> NDArray[np.float32]:
                return np.concatenate([along(direction, 1.0 if text == "väl" else -1.0) for text in texts])

            well, badly = suitability(["väl", "illa"], form, embed)  # type: ignore[arg-type]
            assert 0.0 <= badly < well <= 1.0


def test_vectors_of_another_model_tell_nothing() -> None:
    assert suitability(["ett", "två"], "fact", lambda texts: np.ones((len(texts), 8), dtype=np.float32)) == [0.5, 0.5]


def test_nothing_is_graded_of_nothing() -> None:
    assert suitability([], "need", lambda texts: np.ones((0, 1), dtype=np.float32)) == []
