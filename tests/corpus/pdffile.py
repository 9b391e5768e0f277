"""Small PDF files from scratch for the tests: lines of text, filled form fields, and pages that are pictures."""

from __future__ import annotations

import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A line of Helvetica at (x, y), in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11


@dataclass(frozen=True)
class Field:
    """A filled text field of a form."""

    x: float
    y: float
    name: str
    value: str


def pdf(pages: list[list[Text | Field]]) -> bytes:
    """Pages of A4 with lines and fields."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids, fields = [], []
    for items in pages:
        stream = b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (t.size, t.x, t.y, _escaped(t.text))
            for t in items
            if isinstance(t, Text)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content, widgets = len(objects), []
        for item in items:
            if isinstance(item, Field):
                objects.append(
                    b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (%s) /V <FEFF%s> /Rect [%g %g %g %g] /F 4 >>"
                    % (
                        _escaped(item.name),
                        item.value.encode("utf-16-be").hex().encode(),
                        item.x,
                        item.y,
                        item.x + 200,
                        item.y + 14,
                    )
                )
                widgets.append(len(objects))
        fields += widgets
        annotations = b"/Annots [%s]" % b" ".join(b"%d 0 R" % n for n in widgets) if widgets else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R %s >>"
            % (content, annotations)
        )
        kids.append(len(objects))
    form = b"/AcroForm << /Fields [%s] >>" % b" ".join(b"%d 0 R" % n for n in fields) if fields else b""
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % form
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % n for n in kids))
    return _file(objects)


def picture_pdf(width: int, height: int, grey: bytes) -> bytes:
    """One A4 page that is a picture, as a scanner makes it."""
    data = zlib.compress(grey)
    draw = b"595 0 0 842 0 0 cm /I Do"
    return _file([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode "
        b"/Length %d >>\nstream\n%s\nendstream" % (width, height, len(data), data),
    ])  # fmt: skip


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out),
    )  # fmt: skip
