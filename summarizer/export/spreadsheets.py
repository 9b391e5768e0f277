"""Answers and the matrix as spreadsheets. Text that looks like a formula is written as text."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from summarizer.export.characters import printable

# Spreadsheets pass over white space in front of a formula, and those of East Asia read the wide signs too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
CELL_LIMIT = 32767  # characters that Excel takes in a cell
_LINE, _HIGHEST = 15.0, 409.0  # points: a line of text, and what Excel allows
_CUT = " … [Avkortat: Excel rymmer inte hela texten i en cell. Den finns i CSV-filen och i inspelet.]"


@dataclass(frozen=True)
class Sheet:
    """A table: a name, column headings with widths, and rows of text."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[str]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx with a frozen, filtered heading row on every sheet."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for column, (title, width) in enumerate(sheet.columns):
                page.set_column(column, column, width)
                page.write_string(0, column, title, heading)
            for number, row in enumerate(sheet.rows, 1):
                page.set_row(number, _height(row, sheet.columns))
                for column, text in enumerate(row):
                    page.write_string(number, column, _fitted(printable(text)), wrapped)
            page.freeze_panes(1, 0)
            page.set_landscape()
            page.set_paper(9)  # A4
            page.fit_to_pages(1, 0)  # all columns on one page's width
            page.repeat_rows(0)
            page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    return stream.getvalue()


def comma_separated(sheet: Sheet) -> bytes:
    """The sheet as CSV with semicolons and a byte order mark, as Swedish Excel opens it. A leading apostrophe marks text
    that a spreadsheet would otherwise take for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([title for title, _ in sheet.columns])
    for row in sheet.rows:
        writer.writerow(["'" + text if _FORMULA.match(text) else text for text in map(printable, row)])
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def _height(row: Sequence[str], columns: Sequence[tuple[str, int]]) -> float:
    """The row's height in points. Not every program works it out when it opens or prints the file. A line holds a tenth
    less than its width says, since words are not broken."""
    lines = [
        sum(max(1, math.ceil(len(line) / (width * 0.9))) for line in text.split("\n"))
        for text, (_, width) in zip(row, columns, strict=True)
    ]
    return min(_HIGHEST, _LINE * max(lines, default=1))


def _fitted(text: str) -> str:
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(_CUT)] + _CUT
