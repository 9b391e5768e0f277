"""Which sentence of the baseline a sender speaks of, though few of its words are used.

Senders who were asked about the analysis mostly write because something in it is wrong. Who speaks of the same sentence is told by
meaning (of the whole answer and of its closest sentence) and by shared words together. Measured on seven labelled sections (227
points, four of the sets made by others than those who wrote this): the sentence is the right one for 117 of 149 points under the question
on the analysis; of 34 sentences that such a point reaches at ``NEAR`` 32 were to be changed, and all 19 that two senders reach. At 0.6 it
is 29 of 31 for two, but what the text says of the county as a whole is reached too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.drafting.materials import Vectors
from summarizer.records import BaselinePart, Point
from summarizer.summary.sentences import sentences_of
from summarizer.text.words import content_stems, overlap

NEAR, VERY_NEAR = 0.8, 1.0  # two cosines and a share of words, so -2 to 3


@dataclass(frozen=True)
class Aim:
    """A point and how surely it speaks of a sentence."""

    point: Point
    surely: float


def aims(
    part: BaselinePart, points: Sequence[Point], of_points: Vectors, of_baseline: Vectors
) -> dict[int, tuple[Aim, ...]]:
    """Number of a sentence of the part (from 1) → the points that speak of it rather than of another: at ``NEAR`` or nearer."""
    texts = [sentence.text for sentence in part.sentences]
    found: dict[int, list[Aim]] = {sentence.number: [] for sentence in part.sentences}
    if not texts:
        return {}
    vectors, stems = of_baseline.of(texts), [content_stems(text) for text in texts]
    for point in points:
        scores = _scores(point, vectors, stems, of_points)
        at = int(np.argmax(scores))
        if scores[at] >= NEAR:
            found[part.sentences[at].number].append(Aim(point, float(scores[at])))
    return {number: tuple(near) for number, near in found.items()}


def _scores(
    point: Point, vectors: NDArray[np.float32], stems: Sequence[frozenset[str]], of_points: Vectors
) -> NDArray[np.float64]:
    pieces = sentences_of(point) or [point.quote]
    said = [content_stems(piece) for piece in pieces]
    meaning = (of_points.of(pieces) @ vectors.T).max(axis=0) + (of_points.of([point.quote]) @ vectors.T)[0]
    words = [max(overlap(own, other) for other in said) for own in stems]
    scores: NDArray[np.float64] = meaning.astype(np.float64) + np.array(words)
    return scores
