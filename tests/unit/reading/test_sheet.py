"""Tables of a web form: encodings, separators, formulas, merged and empty cells, and what must be turned away."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from summarizer.errors import UnreadableFile
from summarizer.reading.sheet import MAX_CELL, MAX_COLUMNS, is_table, read_sheets

HEADER = ("Organisation", "Vad vill ni ändra?")
ROWS = (HEADER, ("Åsele fiskevårdsområde", 'Ta bort "måste"; skriv "bör", tack'), ("", "En rad\noch en till"))


def delimited(delimiter: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def cells(path: Path) -> list[tuple[str, ...]]:
    (sheet,) = read_sheets(path, path.name)
    return [row.cells for row in sheet.rows]


def workbook(path: Path, book: Workbook) -> Path:
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(delimited(delimiter).encode(encoding))
    assert is_table(path, path.name)
    assert cells(path) == list(ROWS)


def test_excels_own_line_about_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("sep=,\r\n" + delimited(",", (("a;b;c;d", "e"),)), encoding="utf-8", newline="")
    (sheet,) = read_sheets(path, path.name)
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("a;b;c;d", "e"))]


def test_rows_without_text_are_left_out_and_numbers_kept(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("a;b\n;\n \nc;d\n", encoding="utf-8")
    (sheet,) = read_sheets(path, path.name)
    assert [row.number for row in sheet.rows] == [1, 4]


def test_a_quote_that_never_closes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text('a;b\n1;"' + "text;\n" * (MAX_CELL // 5), encoding="utf-8")
    with pytest.raises(UnreadableFile, match="citattecken"):
        read_sheets(path, path.name)


def test_a_table_that_is_too_wide_is_turned_away(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(";".join(["svar"] * (MAX_COLUMNS + 1)), encoding="utf-8")
    with pytest.raises(UnreadableFile, match=f"{MAX_COLUMNS} kolumner"):
        read_sheets(path, "svar.csv")
    path.write_text(";".join(["svar"] * MAX_COLUMNS), encoding="utf-8")
    assert len(read_sheets(path, "svar.csv")[0].rows[0].cells) == MAX_COLUMNS


def test_a_table_without_text_is_turned_away(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(";;\n;;\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="utan text"):
        read_sheets(path, path.name)


_CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    ["a;b", "a\nb", '"', '""x']
)


@given(st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=1, max_size=6), st.sampled_from(";,\t"))
def test_no_cell_is_lost(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], delimiter: str) -> None:
    path = tmp_path_factory.mktemp("tabell") / "svar.csv"
    head = ("fråga ett", "fråga två", "fråga tre")
    path.write_bytes(delimited(delimiter, (head, *rows)).encode("utf-8-sig"))
    assert cells(path) == [head, *(row for row in rows if any(cell.strip() for cell in row))]


# ── workbooks ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_values_of_a_workbook_are_text_as_it_shows_them(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(
        ["=1+1", 7.0, 2.5, True, False, None, datetime.datetime(2026, 5, 4, 10, 30), datetime.date(2026, 5, 4)]
    )
    book.active["A1"].data_type = "s"  # what a sender wrote, not a formula
    path = workbook(tmp_path / "svar.xlsx", book)
    assert is_table(path, "svar.docx")  # by content, whatever its name
    assert cells(path) == [("=1+1", "7", "2,5", "SANT", "FALSKT", "", "2026-05-04 10:30", "2026-05-04")]


def test_a_formula_without_a_saved_value_stays_as_text_and_is_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["text", "=A1&A1"])
    (sheet,) = read_sheets(workbook(tmp_path / "svar.xlsx", book), "svar.xlsx")
    assert sheet.rows[0].cells == ("text", "=A1&A1")
    assert any("B1" in warning for warning in sheet.rows[0].warnings)


def test_merged_cells_and_hidden_sheets(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Stigar", None])
    book.active.merge_cells("A1:B1")
    hidden = book.create_sheet("Dolt")
    hidden.sheet_state = "hidden"
    hidden.append(["text"])
    book.create_sheet("Tomt")
    sheets = read_sheets(workbook(tmp_path / "svar.xlsx", book), "svar.xlsx")
    assert [(s.name, s.rows[0].cells) for s in sheets] == [("Sheet", ("Stigar", "")), ("Dolt", ("text",))]


def test_comments_beside_the_cells_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "text"
    book.active["A1"].comment = Comment("Obs!", "Eva Exempel")
    (sheet,) = read_sheets(workbook(tmp_path / "svar.xlsx", book), "svar.xlsx")
    assert any("kommentarer" in warning for warning in sheet.warnings)


@pytest.mark.parametrize("changed", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_broken_workbook_is_turned_away(tmp_path: Path, changed: str) -> None:
    whole = workbook(tmp_path / "hel.xlsx", _one_cell())
    path = tmp_path / "trasig.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<inte xml" if name == changed else source.read(name))
    with pytest.raises(UnreadableFile, match="trasig.xlsx"):
        read_sheets(path, path.name)


def test_a_workbook_that_unpacks_beyond_reason_is_turned_away(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bomb.xlsx", _one_cell())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"0" * (30 * 2**20))
    with pytest.raises(UnreadableFile, match="orimlig storlek"):
        read_sheets(path, path.name)


@pytest.mark.parametrize(("name", "content"), [("a.docx", b"PK\x03\x04"), ("a.txt", b"a;b"), ("a.csv", b"%PDF-1.7")])
def test_what_is_no_table(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert not is_table(path, name)


def _one_cell() -> Workbook:
    book = Workbook()
    book.active["A1"] = "text"
    return book
