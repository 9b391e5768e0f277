"""From blocks to lines: tables that are the form flow in document order, tables in answers keep their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from summarizer.matching.guide import Guide
from summarizer.matching.text import MASKS, Line, count, lines_of, normal
from summarizer.reading import Block, Piece

_COLUMNS_SHOWN = 40


def sort_out(blocks: tuple[Block, ...], guide: Guide) -> tuple[list[Line], list[str], int]:
    """(lines of the text, notes, visible characters in the notes). Hidden words are notes too."""
    lines: list[Line] = []
    notes: list[str] = []
    noted = 0
    shown: list[Block] = []
    for block in blocks:
        if block.kind == "note":
            notes.append(block.text.strip())
            noted += count(block.text, "".join(MASKS[p.kind] * len(p.text) for p in block.pieces))
            continue
        hidden = "".join(p.text for p in block.pieces if p.kind == "hidden")
        if hidden:
            noted += count(hidden, "h" * len(hidden))
            if hidden.strip():
                notes.append(f"Dold text: {hidden.strip()}")
            block = replace(block, pieces=tuple(p for p in block.pieces if p.kind != "hidden"))
        shown.append(block)
    for block in _with_rows(shown, guide):
        lines += lines_of(block, lines[-1].number + 1 if lines else 0)
    return lines, notes, noted


def background_tables(lines: list[Line], guide: Guide) -> set[int]:
    """Tables that hold two or more of the form's background labels."""
    seen: dict[int, int] = {}
    for line in lines:
        if line.cell is not None and normal(line.text).text in guide.background:
            seen[line.cell.table] = seen.get(line.cell.table, 0) + 1
    return {table for table, labels in seen.items() if labels >= 2}


def _with_rows(blocks: list[Block], guide: Guide) -> Iterator[Block]:
    for table, group in groupby(blocks, key=lambda b: b.cell.table if b.cell else 0):
        members = list(group)
        if table == 0:
            yield from members
        elif _is_form(members, guide):
            yield from _by_column(members, guide)
        else:
            for _, row in groupby(members, key=lambda b: b.cell.row if b.cell else 0):
                yield _joined(list(row))


def _is_form(cells: list[Block], guide: Guide) -> bool:
    """Whether a table lays out the form (or is a mere frame around text) and is not a table that the sender made."""
    columns = {b.cell.column for b in cells if b.cell}
    return (
        len(columns) == 1
        or any(p.kind == "placeholder" for b in cells for p in b.pieces)
        or any(map(guide.printed, cells))
    )


def _by_column(cells: list[Block], guide: Guide) -> Iterator[Block]:
    """Labels side by side with the answers in the row below are read column by column."""
    rows = [list(row) for _, row in groupby(cells, key=lambda b: b.cell.row if b.cell else 0)]
    at = 0
    while at < len(rows):
        row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else []
        if len(row) > 1 and below and all(map(guide.is_label, row)) and not any(map(guide.printed, below)):
            for label in row:
                yield label
                yield from (b for b in below if b.cell and label.cell and b.cell.column == label.cell.column)
            columns = {b.cell.column for b in row if b.cell}
            yield from (b for b in below if b.cell and b.cell.column not in columns)
            at += 2
        else:
            yield from row
            at += 1


def _joined(row: list[Block]) -> Block:
    """A table row as one block, cells divided by " | "; a cell's paragraphs on one line."""
    pieces: list[Piece] = []
    column = 0
    for i, block in enumerate(row):
        here = block.cell.column if block.cell else 0
        steps = min(max(here - column, 0), _COLUMNS_SHOWN)
        divider = " | " * steps if steps else " "
        if i or steps:
            pieces.append(Piece("mark", divider))
        pieces += [Piece(p.kind, p.text.replace("\n", " "), p.field) for p in block.pieces]
        column = here
    return Block(row[0].kind, tuple(pieces), cell=row[0].cell, part=row[0].part)
