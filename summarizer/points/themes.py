"""Which runs say the same thing, and where each run ends, found together.

What a sender's neighbouring sentences have in common hardly tells where one point ends; what *others* say about the same
things does. So the first cut keeps together what other senders, too, say in one breath; the runs are clustered; then every
answer is cut anew where its runs fit the themes best, judged by other senders' runs, and so on for a few rounds. At last, runs
that nobody else bears out are taken out of their themes (points/lone.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.points.company import heard, highest, kinship
from summarizer.points.cut import CutCosts, Run, cut
from summarizer.points.lone import joined, parted, without_lone
from summarizer.points.spans import Floats, Ints, Measure, Spans


@dataclass(frozen=True)
class PointSettings:
    """Figures found on the tuning sets. Likeness is about 0 for unrelated runs; of one theme it is about 0.15 to 0.5."""

    wording: float = 1.0  # weight of likeness in characters beside likeness in meaning
    echoes: int = 5  # other senders that the first cut listens to
    first_cut: float = 0.08  # cost of a cut, in likeness × sentences, before there are themes
    later_cut: float = 0.07
    paragraph: float = 0.33  # this and the next three: from how often labelled points end there (logistic regression)
    turns: float = 0.19
    leans: float = 0.05
    shares: float = 0.08
    single: float = 0.08
    kin: float = 0.25  # weight of the company that two runs share, beside their likeness
    near: float = 6.0  # runs that a run's company is made of
    same_theme: float = 0.2  # mean likeness at which two groups of runs are one theme
    apart: float = 0.15  # taken from the likeness of two runs of one answer: a sender seldom says a thing twice
    nearest: int = 3  # runs of other senders that a run is compared with in each theme
    few: float = 0.07  # taken from the fit of a theme that fewer than ``nearest`` others speak of
    unshared: float = 0.05  # a run that fits no theme better than this is about something that nobody else speaks of
    rounds: int = 4
    lone: float = 1.0  # deviations: a run that is so much less borne out by others than usual stands alone
    most: int = 500  # sentences searched together; what is more is fitted to the themes found in a sample
    layers: int = 4  # samples: what fits no theme of the one before is searched again


def search(measure: Measure, spans: Spans, settings: PointSettings) -> tuple[list[Run], Ints]:
    """Runs that cover all sentences, and the theme of each, numbered from 0."""
    likeness = measure.likeness(spans, spans)
    echoed = heard(likeness, spans.sender, settings.echoes)
    runs = cut(spans, echoed - echoed.mean(), _costs(settings, settings.first_cut))
    labels, worth = _round(likeness, spans, runs, settings)
    for _ in range(settings.rounds):
        again = cut(spans, worth, _costs(settings, settings.later_cut))
        if again == runs:
            break
        runs = again
        labels, worth = _round(likeness, spans, runs, settings)
    runs, labels = joined(spans, runs, labels)
    labels = without_lone(likeness, spans, runs, labels, settings.lone)
    return parted(likeness, spans, runs, labels)


def _costs(settings: PointSettings, price: float) -> CutCosts:
    return CutCosts(price, settings.paragraph, settings.turns, settings.leans, settings.shares, settings.single)


def rows_of(spans: Spans, runs: Sequence[Run]) -> Ints:
    return np.array([spans.row[run] for run in runs])


def _round(likeness: Floats, spans: Spans, runs: Sequence[Run], settings: PointSettings) -> tuple[Ints, Floats]:
    """The theme of each run, and what every candidate run would be worth in the theme that it fits best."""
    rows = rows_of(spans, runs)
    sender = spans.sender[rows]
    shared, within = kinship(likeness[:, rows], spans.sender, rows, settings.near)
    to_runs = likeness[:, rows] + settings.kin * shared
    alike = likeness[np.ix_(rows, rows)]
    among = (alike + alike.T) / 2 + settings.kin * within
    labels = _grouped(among, spans, runs, settings)
    return labels, _fits(to_runs, spans.sender, sender, labels, settings).max(axis=1)


def _fits(likeness: Floats, of_row: Ints, of_run: Ints, labels: Ints, settings: PointSettings) -> Floats:
    """How well each span (row) fits each theme, judged by other senders' runs (columns); shape (spans, themes + 1).

    The last column is for what nobody else says.
    """
    others = np.where(of_row[:, None] == of_run[None, :], -np.inf, likeness)
    fits = np.full((len(others), int(labels.max()) + 2), settings.unshared)
    for theme in range(fits.shape[1] - 1):
        best = highest(others[:, labels == theme], settings.nearest)
        heard = np.isfinite(best)
        count = heard.sum(axis=1)
        mean = np.where(heard, best, 0.0).sum(axis=1) / np.maximum(count, 1)
        missing = (settings.nearest - count) / settings.nearest
        fits[:, theme] = np.where(count > 0, mean - settings.few * missing, -np.inf)
    return fits


def _grouped(among: Floats, spans: Spans, runs: Sequence[Run], settings: PointSettings) -> Ints:
    """Clusters of runs, without those that fit theirs too badly: each of these becomes a theme of its own.

    Average linkage looks at groups; a run that no other sender's nearest runs bear out has only been swept along.
    """
    labels = _clustered(among, spans, runs, settings)
    sender = spans.sender[rows_of(spans, runs)]
    fits = _fits(among, sender, sender, labels, settings)
    swept = np.isfinite(own := fits[np.arange(len(runs)), labels]) & (own < settings.unshared)
    labels[swept] = labels.max() + 1 + np.arange(int(swept.sum()))
    found: Ints = np.unique(labels, return_inverse=True)[1]
    return found


def _clustered(among: Floats, spans: Spans, runs: Sequence[Run], settings: PointSettings) -> Ints:
    """Join groups of runs while their mean likeness is at least ``same_theme`` (average linkage)."""
    if len(runs) < 2:
        return np.zeros(len(runs), dtype=np.int64)
    answer = np.array([spans.units[first].answer for first, _ in runs])
    alike = among - settings.apart * (answer[:, None] == answer[None, :])
    ceiling = 1.0 + settings.wording + settings.kin
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
