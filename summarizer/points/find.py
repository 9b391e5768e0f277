"""The answers of one section → its points, each with a theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.points.camps import parted_by_favour
from summarizer.points.conflicts import parted
from summarizer.points.layers import Memory, find_themes
from summarizer.points.spans import Embed
from summarizer.points.themes import PointSettings
from summarizer.points.units import Unit, units_of
from summarizer.records import Answer, Point


@dataclass(frozen=True)
class PointSet:
    """All points of a section. Their spans cover every character of every answer that is not white space."""

    points: tuple[Point, ...]


def find_points(
    answers: Sequence[Answer], embed: Embed, *, settings: PointSettings | None = None, memory: Memory | None = None
) -> PointSet:
    """Cut the answers of one section into points and group these in themes.

    The result depends on the answers' ids and texts only, not on their order. ``theme_id`` of a point is "c0", "c1", …
    (the one with most senders first), None for text without substance. ``memory`` saves work, and changes nothing.
    """
    ordered = sorted(answers, key=lambda answer: answer.answer_id)
    units = units_of(ordered)
    kept = [unit for unit in units if unit.substance]
    memory = memory or Memory()
    theme_of = dict(zip(kept, find_themes(kept, embed, settings or PointSettings(), memory), strict=True))
    found = parted(_points(ordered, units, theme_of, memory))
    return PointSet(tuple(_named(parted_by_favour(found, embed))))


def _points(answers: Sequence[Answer], units: Sequence[Unit], theme_of: dict[Unit, int], memory: Memory) -> list[Point]:
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
                stance=memory.stance_of(quote) if theme is not None else "information",
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
