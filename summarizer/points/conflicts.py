"""Themes that ask for opposite things. Both are shown, never blended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.points.camps import facing as camps_facing
from summarizer.points.camps import of_themes
from summarizer.points.sides import opposed, sides
from summarizer.records import Conflict, Point
from summarizer.text.words import content_stems, stem

MOST = 6  # conflicts shown per section


def find_conflicts(points: Sequence[Point]) -> tuple[Conflict, ...]:
    """Pairs of themes of one section in which senders ask outright for opposite things, or speak for and against the same, the
    most contested first.

    Points of a theme that ask for the same are counted together, and only those are compared that some word sets against
    each other: thousands of points ask for a few hundred things.
    """
    voices = _voices(points)
    pairs: dict[tuple[str, str], Counter[str]] = {}
    for one, other in _facing(voices):
        over = None if one.theme == other.theme else opposed(one.asked, other.asked)
        times = 0 if over is None else sum(n * (other.points - other.senders[s]) for s, n in one.senders.items())
        if over is not None and times:
            key = (min(one.theme, other.theme), max(one.theme, other.theme))
            pairs.setdefault(key, Counter())[over] += times
    for themes, word in camps_facing(points).items():
        pairs.setdefault(themes, Counter({word: 1}))
    ranked = sorted(pairs.items(), key=lambda item: (-sum(item[1].values()), item[0]))[:MOST]
    return tuple(
        Conflict(a, b, f"Olika uppfattningar om {_as_written(min(over, key=lambda s: (-over[s], s)), points)}")
        for (a, b), over in ranked
    )


@dataclass(frozen=True)
class _Voice:
    """Points of one theme that ask for the same."""

    theme: str
    asked: Mapping[str, int]
    senders: Counter[str]  # submission id → how many of the points are its

    @property
    def points(self) -> int:
        return self.senders.total()


def _voices(points: Sequence[Point]) -> list[_Voice]:
    found: dict[tuple[str, tuple[tuple[str, int], ...]], _Voice] = {}
    for point in points:
        asked = sides(point.quote) if point.substance and point.theme_id is not None else {}
        if asked:
            theme, key = point.theme_id or "", tuple(sorted(asked.items()))
            voice = found.setdefault((theme, key), _Voice(theme, asked, Counter()))
            voice.senders[point.submission_id] += 1
    return list(found.values())


def _facing(voices: Sequence[_Voice]) -> list[tuple[_Voice, _Voice]]:
    """Pairs of which one asks for more of something that the other asks for less of, each pair once."""
    camps: dict[str, tuple[list[int], list[int]]] = {}
    for number, voice in enumerate(voices):
        for word, way in voice.asked.items():
            camps.setdefault(word, ([], []))[way < 0].append(number)
    facing = {(min(a, b), max(a, b)) for more, less in camps.values() for a in more for b in less}
    return [(voices[a], voices[b]) for a, b in sorted(facing)]


def parted(points: Sequence[Point]) -> list[Point]:
    """The points, with a theme in which senders stand against each other parted in two: the fewer get a theme of their own.

    Whoever takes no side outright stays with the larger one.
    """
    leaving = {
        point.point_id: f"{theme}/against" for theme, group in of_themes(points).items() for point in _fewer(group)
    }
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
        if stem(word.casefold()) == stemmed and content_stems(word)
    )
    return min(forms, key=lambda word: (-forms[word], word)) if forms else stemmed
