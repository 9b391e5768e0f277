"""Where to cut answers into runs, given how much each candidate run is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.points.spans import LONGEST, Floats, Spans, answers_of
from summarizer.points.units import Unit

Run = tuple[int, int]  # units[first:last]
_NEVER = 5.0  # more than any run can be worth


@dataclass(frozen=True)
class CutCosts:
    """What a cut before a sentence costs, in the unit of likeness times sentences."""

    cut: float
    paragraph: float  # less when the sentence opens a paragraph
    turns: float  # less when it says that something new comes ("Vidare", "också")
    leans: float  # more when it has a word for something said before ("det", "där")
    shares: float  # more for each word that it shares with the sentence before
    single: float  # for a run of one sentence of several: a point is seldom made in one

    def before(self, unit: Unit) -> float:
        return (
            self.cut
            - self.paragraph * unit.opens_paragraph
            - self.turns * unit.turns
            + self.leans * unit.leans
            + self.shares * unit.shares
            + _NEVER * unit.bare
        )


def cut(spans: Spans, worth: Floats, costs: CutCosts) -> list[Run]:
    """The runs that cover all sentences with the most worth: Σ length × worth − Σ cost of the cuts (exact search).

    ``worth`` has one figure a candidate run, per sentence.
    """
    values = worth.tolist()
    runs: list[Run] = []
    for start, end in answers_of(spans.units):
        runs.extend(_cut_answer(spans, values, costs, start, end))
    return runs


def _cut_answer(spans: Spans, worth: Sequence[float], costs: CutCosts, start: int, end: int) -> list[Run]:
    price = [0.0 if i == start else costs.before(spans.units[i]) for i in range(start, end)]
    single = costs.single if end - start > 1 else 0.0
    best, came_from = [0.0], [start]
    for last in range(start + 1, end + 1):
        options = [
            (
                best[first - start]
                - price[first - start]
                - single * (last - first == 1)
                + (last - first) * worth[spans.row[first, last]],
                first,
            )
            for first in range(max(start, last - LONGEST), last)
        ]
        value, first = max(options)
        best.append(value)
        came_from.append(first)
    runs, last = [], end
    while last > start:
        runs.append((came_from[last - start], last))
        last = came_from[last - start]
    return runs[::-1]
