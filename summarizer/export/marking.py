"""The classification line ("Arbetsmaterial, sprid inte") on files that are written.

Word files of our own making get it in the header of every page, spreadsheets in the header of every printed page, and both
in the file's properties (category). A redline gets it in its properties only: its pages are the strategy's own. CSV and JSON
Lines have no place for it, so a note is laid beside them.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from docx import Document

from summarizer.export.worddoc import timeless

NOTE = "markning.txt"
_OF_THE_STRATEGY = ("redline", "clean")
_CORE, _SHEET = "docProps/core.xml", re.compile(r"xl/worksheets/sheet\d+\.xml")


def marked(kind: str, files: dict[str, bytes], line: str) -> dict[str, bytes]:
    """The files with the line; as they are when it is empty."""
    if not line:
        return files
    made = {name: _marked(kind, name, content, line) for name, content in files.items()}
    bare = sorted(name for name in files if not name.endswith((".docx", ".xlsx")))
    if bare:
        made[NOTE] = f"{line}\n\nGäller: {', '.join(bare)}\n".encode()
    return made


def _marked(kind: str, name: str, content: bytes, line: str) -> bytes:
    if name.endswith(".docx"):
        return _with_category(content if kind in _OF_THE_STRATEGY else _with_header(content, line), line)
    return _with_category(content, line) if name.endswith(".xlsx") else content


def _with_header(content: bytes, line: str) -> bytes:
    document = Document(io.BytesIO(content))
    for section in document.sections:
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = line
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())


def _with_category(content: bytes, line: str) -> bytes:
    """Every other member of the archive stays byte for byte."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == _CORE:
                data = _category(data.decode("utf-8"), line).encode()
            elif _SHEET.fullmatch(item.filename):
                printed = escape(line.replace("&", "&&")).replace("\\", "\\\\")
                header = f"\\1<headerFooter><oddHeader>&amp;C{printed}</oddHeader></headerFooter>"
                data = re.sub(r"(<pageSetup\b[^>]*/>)", header, data.decode("utf-8"), count=1).encode()
            target.writestr(item, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _category(core: str, line: str) -> str:
    core = re.sub(r"<cp:category>.*?</cp:category>|<cp:category\s*/>", "", core, flags=re.DOTALL)
    return core.replace("</cp:coreProperties>", f"<cp:category>{escape(line)}</cp:category></cp:coreProperties>")
