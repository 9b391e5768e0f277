"""A Word file is a zip of XML parts. Opening one safely: nothing unpacked to disk, nothing fetched, nothing expanded."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from lxml import etree

from summarizer.errors import UnreadableFile
from summarizer.reading.names import damaged, too_large, unreadable

MAX_PART = 48 * 2**20  # bytes of XML in one part; lxml needs about ten times that in memory
MAX_ENTRIES = 20_000
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]{0,200}\?>""")
_KNOWN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
# ISO-Strict differs from the common (transitional) form in its namespaces only, as far as text goes.
_STRICT = (
    (b'"http://purl.oclc.org/ooxml/wordprocessingml/main"', b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"'),
    (b'"http://purl.oclc.org/ooxml/officeDocument/relationships', b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships'),
    (b'"http://purl.oclc.org/ooxml/officeDocument/math"', b'"http://schemas.openxmlformats.org/officeDocument/2006/math"'),
    (b'"http://purl.oclc.org/ooxml/drawingml/', b'"http://schemas.openxmlformats.org/drawingml/2006/'),
)  # fmt: skip


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML part. A document type (the way in for entities) or malformed XML raises UnreadableFile."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        data = _from_utf16(data, name)
    declared = _DECLARED.match(data.lstrip(b"\xef\xbb\xbf")[:400])
    if (declared and declared[1].lower() not in _KNOWN_ENCODINGS) or _DOCTYPE.search(data):
        raise unreadable(name, "innehåller XML av ett slag som inte hör hemma i ett dokument (egna entiteter eller okänd kodning)",
                         "spara om den i Word eller LibreOffice och försök igen")  # fmt: skip
    for strict, common in _STRICT:
        data = data.replace(strict, common)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as exc:
        if "depth" in str(exc):
            raise unreadable(name, "har för många nivåer i varandra", "spara om den i Word och försök igen") from exc
        if "limit" in str(exc).lower() or "huge" in str(exc).lower():
            raise too_large(name, "ett enda stycke på över tio miljoner tecken") from exc
        raise damaged(name) from exc


def _from_utf16(data: bytes, name: str) -> bytes:
    try:
        text = data.decode(
            "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-16-be" if data[0] == 0 else "utf-16-le")
        )
    except UnicodeDecodeError as exc:
        raise damaged(name) from exc
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8")


class Package:
    """The parts of one Office file. Use as a context manager. Every fault is an UnreadableFile that names the file."""

    def __init__(self, path: Path | BytesIO, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as exc:
            raise damaged(name) from exc
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            self._zip.close()
            raise too_large(name, f"{len(entries)} delar i filen")
        # Some writers use backslashes or another case than the relations do.
        self._entries = {_key(e.filename): e for e in entries}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._entries

    def names(self) -> list[str]:
        return sorted(self._entries)

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises UnreadableFile when it is missing, encrypted, damaged or larger than MAX_PART."""
        entry = self._entries.get(_key(part))
        if entry is None:
            raise damaged(self.name)
        if entry.flag_bits & 1:
            raise unreadable(self.name, "är skyddad med lösenord", "be avsändaren skicka den utan lösenord")
        if entry.file_size > MAX_PART:
            raise too_large(self.name, f"{entry.file_size // 2**20} MB text")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as exc:
            raise damaged(self.name) from exc
        if len(data) > MAX_PART:
            raise too_large(self.name, "mer text än vad ett dokument rymmer")
        return data

    def xml(self, part: str) -> etree._Element:
        return parse_xml(self.read(part), self.name)

    def main_part(self) -> str:
        """The part that holds the text, by the package's relations; by its usual name when those are damaged."""
        for target, kind, external in self.relations("").values():
            if kind == "officeDocument" and not external and target in self:
                return target
        if "word/document.xml" in self:
            return "word/document.xml"
        raise damaged(self.name)

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Relation id → (target, last word of its type, external). Internal targets are paths in the package."""
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self:
            return {}
        try:
            root = self.xml(rels)
        except UnreadableFile:
            if part:
                raise
            return {}
        found = {}
        for rel in root.iterfind("{*}Relationship"):
            target, external = rel.get("Target", ""), rel.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(
                    target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                )
            found[rel.get("Id", "")] = (target, posixpath.basename(rel.get("Type", "")), external)
        return found


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()
