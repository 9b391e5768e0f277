"""The classification line on each kind of file."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from openpyxl import load_workbook

from summarizer.export.marking import NOTE, marked
from summarizer.export.spreadsheets import Sheet, comma_separated, workbook

LINE = "Arbetsmaterial <internt> & utkast"
SHEET = Sheet("Blad", (("Ett", 10),), [("a",)])


def word() -> bytes:
    buffer = io.BytesIO()
    document = Document()
    document.add_paragraph("Text.")
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_file_of_ours_has_it_on_every_page_and_in_its_properties() -> None:
    found = Document(io.BytesIO(marked("report", {"a.docx": word()}, LINE)["a.docx"]))
    assert [section.header.paragraphs[0].text for section in found.sections] == [LINE]
    assert found.core_properties.category == LINE


def test_a_redline_keeps_every_byte_of_its_text() -> None:
    before, after = word(), marked("redline", {"a.docx": word()}, LINE)["a.docx"]
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        assert [n for n in old.namelist() if old.read(n) != new.read(n)] == ["docProps/core.xml"]
    assert Document(io.BytesIO(after)).core_properties.category == LINE


def test_a_spreadsheet_has_it_on_printed_pages_and_in_its_properties() -> None:
    book = load_workbook(io.BytesIO(marked("answers", {"a.xlsx": workbook([SHEET])}, LINE)["a.xlsx"]))
    assert book.properties.category == LINE
    assert book.active is not None and "Arbetsmaterial <internt>" in str(book.active.oddHeader.center.text)
    assert [cell.value for cell in book.active["A"]] == ["Ett", "a"]


def test_a_note_lies_beside_what_has_no_place_for_it() -> None:
    files = marked("answers", {"a.csv": comma_separated(SHEET)}, LINE)
    assert files["a.csv"] == comma_separated(SHEET)
    assert files[NOTE].decode() == f"{LINE}\n\nGäller: a.csv\n"


def test_without_a_line_nothing_is_changed() -> None:
    files = {"a.docx": word(), "b.csv": b"x"}
    assert marked("report", files, "") == files
