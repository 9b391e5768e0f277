"""Spreadsheets: text is text, whatever it looks like."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from summarizer.export.spreadsheets import CELL_LIMIT, Sheet, comma_separated, workbook

COLUMNS = (("Avsändare", 20), ("Svar", 60))
TRICKS = [
    "=1+1",
    "+46 70",
    "-5 %",
    "@SUM(A1)",
    "\tflik",
    "  =2+2",
    "\n=rad",
    "＝1+1",
    '=HYPERLINK("http://x";"y")',
    "12",
    "http://exempel.se",
    "'apostrof",
]


def sheet(*texts: str) -> Sheet:
    return Sheet("Svar", COLUMNS, [("Granviks kommun", text) for text in texts])


@pytest.mark.parametrize("text", TRICKS)
def test_a_cell_holds_the_text_and_never_a_formula(text: str) -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook([sheet(text)])))["Svar"]
    assert (page["B2"].value, page["B2"].data_type) == (text, "s")
    assert page["B2"].hyperlink is None


@pytest.mark.parametrize("text", TRICKS[:9])
def test_csv_marks_what_a_spreadsheet_would_calculate(text: str) -> None:
    (_, row) = csv.reader(io.StringIO(comma_separated(sheet(text)).decode("utf-8-sig")), delimiter=";")
    assert row == ["Granviks kommun", "'" + text]


def test_csv_opens_in_swedish_excel_and_keeps_lines_quotes_and_semicolons() -> None:
    text = 'Rad ett;\n"citat" åäö'
    content = comma_separated(sheet(text))
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1][1] == text


def test_control_characters_go_and_long_texts_fit_the_cell() -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook([sheet("a\x00b\x1bc\ufffe", "å" * 40_000)])))["Svar"]
    assert page["B2"].value == "abc"
    assert len(page["B3"].value) == CELL_LIMIT
    assert "Avkortat" in page["B3"].value


def test_the_heading_row_stays_in_view_and_filters() -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook([sheet("a", "b")])))["Svar"]
    assert [cell.value for cell in page[1]] == ["Avsändare", "Svar"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"


def test_an_empty_sheet_is_a_sheet_with_headings() -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook([Sheet("Matris", COLUMNS, [])])))["Matris"]
    assert page.max_row == 1


def test_a_print_has_all_columns_and_the_headings_on_every_page() -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook([sheet("text")])))["Svar"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
    assert page.print_title_rows == "$1:$1"


def test_a_row_is_as_high_as_its_longest_text() -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook([sheet("kort", "ord " * 60, "a\nb\nc", "å" * 40_000)])))["Svar"]
    heights = [page.row_dimensions[number].height for number in range(2, 6)]
    assert heights[0] is None  # one line, as every row without a height of its own
    assert heights[1] >= 4 * 15 and heights[2] == 3 * 15 and 400 < heights[3] <= 409  # Excel takes no more
