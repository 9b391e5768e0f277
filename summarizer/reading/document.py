"""What a file held, in document order, before anybody has asked what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from summarizer.reading.characters import clean

MAX_CHARACTERS = 3_000_000  # visible ones in an answer: a thousand pages and more
MAX_BLOCKS = 15_000  # five hundred pages and more
BlockKind = Literal["heading", "paragraph", "item", "note"]
PieceKind = Literal["text", "control", "placeholder", "hidden", "mark"]


class Cell(NamedTuple):
    """Place in a table. ``table`` is unique in the document; rows and columns count from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one kind.

    ``control``: typed in a content control or form field; ``placeholder``: a control that shows its prompt;
    ``hidden``: text that the page does not show; ``mark``: added by the reader (list numbers, link addresses, footnote
    brackets), shown but never counted. ``field`` is the number of the outermost control (0: none).
    """

    kind: PieceKind
    text: str
    field: int = 0


@dataclass(frozen=True)
class Block:
    """A paragraph. ``kind`` "note" is what stands beside the text: comments, headers, footers, tables of contents."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int = 0
    cell: Cell | None = None
    part: str = ""  # the file inside the file: an attachment's name; "" for the file itself

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)


@dataclass(frozen=True)
class Document:
    """A read file. ``received``: characters counted from the raw text, apart from ``blocks`` (see ``characters.visible``).

    ``metadata`` keys, all optional: ``format``, ``sender_name``, ``sender_email``, ``subject``, ``date``.
    """

    name: str
    blocks: tuple[Block, ...]
    received: int
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything but notes, a paragraph a line."""
        return "\n".join(b.text for b in self.blocks if b.kind != "note")

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(b.text.strip() for b in self.blocks if b.kind == "note")


def tidy(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of the same kind, clean their characters and drop the empty ones."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and (joined[-1].kind, joined[-1].field) == (piece.kind, piece.field):
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text, piece.field)
        elif piece.text:
            joined.append(piece)
    cleaned = (Piece(p.kind, clean(p.text), p.field) for p in joined)
    return tuple(p for p in cleaned if p.text)


def paragraph(text: str, kind: BlockKind = "paragraph", piece: PieceKind = "text", field: int = 0) -> Block:
    """A block of one piece."""
    return Block(kind, tidy([Piece(piece, text, field)]))


def as_part(document: Document, part: str) -> list[Block]:
    """The blocks of a file inside the file; table numbers of different parts never meet, for parts are read apart."""
    return [replace(b, part=f"{part} › {b.part}" if b.part else part) for b in document.blocks]
