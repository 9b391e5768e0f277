"""Files made to exhaust: each has to end in an outcome within the time and memory that a registrar's computer has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

from pdffile import Text, pdf
from wordxml import W, cell, control, docx, p, row, run, table


def _zipped(entries: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _word_part(body: str, doctype: str = "") -> bytes:
    xml = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(""))) as good, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in good.infolist():
            made.writestr(entry, xml if entry.filename == "word/document.xml" else good.read(entry))
    return stream.getvalue()


def _entity_bomb() -> bytes:
    laughs = "".join(f"<!ENTITY {c} '{f'&{b};' * 10}'>" for b, c in zip("abcdefghi", "bcdefghij", strict=True))
    return _word_part("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", f"<!DOCTYPE x [<!ENTITY a 'ha'>{laughs}]>")


def _mails(depth: int) -> bytes:
    def mail() -> EmailMessage:
        message = EmailMessage()
        message["From"], message["Subject"] = "Robin Exempel <robin@granvik.example>", "Inspel"
        message.set_content("3.2: mer tåg.")
        return message

    message = mail()
    for _ in range(depth):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


def _archives(depth: int) -> bytes:
    data = _zipped({"svar.txt": "3.2: mer tåg."})
    for _ in range(depth):
        data = _zipped({"inre.zip": data})
    return data


_FORM = "Inspel på Delprioritering 3.2 Investeringar i hållbara transportsystem"
_QUESTION = "Hur kan identifierade behov utvecklas?"
_SENTENCE = "Behovet av underhåll på vägarna i inlandet är stort och det gäller hela länet. "

MONSTERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a word of 2 MB": ("svar.docx", lambda: docx(p(_FORM) + p(_QUESTION) + p("å" * 2_000_000))),
    "a paragraph of 5 MB": ("svar.docx", lambda: docx(p(_FORM) + p(_QUESTION) + p(_SENTENCE * 62_000))),
    "a text of 20 MB without a line break": ("svar.txt", lambda: (_SENTENCE * 250_000).encode()),
    "a text of 300,000 lines that look like headings": ("svar.txt", lambda: ("Delprio 3.2 tåg\n" * 300_000).encode()),
    "14,000 lines that look like headings": ("svar.txt", lambda: ("Delprio 3.2 tåg\n" * 14_000).encode()),
    "14,000 paragraphs of meaning": ("svar.docx", lambda: docx("".join(p(f"Rad {i} om bussar.") for i in range(14_000)))),
    "14,000 paragraphs": ("svar.docx", lambda: docx(p(_FORM) + p(_QUESTION) + p(_SENTENCE) * 14_000)),
    "20,000 content controls": ("svar.docx", lambda: docx(p(_FORM) + p(_QUESTION) + p(control(run("Svar. "))) * 20_000)),
    "a table of 20,000 rows": ("svar.docx", lambda: docx(table(row(cell(p("a")), cell(p("b"))) * 20_000))),
    "nested 5,000 deep": ("svar.docx", lambda: _word_part("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000)),
    "an entity bomb": ("svar.docx", _entity_bomb),
    "a part of 300 MB": ("svar.docx", lambda: _word_part("<w:p/>" + " " * 300_000_000)),
    "a part of 45 MB": ("svar.docx", lambda: _word_part(p("mer tåg") * 1_200_000)),
    "a zip bomb": ("svar.zip", lambda: _zipped({"stor.txt": b"0" * 300_000_000})),
    "an archive of 100,000 files": ("svar.zip", lambda: _zipped(dict.fromkeys(map(str, range(100_000)), b""))),
    "archives 30 deep": ("svar.zip", lambda: _archives(30)),
    "mails 20 deep": ("svar.eml", lambda: _mails(20)),
    "mails 60 deep": ("svar.eml", lambda: _mails(60)),
    "HTML 100,000 deep": ("svar.html", lambda: b"<html>" + b"<div>" * 100_000 + b"3.2: mer t&aring;g"),
    "HTML of 20 MB": ("svar.html", lambda: b"<html>" + b"<p>3.2: mer t&aring;g</p>" * 800_000),
    "a PDF of 1,500 pages": ("svar.pdf", lambda: pdf([[Text(72, 760 - 20 * i, f"Rad {i} om bussar och annat.") for i in range(30)]] * 1500)),
    "a broken RTF": ("svar.rtf", lambda: b"{\\rtf1" + b"{" * 200_000),
    "a million zero bytes": ("svar.docx", lambda: b"\0" * 1_000_000),
    "a million brackets": ("svar.txt", lambda: b"((((((((((" * 100_000),
    "numbers without end": ("svar.txt", lambda: ("3.2, 3.3, " * 200_000).encode()),
}  # fmt: skip
