"""Reading a file in a test: every count must agree, whatever the format."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from summarizer.reading import Document, read_file
from summarizer.reading.characters import visible

WORDS = "Vägarna i inlandet saknas.\nCykelvägar nämns för lite."
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def read(tmp_path: Path, name: str, data: bytes) -> Document:
    file = tmp_path / name
    file.write_bytes(data)
    document = read_file(file)
    assert sum(visible(x.text) for b in document.blocks for x in b.pieces if x.kind != "mark") == document.received
    return document
