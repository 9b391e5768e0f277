"""Themes that ask for opposite things: about the same matter, leaning different ways. Both are shown, never blended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from summarizer.records import Conflict, Point
from summarizer.text.words import content_stems, stem

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

NEAR = 0.30  # centred cosine of two themes that may be about the same matter
APART = 0.5  # how differently they must lean (-1 against … 1 for)
MOST = 6  # conflicts shown per section

_AGAINST = re.compile(
    r"\b(avstyrk\w*|motsätt\w*|(?:är|säger) (?:nej|emot)|nej till|emot|avveckl\w*|stoppa\w*|stryk\w*|slopa\w*|ta bort|utgå|"
    r"(?:bör|ska|skall|måste|får) inte|inte (?:bör|ska|längre|rimlig\w*|försvar\w*|vettig\w*|prioriter\w*|lägga|satsa|bygga)|"
    r"fel väg|överdriv\w*|tvek\w*|avstå\w*|hellre|i stället för|istället för|minska\w*|begräns\w*|nedprioriter\w*|"
    r"räcker (?:nu|redan)|inga fler|ingen fler|sluta|skeptisk\w*|kritisk\w* till|olyckligt|orimlig\w*|slöser\w*)\b",
    re.I,
)
_FOR = re.compile(
    r"\b(bygg ut|byggas ut|utbyggnad|fortsätt\w*|behåll\w*|bevara\w*|värna\w*|satsa\w*|prioritera\w*|stärk\w*|öka\w*|utöka\w*|"
    r"fler|mer|avgörande|nödvändig\w*|livsviktig\w*|förutsättning\w*|tillstyrk\w*|välkomn\w*|bra att|positiv\w*|behövs|krävs)\b",
    re.I,
)


def find_conflicts(points: Sequence[Point], embed: Embed) -> tuple[Conflict, ...]:
    """Pairs of themes of one section that are near in meaning and lean opposite ways, the clearest first."""
    groups: dict[str, list[Point]] = {}
    for point in points:
        if point.substance and point.theme_id is not None:
            groups.setdefault(point.theme_id, []).append(point)
    if len(groups) < 2:
        return ()
    centres = _centres(groups, embed)
    leaning = {theme: float(np.mean([lean(p.quote) for p in group])) for theme, group in groups.items()}
    found = []
    for a, b in combinations(sorted(groups), 2):
        nearness, gap = float(centres[a] @ centres[b]), abs(leaning[a] - leaning[b])
        opposite = min(leaning[a], leaning[b]) < 0 < max(leaning[a], leaning[b])
        shared = _shared_word(groups[a], groups[b])
        if nearness >= NEAR and gap >= APART and opposite and shared:
            found.append((nearness * gap, Conflict(a, b, f"Olika uppfattningar om {shared}")))
    ranked = sorted(found, key=lambda item: (-round(item[0], 6), item[1].theme_a, item[1].theme_b))
    return tuple(conflict for _, conflict in ranked[:MOST])


def lean(text: str) -> float:
    """Which way a text leans: -1 against, 1 for, 0 neither, by its cues."""
    against, favour = len(_AGAINST.findall(text)), len(_FOR.findall(text))
    return 0.0 if against == favour else (favour - against) / (favour + against)


def _centres(groups: Mapping[str, Sequence[Point]], embed: Embed) -> dict[str, NDArray[np.float32]]:
    flat = [p for theme in sorted(groups) for p in groups[theme]]
    vectors = embed([p.quote for p in flat])
    vectors = vectors - vectors.mean(axis=0)
    centres = {}
    for theme in groups:
        mean = np.mean([v for p, v in zip(flat, vectors, strict=True) if p.theme_id == theme], axis=0)
        centres[theme] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return centres


def _shared_word(one: Sequence[Point], other: Sequence[Point]) -> str | None:
    """The content word that most points of both themes use, in its commonest form."""
    counts: list[Counter[str]] = []
    forms: dict[str, Counter[str]] = {}
    for group in (one, other):
        counter: Counter[str] = Counter()
        for point in group:
            words = [w.casefold() for w in re.findall(r"[^\W\d_]{5,}", point.quote) if content_stems(w)]
            for word in words:
                forms.setdefault(stem(word), Counter())[word] += 1
            counter.update({stem(word) for word in words})
        counts.append(counter)
    both = {s: min(counts[0][s], counts[1][s]) for s in counts[0].keys() & counts[1].keys()}
    if not both:
        return None
    best = min(both, key=lambda s: (-both[s], -len(s), s))
    return min(forms[best], key=lambda w: (-forms[best][w], w))
