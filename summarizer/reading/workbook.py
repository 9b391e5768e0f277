"""Excel workbooks (.xlsx) as sheets of text. Formulas give the value that was saved with them."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from summarizer.reading.names import damaged, too_large
from summarizer.reading.sheet import MAX_COLUMNS, MAX_ROWS, Row, Sheet

_MAX_UNPACKED = 400 * 2**20  # bytes
_BOMB_RATIO = 200
_BOMB_SIZE = 20 * 2**20
_BESIDE = ("xl/comments", "xl/threadedcomments", "xl/drawings/")


def read_workbook(path: Path, name: str) -> list[Sheet]:
    """Every worksheet, hidden ones too. Raises UnreadableFile."""
    warnings = _check(path, name)
    try:
        # Opened here, since the library leaves a file that it opened itself open when the workbook is broken.
        with path.open("rb") as one, path.open("rb") as other:
            values = load_workbook(one, read_only=True, data_only=True)
            formulas = load_workbook(other, read_only=True, data_only=False)
            sheets = [
                Sheet(sheet.title, tuple(_rows(sheet, formulas[sheet.title], name)), warnings)
                for sheet in values.worksheets
            ]
    except (MemoryError, RecursionError) as exc:
        raise too_large(name, "den ryms inte i minnet") from exc
    except Exception as exc:
        if type(exc).__module__ == "summarizer.errors":
            raise
        raise damaged(name) from exc  # whatever a hostile or broken workbook sets off in the library
    filled = [sheet for sheet in sheets if sheet.rows]
    return [Sheet("", filled[0].rows, warnings)] if len(filled) == 1 else filled


def _check(path: Path, name: str) -> tuple[str, ...]:
    """Turns away what would unpack to an unreasonable size; says what stands beside the cells and is not read."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as exc:
        raise damaged(name) from exc
    unpacked = sum(e.file_size for e in entries)
    bomb = any(e.file_size > _BOMB_SIZE and e.file_size > _BOMB_RATIO * max(e.compress_size, 1) for e in entries)
    if bomb or unpacked > _MAX_UNPACKED:
        raise too_large(name, "den packas upp till orimlig storlek")
    beside = any(e.filename.casefold().startswith(_BESIDE) and not e.filename.endswith(".rels") for e in entries)
    note = (
        "Arbetsboken har kommentarer eller ritobjekt vid sidan av cellerna; de lästes inte, titta efter i originalet."
    )
    return (note,) if beside else ()


def _rows(values: Any, formulas: Any, name: str) -> Iterator[Row]:
    """The two readings of one sheet go side by side: the saved values, and where there are formulas."""
    pairs = zip(values.iter_rows(), formulas.iter_rows(), strict=True)
    for number, (shown, written) in enumerate(pairs, start=1):
        if number > 20 * MAX_ROWS or len(shown) > MAX_COLUMNS:
            raise too_large(name, f"mer än {MAX_ROWS} rader eller {MAX_COLUMNS} kolumner")
        cells: list[str] = []
        warnings: list[str] = []
        for column, (value, formula) in enumerate(zip(shown, written, strict=True), start=1):
            text = _text(value.value)
            if not text and formula.value is not None:
                text = _text(formula.value)
                place = f"{get_column_letter(column)}{number}"
                warnings.append(f"Cell {place} har en formel utan sparat värde; formeln står kvar som text.")
            cells.append(text)
        if any(cell.strip() for cell in cells):
            yield Row(number, tuple(cells), tuple(warnings))


def _text(value: object) -> str:
    """A cell's value as a Swedish spreadsheet shows it, as near as matters."""
    match value:
        case None:
            return ""
        case bool():
            return "SANT" if value else "FALSKT"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return repr(value).replace(".", ",")
        case datetime.datetime():
            return value.isoformat(" ", "minutes" if (value.hour or value.minute) else "seconds").removesuffix(
                " 00:00:00"
            )
        case _:
            return str(getattr(value, "text", value))  # an array formula keeps its text in an object
