"""Bad files: each has an outcome of its own, and one sentence that names the file and says what to do."""

import io
import os
import tempfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from msgfile import compound
from wordxml import W, docx, p, table

from summarizer.errors import UnreadableFile
from summarizer.reading import read_file

GOOD = docx(p("Ett svar."))


def part(xml: str | bytes) -> bytes:
    """A Word file whose text part is this XML."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bad:
        for entry in good.infolist():
            bad.writestr(entry, xml if entry.filename == "word/document.xml" else good.read(entry))
    return stream.getvalue()


def document(body: str, doctype: str = "") -> str:
    return f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


LAUGHS = "".join(f"<!ENTITY {c} '{f'&{b};' * 10}'>" for b, c in zip("abcdefghi", "bcdefghij", strict=True))
BOMB = f"<!DOCTYPE x [<!ENTITY a 'ha'>{LAUGHS}]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("tom.docx", b"", "är tom"),
    "truncated": ("halv.docx", GOOD[: len(GOOD) // 2], "skadad"),
    "without its end": ("halv.docx", GOOD[:-30], "skadad"),
    "encrypted": ("svar.docx", compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "lösenord"),
    "an old workbook": ("svar.doc", compound({"Workbook": b"x"}), "Excel"),
    "malformed XML": ("svar.docx", part("<w:document><w:body></w:document>"), "skadad"),
    "no XML": ("svar.docx", part("hej"), "skadad"),
    "another kind of XML": ("svar.docx", part("<x/>"), "inte ett Word-dokument"),
    "external entity": ("svar.docx", part(document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", OUTSIDE)), "entiteter"),
    "entity bomb": ("svar.docx", part(document("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", BOMB)), "entiteter"),
    "entity bomb in UTF-16": ("svar.docx", part(document("<w:p/>", BOMB).encode("utf-16")), "entiteter"),
    "another encoding": ("svar.docx", part('<?xml version="1.0" encoding="UTF-7"?><x/>'), "okänd kodning"),
    "nested 5,000 deep": ("svar.docx", part(document("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000)), "nivåer"),
    "a part of 300 MB": ("svar.docx", part(document("<w:p/>" + " " * 300_000_000)), "för stor"),
    "a word of 12 MB": ("svar.docx", part(document(f"<w:p><w:r><w:t>{'a' * 12_000_000}</w:t></w:r></w:p>")), "för stor"),
    "30,000 paragraphs": ("svar.docx", docx(p("x") * 30_000), "för stor"),
    "a text of 4 MB": ("svar.txt", b"ord " * 1_100_000, "för stor"),
    "a broken PDF": ("svar.pdf", b"%PDF-1.7\n" + b"\0" * 100, "skadad"),
    "a broken mail container": ("svar.msg", compound({"__substg1.0_1000001F": b"x"})[:1600], "skadad"),
    "a locked PDF": ("svar.pdf", b"", "tom"),
    "an archive that calls itself Word": ("svar.docx", b"PK\x03\x04" + b"\0" * 200, "skadad"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "said"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_gets_one_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_file(file)
    sentence = str(caught.value)
    assert sentence.startswith(f"Filen ”{name}” ")
    assert said in sentence
    assert "; " in sentence and sentence.endswith(".") and "\n" not in sentence


CONTROL, CLOSED = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
READ: dict[str, tuple[bytes, str]] = {
    "a word of 2 MB": (docx(p("å" * 2_000_000)), "å" * 2_000_000),
    "nested 150 deep": (part(document(CONTROL * 75 + p("djupt") + CLOSED * 75)), "djupt"),
    "control and zero-width characters": (docx(p("för\u200bsla\u2060g\ufeff")), "förslag"),
    "a remote template and picture": (
        docx(p("Text"), relations='<Relationship Id="r8" Type="x/image" Target="http://192.0.2.1/p.png" TargetMode="External"/>'), "Text",
    ),
    "no styles that it names": (docx(p("Text", style="Finns inte", listed=77)), "- Text"),
    "a thousand nested tables' cells": (docx("".join(table(f"<w:tr><w:tc>{p(str(i))}</w:tc></w:tr>") for i in range(1000))),
                                        "\n".join(map(str, range(1000)))),
}  # fmt: skip


@pytest.mark.parametrize(("data", "text"), READ.values(), ids=READ)
def test_an_odd_file_is_read(tmp_path: Path, data: bytes, text: str) -> None:
    file = tmp_path / "svar.docx"
    file.write_bytes(data)
    assert read_file(file).text == text


@pytest.mark.parametrize(
    "name",
    [
        "ny\nrad.docx",
        "a" * 240 + ".docx",
        "-r.docx",
        "svar fra\u030an A\u030asele.docx",
        "  .docx",
        "'; drop.docx",
        "a\u202etxt.docx",
    ],
)
def test_odd_names_are_read_and_shown_on_one_line(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(GOOD)
    assert read_file(file).text == "Ett svar."
    file.write_bytes(b"")
    with pytest.raises(UnreadableFile) as caught:
        read_file(file)
    assert "\n" not in str(caught.value) and "\u202e" not in str(caught.value) and len(str(caught.value)) < 250


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir] if hasattr(os, "mkfifo") else [os.mkdir])
def test_what_is_no_file_is_turned_away_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "svar.docx"
    make(path)
    with pytest.raises(UnreadableFile, match="inte en vanlig fil"):
        read_file(path)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "svar.docx"
    file.write_bytes(GOOD)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile, match="behörighet"):
        read_file(file)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="finns inte"):
        read_file(tmp_path / "borta.docx")


def test_a_worker_that_hangs_is_ended(tmp_path: Path) -> None:
    from pdffile import Text, pdf

    from summarizer.reading.pdf import read_pdf

    file = tmp_path / "seg.pdf"
    file.write_bytes(pdf([[Text(72, 700, "Text som är lång nog att räknas.")]]))
    with pytest.raises(UnreadableFile, match=r"Filen ”seg\.pdf” går inte att läsa"):
        read_pdf(file, file.name, seconds=0.001)


def test_macros_are_not_in_what_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    file = tmp_path / "svar.docm"
    file.write_bytes(stream.getvalue())
    assert read_file(file).text == "Ett svar."


def test_what_is_too_large_is_told_in_numbers_a_person_can_read(tmp_path: Path) -> None:
    file = tmp_path / "svar.html"
    file.write_bytes(b"<html>" + b"<p>mer tag</p>" * 16_000)
    with pytest.raises(UnreadableFile, match="fler än 15 000 stycken .* omkring femhundra sidor"):
        read_file(file)
    file = tmp_path / "svar.txt"
    file.write_bytes(b"ord " * 1_100_000)
    with pytest.raises(UnreadableFile, match="3 300 000 tecken; ett inspel får ha högst 3 000 000"):
        read_file(file)


def test_what_lies_on_the_disk_meanwhile_lies_in_the_scratch_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))  # the system's own would raise
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("svar.txt", "Mer tåg.")
    message = EmailMessage()
    message["Subject"] = "Inspel"
    message.set_content("Svar bifogas.")
    message.add_attachment(archive.getvalue(), maintype="application", subtype="zip", filename="svar.zip")
    file, scratch = tmp_path / "svar.eml", tmp_path / "scratch"
    file.write_bytes(message.as_bytes())
    scratch.mkdir()
    assert "Mer tåg." in read_file(file, scratch).text
    assert list(scratch.iterdir()) == []
