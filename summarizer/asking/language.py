"""Whether a question is in English, and English questions in Swedish words: to search with, never to show.

The default language model does not translate well enough (it made "Sänk inte hastigheterna" into "don't speed up"), so the
words of consultations are looked up in a list; the embedding model, which knows both languages, carries the rest.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from summarizer.text.wordlist import word_set

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = word_set(
    """the what who which how why when where is are do does did has have about they them people say says said think of and
    to should there any want wants with from be can could would their not many much on for mention mentions against"""
)
_SWEDISH = word_set(
    """och att det som är en ett vad vem vilka vilken hur varför när var på om av med till från ska bör finns har säger tycker
    man inte kan de dem den för i folk skriver vill alla allt samtliga sammanfatta synpunkter"""
)
_LIST = Path(__file__).with_name("english_words.txt")


def is_english(text: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(text)]
    return sum(w in _ENGLISH for w in words) > sum(w in _SWEDISH for w in words)


def in_swedish(text: str) -> list[str]:
    """What an English question names, in Swedish: one string of alternatives for each expression that the list knows."""
    rest, found = f" {' '.join(word.casefold() for word in _WORD.findall(text))} ", []
    for english, swedish in _glossary():
        for form in sorted(_inflected(english)):
            if f" {form} " in rest:
                found.append((rest.index(f" {form} "), swedish))
                rest = rest.replace(f" {form} ", f" {'_' * len(form)} ")
    return [swedish for _, swedish in sorted(found)]


def _inflected(english: str) -> set[str]:
    return {english, f"{english}s", f"{english}es", f"{english[:-1]}ies"}


def unknown_words(text: str) -> frozenset[str]:
    """Content words of an English question that the list does not know (names aside, which are the same)."""
    known = {part for english, _ in _glossary() for part in english.split()}
    return frozenset(
        word.casefold()
        for word in _WORD.findall(text)
        if word.islower()
        and len(word) > 3
        and word not in _ENGLISH
        and word not in _ASKING
        and not _forms(word) & known
    )


_ASKING = word_set(
    """submission submissions comments comment opinion opinions view views respondents respondent senders sender feedback
    summarise summarize everything anything anyone someone section issue issues need needs important made make problem problems
    suggest suggested proposal proposals propose proposed like some more less stay local area really other than into that
    this these those were been being will only also answered reply replied mentioned criticism critical over anybody anyone
    somebody complain complains complained compared compare difference different better worse good long many hard does
    organisation organisations organization organizations wide small large big much change changed changes changing add added
    remove removed update updated rewrite rewritten wrong outdated"""
)


def _forms(word: str) -> set[str]:
    return {word, word.removesuffix("s"), word.removesuffix("es"), word[:-3] + "y" if word.endswith("ies") else word}


@cache
def _glossary() -> tuple[tuple[str, str], ...]:
    pairs = [line.partition("=") for line in _LIST.read_text(encoding="utf-8").splitlines() if "=" in line]
    return tuple(sorted(((a.strip(), b.strip()) for a, _, b in pairs), key=lambda pair: (-len(pair[0]), pair[0])))
