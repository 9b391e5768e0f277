"""Pictures of pages to lines of text, by tesseract in a process of its own."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from dataclasses import dataclass
from itertools import groupby, pairwise

SECONDS = 60.0  # per page
_LONGEST_BULLET = 3  # letters
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


def installed() -> bool:
    return shutil.which("tesseract") is not None


def lines_of_picture(picture: bytes) -> list[ScannedLine]:
    """The lines of a page (a PGM picture), top to bottom; none when tesseract gives up."""
    # Swedish alone reads § as 8; more threads than one make it six times slower.
    for languages in ("swe+eng", "eng"):
        out = _tesseract(picture, languages)
        if out is not None:
            return _lines(out)
    return []


def _tesseract(picture: bytes, languages: str) -> str | None:
    command = [shutil.which("tesseract") or "tesseract", "stdin", "stdout", "-l", languages, "--psm", "3", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _lines(table: str) -> list[ScannedLine]:
    words = []
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row.get("text") or "").strip():
            place = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
            numbers = (int(row[key]) for key in ("left", "top", "width", "height"))
            words.append(_Word(place, row["text"].strip(), *numbers))
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
