"""PDF files: lines, forms, remarks, and pages that are pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdffile import Field, Picture, Remark, Text, pdf
from reader import needs_tesseract, read

from summarizer.errors import UnreadableFile


def test_the_lines_of_a_pdf_become_paragraphs(tmp_path: Path) -> None:
    lines = [
        Text(72, 760, "Hur kan identifierade behov utvecklas?"),
        Text(72, 740, "Behovet av underhåll är eftersatt i hela inlandet, och det gäller särskilt de vägar som bär"),
        Text(72, 726, "virke och malm till kusten."),
        Text(72, 700, "Nästa stycke."),
        Text(72, 680, "Vänster cell"), Text(300, 680, "Höger cell"),
    ]  # fmt: skip
    assert read(tmp_path, "svar.pdf", pdf([lines])).text.split("\n") == [
        "Hur kan identifierade behov utvecklas?",
        "Behovet av underhåll är eftersatt i hela inlandet, och det gäller särskilt de vägar som bär virke och malm till kusten.",
        "Nästa stycke.", "Vänster cell", "Höger cell",
    ]  # fmt: skip


def test_a_filled_pdf_form_gives_its_fields_where_they_stand(tmp_path: Path) -> None:
    page: list[Text | Field | Remark | Picture] = [
        Text(72, 760, "Organisation"), Field(300, 757, "org", "Granviks kommun"),
        Text(72, 730, "Hur kan identifierade behov utvecklas?"), Field(72, 700, "f1", "Rad ett ☺\nRad två"),
        Text(72, 680, "Hur kan listan över viktiga aktörer uppdateras?"), Field(72, 650, "f2", ""),
    ]  # fmt: skip
    document = read(tmp_path, "svar.pdf", pdf([page]))
    assert [(b.pieces[0].kind, b.text) for b in document.blocks] == [
        ("text", "Organisation"), ("control", "Granviks kommun"), ("text", "Hur kan identifierade behov utvecklas?"),
        ("control", "Rad ett ☺\nRad två"), ("text", "Hur kan listan över viktiga aktörer uppdateras?"),
    ]  # fmt: skip


def test_running_heads_of_a_pdf_are_notes(tmp_path: Path) -> None:
    pages: list[list[Text | Field | Remark | Picture]] = [
        [Text(72, 800, "Granviks kommun"), Text(72, 700, f"Text på sidan {word}."), Text(290, 30, f"Sida {n}")]
        for n, word in enumerate(("ett", "två", "tre"), start=1)
    ]
    document = read(tmp_path, "svar.pdf", pdf(pages))
    assert document.text == "Text på sidan ett.\nText på sidan två.\nText på sidan tre."
    assert len(document.notes) == 6


def test_what_a_reader_typed_and_remarked_on_a_pdf(tmp_path: Path) -> None:
    page: list[Text | Field | Remark | Picture] = [
        Text(72, 760, "Hur kan identifierade behov utvecklas?"), Remark(72, 735, "FreeText", "Behovet av bussar är stort."),
        Text(72, 700, "Hur kan listan över viktiga aktörer uppdateras?"), Remark(400, 700, "Text", "Lägg till byalagen"),
        Remark(72, 650, "Highlight", "Bra!"), Remark(72, 600, "Popup", "Bra!"), Remark(72, 550, "Link", "mål"),
    ]  # fmt: skip
    document = read(tmp_path, "svar.pdf", pdf([page]))
    assert document.text.split("\n") == [
        "Hur kan identifierade behov utvecklas?", "Behovet av bussar är stort.",
        "Hur kan listan över viktiga aktörer uppdateras?",
    ]  # fmt: skip
    assert document.notes == ("Kommentar: Lägg till byalagen", "Kommentar: Bra!")


def _photographed(tmp_path: Path, page: list[Text | Field | Remark | Picture], turns: int = 0) -> Picture:
    """A page as a scanner would see it, laid in it with so many quarter turns."""
    import pypdfium2

    file = tmp_path / "original.pdf"
    file.write_bytes(pdf([page]))
    bitmap = pypdfium2.PdfDocument(file)[0].render(scale=200 / 72, grayscale=True, rotation=90 * turns)
    rows = bytes(bitmap.buffer)
    grey = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return Picture(bitmap.width, bitmap.height, grey)


@needs_tesseract
@pytest.mark.ocr
def test_a_scanned_page_is_read_by_tesseract(tmp_path: Path) -> None:
    scan = _photographed(tmp_path, [Text(72, 700, "Företagshälsovården räcker inte till i inlandet.", 14)])
    document = read(tmp_path, "skannad.pdf", pdf([[scan]]))
    assert document.text == "Företagshälsovården räcker inte till i inlandet."
    assert document.warnings == ("1 sida är inskannad; jämför texten med originalet.",)


@needs_tesseract
@pytest.mark.ocr
def test_a_scanned_page_with_a_registrars_stamp_is_read_all_the_same(tmp_path: Path) -> None:
    scan = _photographed(tmp_path, [Text(72, 700, "Företagshälsovården räcker inte till i inlandet.", 14)])
    stamp = Text(300, 800, "Ankom 2025-06-12, diarienummer RUN 234-2025")
    document = read(tmp_path, "skannad.pdf", pdf([[scan, stamp]]))
    assert "Företagshälsovården räcker inte till i inlandet." in document.text and "RUN 234-2025" in document.text


@needs_tesseract
@pytest.mark.ocr
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lay_wrong_in_the_scanner(tmp_path: Path, turns: int) -> None:
    lines = ["Företagshälsovården räcker inte till i inlandet, och det drabbar de små arbetsgivarna.",
             "Därför behöver regionen och kommunerna hjälpas åt så att fler får del av den.",
             "Vi vill också se att arbetsmiljön i vården nämns tydligare i strategin."]  # fmt: skip
    scan = _photographed(tmp_path, [Text(60, 700 - 20 * i, line, 12) for i, line in enumerate(lines)], turns)
    document = read(tmp_path, "skannad.pdf", pdf([[scan]]))
    assert all(line in document.text for line in lines)


def test_a_scanned_page_without_tesseract_is_turned_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = pdf([[_photographed(tmp_path, [Text(72, 700, "Text på bild", 14)])]])
    monkeypatch.setattr("summarizer.reading.scan.installed", lambda: False)
    with pytest.raises(UnreadableFile, match="bara bilder"):
        read(tmp_path, "skannad.pdf", scan)
