"""Lines of a document with a mask that says what every character is, and comparison that forgives typography."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from summarizer.reading import Block
from summarizer.reading.characters import visible
from summarizer.reading.document import BlockKind, Cell, PieceKind

_SHORT = 400
_UNDOTTED = {"å": "a", "ä": "a", "ö": "o", "é": "e", "è": "e", "à": "a", "ü": "u"}
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
        return self.fields[bisect_right(self.fields, (offset, 1 << 60)) - 1][1]


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
    first = max((i for i, (o, _) in enumerate(starts) if o <= begin), default=0)
    return [s for i, s in enumerate(starts) if i >= first and (s[0] < end or i == first)]


@dataclass(frozen=True)
class Normal:
    """Text for comparison: small letters and digits, everything else a space. ``index[i]`` is where it came from."""

    text: str
    index: tuple[int, ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a stretch of the normal text."""
        return self.index[start], self.index[end - 1] + 1


def normal(text: str, mask: str = "") -> Normal:
    """Fold case, dashes, quotes, spacing and the dots that scanners miss (å is a).

    Characters that the reader added (mask ``m``) count as spaces.
    """
    return _remembered(text, mask) if len(text) <= _SHORT else _normal(text, mask)


def _normal(text: str, mask: str) -> Normal:
    letters: list[str] = []
    index: list[int] = []
    for i, character in enumerate(text):
        if not character.isalnum() or (mask and mask[i] == "m"):
            if letters and letters[-1] != " ":
                letters.append(" ")
                index.append(i)
            continue
        for folded in character.casefold():
            if folded.isalnum():
                letters.append(_UNDOTTED.get(folded, folded))
                index.append(i)
    while letters and letters[-1] == " ":
        letters.pop()
        index.pop()
    return Normal("".join(letters), tuple(index))


_remembered = lru_cache(maxsize=8192)(_normal)  # printed lines come back in every file


def plain(text: str) -> str:
    """Only the normal text, for building the words to look for."""
    return normal(text).text
