"""Pictures of pages to lines of text, by tesseract in a process of its own."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from itertools import groupby, pairwise

SECONDS = 60.0  # per page
_LONGEST_BULLET = 3  # letters
_SURE = 60.0  # tesseract's confidence in a word, of 100
_ENOUGH = 200  # letters in sure words on a page that is the right way up
_CELL_GAP = 3.0  # heights of a line between words of different cells


@dataclass(frozen=True)
class ScannedLine:
    """A line as tesseract saw it; lengths in dots, y downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class _Word:
    line: tuple[int, int, int]
    text: str
    left: int
    top: int
    width: int
    height: int
    sure: bool


def installed() -> bool:
    return shutil.which("tesseract") is not None


def lines_of_picture(picture: bytes) -> tuple[int, list[ScannedLine]]:
    """(width of the picture the right way up, its lines top to bottom); no lines when tesseract gives up."""
    upright = picture
    words = _read(picture)
    if sum(len(w.text) for w in words if w.sure) < _ENOUGH and (turn := _turned(picture)):
        upright = _turn(picture, turn)
        words = max(words, _read(upright), key=lambda found: sum(len(w.text) for w in found if w.sure))
    return _size(upright)[0], _lines(words)


def _read(picture: bytes) -> list[_Word]:
    # Swedish alone reads § as 8; more threads than one make it six times slower.
    for languages in ("swe+eng", "eng"):
        out = _tesseract(picture, "-l", languages, "--psm", "3", "tsv")
        if out is not None:
            return _words(out)
    return []


def _turned(picture: bytes) -> int:
    """By how many degrees the page has to be turned, clockwise: 0, 90, 180 or 270."""
    found = re.search(r"Rotate: (90|180|270)", _tesseract(picture, "-l", "osd", "--psm", "0") or "")
    return int(found[1]) if found else 0


def _size(picture: bytes) -> tuple[int, int, int]:
    """Width, height and where the dots begin in a PGM picture."""
    header = re.match(rb"P5 (\d+) (\d+) 255\n", picture)
    return (int(header[1]), int(header[2]), header.end()) if header else (1, 1, len(picture))


def _turn(picture: bytes, degrees: int) -> bytes:
    width, height, begin = _size(picture)
    dots = picture[begin:]
    if degrees in (180, 270):
        dots = dots[::-1]
    if degrees in (90, 270):
        dots = b"".join(dots[x::width][::-1] for x in range(width))
        width, height = height, width
    return b"P5 %d %d 255\n" % (width, height) + dots


def _tesseract(picture: bytes, *options: str) -> str | None:
    command = [shutil.which("tesseract") or "tesseract", "stdin", "stdout", *options]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _words(table: str) -> list[_Word]:
    words = []
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row.get("text") or "").strip():
            place = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
            left, top, width, height = (int(row[key]) for key in ("left", "top", "width", "height"))
            sure = float(row.get("conf") or 0) >= _SURE
            words.append(_Word(place, row["text"].strip(), left, top, width, height, sure))
    return words


def _lines(words: list[_Word]) -> list[ScannedLine]:
    lines = []
    for _, group in groupby(words, key=lambda word: word.line):
        lines += [_line(cell) for cell in _cells(list(group))]
    return lines


def _cells(words: list[_Word]) -> list[list[_Word]]:
    """A line's words divided where a table's border must lie."""
    cells = [words[:1]]
    for before, word in pairwise(words):
        tall = max(before.height, word.height)
        bullet = len(cells) == 1 and len("".join(w.text for w in cells[0])) <= _LONGEST_BULLET
        if not bullet and word.left - before.left - before.width > _CELL_GAP * tall:
            cells.append([])
        cells[-1].append(word)
    return cells


def _line(words: list[_Word]) -> ScannedLine:
    heights = sorted(w.height for w in words)
    middle = heights[len(heights) // 2]
    top = min(w.top for w in words)
    return ScannedLine(
        " ".join(w.text for w in words), words[0].left, words[-1].left + words[-1].width, top, top + middle
    )
