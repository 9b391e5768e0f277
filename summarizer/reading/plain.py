"""Plain text in whatever encoding it came, and paragraphs out of lines that a mail program or a form filler broke."""

from __future__ import annotations

import re
from pathlib import Path

from charset_normalizer import from_bytes

from summarizer.reading.characters import clean, visible
from summarizer.reading.document import Block, BlockKind, Document, Piece, paragraph, tidy
from summarizer.reading.names import SEND_INSTEAD, too_large, unreadable

MAX_TEXT = 40 * 2**20  # bytes
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp850")
_SWEDISH = frozenset("åäöÅÄÖéÉüÜ–—”“’‘•…§°²€¤´½æøÆØáàè«»")
_MOJIBAKE = re.compile("Ã[¥¤¶…„–©\x85\x84\x96]|â€[“”™\x9d\x93\x94]")
_MARKER = re.compile(r"\s*(?:[-*•–·‣▪]|\(?\d{1,2}[.)]|[a-zåäö][.)])\s+")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_WRAPPED_AT = (50, 100)  # a text whose longest line lies between these was broken by a program


def decode(data: bytes, declared: str | None = None) -> str:
    """Text from bytes: by mark, as UTF-8, as declared, else the encoding in which most letters are Swedish."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) // 4:
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", "replace")
    for encoding in ("utf-8", declared or "utf-8"):
        try:
            return _mended(data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _nearly_utf8(data) or _guessed(data)


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few damaged bytes in it; a text in another encoding has hardly one letter that is whole in UTF-8."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(1 for c in text if ord(c) > 127) - damaged
    return text if whole > 2 * damaged else None


def _guessed(data: bytes) -> str:
    def swedish(encoding: str) -> int:
        letters = [c for c in data.decode(encoding, "replace") if ord(c) > 127]
        return sum(1 if c in _SWEDISH else -1 for c in letters)

    best = max(_SINGLE_BYTE, key=swedish)
    if swedish(best) > 0:
        text = data.decode(best, "replace")
        return text.replace("¤", "€") if best == "cp1252" else text  # ISO-8859-15, which is nearly the same
    guess = from_bytes(data[: 2**20]).best()
    return data.decode(guess.encoding if guess else "cp1252", "replace")


def _mended(text: str) -> str:
    """UTF-8 that was once taken for Windows-1252 and written again: "fÃ¶r" is "för"."""
    if not _MOJIBAKE.search(text) or re.search("[åäöÅÄÖ]", text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def read_plain(path: Path, name: str) -> Document:
    """A text file. Raises UnreadableFile when it is not text."""
    if path.stat().st_size > MAX_TEXT:
        raise too_large(name, f"{path.stat().st_size // 2**20} MB text")
    text = decode(path.read_bytes())
    control = sum(1 for c in text[:20000] if (ord(c) < 32 and c not in "\t\n\r\x0b\x0c\x1b") or c == "\ufffd")
    if control > 1 + len(text[:20000]) // 20:
        raise unreadable(
            name,
            "är inte text i något format som går att läsa",
            SEND_INSTEAD,
        )
    lost = ("Några tecken i filen är skadade och visas som �; jämför med originalet.",) if "�" in text else ()
    return Document(name, tuple(blocks_of(text)), visible(text), {"format": "text"}, lost)


def blocks_of(text: str, flowed: bool = False) -> list[Block]:
    """Paragraphs: lines joined where only the width broke them. ``flowed``: a space at the end says so (RFC 3676)."""
    lines = clean(text).split("\n")
    width = max(map(len, (line.rstrip() for line in lines)), default=0)
    wrapped = _WRAPPED_AT[0] <= width <= _WRAPPED_AT[1]
    blocks: list[Block] = []
    current = ""
    for i, line in enumerate(lines):
        current += line.rstrip("\n")
        following = lines[i + 1] if i + 1 < len(lines) else ""
        soft = flowed and line.endswith(" ") and line != "-- "
        if following.strip() and line.strip() and (soft or (wrapped and _was_wrapped(line, following, width))):
            current = current.rstrip() + " "
            continue
        if current.strip():
            blocks.append(_block(current))
        current = ""
    return blocks


def _was_wrapped(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room on this one, and no item or heading begins there."""
    first = following.split()[0]
    if _MARKER.match(following) or _MARKDOWN_HEADING.match(following) or following[:1].isspace() != line[:1].isspace():
        return False
    return len(line.rstrip()) + 1 + len(first) > width


def _block(line: str) -> Block:
    heading = _MARKDOWN_HEADING.match(line)
    if heading:
        return Block("heading", tidy([Piece("text", line.strip())]), len(heading[1]))
    kind: BlockKind = "item" if _MARKER.match(line) else "paragraph"
    return paragraph(line.strip(), kind)
