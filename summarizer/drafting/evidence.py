"""The sentences of senders that a new text is written from: explicit, shared by others, able to stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.drafting.materials import Case, Vectors, unit
from summarizer.records import Point
from summarizer.summary.sentences import sentences_of
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
_MOST_WORDS = 32


@dataclass(frozen=True)
class Evidence:
    """A sentence as the sender wrote it and how well it serves as the ground for a new text."""

    text: str
    point: Point
    score: float


def evidence(case: Case, vectors: Vectors, asks: bool) -> list[Evidence]:
    """All sentences of the case, best first. ``asks``: look for what is asked for rather than for what is so."""
    pairs = [(point, text) for point in case.points for text in sentences_of(point)]
    centre = unit(vectors.of([point.quote for point in case.theme_points]).mean(axis=0))
    central = vectors.of([text for _, text in pairs]) @ centre
    said = [(point.submission_id, content_stems(point.quote)) for point in case.theme_points]
    found = []
    for (point, text), near in zip(pairs, central, strict=True):
        shared = _shared(text, [stems for sender, stems in said if sender != point.submission_id])
        found.append(Evidence(text, point, float(near) + shared + _form(text, asks)))
    return sorted(found, key=lambda e: (-round(e.score, 6), e.text, e.point.point_id))


def best(ranked: Sequence[Evidence], most: int) -> list[Evidence]:
    """At most ``most`` sentences, at most two a sender, in order of score; none far below the first."""
    chosen: list[Evidence] = []
    for candidate in ranked:
        of_sender = sum(e.point.submission_id == candidate.point.submission_id for e in chosen)
        if of_sender < 2 and (not chosen or candidate.score > chosen[0].score - 0.6):
            chosen.append(candidate)
        if len(chosen) == most:
            break
    return chosen


def _shared(text: str, others: Sequence[frozenset[str]]) -> float:
    """How much of the sentence's words other senders of the theme use too, 0 to about 1."""
    words = content_stems(text)
    if not words or not others:
        return 0.0
    users = [sum(overlap([word], stems) for stems in others) / len(others) for word in words]
    return float(np.mean(sorted(users, reverse=True)[:4]))


def _form(text: str, asks: bool) -> float:
    """How well a sentence stands alone and says the kind of thing that is looked for."""
    words = len(text.split())
    score = (0.3 if asks else 0.1) if _DEMAND.search(text) else 0.0
    score -= 0.2 if _STORY.search(text) else 0.0
    score -= 0.2 if _LEANING.match(text) else 0.0
    score -= 0.3 if text.endswith("?") else 0.0
    score -= 0.3 if words < 4 else 0.0
    return score - 0.02 * max(0, words - _MOST_WORDS)
