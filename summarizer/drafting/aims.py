"""Which sentence of the baseline a sender speaks of, though few of its words are used.

Senders who were asked about the analysis mostly write because something in it is wrong. Which sentence they speak of is told by
meaning (of one of theirs, and of up to three in a row around it, which say what it is about) and by shared words together. Measured on
twelve labelled sections with 78 sentences: of 47 that two senders reach at ``NEAR`` 46 were to be changed, of 27 that one
reaches at .9 24; of 14 that nobody reaches 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.drafting.materials import Vectors
from summarizer.drafting.targets import agrees
from summarizer.records import BaselinePart, Point
from summarizer.summary.sentences import sentences_of
from summarizer.text.words import content_stems, overlap

NEAR, VERY_NEAR = 0.7, 0.9  # two cosines and a share of words, so -2 to 3
_WITH_ANOTHER = 0.6  # near enough to stand beside somebody who speaks of the sentence


_AROUND = 3  # sentences


@dataclass(frozen=True)
class Aim:
    """A point and how surely it speaks of a sentence."""

    point: Point
    surely: float


def aims(
    part: BaselinePart, points: Sequence[Point], of_points: Vectors, of_baseline: Vectors
) -> dict[int, tuple[Aim, ...]]:
    """Number of a sentence of the part (from 1) → the points with a sentence that speaks of it rather than of another, at ``NEAR`` or
    nearer, and somewhat farther beside such a one. A point can speak of several."""
    texts = [sentence.text for sentence in part.sentences]
    found: dict[int, list[Aim]] = {sentence.number: [] for sentence in part.sentences}
    if not texts:
        return {}
    vectors, stems = of_baseline.of(texts), [content_stems(text) for text in texts]
    for point in points:
        reached: dict[int, float] = {}
        for scores in _scores(point, vectors, stems, of_points):
            at = int(np.argmax(scores))
            if scores[at] >= _WITH_ANOTHER:
                number = part.sentences[at].number
                reached[number] = max(reached.get(number, 0.0), float(scores[at]))
        for number, surely in reached.items():
            found[number].append(Aim(point, surely))
    return {n: tuple(near) if any(aim.surely >= NEAR for aim in near) else () for n, near in found.items()}


def _scores(
    point: Point, vectors: NDArray[np.float32], stems: Sequence[frozenset[str]], of_points: Vectors
) -> list[NDArray[np.float64]]:
    """One row for each sentence of the point that does not say that the text is right."""
    pieces = sentences_of(point) or [point.quote]
    spans = [(a, b) for a in range(len(pieces)) for b in range(a + 1, min(a + _AROUND, len(pieces)) + 1)]
    near = of_points.of([" ".join(pieces[a:b]) for a, b in spans]) @ vectors.T
    rows = []
    for at, piece in enumerate(pieces):
        if agrees(piece):
            continue
        alone = near[spans.index((at, at + 1))]
        around = near[[i for i, (a, b) in enumerate(spans) if a <= at < b]].max(axis=0)
        words = np.array([overlap(own, content_stems(piece)) for own in stems])
        rows.append(alone.astype(np.float64) + around + words)
    return rows
