"""Tables of answers from a web form (.csv, .tsv, .xlsx): cells as text, row by row. What a column means is not decided here."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from summarizer.reading.names import SEND_INSTEAD, too_large, unreadable
from summarizer.reading.plain import decode

MAX_FILE = 100 * 2**20  # bytes
MAX_ROWS = 100_000
MAX_COLUMNS = 2_000
MAX_CELL = 1_000_000  # characters
_DELIMITERS = ";,\t|"
_SEP_LINE = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)  # Excel's own way to say which
_NAMES = (".csv", ".tsv")


@dataclass(frozen=True)
class Row:
    """``number`` as a spreadsheet shows it, from 1. ``cells``: text as it stood, "" for an empty cell."""

    number: int
    cells: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """Rows that hold anything. ``name`` is "" where a file has only one sheet."""

    name: str
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()


def is_table(path: Path, name: str) -> bool:
    """Whether a file is a table of cells: a workbook by its content, text by its name."""
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                return any(n.replace("\\", "/").lstrip("/").casefold() == "xl/workbook.xml" for n in archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return False
    return name.casefold().endswith(_NAMES) and not path.read_bytes()[:8].startswith((b"%PDF", b"\xd0\xcf\x11\xe0"))


def read_sheets(path: Path, name: str) -> list[Sheet]:
    """Every sheet that holds text. Raises UnreadableFile."""
    size = path.stat().st_size
    if size > MAX_FILE:
        raise too_large(name, f"{size // 2**20} MB")
    if zipfile.is_zipfile(path):
        from summarizer.reading.workbook import read_workbook

        sheets = read_workbook(path, name)
    else:
        sheets = [_delimited(decode(path.read_bytes()), name)]
    for sheet in sheets:
        if len(sheet.rows) > MAX_ROWS or any(len(row.cells) > MAX_COLUMNS for row in sheet.rows):
            raise too_large(name, f"mer än {MAX_ROWS} rader eller {MAX_COLUMNS} kolumner")
        if any(len(cell) > MAX_CELL for row in sheet.rows for cell in row.cells):
            raise unreadable(name, "har en cell med mer än en miljon tecken, troligen ett citattecken som aldrig stängs",
                             "spara om den i Excel och försök igen")  # fmt: skip
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise unreadable(name, "är en tabell utan text", SEND_INSTEAD)
    return found


def _delimited(text: str, name: str) -> Sheet:
    told = _SEP_LINE.match(text)
    body = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(body)
    first = 2 if told else 1
    rows: list[Row] = []
    limit = csv.field_size_limit(10 * MAX_CELL)
    try:
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
        for number, cells in enumerate(reader, start=first):
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, tuple(cells)))
    except csv.Error as exc:
        raise unreadable(
            name, "är en tabell som inte går att dela i celler", "spara om den i Excel och försök igen"
        ) from exc
    finally:
        csv.field_size_limit(limit)
    return Sheet("", tuple(rows))


def _delimiter(text: str) -> str:
    """The one that the first line has most of, outside quotes; a file of one column has none."""
    head = re.sub(r'"(?:[^"]|"")*"', "", text[:100_000]).partition("\n")[0]
    return max(_DELIMITERS, key=head.count)
