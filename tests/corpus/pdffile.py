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


@dataclass(frozen=True)
class Remark:
    """A remark that a reader put on the page; ``kind``: the annotation's subtype ("FreeText" is typed over the page)."""

    x: float
    y: float
    kind: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A grey picture that covers the page."""

    width: int
    height: int
    grey: bytes


def pdf(pages: list[list[Text | Field | Remark | Picture]]) -> bytes:
    """Pages of A4 with what stands on them."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids, fields = [], []
    for items in pages:
        drawn = [i for i in items if isinstance(i, Picture)]
        stream = b"q 595 0 0 842 0 0 cm /I Do Q\n" if drawn else b""
        stream += b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (t.size, t.x, t.y, _escaped(t.text))
            for t in items
            if isinstance(t, Text)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content, widgets, named = len(objects), [], b""
        for picture in drawn:
            objects.append(_picture(picture.width, picture.height, picture.grey))
            named = b"/XObject << /I %d 0 R >>" % len(objects)
        remarks = []
        for item in items:
            if isinstance(item, Remark):
                objects.append(
                    b"<< /Type /Annot /Subtype /%s /Contents <FEFF%s> /Rect [%g %g %g %g] /F 4 >>"
                    % (
                        item.kind.encode(),
                        item.text.encode("utf-16-be").hex().encode(),
                        item.x,
                        item.y,
                        item.x + 200,
                        item.y + 14,
                    )
                )
                remarks.append(len(objects))
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
        both = [*widgets, *remarks]
        annotations = b"/Annots [%s]" % b" ".join(b"%d 0 R" % n for n in both) if both else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> %s >> /Contents %d 0 R %s >>"
            % (named, content, annotations)
        )
        kids.append(len(objects))
    form = b"/AcroForm << /Fields [%s] >>" % b" ".join(b"%d 0 R" % n for n in fields) if fields else b""
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % form
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % n for n in kids))
    return _file(objects)


def _picture(width: int, height: int, grey: bytes) -> bytes:
    data = zlib.compress(grey)
    return (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(data), data)
    )


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
