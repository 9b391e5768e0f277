"""What a figure is, how figures of several sections are added up, and agreement between two groupings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sklearn.metrics import adjusted_rand_score
from sklearn.metrics.cluster import pair_confusion_matrix


@dataclass(frozen=True)
class Figure:
    """``hits`` out of ``total``, or a plain count when ``total`` is None. ``goal`` says what is to be reached, as text.
    ``misses`` name what went wrong, for the one who mends it."""

    name: str
    hits: float
    total: float | None = None
    goal: str = ""
    misses: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        """A share from 0 to 1, or the count. Nothing to count is not a success: NaN."""
        if self.total is None:
            return self.hits
        return self.hits / self.total if self.total else math.nan

    def shown(self) -> str:
        if self.total is None:
            return f"{self.hits:g}"
        if math.isnan(self.value):
            return "–"
        return (
            f"{self.value:.2f}"
            if self.goal.startswith("≥ .")
            else f"{100 * self.value:.1f} % ({self.hits:g}/{self.total:g})"
        )


def added(figures: Iterable[Figure]) -> list[Figure]:
    """Figures of the same name as one, in order of first appearance. Shares add their hits and their totals."""
    sums: dict[str, Figure] = {}
    for figure in figures:
        before = sums.get(figure.name)
        if before is None:
            sums[figure.name] = figure
            continue
        total = None if figure.total is None or before.total is None else before.total + figure.total
        sums[figure.name] = Figure(
            figure.name, before.hits + figure.hits, total, figure.goal, before.misses + figure.misses
        )
    return list(sums.values())


def counted(name: str, outcomes: Iterable[tuple[bool, str]], goal: str) -> Figure:
    """A share from (hit, what it is about) pairs."""
    seen = list(outcomes)
    return Figure(name, sum(hit for hit, _ in seen), len(seen), goal, tuple(what for hit, what in seen if not hit))


def agreement(pairs: Sequence[tuple[str, str]]) -> list[Figure]:
    """Adjusted Rand index (weighted by sentences when added up) and pairwise F1 of (label, theme) pairs."""
    if not pairs:
        return []
    labels, themes = [label for label, _ in pairs], [theme for _, theme in pairs]
    (_, wrong), (missed, right) = pair_confusion_matrix(labels, themes)
    return [
        Figure("theme agreement, adjusted Rand", adjusted_rand_score(labels, themes) * len(pairs), len(pairs), "≥ .80"),
        Figure("theme agreement, pairwise F1", float(2 * right), float(2 * right + wrong + missed), "≥ .82"),
    ]
