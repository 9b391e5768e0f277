"""Sentences of the answers of one section, with what their surroundings say about where a point ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.records import Answer
from summarizer.text.remembered import remembered
from summarizer.text.sentences import split_sentences
from summarizer.text.substance import has_substance
from summarizer.text.words import content_stems

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
_STANDS_FOR = re.compile(
    r"\b(?:det|den|de|dem|dom|detta|dessa|där|då|dit|därifrån|sådan\w*|samma|dess|deras)\b", re.IGNORECASE
)
_NEW_INSIDE = re.compile(r"\b(?:även|också|dessutom|vidare|därtill|därutöver|däremot|likaså)\b", re.IGNORECASE)


# What a sentence says of the text that it answers, not of any matter.
_NO_MATTER = content_stems(
    "analys analysen text texten avsnittet målet strategin stycket kapitlet beskrivningen meningen listan bilden nämner nämna "
    "beskrivs skriv läggs lyftas framgår framgå saknas säger sagt ord tydligt märkligt konstigt dag bra"
)
MOST_SHARED = 3
PART = 5  # letters of a word that another may begin or end with


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
    turns: bool  # says itself that something new begins ("Vidare", "också")
    leans: bool  # has a word that stands for something said before ("det", "där")
    bare: bool  # leans, and names no matter of its own: "Det bör framgå.", "Lägg till dem."
    shares: int  # words, also as parts of compounds, in common with the sentence before: up to MOST_SHARED


def units_of(answers: Sequence[Answer]) -> list[Unit]:
    """All sentences of all answers, in order; together they cover every character that is not white space."""
    return [
        Unit(index, answer.submission_id, *sentence)
        for index, answer in enumerate(answers)
        for sentence in _sentences(answer.text)
    ]


@remembered
def _sentences(text: str) -> tuple[tuple[int, int, str, bool, bool, bool, bool, bool, int], ...]:
    """What a unit says of each sentence, from ``start`` on."""
    found: list[tuple[int, int, str, bool, bool, bool, bool, bool, int]] = []
    before, words = 0, frozenset[str]()
    for start, end in split_sentences(text):
        sentence = text[start:end]
        own = content_stems(sentence)
        opens, leans = "\n" in text[before:start], _STANDS_FOR.search(sentence) is not None
        bare = leans and own <= _NO_MATTER
        shares = min(sum(kindred(a, b) for a in words for b in own), MOST_SHARED)
        found.append((start, end, sentence, has_substance(sentence), opens, turns(sentence), leans, bare, shares))
        before, words = end, own
    return tuple(found)


def kindred(one: str, other: str) -> bool:
    """The same stem, or one that begins or ends the other: "laddning" in "elbilsladdning"."""
    if min(len(one), len(other)) < PART:
        return one == other
    return one.startswith(other) or one.endswith(other) or other.startswith(one) or other.endswith(one)


def turns(sentence: str) -> bool:
    """Whether the sentence says itself that something new begins."""
    if _NEW_START.match(sentence):
        return True
    return _GOES_ON.match(sentence) is None and _NEW_INSIDE.search(sentence) is not None
