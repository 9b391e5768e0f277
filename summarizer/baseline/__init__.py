"""The baseline: the strategy's current text, sub-priority by sub-priority and part by part.

A sub-priority begins at a heading with its number or title. Its parts begin at a subheading ("Viktiga aktörer") or, where
there is none, at the sentence that opens the part ("Viktiga aktörer inkluderar …"), also in the middle of a paragraph.
What can be placed in no part (forewords, introductions, headings of other things) is handed back as unmapped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.baseline.headings import Headings, OtherHeading, SectionStart, opening
from summarizer.baseline.lines import Line, read_lines
from summarizer.consultation import Consultation
from summarizer.records import PARTS, BaselinePart, Part, Sentence

SplitSentences = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True)
class _Piece:
    """A run of sentences of one line that belongs to one part. ``sentences`` are offsets into the line's text."""

    line: Line
    sentences: tuple[tuple[int, int], ...]

    @property
    def span(self) -> tuple[int, int]:
        return self.sentences[0][0], self.sentences[-1][1]

    @property
    def text(self) -> str:
        start, end = self.span
        return self.line.text[start:end]


@dataclass
class _Placed:
    """Where the text went, in the order of the file."""

    by_hand: Mapping[str, tuple[str, Part]]
    order: Mapping[int, int]  # id of a line → its place in the file
    parts: dict[tuple[str, Part], list[_Piece]] = field(default_factory=dict)
    unmapped: list[str] = field(default_factory=list)

    def leave(self, piece: _Piece) -> None:
        """A text that no rule could place: where a person has said that it belongs, else unmapped."""
        place = self.by_hand.get(piece.text)
        if place is None:
            self.unmapped.append(piece.text)
        else:
            self.parts.setdefault(place, []).append(piece)


def read_baseline(
    path: Path,
    consultation: Consultation,
    split_sentences: SplitSentences,
    by_hand: Mapping[str, tuple[str, Part]] | None = None,
) -> tuple[tuple[BaselinePart, ...], tuple[str, ...]]:
    """The parts of every sub-priority found in the file, in the consultation's order, and the texts with no place.

    ``by_hand``: text with no place → the section and part that a person has given it.

    Raises UnreadableFile when the file cannot be read or holds no text.
    """
    headings = Headings(consultation)
    lines_read = read_lines(path)
    placed = _Placed(by_hand or {}, {id(line): number for number, line in enumerate(lines_read)})

    def leave(line: Line) -> None:
        placed.leave(_Piece(line, tuple(split_sentences(line.text)) or ((0, len(line.text)),)))

    for section, lines in _sections(lines_read, headings, leave):
        _place(section, lines, headings, split_sentences, placed)
    order = {section.id: i for i, section in enumerate(consultation.sections)}
    keys = sorted(placed.parts, key=lambda key: (order[key[0]], PARTS.index(key[1])))
    for pieces in placed.parts.values():
        pieces.sort(key=lambda piece: (placed.order[id(piece.line)], piece.span))  # as in the file
    return tuple(_part(*key, placed.parts[key]) for key in keys), tuple(placed.unmapped)


def _sections(
    lines: tuple[Line, ...], headings: Headings, leave: Callable[[Line], None]
) -> list[tuple[str, list[Line]]]:
    """The lines of each sub-priority, its own heading left out."""
    found: list[tuple[str, list[Line]]] = []
    current: SectionStart | None = None
    level: int | None = None  # of the current section's heading
    position, may_be_title = -1, False
    for line in lines:
        if may_be_title and current is not None and headings.is_title_of(line, current.section):
            may_be_title = False
            continue
        may_be_title = False
        part_heading = current is not None and bool(headings.parts(line))
        start = None if part_heading else headings.start(line, position)
        if isinstance(start, SectionStart):
            current, level, position, may_be_title = start, line.level, start.position, start.title_follows
            found.append((start.section.id, []))
        elif isinstance(start, OtherHeading) and _ends(start, line, level):
            current = None
            position = position if start.position is None else start.position
            leave(line)
        elif current is None:
            leave(line)
        else:
            found[-1][1].append(line)
    return found


def _ends(heading: OtherHeading, line: Line, level: int | None) -> bool:
    """Whether a heading closes the section above it: not when it is a subheading in the section."""
    return heading.position is not None or line.level is None or level is None or line.level <= level


def _place(
    section: str, lines: list[Line], headings: Headings, split_sentences: SplitSentences, placed: _Placed
) -> None:
    """Sort the lines of one sub-priority into its parts. Text before the first sign of a part is the analysis."""
    with_heading = {named[0] for line in lines if len(named := headings.parts(line)) == 1}
    part: Part | None = "analysis"
    for line in lines:
        if named := headings.parts(line):
            part = named[0]
            continue
        if line.level is not None:  # a subheading that names no part
            part = None
            placed.leave(_Piece(line, ((0, len(line.text)),)))
            continue
        run: list[tuple[int, int]] = []
        for start, end in split_sentences(line.text):
            opened = opening(line.text[start:end])
            if opened is not None and opened != part and opened not in with_heading:
                _add(section, part, line, run, placed)
                part, run = opened, []
            run.append((start, end))
        _add(section, part, line, run, placed)


def _add(section: str, part: Part | None, line: Line, run: list[tuple[int, int]], placed: _Placed) -> None:
    if not run:
        return
    piece = _Piece(line, tuple(run))
    if part is None:
        placed.leave(piece)
    else:
        placed.parts.setdefault((section, part), []).append(piece)


def _part(section: str, part: Part, pieces: list[_Piece]) -> BaselinePart:
    sentences: list[Sentence] = []
    offset = 0
    for piece in pieces:
        shift = offset - piece.span[0]
        for start, end in piece.sentences:
            sentences.append(Sentence(len(sentences) + 1, start + shift, end + shift, piece.line.text[start:end]))
        offset += len(piece.text) + 1  # the newline between pieces
    indices = tuple(piece.line.index for piece in pieces if piece.line.index is not None)
    return BaselinePart(
        section=section,
        part=part,
        text="\n".join(piece.text for piece in pieces),
        sentences=tuple(sentences),
        paragraphs=indices,
        spans=tuple(piece.span for piece in pieces) if indices else (),
    )
