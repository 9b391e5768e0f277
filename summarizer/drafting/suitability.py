"""How well a text would stand in a strategy as it is, learnt from texts that were read and graded (training/suitability.py).

What the rules of drafting find is grammatical and was said, but may be an anecdote, an image or a detail that nobody outside
understands. Sets left out of the learning: area under the curve .80 for noise against the rest and .85 for what an editor takes as it is
(facts), .78 and .77 (needs). Read from the vector that the text has anyway; it costs no time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from summarizer.drafting.materials import Embed

WEIGHTS = Path(__file__).with_name("suitability.npz")
Form = Literal["fact", "need"]


def suitability(texts: Sequence[str], form: Form, embed: Embed) -> list[float]:
    """The grade that an editor is expected to give each text, 0 (noise) to 1 (stands as it is); 0.5 for all when the vectors are of
    another model than the one learnt from."""
    if not texts:
        return []
    vectors, head = embed(texts), _heads()[form]
    if vectors.shape[1] != head.shape[1] - 1:
        return [0.5] * len(texts)
    chances = 1.0 / (1.0 + np.exp(-(vectors.astype(np.float64) @ head[:, :-1].T + head[:, -1])))
    return [round(float(grade), 6) for grade in chances.mean(axis=1)]


@cache
def _heads() -> dict[str, NDArray[np.float64]]:
    """By form: two rows (at least grade 1, grade 2) of weights and, last, what is added."""
    with np.load(WEIGHTS) as stored:
        return {form: stored[form].astype(np.float64) for form in stored.files}
