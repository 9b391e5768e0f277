"""Submissions without the template: plain text, mail, PDF, OpenDocument and a Word letter. Same letter, same bytes."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from xml.sax.saxutils import escape

from examples.source import ExampleSubmission
from examples.word import ZIP_STAMP, new_document, package

RECEIVER = "regionalutveckling@region.example"
_COLUMNS = 88  # characters of 11-point Helvetica that fit between the margins of an A4 page
_LINES = 46  # lines on a page
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODT_TYPE = "application/vnd.oasis.opendocument.text"


def render_letter(submission: ExampleSubmission) -> bytes:
    """The letter in the format that the file name says. Raises KeyError for a format that letters do not come in."""
    ending = submission.file.rpartition(".")[2]
    return {"txt": _txt, "eml": _eml, "pdf": _pdf, "odt": _odt, "docx": _docx}[ending](submission)


def _txt(submission: ExampleSubmission) -> bytes:
    return (submission.letter + "\n").encode("utf-8")


def _eml(submission: ExampleSubmission) -> bytes:
    subject, _, body = submission.letter.partition("\n")
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{submission.background['contact']} <{submission.background['email']}>"
    mail["To"] = RECEIVER
    mail["Subject"] = subject
    mail["Date"] = datetime(submission.date.year, submission.date.month, submission.date.day, 19, 30, tzinfo=UTC)
    mail["Message-ID"] = f"<{submission.date:%Y%m%d}.{submission.file}@post.example>"
    mail.set_content(body.strip() + "\n", cte="quoted-printable")
    return mail.as_bytes()


def _docx(submission: ExampleSubmission) -> bytes:
    subject, *lines = (line.strip() for line in submission.letter.splitlines() if line.strip())
    document = new_document(subject, submission.background["organisation"], submission.date)
    document.add_paragraph(subject, style="Title")
    for line in lines:
        document.add_paragraph(line)
    return package(document)


def _odt(submission: ExampleSubmission) -> bytes:
    subject, *lines = submission.letter.splitlines()
    body = f'<text:h text:outline-level="1">{escape(subject)}</text:h>'
    body += "".join(f"<text:p>{escape(line.strip())}</text:p>" for line in lines)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="{_ODF}:office:1.0" '
        f'xmlns:text="{_ODF}:text:1.0" office:version="1.2"><office:body><office:text>{body}</office:text>'
        "</office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" '
        f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:  # the type must come first and uncompressed
        for name, text in (("mimetype", _ODT_TYPE), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            entry = zipfile.ZipInfo(name, ZIP_STAMP)
            entry.create_system = 0
            target.writestr(entry, text.encode("utf-8"))
    return packed.getvalue()


def _pdf(submission: ExampleSubmission) -> bytes:
    lines = [piece for line in submission.letter.splitlines() for piece in textwrap.wrap(line, _COLUMNS) or [""]]
    pages = [lines[i : i + _LINES] for i in range(0, len(lines), _LINES)]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    first = 4  # objects 1–3 are the catalogue, the page tree and the font; then a page and its text by turns
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (sv-SE) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font,
    ]
    for number, page in enumerate(pages):
        stream = _pdf_text(page)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {first + 2 * number + 1} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    return _pdf_file(objects)


def _pdf_text(lines: Iterable[str]) -> bytes:
    shown = [b"BT /F1 11 Tf 15 TL 64 770 Td"]
    for line in lines:
        text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown.append(b"(" + text + b") Tj T*")
    return b"\n".join([*shown, b"ET"])


def _pdf_file(objects: list[bytes]) -> bytes:
    """The objects, numbered from 1, with the table of their offsets that a PDF ends in."""
    out, offsets = bytearray(b"%PDF-1.4\n%\xe5\xe4\xf6\xd6\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
