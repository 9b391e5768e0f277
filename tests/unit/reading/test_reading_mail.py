"""Mails: the body that says most, attachments, and mails inside mails; Outlook's own files too."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from msgfile import compound, msg
from msgfile import mail as outlook
from reader import WORDS, needs_office, read
from wordxml import docx, p

from summarizer.reading.mail import MAX_ATTACHMENTS, MAX_DEPTH
from summarizer.reading.rich_text import unpacked


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


def test_what_is_too_much_or_too_deep_is_told_of(tmp_path: Path) -> None:
    message = mail()
    for number in range(MAX_ATTACHMENTS + 1):
        message.add_attachment(f"Bilaga {number}".encode(), maintype="text", subtype="plain", filename=f"{number}.txt")
    document = read(tmp_path, "svar.eml", message.as_bytes())
    assert len({b.part for b in document.blocks}) == 1 + MAX_ATTACHMENTS
    assert [f"{MAX_ATTACHMENTS + 1} bilagor" in warning for warning in document.warnings] == [True]
    inside = mail("Djupast")
    for _ in range(MAX_DEPTH + 1):
        outer = mail()
        outer.add_attachment(inside)
        inside = outer
    document = read(tmp_path, "djupt.eml", inside.as_bytes())
    assert "Djupast" not in document.text
    assert [f"fler än {MAX_DEPTH} mejl" in warning for warning in document.warnings] == [True]


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
