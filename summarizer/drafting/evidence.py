"""What a theme is about, in words and in meaning, and the sentences of senders that say it best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.drafting.materials import Case, Vectors, unit
from summarizer.records import Point
from summarizer.summary.sentences import sentences_of
from summarizer.text.substance import has_substance
from summarizer.text.words import content_stems, overlap

_DEMAND = re.compile(
    r"\b(?:bör|borde|behöv\w*|behov\w*|måste|ska|krävs|kräver|saknas?|saknar|föreslår|efterfrågar|efterlys\w*|"
    r"vore|önska[rs]?|vill (?:ha|se|att)|lägg till|komplettera\w*|prioritera\w*|skulle vilja|hjälp med|stöd till)\b|"
    r"^(?:Fler|Bättre|Ge|Bygg|Inför|Låt|Skriv|Lägg|Sätt|Gör|Öppna|Samordna|Följ)\b",
    re.I,
)
_STORY = re.compile(
    r"\b(?:min|mitt|mina|jag|hon|han|vår|våra|vårt|hos oss|i fjol|i våras|i vintras|i höstas|förra året)\b", re.I
)
_LEANING = re.compile(
    r"^(?:det(?:ta)?|den(?:na)?|de(?:ssa)?|då|där|här|hon|han|så|sådana?|alltså|annars|därför|men|och|ändå|utan (?:det|dem)|i dag)\b",
    re.I,
)
# What a sender says of the consultation and of himself as one who answers.
_CONSULTATION = re.compile(
    r"\b(?:lycka till|remiss(?:en|svar\w*|instans\w*|tiden)?|(?:vårt|detta|mitt) (?:yttrande|svar)|(?:på|vid) (?:sitt |vårt |ett |sammanträde|möte[t]? den)\s?(?:sammanträde\w*|möte\w*|årsmöte\w*|\d)|"
    r"tack för|(?:vänliga?|bästa) hälsning\w*|mvh|(?:skriver|svarar) (?:här )?(?:som|på telefon\w*|kort|under)|blir kort\b|läst igenom|"
    r"(?:har|hade) (?:läst|diskuterat|behandlat|tagit del av) (?:ert |er |det här |detta )?(?:utkast\w*|förslag\w*|strategi\w*|text\w*|ärende\w*|remiss\w*|avsnitt\w*))\b",
    re.I,
)
_MOST_WORDS = 32
_CORE = 10  # words


class Core:
    """The words that the senders of a theme share and others on the section do not, with their weights."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._total = sum(sorted(weights.values(), reverse=True)[:4]) or 1.0

    def in_text(self, text: str) -> float:
        """How much of the core stands in the text, 0 to about 1 (four of the weightiest words are enough)."""
        stems = content_stems(text)
        return min(1.0, sum(weight * overlap([word], stems) for word, weight in self._weights.items()) / self._total)


def cores(groups: Mapping[str, Sequence[Point]]) -> dict[str, Core]:
    """The core of each theme. A word's weight: share of the theme's senders who use it, less the share of themes that do."""
    used = {theme: _users(points) for theme, points in groups.items() if points}
    spread = Counter(word for words in used.values() for word in words)
    found = {}
    for theme, words in used.items():
        senders = len({point.submission_id for point in groups[theme]})
        weights = {
            word: (count / senders) * (1 - 0.8 * (spread[word] - 1) / max(1, len(used) - 1))
            for word, count in words.items()
        }
        top = sorted(weights, key=lambda word: (-weights[word], word))[:_CORE]
        found[theme] = Core({word: weights[word] for word in top})
    return found


def _users(points: Sequence[Point]) -> dict[str, float]:
    """Stem → how many senders use it, compounds counted in part."""
    by_sender: dict[str, set[str]] = {}
    for point in points:
        by_sender.setdefault(point.submission_id, set()).update(content_stems(point.quote))
    words = sorted({word for stems in by_sender.values() for word in stems})
    return {word: sum(overlap([word], stems) for stems in by_sender.values()) for word in words}


@dataclass(frozen=True)
class Evidence:
    """A sentence as the sender wrote it and how well it serves as the ground for a new text."""

    text: str
    point: Point
    score: float


def evidence(case: Case, vectors: Vectors, core: Core, asks: bool) -> list[Evidence]:
    """All sentences of the case, best first. ``asks``: look for what is asked for rather than for what is so."""
    pairs = [
        (point, text)
        for point in case.points
        for text in sentences_of(point)
        if has_substance(text) and not _CONSULTATION.search(text)
    ]
    near = likeness([text for _, text in pairs], case, vectors)
    found = [
        Evidence(text, point, close + core.in_text(text) + _form(text, asks))
        for (point, text), close in zip(pairs, near, strict=True)
    ]
    return sorted(found, key=lambda e: (-round(e.score, 6), e.text, e.point.point_id))


def likeness(texts: Sequence[str], case: Case, vectors: Vectors) -> list[float]:
    """Centred cosine of each text with the theme's points."""
    centre = unit(vectors.of([point.quote for point in case.theme_points]).mean(axis=0))
    near: np.ndarray = vectors.of(texts) @ centre
    return [float(value) for value in near]


def best(ranked: Sequence[Evidence], most: int) -> list[Evidence]:
    """At most ``most`` sentences, one a sender while there are others, in order of score; none far below the first."""
    chosen: list[Evidence] = []
    for candidate in ranked:
        taken = any(e.point.submission_id == candidate.point.submission_id for e in chosen)
        if not taken and (not chosen or candidate.score > chosen[0].score - 0.6):
            chosen.append(candidate)
        if len(chosen) == most:
            break
    return chosen


def _form(text: str, asks: bool) -> float:
    """How well a sentence stands alone and says the kind of thing that is looked for."""
    words = len(text.split())
    score = (0.3 if asks else 0.1) if _DEMAND.search(text) else 0.0
    score -= 0.2 if _STORY.search(text) else 0.0
    score -= 0.2 if _LEANING.match(text) else 0.0
    score -= 0.3 if text.endswith("?") else 0.0
    score -= 0.3 if words < 4 else 0.0
    return score - 0.02 * max(0, words - _MOST_WORDS)
