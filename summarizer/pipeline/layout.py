"""Where the pages of a Word file begin, told by LibreOffice: only what lays out pages knows their numbers."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from summarizer.export.page_numbers import headings_of, with_page_numbers
from summarizer.export.worddoc import SAME_WIDTHS
from summarizer.pipeline.scratch import scratch_folder
from summarizer.reading import office

SECONDS = 40.0  # of work and on the clock; a report that takes longer goes without


def paged(docx: bytes, workspace: Path) -> bytes:
    """The file with page numbers in its table of contents; as it was where LibreOffice is not installed, has no font of
    the same widths as Word's (then its pages are others), or does not find the same headings."""
    if office.program() is None:
        return docx
    with scratch_folder(workspace) as folder:
        source = folder / "rapport.docx"
        source.write_bytes(docx)
        try:
            made = office.convert(source, "pdf:writer_pdf_Export", folder, SECONDS, int(SECONDS))
        except TimeoutError:
            made = None
        found = [] if made is None else _outline(made)
    if [_words(title) for title, _ in found] != [_words(heading) for heading in headings_of(docx)]:
        return docx
    return with_page_numbers(docx, [page for _, page in found])


def _outline(pdf: Path) -> list[tuple[str, int]]:
    """(heading, page) of every bookmark of a PDF, in order; none when its text is set in another font than Word's."""
    document = pdfium.PdfDocument(pdf)
    try:
        if _font(document[0]) not in SAME_WIDTHS:
            return []
        return [
            (bookmark.get_title(), target.get_index() + 1)
            for bookmark in document.get_toc()
            if (target := bookmark.get_dest()) is not None
        ]
    finally:
        document.close()


def _font(page: pdfium.PdfPage) -> str:
    """The name of the font that a page's first words are set in, without what marks it as a part or a weight."""
    text = next(iter(page.get_objects([raw.FPDF_PAGEOBJ_TEXT])), None)
    font = None if text is None else raw.FPDFTextObj_GetFont(text)
    if not font:
        return ""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = raw.ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, name, length)
    return str(name.value, "utf-8", "replace").rpartition("+")[2].partition("-")[0].replace(" ", "")


def _words(text: str) -> list[str]:
    return text.split()
