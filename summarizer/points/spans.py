"""Every run of one to four neighbouring sentences, and how alike such runs are.

Likeness is meaning (cosine of vectors from which the mean of all runs *of the same length* is taken away: everybody who
answers on a section writes about the same subject, and a vector's place also tells how long its text is) plus wording
(character n-grams, weighted by rarity; they see through compounds and inflection).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.points.units import Unit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Embed = Callable[[list[str]], NDArray[np.float32]]

LONGEST = 4  # sentences; a longer point is found as two neighbouring runs of one theme
_PRIOR = 5  # runs' worth of weight that the mean of all lengths has in the mean of one length
_EQUAL = 0.9999  # wording of the same text twice
_BANDS = 8  # in which a product of grams with themselves is made
_NO_DIRECTION = 1e-3  # a centred vector shorter than this is rounding, not meaning


@dataclass(frozen=True)
class Spans:
    """Candidate runs of units[first:last], in order of first and length."""

    units: Sequence[Unit]
    first: Ints
    last: Ints
    sender: Ints  # a number for each sender
    row: dict[tuple[int, int], int]
    vectors: Floats  # unit vectors
    grams: Any  # sparse matrix, one row a span


class Measure:
    """The measure of likeness that fits one section; made from the runs of ``units``."""

    def __init__(self, embed: Embed, units: Sequence[Unit], wording: float) -> None:
        self._embed = embed
        self._wording = wording
        # a second to import; what is cached does without
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

        self._counter = CountVectorizer(analyzer="char_wb", ngram_range=(3, 6), dtype=np.float64)
        self._counted = (units, self._counter.fit_transform([unit.text for unit in units]))
        self._rarity = TfidfTransformer(sublinear_tf=True).fit(self._counted[1])
        self._senders: dict[str, int] = {}
        bounds = _candidates(units)
        vectors = self._vectors(units, bounds)
        lengths = np.array([last - first for first, last in bounds])
        overall = vectors.mean(axis=0)
        self._centres = np.stack([
            (vectors[lengths == n].sum(axis=0) + _PRIOR * overall) / ((lengths == n).sum() + _PRIOR)
            for n in range(1, LONGEST + 1)
        ])  # fmt: skip

    def spans(self, units: Sequence[Unit]) -> Spans:
        """All candidate runs of these units, measured."""
        bounds = _candidates(units)
        first, last = np.array([a for a, _ in bounds]), np.array([b for _, b in bounds])
        centred = self._vectors(units, bounds) - self._centres[last - first - 1]
        length = np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), _NO_DIRECTION)
        return Spans(
            units=units,
            first=first,
            last=last,
            sender=np.array([self._senders.setdefault(units[a].sender, len(self._senders)) for a in first]),
            row={span: i for i, span in enumerate(bounds)},
            vectors=centred / length,
            grams=self._grams(units, bounds),
        )

    def _grams(self, units: Sequence[Unit], bounds: Sequence[tuple[int, int]]) -> Any:
        """Character n-grams of runs. They stay within words, so a run has those of its sentences, which are counted once."""
        kept, counts = self._counted
        if units is not kept:
            counts = self._counter.transform([unit.text for unit in units])
        members = np.concatenate([np.arange(first, last) for first, last in bounds])
        starts = np.concatenate(([0], np.cumsum([last - first for first, last in bounds])))
        matrix = type(counts)  # SciPy's sparse rows
        runs = matrix((np.ones(len(members)), members, starts), shape=(len(bounds), len(units)))
        summed = runs @ counts
        summed.sort_indices()  # as if counted in the joined text: sums of products then come out the same to the last bit
        return self._rarity.transform(summed, copy=False)

    def likeness(self, rows: Spans, columns: Spans, chosen: Ints | None = None) -> Floats:
        """Likeness of all ``rows`` to the ``chosen`` (or all) ``columns``: about 0 when they share the section only."""
        vectors, grams = columns.vectors, columns.grams
        if chosen is not None:
            vectors, grams = vectors[chosen], grams[chosen]
        wording = _with_itself(grams) if grams is rows.grams else (rows.grams @ grams.T).toarray()
        equal = wording > _EQUAL
        likeness: Floats = rows.vectors @ vectors.T
        wording *= self._wording  # in place: with 1,500 sentences each of these matrices takes some 200 MB
        likeness += wording
        likeness[equal] = 1.0 + self._wording
        return likeness

    def _vectors(self, units: Sequence[Unit], bounds: Sequence[tuple[int, int]]) -> Floats:
        return np.asarray(self._embed([_text(units, a, b) for a, b in bounds]), dtype=np.float64)


def _with_itself(grams: Any) -> Floats:
    """``grams @ grams.T``, with what stands below the diagonal copied from above it: half the work, and the same to the last
    bit, since each sum is taken over the same grams in the same order."""
    size = grams.shape[0]
    product, turned = np.empty((size, size)), grams.T.tocsr()
    bounds = [size * band // _BANDS for band in range(_BANDS + 1)]
    for first, last in pairwise(bounds):
        product[first:last, first:] = (grams[first:last] @ turned[:, first:]).toarray()
        product[last:, first:last] = product[first:last, last:].T
    return product


def same_answer(units: Sequence[Unit], index: int) -> bool:
    """Whether this sentence stands in the same answer as the one before it."""
    return index > 0 and units[index - 1].answer == units[index].answer


def answers_of(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Bounds of each answer's sentences."""
    starts = [i for i in range(len(units)) if not same_answer(units, i)]
    return list(zip(starts, [*starts[1:], len(units)], strict=True))


def _candidates(units: Sequence[Unit]) -> list[tuple[int, int]]:
    return [
        (first, last)
        for start, end in answers_of(units)
        for first in range(start, end)
        for last in range(first + 1, min(first + LONGEST, end) + 1)
    ]


def _text(units: Sequence[Unit], first: int, last: int) -> str:
    return " ".join(unit.text for unit in units[first:last])
