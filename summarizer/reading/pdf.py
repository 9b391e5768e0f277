"""PDF files: paragraphs out of lines, filled form fields in their place, scanned pages through tesseract."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.reading import scan
from summarizer.reading.characters import visible
from summarizer.reading.document import Block, Document, Piece, tidy
from summarizer.reading.names import damaged, too_large, unreadable
from summarizer.reading.scan import lines_of_picture

SECONDS = 60.0  # on the clock; the worker itself ends after some seconds of work
MAX_SCANS = 200
LETTERS_IN_TEXT = 25  # a page with fewer is a picture
LETTERS_ON_PICTURE = 400  # a picture of a whole page with fewer may have a stamp on it and the text in it
_WHOLE_PAGE = 0.5  # of the page covered by one picture
_MORE = 1.2  # times what the text layer says: then the picture is what to read
_REMARK = Piece("mark", "Kommentar: ")
_XFA = "Formuläret är av ett slag (XFA) som inte visas helt; jämför med originalet, eller be avsändaren skicka svaret som Word."
_MARKER = re.compile(r"\s*(?:[-*•–·‣▪\uf0b7]|\(?\d{1,2}[.)]|[a-zåäö][.)])\s+")
_KEPT_HYPHEN = re.compile(r"[A-ZÅÄÖ0-9]\x02$")
_ENDED = re.compile(r"[.!?:;]\s*$")
_WIDE = 0.6  # of the page: a line as wide as this that breaks off in a sentence goes on
_DIVIDED = re.compile(r"[a-zåäö]-$")
_AFTER_HYPHEN = re.compile(r"\s*(?:och|eller|samt)\b")
_REMEDY = "be avsändaren skicka texten som Word eller e-post"


@dataclass(frozen=True)
class _Row:
    """A line on a page; lengths in points, y upwards. ``field``: a filled form field, numbered."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    field: int = 0

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


def read_pdf(path: Path, name: str, seconds: float = SECONDS) -> Document:
    """Read a PDF. Raises UnreadableFile when it is damaged, locked, empty or only pictures that cannot be read here."""
    taken, warnings = _taken_apart(path, name, seconds)
    rows: list[_Row] = []
    notes: list[str] = []
    received = 0
    fields = scans = unread = 0
    for number, page in enumerate(taken):
        here = [_Row(number, n["text"], n["left"], n["right"], n["bottom"], n["top"]) for n in page["lines"]]
        filled = []
        for field in page["fields"]:
            fields += 1
            filled.append(
                _Row(number, field["value"], field["left"], field["left"], field["bottom"], field["top"], fields)
            )
        said = visible(page["plain"])
        if _is_picture(page) and scans < MAX_SCANS:
            seen = _scanned(path, number, page) if scan.installed() else []
            letters = sum(visible(row.text) for row in seen)
            # A stamp or an old text layer lies on the picture and is read with it.
            if letters > said * _MORE:
                scans += 1
                here, said = seen, letters
            elif not scan.installed():
                unread += 1
                warnings.append(f"Sidan {number + 1} är en bild; den kan inte läsas utan tesseract, så {_REMEDY}.")
            elif said < LETTERS_IN_TEXT and not filled:
                unread += 1
                warnings.append(f"Sidan {number + 1} är en bild utan text som går att läsa; jämför med originalet.")
        rows += _with_fields(here, filled)
        notes += page["notes"]
        received += said + sum(map(visible, (*(f["value"] for f in page["fields"]), *page["notes"])))
    blocks = _paragraphs(rows) + [Block("note", tidy([_REMARK, Piece("text", note)])) for note in notes]
    if scans:
        warnings.append(
            f"{scans} {'sida är inskannad' if scans == 1 else 'sidor är inskannade'}; jämför texten med originalet."
        )
    if not any(block.kind != "note" for block in blocks):
        if unread:
            raise unreadable(name, "innehåller bara bilder utan text som går att läsa", _REMEDY)
        if not blocks:
            raise unreadable(name, "innehåller ingen text", _REMEDY)
    return Document(name, tuple(blocks), received, {"format": "pdf"}, tuple(warnings))


def _is_picture(page: dict[str, Any]) -> bool:
    """Whether the page's text is likely to be in a picture: hardly any letters, or few on a picture of the whole page."""
    letters = sum(c.isalpha() for c in page["plain"])
    on_picture = bool(page["covered"] > _WHOLE_PAGE)
    return letters < LETTERS_ON_PICTURE if on_picture else letters < LETTERS_IN_TEXT and not page["fields"]


def _taken_apart(path: Path, name: str, seconds: float) -> tuple[list[dict[str, Any]], list[str]]:
    """(pages, warnings)"""
    out = _worker(["text", str(path.resolve())], seconds)
    if out is None:
        raise unreadable(name, "går inte att läsa (för stor, för långsam eller skadad)", _REMEDY)
    try:
        found = json.loads(out)
    except ValueError as exc:
        raise damaged(name) from exc
    match found.get("error"):
        case None:
            return found["pages"], [_XFA] if found["xfa"] else []
        case "password":
            raise unreadable(name, "är skyddad med lösenord", "be avsändaren skicka den utan lösenord")
        case "pages" | "letters":
            raise too_large(name, "fler sidor eller mer text än ett inspel har")
        case _:
            raise damaged(name)


def _worker(arguments: list[str], seconds: float) -> bytes | None:
    """Run the worker; None when it crashed, hung or ran out of memory."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "summarizer.reading.pdf_worker", *arguments], capture_output=True, timeout=seconds,
            check=False, env=environment, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def _scanned(path: Path, number: int, page: dict[str, Any]) -> list[_Row]:
    """The lines on the picture of a page, in the page's own measure."""
    picture = _worker(["picture", str(path.resolve()), str(number)], SECONDS)
    if not picture:
        return []
    width, lines = lines_of_picture(picture)
    points = page["width"] / max(width, 1)
    return [
        _Row(number, n.text, n.left * points, n.right * points, page["height"] - n.bottom * points, page["height"] - n.top * points)
        for n in lines
    ]  # fmt: skip


def _with_fields(rows: list[_Row], fields: list[_Row]) -> list[_Row]:
    """Filled fields put behind the line that they stand beside or under."""
    for field in sorted(fields, key=lambda f: (-f.top, f.left)):
        above = [
            i
            for i, r in enumerate(rows)
            if r.bottom + r.height * 0.5 >= field.bottom and (r.bottom > field.top or r.left < field.left + 1)
        ]
        rows.insert(above[-1] + 1 if above else 0, field)
    return rows


def _paragraphs(rows: list[_Row]) -> list[Block]:
    blocks: list[Block] = []
    beside = _running_heads(rows)
    pieces: list[Piece] = []
    margin = {page: max(r.right for r in rows if r.page == page) for page in {r.page for r in rows}}
    before: _Row | None = None
    for row in rows:
        if row in beside:
            blocks.append(Block("note", tidy([Piece("text", row.text)])))
            continue
        if before is not None and pieces and _goes_on(before, row, margin[before.page]):
            pieces += _joint(before.text, row.text)
        elif pieces:
            blocks.append(_block(pieces))
            pieces = []
        pieces.append(
            Piece("control" if row.field else "text", row.text if row.field else row.text.strip(" \t"), row.field)
        )
        before = row
    if pieces:
        blocks.append(_block(pieces))
    return blocks


def _block(pieces: list[Piece]) -> Block:
    body = tidy(pieces)
    return Block("item" if _MARKER.match("".join(p.text for p in body)) else "paragraph", body)


def _joint(line: str, following: str) -> list[Piece]:
    """What stands between two lines of a paragraph: nothing in a divided word, else a space."""
    if _DIVIDED.search(line) and following[:1].islower() and not _AFTER_HYPHEN.match(following):
        return []  # a scanned hyphen, which stays: tesseract does not tell it from one that belongs to the word
    if not line.rstrip().endswith("\x02"):
        return [Piece("mark", " ")]
    kept = _KEPT_HYPHEN.search(line.rstrip()) or _AFTER_HYPHEN.match(following)
    return [Piece("mark", "- " if _AFTER_HYPHEN.match(following) else "-")] if kept else []


def _goes_on(line: _Row, following: _Row, margin: float) -> bool:
    """Whether a paragraph goes on: only the width broke the line, and the next one stands close below."""
    if line.field or following.field:
        return False
    if line.text.rstrip().endswith("\x02"):
        return True
    if _MARKER.match(following.text):
        return False
    if line.height > 1.4 * following.height or following.height > 1.4 * line.height:
        return False
    if line.page != following.page:
        return following.text.lstrip()[:1].islower() and not _ENDED.search(line.text)
    gap = line.bottom - following.bottom
    if abs(gap) < line.height / 2 and following.left > line.right:
        return False  # the next cell of a table
    if gap > 1.9 * max(line.height, following.height) or gap < 0:
        return False
    wide = line.right - line.left > _WIDE * (margin - line.left)
    if wide and following.text.lstrip()[:1].islower() and not _ENDED.search(line.text):
        return True
    letters = max(len(following.text.strip()), 1)
    first = len(following.text.split()[0]) + 1 if following.text.split() else 0
    return line.right + first * (following.right - following.left) / letters > margin


def _running_heads(rows: list[_Row]) -> set[_Row]:
    """Lines that come back in the same place on most pages, page numbers not counted: headers and footers."""
    pages = {r.page for r in rows}
    if len(pages) < 3:
        return set()
    edges: list[_Row] = []
    for page in pages:
        here = sorted((r for r in rows if r.page == page and not r.field), key=lambda r: -r.top)
        edges += dict.fromkeys([*here[:2], *here[-2:]])

    def place(row: _Row) -> tuple[str, int, int]:
        return re.sub(r"\d+", "0", row.text.strip()), round(row.bottom / 4), round(row.left / 4)

    seen = Counter(map(place, edges))
    return {row for row in edges if seen[place(row)] > len(pages) / 2}
