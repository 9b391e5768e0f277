"""Which runs say the same thing, and where each run ends, found together.

What a sender's neighbouring sentences have in common hardly tells where one point ends; what *others* say about the same
things does. So the first cut keeps together what other senders, too, say in one breath; the runs are clustered; then every
answer is cut anew where its runs fit the themes best, judged by other senders' runs, and so on for a few rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.points.cut import CutCosts, Run, cut
from summarizer.points.spans import Floats, Ints, Measure, Spans


@dataclass(frozen=True)
class PointSettings:
    """Figures found on the tuning sets. Likeness is about 0 for unrelated runs; of one theme it is about 0.15 to 0.5."""

    wording: float = 1.0  # weight of likeness in characters beside likeness in meaning
    echoes: int = 5  # other senders that the first cut listens to
    first_cut: float = 0.08  # cost of a cut, in likeness × sentences, before there are themes
    later_cut: float = 0.07
    paragraph: float = 0.2
    turns: float = 0.03
    goes_on: float = 0.03
    same_theme: float = 0.15  # mean likeness at which two groups of runs are one theme
    apart: float = 0.15  # taken from the likeness of two runs of one answer: a sender seldom says a thing twice
    nearest: int = 3  # runs of other senders that a run is compared with in each theme
    few: float = 0.07  # taken from the fit of a theme that fewer than ``nearest`` others speak of
    unshared: float = 0.05  # a run that fits no theme better than this is about something that nobody else speaks of
    rounds: int = 4
    most: int = 500  # sentences searched together; what is more is fitted to the themes found in a sample
    layers: int = 4  # samples: what fits no theme of the one before is searched again


def search(measure: Measure, spans: Spans, settings: PointSettings) -> tuple[list[Run], Ints]:
    """Runs that cover all sentences, and the theme of each, numbered from 0."""
    likeness = measure.likeness(spans, spans)
    echoed = _echoes(likeness, spans.sender, settings.echoes)
    runs = cut(spans, echoed - echoed.mean(), _costs(settings, settings.first_cut))
    labels = _grouped(likeness, spans, runs, settings)
    for _ in range(settings.rounds):
        rows = rows_of(spans, runs)
        worth = _fits(likeness[:, rows], spans.sender, spans.sender[rows], labels, settings).max(axis=1)
        again = cut(spans, worth, _costs(settings, settings.later_cut))
        if again == runs:
            break
        runs = again
        labels = _grouped(likeness, spans, runs, settings)
    return runs, labels


def _costs(settings: PointSettings, price: float) -> CutCosts:
    return CutCosts(price, settings.paragraph, settings.turns, settings.goes_on)


def rows_of(spans: Spans, runs: Sequence[Run]) -> Ints:
    return np.array([spans.row[run] for run in runs])


def _echoes(likeness: Floats, sender: Ints, echoes: int) -> Floats:
    """How much each span is echoed: its likeness to the most alike span of each other sender, the best few's mean."""
    _, own = np.unique(sender, return_inverse=True)
    order = np.argsort(own, kind="stable")
    together = likeness if (np.diff(order) > 0).all() else likeness[:, order]
    best = np.maximum.reduceat(together, np.flatnonzero(np.diff(own[order], prepend=-1)), axis=1)
    best[np.arange(len(best)), own] = -np.inf
    best = _highest(best, min(echoes, best.shape[1] - 1))
    return best.mean(axis=1) if best.shape[1] else np.zeros(len(best))


def _highest(values: Floats, most: int) -> Floats:
    """The ``most`` highest values of each row, highest first."""
    if 0 < most < values.shape[1]:
        values = -np.partition(-values, most - 1, axis=1)[:, :most]
    highest: Floats = -np.sort(-values, axis=1)[:, :most]
    return highest


def _fits(likeness: Floats, of_row: Ints, of_run: Ints, labels: Ints, settings: PointSettings) -> Floats:
    """How well each span (row) fits each theme, judged by other senders' runs (columns); shape (spans, themes + 1).

    The last column is for what nobody else says.
    """
    others = np.where(of_row[:, None] == of_run[None, :], -np.inf, likeness)
    fits = np.full((len(others), int(labels.max()) + 2), settings.unshared)
    for theme in range(fits.shape[1] - 1):
        best = _highest(others[:, labels == theme], settings.nearest)
        heard = np.isfinite(best)
        count = heard.sum(axis=1)
        mean = np.where(heard, best, 0.0).sum(axis=1) / np.maximum(count, 1)
        missing = (settings.nearest - count) / settings.nearest
        fits[:, theme] = np.where(count > 0, mean - settings.few * missing, -np.inf)
    return fits


def _grouped(likeness: Floats, spans: Spans, runs: Sequence[Run], settings: PointSettings) -> Ints:
    """Clusters of runs, without those that fit theirs too badly: each of these becomes a theme of its own.

    Average linkage looks at groups; a run that no other sender's nearest runs bear out has only been swept along.
    """
    labels = _clustered(likeness, spans, runs, settings)
    rows = rows_of(spans, runs)
    fits = _fits(likeness[np.ix_(rows, rows)], spans.sender[rows], spans.sender[rows], labels, settings)
    swept = np.isfinite(own := fits[np.arange(len(runs)), labels]) & (own < settings.unshared)
    labels[swept] = labels.max() + 1 + np.arange(int(swept.sum()))
    found: Ints = np.unique(labels, return_inverse=True)[1]
    return found


def _clustered(likeness: Floats, spans: Spans, runs: Sequence[Run], settings: PointSettings) -> Ints:
    """Join groups of runs while their mean likeness is at least ``same_theme`` (average linkage)."""
    if len(runs) < 2:
        return np.zeros(len(runs), dtype=np.int64)
    rows = rows_of(spans, runs)
    answer = np.array([spans.units[first].answer for first, _ in runs])
    alike = likeness[np.ix_(rows, rows)] - settings.apart * (answer[:, None] == answer[None, :])
    ceiling = 1.0 + settings.wording
    distance = np.maximum(ceiling - (alike + alike.T) / 2, 0.0)
    np.fill_diagonal(distance, 0.0)
    from sklearn.cluster import AgglomerativeClustering  # a second to import; what is cached does without

    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=ceiling - settings.same_theme, metric="precomputed", linkage="average"
    )
    return np.asarray(model.fit_predict(distance), dtype=np.int64)


def fit(
    late: Spans, likeness: Floats, spans: Spans, runs: Sequence[Run], labels: Ints, settings: PointSettings
) -> tuple[list[Run], list[int | None]]:
    """The runs of senders outside a search, each with the theme that it fits, or None. ``likeness``: to its runs."""
    rows = rows_of(spans, runs)
    fits = _fits(likeness, late.sender, spans.sender[rows], labels, settings)
    found = cut(late, fits.max(axis=1), _costs(settings, settings.later_cut))
    best = fits[rows_of(late, found)].argmax(axis=1)
    return found, [int(theme) if theme <= labels.max() else None for theme in best]
