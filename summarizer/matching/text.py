"""Lines of a document with a mask that says what every character is, and comparison that forgives typography."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from summarizer.reading import Block
from summarizer.reading.characters import visible
from summarizer.reading.document import BlockKind, Cell, PieceKind

_SHORT = 400
_UNDOTTED = str.maketrans("åäöéèàü", "aaoeeau")
# A word ends where letters do, or where a small letter meets a capital: people delete the break between paragraphs.
_WORD = re.compile(r"[^\W_]+?(?:(?<=[a-zåäö])(?=[A-ZÅÄÖ][a-zåäö])|(?![^\W_]))")
_LETTERS = re.compile(r"[^\W_]+")
_FAR = 1 << 60
MASKS: dict[PieceKind, str] = {"text": "t", "control": "c", "placeholder": "p", "hidden": "h", "mark": "m"}


@dataclass(frozen=True)
class Line:
    """One line of a block. ``mask[i]`` tells the kind of ``text[i]`` (see MASKS); ``fields`` where controls begin."""

    number: int
    text: str
    mask: str
    fields: tuple[tuple[int, int], ...] = ((0, 0),)  # (offset, field), ascending, from offset 0
    kind: BlockKind = "paragraph"
    cell: Cell | None = None
    part: str = ""
    first: bool = True  # whether the line begins its block

    def span(self, start: int, end: int) -> Span:
        """A stretch of the line without outer white space; offsets into ``text``."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(self, start, end)

    def field_at(self, offset: int) -> int:
        return self.fields[bisect_right(self.fields, (offset, _FAR)) - 1][1]

    def goes_on_in(self, following: Line) -> bool:
        """Whether the control that the line ends in holds the beginning of the next line too."""
        return self.fields[-1][1] != 0 and self.fields[-1][1] == following.fields[0][1]


@dataclass(frozen=True)
class Span:
    """A stretch of a line."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]

    @property
    def mask(self) -> str:
        return self.line.mask[self.start : self.end]

    @property
    def field(self) -> int:
        """The control that the span's first character was typed in; 0 for none."""
        return self.line.field_at(self.start)

    def count(self) -> int:
        """Visible characters that came from the file; marks that the reader added are not counted."""
        return count(self.text, self.mask)


def count(text: str, mask: str) -> int:
    if "m" in mask:
        text = "".join(c for c, m in zip(text, mask, strict=True) if m != "m")
    return visible(text)


def lines_of(block: Block, number: int) -> list[Line]:
    """The lines of a block, numbered from ``number``; empty lines left out."""
    text, mask = block.text, "".join(MASKS[p.kind] * len(p.text) for p in block.pieces)
    starts: list[tuple[int, int]] = []
    offset = 0
    for piece in block.pieces:
        starts.append((offset, piece.field))
        offset += len(piece.text)
    lines: list[Line] = []
    begin = 0
    for raw in text.split("\n"):
        end = begin + len(raw)
        if raw.strip():
            inside = tuple((max(o, begin) - begin, f) for o, f in _within(starts, begin, end))
            lines.append(
                Line(number + len(lines), raw, mask[begin:end], inside, block.kind, block.cell, block.part, not lines)
            )
        begin = end + 1
    return lines


def _within(starts: list[tuple[int, int]], begin: int, end: int) -> list[tuple[int, int]]:
    """The field changes that hold between two offsets, the one in force at ``begin`` first."""
    first = max(bisect_right(starts, (begin, _FAR)) - 1, 0)
    return starts[first : max(bisect_right(starts, (end - 1, _FAR)), first + 1)]


@dataclass(frozen=True)
class Normal:
    """Text for comparison: words of small letters and digits with one space between.

    ``starts`` and ``words`` tell for each word where it begins here and where it stood in the original.
    """

    text: str
    starts: tuple[int, ...]
    words: tuple[tuple[int, int], ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a stretch of the normal text (whole words, as every search here finds)."""
        first = self.words[bisect_right(self.starts, start) - 1]
        last = self.words[bisect_right(self.starts, end - 1) - 1]
        return first[0], last[1]


def normal(text: str, mask: str = "") -> Normal:
    """Fold case, dashes, quotes, spacing and the dots that scanners miss (å is a).

    Characters that the reader added (mask ``m``) count as spaces.
    """
    return _remembered(text, mask) if len(text) <= _SHORT else _normal(text, mask)


def _normal(text: str, mask: str) -> Normal:
    if "m" in mask:
        text = "".join(" " if m == "m" else c for c, m in zip(text, mask, strict=True))
    starts: list[int] = []
    places: list[tuple[int, int]] = []
    words: list[str] = []
    length = 0
    for found in _WORD.finditer(text):
        word = found[0].casefold().translate(_UNDOTTED)
        starts.append(length)
        places.append(found.span())
        words.append(word)
        length += len(word) + 1
    return Normal(" ".join(words), tuple(starts), tuple(places))


_remembered = lru_cache(maxsize=8192)(_normal)  # printed lines come back in every file


def plain(text: str) -> str:
    """Only the normal text, without the places of its words."""
    return " ".join(_LETTERS.findall(text.casefold().translate(_UNDOTTED)))
