"""Formats are known by their content, whatever the name says; the others are turned away."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdffile import Text, pdf
from reader import read
from wordxml import docx, p

from summarizer.errors import UnreadableFile


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("foto.jpg", b"\xff\xd8\xff\xe0" + b"x" * 50, "en bild"),
        ("foto.docx", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "en bild"),
        ("blad.csv", b"a;b\n1;2\n", "en tabellfil"),
        ("program.exe", b"MZ" + b"x" * 50, "ett program"),
        ("svar.inspel", b"text", "format som inte kan läsas"),
        ("svar.txt", bytes(range(256)) * 4, "inte text"),
    ],
)
def test_other_formats_are_turned_away_by_name(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, name, data)
    sentence = str(caught.value)
    assert name in sentence and said in sentence and "Word, PDF, e-post eller ren text" in sentence
    assert sentence.count(".") - name.count(".") == 1


def test_a_renamed_file_is_read_by_its_content(tmp_path: Path) -> None:
    assert read(tmp_path, "svar.pdf", docx(p("Det är Word."))).text == "Det är Word."
    assert (
        read(tmp_path, "svar.docx", pdf([[Text(72, 700, "Det är faktiskt en PDF-fil.")]])).text
        == "Det är faktiskt en PDF-fil."
    )
    assert read(tmp_path, "svar", b"Bara text.").text == "Bara text."
