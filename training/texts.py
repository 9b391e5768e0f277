"""The texts that the embedding is adapted to: training/points/SECTION.md.

``# title`` names the section, ``## gist`` a point, ``- text`` what one sender wrote on it; under ``## *`` every text is a point of
its own. All of it is made up.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.text.sentences import split_sentences

FOLDER = Path(__file__).parent / "points"
ALONE = "*"


@dataclass(frozen=True)
class Section:
    """``points[i]`` are the texts of one point, each by another sender; ``alone`` are texts that share no point."""

    name: str
    points: tuple[tuple[str, ...], ...]
    alone: tuple[str, ...]


def load(without: Collection[str] = (), folder: Path = FOLDER) -> list[Section]:
    """All sections in order of file name, but those named (``3.2``). Raises ValueError on a line that is not in the format."""
    return [read(path) for path in sorted(folder.glob("*.md")) if path.stem not in without]


def read(path: Path) -> Section:
    points: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            current = points.setdefault(line[3:].strip(), [])
        elif line.startswith("- ") and current is not None:
            current.append(line[2:].strip())
        elif line.strip() and not line.startswith("# "):
            raise ValueError(f"{path.name}, line {number}: neither a heading nor a text: {line[:60]}")
    alone = points.pop(ALONE, [])
    return Section(path.stem, tuple(tuple(texts) for texts in points.values()), tuple(alone))


def piece(text: str, chance: random.Random) -> str:
    """The text or, as often, some neighbouring sentences of it: points are found in runs of any length."""
    spans: Sequence[tuple[int, int]] = split_sentences(text)
    if len(spans) < 2 or chance.random() < 0.5:
        return text
    length = chance.randint(1, len(spans) - 1)
    first = chance.randint(0, len(spans) - length)
    return text[spans[first][0] : spans[first + length - 1][1]]
