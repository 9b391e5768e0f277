"""Page numbers come into a report only from pages that are laid out as Word would."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from summarizer.baseline.wordtext import w
from summarizer.export.worddoc import new_document, saved
from summarizer.export.wordparts import Writer
from summarizer.pipeline import layout
from summarizer.reading import office


@pytest.fixture
def report() -> bytes:
    document = new_document("Sammanställning", "Region Prov", datetime(2026, 1, 1))
    writer = Writer(document)
    place = writer.keep_place()
    writer.heading("Vägarna", 1)
    writer.heading("3.2 Bärighet", 2)
    writer.contents(place, 2)
    return saved(document)


def numbers(docx: bytes) -> list[str]:
    body = Document(io.BytesIO(docx)).element.body
    return [text.text for link in body.iter(w("hyperlink")) for text in list(link.iter(w("t")))[1:]]


def told(monkeypatch: pytest.MonkeyPatch, outline: list[tuple[str, int]] | None) -> None:
    def convert(source: Path, *_: object) -> Path:
        if outline is None:
            raise TimeoutError
        return source

    monkeypatch.setattr(office, "program", lambda: "soffice")
    monkeypatch.setattr(office, "convert", convert)
    monkeypatch.setattr(layout, "_outline", lambda pdf: outline)


def test_the_pages_of_the_same_headings_are_filled_in(
    report: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(monkeypatch, [("Vägarna", 3), ("3.2  Bärighet", 4)])
    assert numbers(layout.paged(report, tmp_path)) == ["3", "4"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("outline", [None, [], [("Vägarna", 3)], [("Vägarna", 3), ("5.3 Annat", 4)]])
def test_other_headings_none_or_no_answer_leave_the_report_as_it_is(
    outline: list[tuple[str, int]] | None, report: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(monkeypatch, outline)
    assert layout.paged(report, tmp_path) == report
    monkeypatch.setattr(office, "program", lambda: None)
    assert layout.paged(report, tmp_path) == report


@pytest.mark.office
@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_the_pages_or_says_that_its_font_is_another(report: bytes, tmp_path: Path) -> None:
    source = tmp_path / "rapport.docx"
    source.write_bytes(report)
    made = office.convert(source, "pdf:writer_pdf_Export", tmp_path)
    assert made is not None
    assert layout._outline(made) in ([("Vägarna", 1), ("3.2 Bärighet", 1)], [])
