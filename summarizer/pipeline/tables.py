"""A table of answers from a web form → one submission a row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.consultation import Consultation
from summarizer.errors import UnreadableFile
from summarizer.matching.columns import Columns, columns_of, match_row
from summarizer.reading.names import unreadable
from summarizer.reading.sheet import Row, Sheet, read_sheets
from summarizer.records import MatchedSubmission


@dataclass(frozen=True)
class TableRow:
    """``shown``: "svar.csv, rad 5". ``sha256`` is of the row's header and cells, so that a table that has grown or been sorted
    anew gives the same submissions; rows that are the same word for word are told apart by their order."""

    shown: str
    sha256: str
    matched: MatchedSubmission


def submissions_in(path: Path, shown: str, consultation: Consultation) -> Iterator[TableRow | UnreadableFile]:
    """Every row below the header; a sheet whose columns the consultation does not know is turned away by name. Raises UnreadableFile."""
    return _of_sheets(read_sheets(path, Path(shown).name), shown, consultation)


def _of_sheets(sheets: list[Sheet], shown: str, consultation: Consultation) -> Iterator[TableRow | UnreadableFile]:
    seen: Counter[str] = Counter()
    for sheet in sheets:
        columns = columns_of(sheet, consultation)
        place = f"{shown}, {sheet.name}" if sheet.name else shown
        if columns is None:
            yield _unknown(place, consultation)
            continue
        extra = sheet.warnings
        for row in sheet.rows:
            if row.number > columns.header.number:
                key = _key(row, columns)
                seen[key] += 1
                matched = match_row(row, columns, consultation)
                matched = replace(matched, warnings=(*matched.warnings, *extra))
                extra = ()  # said once, not for every sender
                yield TableRow(f"{place}, rad {row.number}", _sha256(f"{key}\0{seen[key]}"), matched)


def _key(row: Row, columns: Columns) -> str:
    cells = list(row.cells)
    while cells and not cells[-1].strip():
        cells.pop()
    return "\x1f".join((*columns.header.cells, "\x1e", *cells))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _unknown(place: str, consultation: Consultation) -> UnreadableFile:
    example = next(f"{s.id}/{s.questions[0]}" for s in consultation.sections)
    return unreadable(
        Path(place).name,
        "är en tabell vars kolumner inte hör till någon fråga i samrådet",
        f"lägg till [columns] i samrådsfilen (”Kolumnens rubrik” = ”{example}”), eller be avsändaren skicka svaret som Word",
    )
