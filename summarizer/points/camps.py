"""A theme whose senders stand on two sides is parted in two: likeness puts together those who speak of the same thing, whatever
they think of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from summarizer.points.spans import Embed
from summarizer.records import Point
from summarizer.text.favour import favour
from summarizer.text.words import content_stems

_LEANS = 0.5  # who praises or blames with few words is of a camp when …
_OUTRIGHT = 1.0  # … somebody on his side does so outright
_OF_ALL = 0.4  # share of a theme's points that use the word for what it is about
_FEW_THEMES = 3  # a word of more themes is a word of the section
# What people may name on both sides without standing apart on it.
_NO_MATTER = content_stems(
    "år månad vecka dag tid län kommun region stad by ort plats del sätt gång fråga sak behov stöd mål text person folk företag "
    "förening medlem pengar kronor procent ny stor liten möjlighet bra viktig"
)
_SENDERS = 2  # on each side: one who grumbles is no camp


def of_themes(points: Sequence[Point]) -> dict[str, list[Point]]:
    """The points of each theme."""
    groups: dict[str, list[Point]] = {}
    for point in points:
        if point.theme_id is not None:
            groups.setdefault(point.theme_id, []).append(point)
    return groups


def parted_by_favour(points: Sequence[Point], embed: Embed) -> list[Point]:
    """The points, with each theme that holds two camps parted: the smaller camp gets a theme of its own, "…/camp"."""
    leaving = {
        p.point_id: f"{theme}/camp" for theme, group in of_themes(points).items() for p in _smaller_camp(group, embed)
    }
    return [replace(p, theme_id=leaving.get(p.point_id, p.theme_id)) for p in points]


def camps(group: Sequence[Point]) -> tuple[list[int], list[int]] | None:
    """Places in the group of those who speak for and of those who speak against; None when there are no two camps."""
    leans = [favour(point.quote) for point in group]
    pro = [i for i, lean in enumerate(leans) if lean >= _LEANS]
    con = [i for i, lean in enumerate(leans) if lean <= -_LEANS]
    enough = all(len({group[i].submission_id for i in side}) >= _SENDERS for side in (pro, con))
    return (pro, con) if enough and max(leans) >= _OUTRIGHT and min(leans) <= -_OUTRIGHT else None


def facing(points: Sequence[Point]) -> dict[tuple[str, str], str]:
    """Pairs of themes, one for and one against what most in both speak of → that word's stem."""
    groups = of_themes(points)
    used = {theme: _used(group) for theme, group in groups.items()}
    spread = Counter(word for words in used.values() for word in words)
    way = {theme: _way(group) for theme, group in groups.items()}
    found = {}
    for one in sorted(t for t in way if way[t] > 0):
        for other in sorted(t for t in way if way[t] < 0):
            shared = {word: used[one][word] + used[other][word] for word in used[one].keys() & used[other].keys()
                      if min(used[one][word], used[other][word]) >= _OF_ALL and spread[word] <= _FEW_THEMES
                      and word not in _NO_MATTER}  # fmt: skip
            if shared:
                found[min(one, other), max(one, other)] = min(shared, key=lambda word: (-shared[word], word))
    return found


def _used(group: Sequence[Point]) -> dict[str, float]:
    """Stem → the share of the points that use it."""
    count = Counter(word for point in group for word in content_stems(point.quote))
    return {word: times / len(group) for word, times in count.items()}


def _way(group: Sequence[Point]) -> int:
    """1 when the theme's senders speak for, -1 when against; 0 when neither clearly."""
    leans = [favour(point.quote) for point in group]
    pro = len({p.submission_id for p, lean in zip(group, leans, strict=True) if lean >= _LEANS})
    con = len({p.submission_id for p, lean in zip(group, leans, strict=True) if lean <= -_LEANS})
    if max(pro, con) < _SENDERS or pro == con:
        return 0
    outright = max(leans) if pro > con else -min(leans)
    return 0 if outright < _OUTRIGHT else 1 if pro > con else -1


def _smaller_camp(group: Sequence[Point], embed: Embed) -> list[Point]:
    """Those of the camp with fewer points; who takes no side goes with the camp that he is most alike."""
    sides = camps(group)
    if sides is None:
        return []
    vectors = np.asarray(embed([point.quote for point in group]), dtype=np.float64)
    centred = vectors - vectors.mean(axis=0)
    likeness = centred @ centred.T
    pro, con = sides
    against = set(con)
    for i in set(range(len(group))) - {*pro, *con}:
        if likeness[i, con].mean() > likeness[i, pro].mean():
            against.add(i)
    chosen = against if 2 * len(against) <= len(group) else set(range(len(group))) - against
    return [group[i] for i in sorted(chosen)]
