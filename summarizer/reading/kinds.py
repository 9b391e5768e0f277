"""What a file is, by its content; its name only decides between kinds of text. Files are renamed on the way."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from summarizer.reading.names import SEND_INSTEAD, damaged, unreadable

Kind = Literal["word", "pdf", "eml", "msg", "html", "text", ".odt", ".rtf", ".doc", "zip"]
_TEXT_NAMES = {
    "",
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".asc",
    ".docx",
    ".dotx",
    ".docm",
    ".doc",
    ".rtf",
    ".odt",
    ".pdf",
    ".eml",
    ".msg",
}
_REJECTED = {
    ".xlsx": "ett Excel-ark", ".xls": "ett Excel-ark", ".csv": "en tabellfil", ".pptx": "en PowerPoint-presentation",
    ".ppt": "en PowerPoint-presentation", ".jpg": "en bild", ".jpeg": "en bild", ".png": "en bild", ".gif": "en bild",
    ".tif": "en bild", ".tiff": "en bild", ".heic": "en bild", ".webp": "en bild", ".bmp": "en bild", ".mp3": "en ljudfil",
    ".mp4": "en film", ".mov": "en film", ".wav": "en ljudfil", ".exe": "ett program", ".pages": "ett Pages-dokument",
    ".json": "en datafil", ".xml": "en datafil", ".7z": "ett 7-Zip-arkiv", ".rar": "ett RAR-arkiv", ".lnk": "en genväg",
    ".url": "en genväg", ".js": "ett program", ".ods": "ett kalkylark", ".odp": "en presentation",
}  # fmt: skip
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "en bild"), (b"\xff\xd8\xff", "en bild"), (b"GIF8", "en bild"), (b"II*\x00", "en bild"), (b"MM\x00*", "en bild"),
    (b"BM", ""), (b"Rar!", "ett RAR-arkiv"), (b"7z\xbc\xaf", "ett 7-Zip-arkiv"), (b"\x1f\x8b", "ett gzip-arkiv"),
    (b"MZ", "ett program"), (b"\x7fELF", "ett program"), (b"OggS", "en ljudfil"), (b"ID3", "en ljudfil"),
    (b"SQLite format 3", "en databas"),
)  # fmt: skip
_MAIL = re.compile(
    rb"(?:From|To|Cc|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Reply-To|Content-Type|"
    rb"Content-Transfer-Encoding|X-[A-Za-z-]+|DKIM-Signature|ARC-[A-Za-z-]+|Authentication-Results|Thread-\w+):",
    re.IGNORECASE,
)
_MAIL_ONLY = re.compile(
    rb"(?:Received|Return-Path|MIME-Version|Message-ID|Delivered-To|DKIM-Signature):", re.IGNORECASE
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(path: Path, name: str) -> Kind:
    """The reader that a file needs. Raises UnreadableFile for what is not an answer in any form that can be read."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    ending = Path(name).suffix.lower()
    if head.startswith(b"PK"):
        return _in_zip(path, name, ending)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    if head.startswith(_OLE):
        return _in_ole(path, name)
    for magic, what in _MAGIC:
        if what and head.startswith(magic):
            raise rejected(name, what)
    if _MAIL.match(head) and (ending in {".eml", ".mht", ".mbox"} or _MAIL_ONLY.search(head)):
        return "eml"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|<body)", head, re.IGNORECASE):
        return "html"
    if ending == ".eml":
        return "eml"
    if ending in _REJECTED:
        raise rejected(name, _REJECTED[ending])
    if ending in {".html", ".htm"}:
        return "html"
    if ending not in _TEXT_NAMES:
        raise unreadable(name, "har ett format som inte kan läsas", SEND_INSTEAD)
    return "text"


def rejected(name: str, what: str) -> Exception:
    return unreadable(name, f"är {what} och kan inte läsas som ett inspel", SEND_INSTEAD)


def _in_zip(path: Path, name: str, ending: str) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            kind = (
                archive.read("mimetype")[:100]
                if "mimetype" in names and archive.getinfo("mimetype").file_size < 200
                else b""
            )
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError) as exc:
        raise damaged(name) from exc
    if kind.startswith((b"application/vnd.oasis.opendocument.text", b"application/vnd.sun.xml.writer")):
        return ".odt"
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise rejected(name, "ett kalkylark eller en presentation")
    if kind:
        raise unreadable(name, "har ett format som inte kan läsas", SEND_INSTEAD)
    folders = {n.replace("\\", "/").lstrip("/").split("/")[0].casefold() for n in names}
    packaged = any(n.replace("\\", "/").lstrip("/").casefold() in {"[content_types].xml", "_rels/.rels"} for n in names)
    if packaged and "xl" in folders:
        raise rejected(name, "ett Excel-ark")
    if packaged and "ppt" in folders:
        raise rejected(name, "en PowerPoint-presentation")
    if packaged or (ending in {".docx", ".docm", ".dotx", ".dotm"} and "word" in folders):
        return "word"
    if "index.zip" in {n.casefold() for n in names} or any(n.casefold().endswith(".iwa") for n in names):
        raise rejected(name, "ett Pages-dokument")
    if ending in {".docx", ".docm", ".dotx", ".dotm", ".odt"}:
        raise damaged(name)
    return "zip"


def _in_ole(path: Path, name: str) -> Kind:
    """Old Office files keep their streams' names in UTF-16; these tell .doc, .msg and locked files apart."""
    data = path.read_bytes()

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise unreadable(name, "är skyddad med lösenord", "be avsändaren skicka den utan lösenord")
    if has("__properties_version1.0") or has("__substg1.0_"):
        return "msg"
    if has("WordDocument"):
        return ".doc"
    if has("Workbook") or has("Book"):
        raise rejected(name, "ett Excel-ark")
    if has("PowerPoint Document"):
        raise rejected(name, "en PowerPoint-presentation")
    raise damaged(name)
