"""Sentences of the answers of one section, with what their surroundings say about where a point ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.records import Answer
from summarizer.text.remembered import remembered
from summarizer.text.sentences import split_sentences
from summarizer.text.substance import has_substance

Cue = Literal["none", "goes_on", "new"]

_GOES_ON = re.compile(
    r"\W*(?:därför|därmed|det|detta|den|dessa|de|dem|dom|sådan\w*|så|här|där|då|samma|annars|således|alltså|men|ändå|"
    r"exempelvis|till exempel|t\.ex\.|ett exempel|samtidigt|sammantaget)\b",
    re.IGNORECASE,
)
_NEW_START = re.compile(
    r"\W*(?:dessutom|vidare|slutligen|avslutningsvis|till sist|därtill|därutöver|utöver|för det (?:första|andra|tredje)|"
    r"en annan|ett annat|när det gäller|vad gäller|beträffande|angående|i fråga om|i övrigt|sedan|sen|lägg)\b",
    re.IGNORECASE,
)
_NEW_INSIDE = re.compile(r"\b(?:även|också|dessutom|vidare|därtill|därutöver|däremot|likaså)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """One sentence. ``text == answers[answer].text[start:end]``; ``answer`` is its place in the sorted answers."""

    answer: int
    sender: str
    start: int
    end: int
    text: str
    substance: bool
    opens_paragraph: bool  # a line break or a bullet stands before it
    cue: Cue  # how its first words tie it to the sentence before


def units_of(answers: Sequence[Answer]) -> list[Unit]:
    """All sentences of all answers, in order; together they cover every character that is not white space."""
    return [
        Unit(index, answer.submission_id, *sentence)
        for index, answer in enumerate(answers)
        for sentence in _sentences(answer.text)
    ]


@remembered
def _sentences(text: str) -> tuple[tuple[int, int, str, bool, bool, Cue], ...]:
    """What a unit says of each sentence, from ``start`` on."""
    found: list[tuple[int, int, str, bool, bool, Cue]] = []
    before = 0
    for start, end in split_sentences(text):
        sentence = text[start:end]
        opens = "\n" in text[before:start]
        found.append((start, end, sentence, has_substance(sentence), opens, cue_of(sentence)))
        before = end
    return tuple(found)


def cue_of(sentence: str) -> Cue:
    """Whether the sentence says itself that it goes on, or that something new begins."""
    if _NEW_START.match(sentence):
        return "new"
    if _GOES_ON.match(sentence):
        return "goes_on"
    return "new" if _NEW_INSIDE.search(sentence) else "none"
