"""Runs in a process of its own: takes a PDF apart with pdfium and prints what it found as JSON.

pdfium is C++ that meets hostile files; here a crash, a hang or a flood of memory ends this process and nothing else.
Usage: ``python -m summarizer.reading.pdf_worker text FILE`` or ``… picture FILE PAGE`` (a PGM picture on stdout).
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MAX_MEMORY = 1200 * 2**20  # bytes of address space
CPU_SECONDS = 15
MAX_PAGES = 2000
MAX_LETTERS = 20_000_000
DOTS = 300  # per inch, for pictures of scanned pages
MAX_DOTS = 25_000_000  # per page
_CELL_GAP = 3.0  # heights of a letter; spaces in justified text are narrower
_DIVIDED = {0xFFFE: "\x02"}  # the hyphen of a divided word, which pdfium writes in two ways
_LONGEST_BULLET = 3  # letters; behind a bullet or number the gap is an indent
_PICTURE_DEPTH = 3  # of drawings in drawings
_REMARKS = (
    raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT,
    raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_INK,
    raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_POLYLINE, raw.FPDF_ANNOT_STAMP,
)  # fmt: skip
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def main(arguments: list[str]) -> int:
    _limit()
    try:
        document = pdfium.PdfDocument(arguments[1])
    except pdfium.PdfiumError as exc:
        print(json.dumps({"error": "password" if "assword" in str(exc) else "damaged"}))
        return 0
    if arguments[0] == "picture":
        _picture(document, int(arguments[2]))
    else:
        print(json.dumps(_text(document)))
    return 0


def _limit() -> None:
    try:
        import resource  # not there on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def _text(document: pdfium.PdfDocument) -> dict[str, Any]:
    """``{"pages": [{"width", "height", "covered", "lines", "fields", "notes", "plain"}], "xfa"}``; points, y upwards.

    ``covered``: how much of the page its largest picture takes up, 0–1; ``xfa``: the form is of a kind that has its
    contents elsewhere than on the pages.
    """
    if len(document) > MAX_PAGES:
        return {"error": "pages", "pages": len(document)}
    document.init_forms()
    pages, letters = [], 0
    for page in document:
        text_page = page.get_textpage()
        letters += text_page.count_chars()
        if letters > MAX_LETTERS:
            return {"error": "letters"}
        pages.append({
            "width": page.get_width(),
            "height": page.get_height(),
            "covered": _covered(page),
            "lines": _lines(text_page),
            "fields": _fields(document, page),
            "notes": _notes(page),
            "plain": text_page.get_text_range().translate(_LIGATURES | _DIVIDED),
        })  # fmt: skip
    return {"pages": pages, "xfa": raw.FPDF_GetFormType(document) == raw.FORMTYPE_XFA_FULL}


def _covered(page: pdfium.PdfPage) -> float:
    largest = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_PICTURE_DEPTH):
        left, bottom, right, top = item.get_bounds() if hasattr(item, "get_bounds") else item.get_pos()
        largest = max(largest, (right - left) * (top - bottom))
    return float(min(largest / max(page.get_width() * page.get_height(), 1.0), 1.0))


def _lines(text_page: pdfium.PdfTextPage) -> list[dict[str, Any]]:
    """Lines as they stand: text, left and right end, base line and height."""
    lines: list[dict[str, Any]] = []
    text = ""
    boxes: list[tuple[float, float, float, float]] = []
    left, bottom, right, top = (ctypes.c_double() for _ in range(4))
    for i in range(text_page.count_chars() + 1):
        code = raw.FPDFText_GetUnicode(text_page, i) if i < text_page.count_chars() else 10
        if code in (10, 13):
            if text.strip():
                lines.append(_line(text, boxes))
            text, boxes = "", []
            continue
        if len(text.strip()) > _LONGEST_BULLET and boxes and _new_cell(text_page, i, boxes[-1]):
            lines.append(_line(text, boxes))
            text, boxes = "", []
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        text += _LIGATURES.get(code, letter)
        if not letter.isspace() and raw.FPDFText_GetCharBox(text_page, i, left, right, bottom, top):
            boxes.append((left.value, bottom.value, right.value, top.value))
        if code == 2:  # the hyphen of a word that goes on: pdfium has joined the lines already
            lines.append(_line(text, boxes))
            text, boxes = "", []
    return lines


def _new_cell(text_page: pdfium.PdfTextPage, i: int, before: tuple[float, float, float, float]) -> bool:
    """Whether a letter stands so far to the right of the one before that a table's border lies between them."""
    left, bottom, right, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(text_page, i, left, right, bottom, top) or left.value == right.value:
        return False
    height = max(top.value - bottom.value, before[3] - before[1])
    return left.value - before[2] > _CELL_GAP * height and bottom.value < before[3] and top.value > before[1]


def _line(text: str, boxes: list[tuple[float, float, float, float]]) -> dict[str, Any]:
    if not boxes:
        return {"text": text, "left": 0.0, "right": 0.0, "bottom": 0.0, "top": 0.0}
    lows = sorted(b[1] for b in boxes)
    return {
        "text": text,
        "left": min(b[0] for b in boxes),
        "right": max(b[2] for b in boxes),
        "bottom": lows[len(lows) // 2],
        "top": max(b[3] for b in boxes),
    }


def _fields(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> list[dict[str, Any]]:
    """What somebody wrote on the page: form fields filled in, ticked or chosen, and text typed over it, with its place."""
    found: list[dict[str, Any]] = []
    for annotation in _annotations(page):
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        value = ""
        if kind == raw.FPDF_ANNOT_FREETEXT:
            value = _contents(annotation)
        elif kind == raw.FPDF_ANNOT_WIDGET and document.formenv is not None:
            value = _field_value(document.formenv, annotation)
        place = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, place)
        if value.strip():
            found.append({"value": value, "left": place.left, "top": place.top, "bottom": place.bottom})
    return found


def _field_value(form: Any, annotation: Any) -> str:
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
        return "☒" if raw.FPDFAnnot_IsChecked(form, annotation) else ""
    if kind in (raw.FPDF_FORMFIELD_PUSHBUTTON, raw.FPDF_FORMFIELD_SIGNATURE):
        return ""
    return _string(lambda *buffer: raw.FPDFAnnot_GetFormFieldValue(form, annotation, *buffer))


def _notes(page: pdfium.PdfPage) -> list[str]:
    """Remarks in the margin and on marked words."""
    found = [_contents(a) for a in _annotations(page) if raw.FPDFAnnot_GetSubtype(a) in _REMARKS]
    return [text for text in found if text.strip()]


def _annotations(page: pdfium.PdfPage) -> Iterator[Any]:
    for i in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, i)
        if annotation:
            yield annotation
            raw.FPDFPage_CloseAnnot(annotation)


def _contents(annotation: Any) -> str:
    return _string(lambda *buffer: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", *buffer))


def _string(ask: Callable[[Any, int], int]) -> str:
    """A string that pdfium hands out as UTF-16, ended by zero."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _picture(document: pdfium.PdfDocument, number: int) -> None:
    page = document[number]
    dots = page.get_width() * page.get_height() * (DOTS / 72) ** 2
    scale = DOTS / 72 * min(1.0, (MAX_DOTS / max(dots, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    sys.stdout.buffer.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
    for row in range(bitmap.height):
        sys.stdout.buffer.write(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
