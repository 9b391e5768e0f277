"""Themes keep their ids when the points are found again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping

_SPAN = re.compile(r"^(.*)@(\d+)-(\d+)$", re.DOTALL)


def stable_ids(previous: Mapping[str, Collection[str]], current: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Each current theme → the id of the previous theme that it goes on from, else a new id ("T" + 8 hex).

    Both maps give the point ids of each theme. A theme goes on in the one that shares most characters with it; when a
    theme was split, the larger part keeps the id, and when two were joined, the larger one's id is kept (see ``merged``).
    """
    shared = _shared(previous, current)
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for _, old, new in sorted(((-size, old, new) for (old, new), size in shared.items())):
        if old not in taken and new not in kept:
            kept[new] = old
            taken.add(old)
    for theme, points in current.items():
        if theme not in kept:
            kept[theme] = _new_id(points, {*previous, *kept.values()})
    return kept


def merged(previous: Mapping[str, Collection[str]], current: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Previous themes that are no more → the id (from ``stable_ids``) of the theme that most of their text went to."""
    names = stable_ids(previous, current)
    gone = set(previous) - set(names.values())
    ranked = sorted((-size, old, new) for (old, new), size in _shared(previous, current).items() if old in gone)
    found: dict[str, str] = {}
    for _, old, new in ranked:
        found.setdefault(old, names[new])
    return found


def _shared(
    previous: Mapping[str, Collection[str]], current: Mapping[str, Collection[str]]
) -> dict[tuple[str, str], int]:
    """Characters that each pair of an old and a new theme have in common."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for theme, points in previous.items():
        for point in points:
            answer, start, end = _span(point)
            spans.setdefault(answer, []).append((start, end, theme))
    shared: dict[tuple[str, str], int] = {}
    for theme, points in current.items():
        for point in points:
            answer, start, end = _span(point)
            for old_start, old_end, old in spans.get(answer, ()):
                common = min(end, old_end) - max(start, old_start)
                if common > 0:
                    shared[old, theme] = shared.get((old, theme), 0) + common
    return shared


def _span(point_id: str) -> tuple[str, int, int]:
    match = _SPAN.match(point_id)
    if match is None:
        raise ValueError(f"not a point id: {point_id}")
    return match[1], int(match[2]), int(match[3])


def _new_id(points: Collection[str], used: Collection[str]) -> str:
    """Made from the theme's points, so that the same points give the same id in every run."""
    digest = hashlib.sha256("\n".join(sorted(points)).encode()).hexdigest()
    return next(name for i in range(0, len(digest) - 7) if (name := f"T{digest[i : i + 8]}") not in used)
