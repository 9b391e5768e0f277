"""Answers → points with themes: where each point ends and which points say the same thing, found together.

What a sender's neighbouring sentences have in common hardly tells where one point ends; what *others* say about the same
things does. So: cluster whole paragraphs, score each sentence against the other senders' runs in each cluster, cut every
answer where another cluster fits enough better, cluster the runs again, and so on for a few rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from summarizer.points.cluster import cluster
from summarizer.points.similarity import Embed, Floats, Section, Texts
from summarizer.points.units import Unit, units_of
from summarizer.records import Answer, Point
from summarizer.text.stance import stance_of


@dataclass(frozen=True)
class PointSettings:
    """Figures found on the tuning sets; see benchmarks/. Likeness is about 0 for unrelated texts and 1 for equal ones."""

    rounds: int = 4
    nearest: int = 3  # runs of other senders that a sentence is compared with in each theme
    same_theme: float = 0.12  # mean likeness at which two groups of runs are one theme
    apart: float = 0.3  # taken from the likeness of two runs of one answer: a sender seldom says a thing twice
    alone: float = 0.3  # weight of the sentence itself; the rest is the sentence with its neighbours
    wording: float = 0.0  # weight of likeness in characters beside likeness in meaning
    stay: float = 0.12  # bonus for staying on the same theme from one sentence to the next
    goes_on: float = 0.08  # added when the sentence leans on the one before ("Därför", "Det")
    turns: float = -0.05  # added when it says that something new comes ("Vidare", "också")
    paragraph: float = -0.08  # added when it opens a paragraph
    few: float = 0.05  # taken from the score of a theme that fewer than ``nearest`` others speak of
    unshared: float = 0.15  # score of being about something that no other sender speaks of


@dataclass(frozen=True)
class PointSet:
    """All points of a section. Their spans cover every character of every answer that is not white space."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class _Run:
    """Neighbouring sentences of one answer: units[first:last]."""

    first: int
    last: int


def find_points(answers: Sequence[Answer], embed: Embed, *, settings: PointSettings | None = None) -> PointSet:
    """Cut the answers of one section into points and group these in themes.

    The result depends on the answers' ids and texts only, not on their order. ``theme_id`` of a point is "c0", "c1", …
    (the largest theme first), None for text without substance.
    """
    ordered = sorted(answers, key=lambda answer: answer.answer_id)
    units = units_of(ordered)
    kept = [unit for unit in units if unit.substance]
    theme_of = dict(zip(kept, _themes(kept, embed, settings or PointSettings()), strict=True))
    return PointSet(tuple(_named(_points(ordered, units, theme_of))))


def _themes(units: Sequence[Unit], embed: Embed, settings: PointSettings) -> list[int]:
    """The theme of each sentence."""
    if not units:
        return []
    section = Section(embed, [unit.text for unit in units], settings.wording)
    sentences = section.texts([u.text for u in units], _with_neighbours(units), settings.alone)
    stay = _stay_bonus(units, settings)
    runs = _paragraphs(units)
    for _ in range(settings.rounds):
        texts, labels = _cluster_runs(section, units, runs, settings)
        scores = _scores(section, units, sentences, runs, texts, labels, settings)
        runs = _runs(units, _smoothed(units, scores, stay))
    _, labels = _cluster_runs(section, units, runs, settings)
    return [int(label) for run, label in zip(runs, labels, strict=True) for _ in range(run.first, run.last)]


def _same_answer(units: Sequence[Unit], index: int) -> bool:
    return index > 0 and units[index - 1].answer == units[index].answer


def _with_neighbours(units: Sequence[Unit]) -> list[str]:
    return [
        " ".join(u.text for u in units[max(0, i - 1) : i + 2] if u.answer == unit.answer)
        for i, unit in enumerate(units)
    ]


def _paragraphs(units: Sequence[Unit]) -> list[_Run]:
    starts = [i for i, unit in enumerate(units) if not _same_answer(units, i) or unit.opens_paragraph]
    return [_Run(a, b) for a, b in zip(starts, [*starts[1:], len(units)], strict=True)]


def _runs(units: Sequence[Unit], themes: Sequence[int]) -> list[_Run]:
    starts = [i for i in range(len(units)) if not _same_answer(units, i) or themes[i] != themes[i - 1]]
    return [_Run(a, b) for a, b in zip(starts, [*starts[1:], len(units)], strict=True)]


def _stay_bonus(units: Sequence[Unit], settings: PointSettings) -> Floats:
    cue = {"goes_on": settings.goes_on, "new": settings.turns, "none": 0.0}
    return np.array([settings.stay + cue[u.cue] + (settings.paragraph if u.opens_paragraph else 0.0) for u in units])


def _cluster_runs(
    section: Section, units: Sequence[Unit], runs: Sequence[_Run], settings: PointSettings
) -> tuple[Texts, list[int]]:
    texts = section.texts([" ".join(u.text for u in units[r.first : r.last]) for r in runs])
    answer = np.array([units[r.first].answer for r in runs])
    likeness = section.between(texts, texts) - settings.apart * (answer[:, None] == answer[None, :])
    return texts, cluster(likeness, settings.same_theme)


def _scores(
    section: Section,
    units: Sequence[Unit],
    sentences: Texts,
    runs: Sequence[_Run],
    texts: Texts,
    labels: Sequence[int],
    settings: PointSettings,
) -> Floats:
    """How well each sentence fits each theme, judged by other senders' runs; shape (sentences, themes + 1).

    The last column is for what nobody else says.
    """
    likeness = section.between(sentences, texts)
    senders = {name: i for i, name in enumerate(dict.fromkeys(u.sender for u in units))}
    of_unit = np.array([senders[u.sender] for u in units])
    of_run = of_unit[[r.first for r in runs]]
    likeness[of_unit[:, None] == of_run[None, :]] = -np.inf
    themes = np.array(labels)
    scores = np.full((len(units), int(themes.max()) + 2), settings.unshared)
    for theme in range(scores.shape[1] - 1):
        best = -np.sort(-likeness[:, themes == theme], axis=1)[:, : settings.nearest]
        others = np.isfinite(best)
        count = others.sum(axis=1)
        mean = np.where(others, best, 0.0).sum(axis=1) / np.maximum(count, 1)
        fit = mean - settings.few * (settings.nearest - count) / settings.nearest
        scores[:, theme] = np.where(count > 0, fit, -np.inf)
    return scores


def _smoothed(units: Sequence[Unit], scores: Floats, stay: Floats) -> list[int]:
    """The best path through the themes of each answer (Viterbi): fit of each sentence plus the bonus for staying."""
    themes: list[int] = []
    index = 0
    while index < len(units):
        end = index + 1
        while end < len(units) and _same_answer(units, end):
            end += 1
        themes.extend(_best_path(scores[index:end], stay[index:end]))
        index = end
    return themes


def _best_path(scores: Floats, stay: Floats) -> list[int]:
    best = scores[0]
    came_from: list[np.ndarray] = []
    everywhere = np.arange(scores.shape[1])
    for row, bonus in zip(scores[1:], stay[1:], strict=True):
        leader = int(best.argmax())
        stays = best + bonus >= best[leader]
        came_from.append(np.where(stays, everywhere, leader))
        best = np.where(stays, best + bonus, best[leader]) + row
    path = [int(best.argmax())]
    for back in reversed(came_from):
        path.append(int(back[path[-1]]))
    return path[::-1]


def _points(answers: Sequence[Answer], units: Sequence[Unit], theme_of: dict[Unit, int]) -> list[Point]:
    points: list[Point] = []
    start = 0
    for index, unit in enumerate(units):
        following = units[index + 1] if index + 1 < len(units) else None
        if following and following.answer == unit.answer and theme_of.get(following) == theme_of.get(unit):
            continue
        first, answer = units[start], answers[unit.answer]
        quote = answer.text[first.start : unit.end]
        theme = theme_of.get(unit)
        points.append(
            Point(
                point_id=f"{answer.answer_id}@{first.start}-{unit.end}",
                answer_id=answer.answer_id,
                submission_id=answer.submission_id,
                section=answer.section,
                question=answer.question,
                start=first.start,
                end=unit.end,
                quote=quote,
                stance=stance_of(quote) if theme is not None else "information",
                theme_id=None if theme is None else str(theme),
                substance=theme is not None,
            )
        )
        start = index + 1
    return points


def _named(points: Sequence[Point]) -> list[Point]:
    """Call the themes c0, c1, …: the one with most senders first, then the one whose first point comes first."""
    senders: dict[str, set[str]] = {}
    for point in points:
        if point.theme_id is not None:
            senders.setdefault(point.theme_id, set()).add(point.submission_id)
    names = {theme: f"c{i}" for i, theme in enumerate(sorted(senders, key=lambda theme: -len(senders[theme])))}
    return [point if point.theme_id is None else replace(point, theme_id=names[point.theme_id]) for point in points]
