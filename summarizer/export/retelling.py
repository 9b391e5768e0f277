"""Which way through the alternatives a text took: how the decisions made in Word are read out of the words that remain.

The text is a row of choices, one a sentence or an inserted sentence, each with its alternatives (the baseline's words, the
suggested words, nothing). The cheapest reading of the whole text is found, in which a choice either reads as one of its
alternatives, exactly, or was reworded, and words that belong to no choice are somebody's own addition.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

# What a reading costs: one for every character that it leaves unexplained, and so much more for every oddity.
_REWORDED = 5.0  # a choice that an edit concerns, reworded
_CHANGED = 10.0  # a choice that no edit concerns, reworded
_ADDED = 8.0  # words that belong to no choice
_REMOVED = 8.0  # a choice that is gone, when nothing is not among its alternatives
_LIKE = 50.0  # of 100: words less alike than this are not a rewording
_SLACK = 40  # words that a rewording may be longer than what it rewords
_CLOSED = (".", "!", "?", ":", "…", "”", '"', ")")
# Also where a sentence runs on into the next without a space: "slut.Nu", when a person has accepted what comes in the place
# of a removed sentence but not yet the removal.
_WORD = re.compile(r"\S+?(?=\s|$|(?<=[.!?…])[A-ZÅÄÖ0-9])")


@dataclass(frozen=True)
class Choice:
    """``alternatives``: what may stand here, each with what it means; the words are compared without white space."""

    key: tuple[Any, ...]
    alternatives: tuple[tuple[str, frozenset[int]], ...]


@dataclass(frozen=True)
class Read:
    """How a choice reads. ``meaning`` is that of the alternative found, or None: then ``text`` is what stands there."""

    choice: Choice
    text: str
    meaning: frozenset[int] | None


@dataclass(frozen=True)
class Retelling:
    choices: tuple[Read, ...]
    additions: tuple[str, ...]


def retell(choices: Sequence[Choice], text: str) -> Retelling:
    """Read the text, paragraphs by newlines, as the row of choices, at the lowest cost. What was reworded or added ends
    where a sentence or a paragraph does."""
    words = _Words(text)
    options = [[(_WORD.findall(other), other, meaning) for other, meaning in c.alternatives] for c in choices]
    tie = count()
    queue: list[tuple[float, int, int, int, _Step | None]] = [(0.0, next(tie), 0, 0, None)]
    settled: set[tuple[int, int]] = set()
    while queue:
        cost, _, at, at_word, step = heapq.heappop(queue)
        if (at, at_word) in settled:
            continue
        settled.add((at, at_word))
        if at == len(choices) and at_word == len(words):
            return _told(step)
        for extra, at_after, word_after, read in _moves(choices, options, words, at, at_word):
            if (at_after, word_after) not in settled:
                heapq.heappush(queue, (cost + extra, next(tie), at_after, word_after, _Step(step, read)))
    raise AssertionError("every text can be read as removals and additions")


class _Words:
    """The words of a text, and any run of them with the white space that it has in the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [found.span() for found in _WORD.finditer(text)]
        self._words = _WORD.findall(text)
        self._ends = [
            end
            for end, (_, at) in enumerate(self._spans, 1)
            if end == len(self._words) or text[at] == "\n" or self._words[end - 1].endswith(_CLOSED)
        ]

    def ends(self, start: int, longest: int) -> list[int]:
        """Where a sentence or a paragraph ends, at most so many words from the start."""
        return [end for end in self._ends if start < end <= start + longest]

    def __len__(self) -> int:
        return len(self._words)

    def words(self, start: int, end: int) -> list[str]:
        return self._words[start:end]

    def text(self, start: int, end: int) -> str:
        return self._text[self._spans[start][0] : self._spans[end - 1][1]]


@dataclass(frozen=True)
class _Step:
    """A way so far, backwards: what was read last. A plain text is an addition."""

    before: _Step | None
    read: Read | str


_Move = tuple[float, int, int, Read | str]
_Options = list[list[tuple[list[str], str, frozenset[int]]]]


def _moves(choices: Sequence[Choice], options: _Options, words: _Words, at: int, at_word: int) -> list[_Move]:
    moves: list[_Move] = []
    if at < len(choices):
        choice = choices[at]
        for wanted, text, meaning in options[at]:
            if words.words(at_word, at_word + len(wanted)) == wanted:
                moves.append((0.0, at + 1, at_word + len(wanted), Read(choice, text, meaning)))
        gone = min(len(text) for _, text, _ in options[at])
        moves.append((_REMOVED + gone, at + 1, at_word, Read(choice, "", None)))
        moves.extend(_rewordings(choice, options[at], words, at, at_word))
    for end in words.ends(at_word, len(words)):
        text = words.text(at_word, end)
        moves.append((_ADDED + len(text), at, end, text))
    return moves


def _rewordings(
    choice: Choice, options: list[tuple[list[str], str, frozenset[int]]], words: _Words, at: int, at_word: int
) -> list[_Move]:
    longest = max(len(wanted) for wanted, _, _ in options) + _SLACK
    moves: list[_Move] = []
    for end in words.ends(at_word, longest):
        text = words.text(at_word, end)
        if any(fuzz.ratio(text, other, score_cutoff=_LIKE) for _, other, _ in options):
            distance = min(Indel.distance(text, other) for _, other, _ in options)
            price = (_REWORDED if choice.key else _CHANGED) + distance
            moves.append((price, at + 1, end, Read(choice, text, None)))
    return moves


def _told(step: _Step | None) -> Retelling:
    reads: list[Read] = []
    additions: list[str] = []
    while step is not None:
        if isinstance(step.read, str):
            additions.append(step.read)
        else:
            reads.append(step.read)
        step = step.before
    return Retelling(tuple(reversed(reads)), tuple(reversed(additions)))
