"""Which part of the strategy a point concerns: the question it stands under, unless its words name another part."""

from __future__ import annotations

import re
from collections.abc import Collection

from summarizer.drafting.phrases import as_need, clauses
from summarizer.records import PARTS, Part, Point
from summarizer.text.sentences import split_sentences

_NAMES: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("actors", re.compile(r"\baktör(?:er|erna|slistan?)?\b|\b(?:i|på|till|från) (?:er )?listan\b|\b(?:förteckningen|uppräkningen)\b", re.I)),
    ("goal", re.compile(r"\b(?:i |till )?(?:målet|målformulering(?:en)?)\b(?! (?:är|vore) att)", re.I)),
    ("needs", re.compile(r"\b(?:bland|till|i|som) (?:de (?:identifierade )?)?(?:behoven|ett behov)\b|\blägg till (?:ett )?behov\b", re.I)),
    ("analysis", re.compile(r"\banalys(?:en)?\b(?= (?:bör|borde|ska|behöver|saknar|nämner|tar|tiger|förbigår|är))|\bi analysen\b", re.I)),
)  # fmt: skip


def parts_of(point: Point, existing: Collection[Part]) -> tuple[Part, ...]:
    """The part that the point's words name, else the one of its question. A point on actors that stands under another
    question concerns both; one under the question on actors that names none is looked at again by the caller."""
    asked = next((part for part in PARTS if part == point.question and part in existing), None)
    named = [part for part, pattern in _NAMES if part in existing and pattern.search(point.quote)]
    if asked is None:
        return tuple(named[:1]) or (("needs",) if "needs" in existing else tuple(existing)[:1])
    return tuple(dict.fromkeys((asked, *named)))


def wishes(text: str) -> bool:
    """Does the sender ask for something outright that can stand among the needs?"""
    return any(
        as_need(clause, lambda phrase: phrase) is not None and not names_part(clause, "goal")
        for start, end in split_sentences(text)
        for clause in clauses(text[start:end])
    )


def names_part(text: str, part: Part) -> bool:
    """Does the text speak of this part by name?"""
    return any(pattern.search(text) for named, pattern in _NAMES if named == part)
