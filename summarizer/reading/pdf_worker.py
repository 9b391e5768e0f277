"""Runs in a process of its own: takes a PDF apart with pdfium and prints what it found as JSON.

pdfium is C++ that meets hostile files; here a crash, a hang or a flood of memory ends this process and nothing else.
Usage: ``python -m summarizer.reading.pdf_worker text FILE`` or ``… picture FILE PAGE`` (a PGM picture on stdout).
"""

from __future__ import annotations

import ctypes
import json
import sys
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
    """``{"pages": [{"width", "lines", "fields", "plain"}]}``; lengths in points, y upwards."""
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
            "lines": _lines(text_page),
            "fields": _fields(document, page),
            "plain": text_page.get_text_range().translate(_LIGATURES | _DIVIDED),
        })  # fmt: skip
    return {"pages": pages}


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
    """Form fields of the page: what was filled in, ticked or chosen, and where it stands."""
    found: list[dict[str, Any]] = []
    form = document.formenv
    if form is None:
        return found
    for i in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, i)
        if annotation and raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
            kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
            value = _string(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
            if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
                value = "☒" if raw.FPDFAnnot_IsChecked(form, annotation) else ""
            elif kind in (raw.FPDF_FORMFIELD_PUSHBUTTON, raw.FPDF_FORMFIELD_SIGNATURE):
                value = ""
            place = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, place)
            if value.strip():
                name = _string(raw.FPDFAnnot_GetFormFieldName, form, annotation)
                found.append(
                    {"name": name, "value": value, "left": place.left, "top": place.top, "bottom": place.bottom}
                )
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def _string(ask: Any, form: Any, annotation: Any) -> str:
    """A string that pdfium hands out as UTF-16, ended by zero."""
    size = ask(form, annotation, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(form, annotation, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
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
