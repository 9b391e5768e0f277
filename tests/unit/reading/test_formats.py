"""The other formats: each gives the sender's words, and every character is counted."""

import io
import shutil
import struct
import threading
import zipfile
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from msgfile import compound, msg
from msgfile import mail as outlook
from pdffile import Field, Picture, Remark, Text, pdf
from wordxml import docx, p

from summarizer.errors import UnreadableFile
from summarizer.reading import Document, read_file
from summarizer.reading.characters import visible
from summarizer.reading.rich_text import unpacked

WORDS = "Vägarna i inlandet saknas.\nCykelvägar nämns för lite."
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def read(tmp_path: Path, name: str, data: bytes) -> Document:
    file = tmp_path / name
    file.write_bytes(data)
    document = read_file(file)
    assert sum(visible(x.text) for b in document.blocks for x in b.pieces if x.kind != "mark") == document.received
    return document


# ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "iso-8859-1", "cp850", "mac_roman"]
)
def test_text_in_common_encodings(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "svar.txt", WORDS.encode(encoding)).text == WORDS


def test_text_that_was_written_as_utf8_twice(tmp_path: Path) -> None:
    twice = WORDS.encode("utf-8").decode("cp1252").encode("utf-8")
    assert read(tmp_path, "svar.txt", twice).text == WORDS


def test_a_damaged_letter_does_not_spoil_the_rest(tmp_path: Path) -> None:
    document = read(tmp_path, "svar.txt", WORDS.encode() + b" \xff.")
    assert document.text == WORDS + " \ufffd."
    assert "skadade" in document.warnings[0]
    assert (
        read(tmp_path, "svar.txt", "Det kostar 5 €, säger vi.".encode("iso-8859-15")).text
        == "Det kostar 5 €, säger vi."
    )


def test_lines_that_a_program_broke_are_joined(tmp_path: Path) -> None:
    text = (
        "Hur kan den sammanfattande analysen utvecklas (ange gärna\nkällor)? Vi anser att analysen bör nämna inlandets vägar och\n"
        "järnvägar.\n\nKorta rader\nstår kvar.\n- en punkt\n- en punkt till"
    )
    assert read(tmp_path, "svar.txt", text.encode()).text.split("\n") == [
        "Hur kan den sammanfattande analysen utvecklas (ange gärna källor)? Vi anser att analysen bör nämna inlandets vägar och järnvägar.",
        "Korta rader", "står kvar.", "- en punkt", "- en punkt till",
    ]  # fmt: skip


def test_markdown_headings_are_headings(tmp_path: Path) -> None:
    blocks = read(tmp_path, "svar.md", "# Delprio 3.2\n\nMer tåg.".encode()).blocks
    assert [(b.kind, b.text) for b in blocks] == [("heading", "# Delprio 3.2"), ("paragraph", "Mer tåg.")]


# ── mail ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def mail(body: str = "Hej!\n\nSvar bifogas.", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Robin Exempel <robin@granvik.example>"
    message["Subject"] = "Inspel på delprioritering 3.2 – vägar"
    message["Date"] = "Thu, 12 Jun 2025 10:00:00 +0200"
    if body:
        message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html") if body else message.set_content(html, subtype="html")
    return message


def test_a_mail_has_its_body_sender_and_attachments(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(
        docx(p("I bilagan")), maintype="application", subtype="octet-stream", filename="svår bilaga.docx"
    )
    message.add_attachment(b"x", maintype="application", subtype="zip", filename="tabell.xlsx")
    document = read(tmp_path, "svar.eml", message.as_bytes())
    assert document.metadata == {
        "format": "mail", "sender_name": "Robin Exempel", "sender_email": "robin@granvik.example",
        "subject": "Inspel på delprioritering 3.2 – vägar", "date": "Thu, 12 Jun 2025 10:00:00 +0200",
    }  # fmt: skip
    assert [(b.part, b.text) for b in document.blocks] == [
        ("", "Inspel på delprioritering 3.2 – vägar"), ("", "Hej!"), ("", "Svar bifogas."), ("svår bilaga.docx", "I bilagan"),
    ]  # fmt: skip
    assert len(document.warnings) == 1 and "tabell.xlsx" in document.warnings[0] and "Excel" in document.warnings[0]


def test_a_mail_in_html_only(tmp_path: Path) -> None:
    html = (
        "<html><head><style>p{}</style></head><body><p>Vi&nbsp;vill<br>se <b>mer</b> tåg.</p><ul><li>ett</li><li>två</li></ul>"
        "<p>Se <a href='https://example.org/r'>rapporten</a></p><div style='display:none'>dolt</div><script>alert(1)</script>"
        "<table><tr><td>a</td><td>b</td></tr></table><img src='http://example.org/p.png'></body></html>"
    )
    document = read(tmp_path, "svar.eml", mail("", html).as_bytes())
    assert [b.text for b in document.blocks[1:]] == [
        "Vi vill\nse mer tåg.", "- ett", "- två", "Se rapporten (https://example.org/r)", "dolt", "a", "b",
    ]  # fmt: skip
    assert document.blocks[5].pieces[0].kind == "hidden"


def test_the_wrong_character_set_in_a_mail(tmp_path: Path) -> None:
    raw = b"From: a@example.org\r\nSubject: svar\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + WORDS.encode(
        "cp1252"
    )
    assert WORDS in read(tmp_path, "svar.eml", raw).text
    unknown = raw.replace(b"charset=utf-8", b"charset=x-okand")
    assert WORDS in read(tmp_path, "svar.eml", unknown).text


def test_mails_inside_mails(tmp_path: Path) -> None:
    message = mail("Innerst: vägarna saknas.")
    for _ in range(20):
        outer = mail("Vidarebefordras.")
        outer.add_attachment(message)
        message = outer
    assert "Innerst: vägarna saknas." in read(tmp_path, "svar.eml", message.as_bytes()).text


def test_the_form_of_a_mail_that_says_most_is_read(tmp_path: Path) -> None:
    html = "<p>Delprio 3.2</p><p>Vägarna i inlandet saknas, och bussarna går för sällan.</p>"
    assert read(tmp_path, "svar.eml", mail("Mejlet visas som HTML.", html).as_bytes()).text.split("\n")[1:] == [
        "Delprio 3.2", "Vägarna i inlandet saknas, och bussarna går för sällan.",
    ]  # fmt: skip
    same = mail("Vägarna i inlandet saknas.\n", "<p>Vägarna i <b>inlandet</b> saknas.</p>")
    assert read(tmp_path, "svar.eml", same.as_bytes()).text.count("Vägarna") == 1


def test_a_mail_whose_body_lies_in_pieces_is_read_in_order(tmp_path: Path) -> None:
    message = mail("Först detta.")
    message.make_mixed()
    for text, subtype in (("<p>Sedan detta.</p>", "html"), ("Sist detta.", "plain")):
        piece = EmailMessage()
        piece.set_content(text, subtype=subtype)
        message.attach(piece)
    assert read(tmp_path, "svar.eml", message.as_bytes()).text.split("\n")[1:] == [
        "Först detta.", "Sedan detta.", "Sist detta.",
    ]  # fmt: skip


def test_a_photograph_in_a_mail_is_told_and_a_logotype_is_not(tmp_path: Path) -> None:
    message = mail()
    for name, size in (("sida1.png", 400_000), ("logga.png", 4_000)):
        picture = b"\x89PNG" + b"x" * size
        message.add_attachment(picture, maintype="image", subtype="png", filename=name, disposition="inline")
    (warning,) = read(tmp_path, "svar.eml", message.as_bytes()).warnings
    assert "sida1.png" in warning and "en bild" in warning


def test_an_archive_in_a_mail_is_unpacked(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("svar/inspel.docx", docx(p("I arkivet")))
        archive.writestr("svar/bild.png", b"\x89PNG")
    message = mail()
    message.add_attachment(stream.getvalue(), maintype="application", subtype="zip", filename="svar.zip")
    document = read(tmp_path, "svar.eml", message.as_bytes())
    assert [(b.part, b.text) for b in document.blocks[-1:]] == [("svar.zip › svar/inspel.docx", "I arkivet")]
    assert len(document.warnings) == 1 and "svar/bild.png" in document.warnings[0]


# ── pdf ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_lines_of_a_pdf_become_paragraphs(tmp_path: Path) -> None:
    lines = [
        Text(72, 760, "Hur kan identifierade behov utvecklas?"),
        Text(72, 740, "Behovet av underhåll är eftersatt i hela inlandet, och det gäller särskilt de vägar som bär"),
        Text(72, 726, "virke och malm till kusten."),
        Text(72, 700, "Nästa stycke."),
        Text(72, 680, "Vänster cell"), Text(300, 680, "Höger cell"),
    ]  # fmt: skip
    assert read(tmp_path, "svar.pdf", pdf([lines])).text.split("\n") == [
        "Hur kan identifierade behov utvecklas?",
        "Behovet av underhåll är eftersatt i hela inlandet, och det gäller särskilt de vägar som bär virke och malm till kusten.",
        "Nästa stycke.", "Vänster cell", "Höger cell",
    ]  # fmt: skip


def test_a_filled_pdf_form_gives_its_fields_where_they_stand(tmp_path: Path) -> None:
    page: list[Text | Field | Remark | Picture] = [
        Text(72, 760, "Organisation"), Field(300, 757, "org", "Granviks kommun"),
        Text(72, 730, "Hur kan identifierade behov utvecklas?"), Field(72, 700, "f1", "Rad ett ☺\nRad två"),
        Text(72, 680, "Hur kan listan över viktiga aktörer uppdateras?"), Field(72, 650, "f2", ""),
    ]  # fmt: skip
    document = read(tmp_path, "svar.pdf", pdf([page]))
    assert [(b.pieces[0].kind, b.text) for b in document.blocks] == [
        ("text", "Organisation"), ("control", "Granviks kommun"), ("text", "Hur kan identifierade behov utvecklas?"),
        ("control", "Rad ett ☺\nRad två"), ("text", "Hur kan listan över viktiga aktörer uppdateras?"),
    ]  # fmt: skip


def test_running_heads_of_a_pdf_are_notes(tmp_path: Path) -> None:
    pages: list[list[Text | Field | Remark | Picture]] = [
        [Text(72, 800, "Granviks kommun"), Text(72, 700, f"Text på sidan {word}."), Text(290, 30, f"Sida {n}")]
        for n, word in enumerate(("ett", "två", "tre"), start=1)
    ]
    document = read(tmp_path, "svar.pdf", pdf(pages))
    assert document.text == "Text på sidan ett.\nText på sidan två.\nText på sidan tre."
    assert len(document.notes) == 6


def test_what_a_reader_typed_and_remarked_on_a_pdf(tmp_path: Path) -> None:
    page: list[Text | Field | Remark | Picture] = [
        Text(72, 760, "Hur kan identifierade behov utvecklas?"), Remark(72, 735, "FreeText", "Behovet av bussar är stort."),
        Text(72, 700, "Hur kan listan över viktiga aktörer uppdateras?"), Remark(400, 700, "Text", "Lägg till byalagen"),
        Remark(72, 650, "Highlight", "Bra!"), Remark(72, 600, "Popup", "Bra!"), Remark(72, 550, "Link", "mål"),
    ]  # fmt: skip
    document = read(tmp_path, "svar.pdf", pdf([page]))
    assert document.text.split("\n") == [
        "Hur kan identifierade behov utvecklas?", "Behovet av bussar är stort.",
        "Hur kan listan över viktiga aktörer uppdateras?",
    ]  # fmt: skip
    assert document.notes == ("Kommentar: Lägg till byalagen", "Kommentar: Bra!")


def _photographed(tmp_path: Path, page: list[Text | Field | Remark | Picture], turns: int = 0) -> Picture:
    """A page as a scanner would see it, laid in it with so many quarter turns."""
    import pypdfium2

    file = tmp_path / "original.pdf"
    file.write_bytes(pdf([page]))
    bitmap = pypdfium2.PdfDocument(file)[0].render(scale=200 / 72, grayscale=True, rotation=90 * turns)
    rows = bytes(bitmap.buffer)
    grey = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return Picture(bitmap.width, bitmap.height, grey)


@needs_tesseract
@pytest.mark.ocr
def test_a_scanned_page_is_read_by_tesseract(tmp_path: Path) -> None:
    scan = _photographed(tmp_path, [Text(72, 700, "Företagshälsovården räcker inte till i inlandet.", 14)])
    document = read(tmp_path, "skannad.pdf", pdf([[scan]]))
    assert document.text == "Företagshälsovården räcker inte till i inlandet."
    assert document.warnings == ("1 sida är inskannad; jämför texten med originalet.",)


@needs_tesseract
@pytest.mark.ocr
def test_a_scanned_page_with_a_registrars_stamp_is_read_all_the_same(tmp_path: Path) -> None:
    scan = _photographed(tmp_path, [Text(72, 700, "Företagshälsovården räcker inte till i inlandet.", 14)])
    stamp = Text(300, 800, "Ankom 2025-06-12, diarienummer RUN 234-2025")
    document = read(tmp_path, "skannad.pdf", pdf([[scan, stamp]]))
    assert "Företagshälsovården räcker inte till i inlandet." in document.text and "RUN 234-2025" in document.text


@needs_tesseract
@pytest.mark.ocr
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lay_wrong_in_the_scanner(tmp_path: Path, turns: int) -> None:
    lines = ["Företagshälsovården räcker inte till i inlandet, och det drabbar de små arbetsgivarna.",
             "Därför behöver regionen och kommunerna hjälpas åt så att fler får del av den.",
             "Vi vill också se att arbetsmiljön i vården nämns tydligare i strategin."]  # fmt: skip
    scan = _photographed(tmp_path, [Text(60, 700 - 20 * i, line, 12) for i, line in enumerate(lines)], turns)
    document = read(tmp_path, "skannad.pdf", pdf([[scan]]))
    assert all(line in document.text for line in lines)


def test_a_scanned_page_without_tesseract_is_turned_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = pdf([[_photographed(tmp_path, [Text(72, 700, "Text på bild", 14)])]])
    monkeypatch.setattr("summarizer.reading.scan.installed", lambda: False)
    with pytest.raises(UnreadableFile, match="bara bilder"):
        read(tmp_path, "skannad.pdf", scan)


# ── by way of LibreOffice ───────────────────────────────────────────────────────────────────────────────────────────
def odt(body: str) -> bytes:
    stream = io.BytesIO()
    office = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}:office:1.0" '
            f'xmlns:text="{office}:text:1.0" xmlns:draw="{office}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>',
        )
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
            'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    return stream.getvalue()


@needs_office
@pytest.mark.office
def test_odt_by_way_of_libreoffice(tmp_path: Path) -> None:
    body = "".join(f"<text:p>{line}</text:p>" for line in WORDS.split("\n"))
    assert read(tmp_path, "svar.odt", odt(body)).text == WORDS


@needs_office
@pytest.mark.office
def test_rtf_by_way_of_libreoffice(tmp_path: Path) -> None:
    rtf = r"{\rtf1\ansi\ansicpg1252 " + WORDS.replace("\n", r"\par ").replace("ä", r"\'e4").replace("ö", r"\'f6") + "}"
    assert read(tmp_path, "svar.doc", rtf.encode("ascii")).text == WORDS


def test_what_to_do_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.reading.office.program", lambda: None)
    with pytest.raises(UnreadableFile, match=r"Filen ”svar.odt” .*LibreOffice.*\.docx"):
        read(tmp_path, "svar.odt", odt("<text:p>x</text:p>"))


# ── everything else ─────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("foto.jpg", b"\xff\xd8\xff\xe0" + b"x" * 50, "en bild"),
        ("foto.docx", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "en bild"),
        ("blad.csv", b"a;b\n1;2\n", "en tabellfil"),
        ("program.exe", b"MZ" + b"x" * 50, "ett program"),
        ("svar.inspel", b"text", "format som inte kan läsas"),
        ("svar.txt", bytes(range(256)) * 4, "inte text"),
    ],
)
def test_other_formats_are_turned_away_by_name(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, name, data)
    sentence = str(caught.value)
    assert name in sentence and said in sentence and "Word, PDF, e-post eller ren text" in sentence
    assert sentence.count(".") - name.count(".") == 1


def test_a_renamed_file_is_read_by_its_content(tmp_path: Path) -> None:
    assert read(tmp_path, "svar.pdf", docx(p("Det är Word."))).text == "Det är Word."
    assert (
        read(tmp_path, "svar.docx", pdf([[Text(72, 700, "Det är faktiskt en PDF-fil.")]])).text
        == "Det är faktiskt en PDF-fil."
    )
    assert read(tmp_path, "svar", b"Bara text.").text == "Bara text."


def test_an_outlook_mail_with_attachments_and_a_mail_inside(tmp_path: Path) -> None:
    inner = outlook("Inre ämne", "Inre text", ("Kim", "kim@example.org"))
    attached = [("a.docx", docx(p("I bilagan"))), ("inre", inner)]
    data = msg("Inspel", "Vägarna saknas.\r\nMvh", ("Robin Exempel", "robin@granvik.example"), attached)
    document = read(tmp_path, "svar.msg", data)
    assert document.metadata["sender_name"] == "Robin Exempel"
    assert document.metadata["sender_email"] == "robin@granvik.example"
    assert [(b.part, b.text) for b in document.blocks] == [
        ("", "Inspel"), ("", "Vägarna saknas."), ("", "Mvh"), ("mejl 1: Inre ämne", "Inre ämne"), ("mejl 1: Inre ämne", "Inre text"),
        ("a.docx", "I bilagan"),
    ]  # fmt: skip


@needs_office
@pytest.mark.office
def test_an_outlook_mail_that_is_rich_text_only(tmp_path: Path) -> None:
    rich = rb"{\rtf1\ansi\ansicpg1252 V\'e4garna saknas.}"
    tree = dict(outlook("Inspel", "", ("Robin", "robin@granvik.example")))
    tree["__substg1.0_10090102"] = struct.pack("<II4sI", len(rich) + 12, len(rich), b"MELA", 0) + rich
    assert read(tmp_path, "svar.msg", compound(tree)).text == "Inspel\nVägarna saknas."


def test_rich_text_is_unpacked_as_the_specification_says() -> None:
    packed = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    assert unpacked(bytes.fromhex(packed)) == rb"{\rtf1\ansi\ansicpg1252\pard hello world}" + b"\r\n"
    with pytest.raises(ValueError, match="neither"):
        unpacked(b"x" * 40)


@needs_office
@pytest.mark.office
def test_libreoffice_fetches_nothing_that_a_file_points_at(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Not on the test's output."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        image = f'<draw:frame><draw:image xlink:href="http://127.0.0.1:{server.server_port}/p.png" xlink:type="simple"/></draw:frame>'
        assert read(tmp_path, "svar.odt", odt(f"<text:p>Text{image}</text:p>")).text == "Text"
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []
