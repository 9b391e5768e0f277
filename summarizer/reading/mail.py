"""Mails (.eml and Outlook's .msg): the body, the attachments and the mails inside them."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parseaddr
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from olefile import OleFileIO
from oxmsg.storage import Storage

from summarizer.errors import UnreadableFile
from summarizer.reading.characters import visible
from summarizer.reading.document import Block, Document, Piece, as_part, tidy
from summarizer.reading.markup import blocks_of_html
from summarizer.reading.names import damaged, shown, unreadable
from summarizer.reading.plain import blocks_of, decode
from summarizer.reading.rich_text import unpacked

MAX_DEPTH = 25  # mails inside mails
MAX_ATTACHMENTS = 200
LOGOTYPE = 60_000  # bytes at most in a picture that only decorates
_MORE = 1.5  # times the visible characters: alternatives of one text differ less than this
Reader = Callable[[Path, str, int], Document]


class Body(NamedTuple):
    """Text of the mail itself."""

    text: str
    html: bool = False
    flowed: bool = False


@dataclass
class Mail:
    """A mail taken apart, whichever program wrote it."""

    sender: str = ""
    subject: str = ""
    date: str = ""
    bodies: list[Body] = field(default_factory=list)
    attachments: list[tuple[str, bytes]] = field(default_factory=list)
    inner: list[Mail] = field(default_factory=list)
    too_deep: bool = False  # it holds mails that are not read, for so many are inside each other


def read_eml(path: Path, name: str, depth: int, reader: Reader, scratch: Path | None = None) -> Document:
    """A mail as the internet sends it. ``reader(path, name, depth)`` reads attachments, which lie in ``scratch`` meanwhile."""
    data = path.read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    mail = _of_message(message, 0)
    if not (mail.bodies or mail.attachments or mail.inner) and not message.keys():
        raise damaged(name)
    return _document(mail, name, depth, reader, scratch)


def read_msg(path: Path, name: str, depth: int, reader: Reader, scratch: Path | None = None) -> Document:
    """A mail as Outlook saves it."""
    with OleFileIO(path) as ole:
        storage = Storage.from_ole(ole)
    return _document(_of_storage(storage, 0), name, depth, reader, scratch)


# ── .eml ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _of_message(message: Message, depth: int) -> Mail:
    mail = Mail(_header(message, "from"), _header(message, "subject"), _header(message, "date"))
    for part in _parts(message):
        kind = part.get_content_type()
        file = part.get_filename()
        name = _decoded(file) if file else ""
        if kind == "message/rfc822":
            for inner in part.get_payload() if isinstance(part.get_payload(), list) else []:
                if isinstance(inner, Message) and depth < MAX_DEPTH:
                    mail.inner.append(_of_message(inner, depth + 1))
                else:
                    mail.too_deep = True
            continue
        data = _payload(part)
        attached = part.get_content_disposition() == "attachment" or bool(name)
        if kind in {"text/plain", "text/html"} and not attached:
            flowed = str(part.get_param("format", "")).lower() == "flowed"
            mail.bodies.append(Body(decode(data, part.get_content_charset()), kind == "text/html", flowed))
        elif data and not _decoration(part, kind, len(data)):
            mail.attachments.append((name or f"bilaga{_ending(kind)}", data))
    return mail


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _parts(message: Message) -> Iterator[Message]:
    """The leaves of a mail; mails inside it are leaves too. Walked without recursion, for nesting can be deep."""
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop(0)
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            members = [p for p in payload if isinstance(p, Message)]
            if part.get_content_subtype() == "alternative":
                members = _fullest(members)
            waiting = members + waiting
        else:
            yield part


def _fullest(forms: list[Message]) -> list[Message]:
    """Of one text in several forms, the plain one, unless another says more ("your program cannot show HTML")."""
    plain = [f for f in forms if f.get_content_type() == "text/plain"]
    rich = [f for f in forms if f.get_content_type() == "text/html"]
    others = [f for f in forms if f not in plain and f not in rich]  # HTML with its pictures, calendar cards
    if others:
        inside = [p for f in others for p in _parts(f) if p.get_content_type() == "text/html"]
        rich = rich or inside
        others = [p for f in others for p in _parts(f) if p not in rich]
    if plain and rich:
        said = sum(visible(decode(_payload(p), p.get_content_charset())) for p in plain)
        shown = sum(blocks_of_html(decode(_payload(p), p.get_content_charset()))[1] for p in rich)
        plain, rich = ([], rich) if shown > _MORE * said else (plain, [])
    return [*plain, *rich, *others]


def _decoration(part: Message, kind: str, size: int) -> bool:
    """Logotypes in signatures and calendar cards say nothing on the strategy; a photograph of a page may."""
    inline = part.get_content_disposition() == "inline" or "content-id" in part
    return (kind.startswith("image/") and inline and size < LOGOTYPE) or kind in {
        "text/calendar",
        "text/x-vcard",
        "text/vcard",
        "application/pgp-signature",
    }


def _ending(kind: str) -> str:
    return {"application/pdf": ".pdf", "text/plain": ".txt", "text/html": ".html"}.get(
        kind, ".docx" if "word" in kind else ".bin"
    )


def _header(message: Message, name: str) -> str:
    return _decoded(str(message.get(name, "")))


def _decoded(header: str) -> str:
    """``=?utf-8?q?f=C3=B6r?=`` is ``för``; broken headers are shown as they came."""
    try:
        pieces = email.header.decode_header(header)
        words = "".join(decode(w, c) if isinstance(w, bytes) else w for w, c in pieces)
    except (ValueError, LookupError, email.errors.HeaderParseError):
        words = header
    raw = words.encode("utf-8", "surrogateescape")
    return re.sub(r"\s+", " ", decode(raw)).strip()


# ── .msg ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _of_storage(storage: Storage, depth: int) -> Mail:
    sender = _string(storage, "5D01") or _string(storage, "0C1F")
    mail = Mail(
        sender=f"{_string(storage, '0C1A')} <{sender if '@' in sender else ''}>", subject=_string(storage, "0037")
    )
    _add_body(mail, storage)
    headers = email.message_from_string(_string(storage, "007D"))
    mail.date = str(headers.get("date", ""))
    if "@" not in mail.sender and headers.get("from"):
        mail.sender = _decoded(str(headers["from"]))
    for attachment in storage.iter_attachment_storages():
        data = _stream(attachment, "37010102")
        name = _string(attachment, "3707") or _string(attachment, "3704") or "bilaga.bin"
        picture = _string(attachment, "3712") and re.search(r"\.(png|jpe?g|gif|bmp)$", name, re.IGNORECASE)
        if data and not (picture and len(data) < LOGOTYPE):
            mail.attachments.append((name, data))
        for inner in attachment.storages:
            if inner.name == "__substg1.0_3701000D":
                if depth < MAX_DEPTH:
                    mail.inner.append(_of_storage(inner, depth + 1))
                else:
                    mail.too_deep = True
    return mail


def _add_body(mail: Mail, storage: Storage) -> None:
    """The text in the form that says most; in rich text only when there is no other (it is read as a file of its own)."""
    text, html = _string(storage, "1000"), _stream(storage, "10130102")
    markup = decode(html) if html else _string(storage, "1013")
    if markup.strip() and blocks_of_html(markup)[1] > _MORE * visible(text):
        mail.bodies.append(Body(markup, html=True))
    elif text.strip():
        mail.bodies.append(Body(text))
    elif packed := _stream(storage, "10090102"):
        mail.attachments.append(("mejltext.rtf", unpacked(packed)))


def _stream(storage: Storage, tag: str) -> bytes:
    return next((s.bytes_ for s in storage.streams if s.name.upper() == f"__SUBSTG1.0_{tag}"), b"")


def _string(storage: Storage, tag: str) -> str:
    wide = _stream(storage, f"{tag}001F")
    return (
        wide.decode("utf-16-le", "replace").rstrip("\x00")
        if wide
        else decode(_stream(storage, f"{tag}001E")).rstrip("\x00")
    )


# ── both ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass
class _Read:
    """What has been read of a mail so far."""

    blocks: list[Block] = field(default_factory=list)
    received: int = 0
    warnings: list[str] = field(default_factory=list)

    def take(self, document: Document, title: str) -> None:
        """Add a document as a part of its own."""
        self.blocks += as_part(document, title)
        self.received += document.received
        self.warnings += document.warnings


def _document(mail: Mail, name: str, depth: int, reader: Reader, scratch: Path | None) -> Document:
    """The mail and everything in it as one document; each attachment is a part of its own."""
    found = _Read()
    _read_text(mail, found)
    for i, inner in enumerate(mail.inner, start=1):
        try:
            read = _document(inner, f"{name}, mejl {i}", depth + 1, reader, scratch)
        except UnreadableFile as exc:
            found.warnings.append(str(exc))
            continue
        found.take(read, f"mejl {i}: {shown(inner.subject)}")
    if mail.too_deep:
        found.warnings.append(
            f"Mejl som ligger i fler än {MAX_DEPTH} mejl i varandra lästes inte; be avsändaren skicka dem för sig."
        )
    _read_attachments(mail, depth, reader, scratch, found)
    if not found.blocks and found.warnings:
        raise unreadable(
            name,
            f"innehåller inget som går att läsa ({found.warnings[0].rstrip('.')})",
            "be avsändaren skicka svaret på nytt",
        )
    return Document(name, tuple(found.blocks), found.received, _metadata(mail), tuple(dict.fromkeys(found.warnings)))


def _read_text(mail: Mail, found: _Read) -> None:
    """The subject, as a heading, and the bodies."""
    for body in mail.bodies:
        if body.html:
            blocks, said = blocks_of_html(body.text)
        else:
            blocks, said = blocks_of(body.text, body.flowed), visible(body.text)
        found.blocks += blocks
        found.received += said
    if mail.subject:
        found.blocks.insert(0, Block("heading", tidy([Piece("text", mail.subject)]), 1))
        found.received += visible(mail.subject)


def _read_attachments(mail: Mail, depth: int, reader: Reader, scratch: Path | None, found: _Read) -> None:
    with TemporaryDirectory(prefix="samspel-", dir=scratch) as folder:
        for i, (file, data) in enumerate(mail.attachments[:MAX_ATTACHMENTS]):
            safe = shown(PurePosixPath(file.replace("\\", "/")).name)
            path = Path(folder) / f"{i}{PurePosixPath(safe).suffix[:10]}"
            path.write_bytes(data)
            try:
                if depth > MAX_DEPTH:
                    raise unreadable(safe, "ligger i för många mejl i varandra", "be avsändaren skicka den för sig")
                read = reader(path, safe, depth + 1)
            except UnreadableFile as exc:
                found.warnings.append(f"Bilaga: {exc}")
                continue
            found.take(read, safe)
    if (number := len(mail.attachments)) > MAX_ATTACHMENTS:
        found.warnings.append(
            f"Mejlet har {number} bilagor och bara de {MAX_ATTACHMENTS} första lästes; be avsändaren skicka resten för sig."
        )


def _metadata(mail: Mail) -> dict[str, str]:
    person, address = parseaddr(mail.sender)
    told = {
        "format": "mail",
        "sender_name": person,
        "sender_email": address,
        "subject": mail.subject,
        "date": mail.date,
    }
    return {key: text for key, text in told.items() if text}
