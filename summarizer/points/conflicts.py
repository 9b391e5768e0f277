"""Themes that ask for opposite things. Both are shown, never blended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from summarizer.points.sides import opposed, sides
from summarizer.records import Conflict, Point
from summarizer.text.words import content_stems, stem

MOST = 6  # conflicts shown per section


def find_conflicts(points: Sequence[Point]) -> tuple[Conflict, ...]:
    """Pairs of themes of one section in which senders ask outright for opposite things, the most contested first."""
    told = [(p, sides(p.quote)) for p in points if p.substance and p.theme_id is not None]
    pairs: dict[tuple[str, str], Counter[str]] = {}
    for (one, ones), (other, others) in combinations(told, 2):
        over = opposed(ones, others) if one.submission_id != other.submission_id else None
        if over is not None and one.theme_id != other.theme_id:
            key = (min(one.theme_id or "", other.theme_id or ""), max(one.theme_id or "", other.theme_id or ""))
            pairs.setdefault(key, Counter())[over] += 1
    ranked = sorted(pairs.items(), key=lambda item: (-sum(item[1].values()), item[0]))[:MOST]
    return tuple(
        Conflict(a, b, f"Olika uppfattningar om {_as_written(min(over, key=lambda s: (-over[s], s)), points)}")
        for (a, b), over in ranked
    )


def parted(points: Sequence[Point]) -> list[Point]:
    """The points, with a theme in which senders stand against each other parted in two: the fewer get a theme of their own.

    Whoever takes no side outright stays with the larger one.
    """
    groups: dict[str, list[Point]] = {}
    for point in points:
        if point.theme_id is not None:
            groups.setdefault(point.theme_id, []).append(point)
    leaving = {point.point_id: f"{theme}/against" for theme, group in groups.items() for point in _fewer(group)}
    return [replace(p, theme_id=leaving.get(p.point_id, p.theme_id)) for p in points]


def _fewer(group: Sequence[Point]) -> list[Point]:
    """Those on the smaller side of the matter that most of a theme's senders stand against each other on."""
    camps: dict[str, tuple[list[Point], list[Point]]] = {}
    for point in group:
        for word, way in sides(point.quote).items():
            camps.setdefault(word, ([], []))[way < 0].append(point)
    contested = {w: c for w, c in camps.items() if all(c) and len({p.submission_id for side in c for p in side}) > 1}
    if not contested:
        return []
    most = min(contested, key=lambda w: (-len(contested[w][0]) - len(contested[w][1]), w))
    return min(contested[most], key=len)


def _as_written(stemmed: str, points: Sequence[Point]) -> str:
    """The commonest form of a word, from its stem."""
    forms = Counter(
        word.casefold()
        for point in points
        for word in re.findall(r"[^\W\d_]+", point.quote)
        if content_stems(word) and stem(word.casefold()) == stemmed
    )
    return min(forms, key=lambda word: (-forms[word], word)) if forms else stemmed
