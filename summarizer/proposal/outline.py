"""What a blank template is made of: stretches under headings, each with its answer fields and the text that it prints.

A field is a content control, a prompt typed as plain text ("Skriv här"), or an empty cell beside or below its label. Where a
template has no fields at all, a paragraph that ends in a question mark is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from summarizer.reading import Block, Document

_PROMPT = re.compile(
    r"\W*(?:klicka|tryck|skriv|ange|fyll i|lämna|type|click|enter)\b.{0,40}\b(?:här|text|svar|skriva|synpunkter?|here)\W*",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[_.…\s]{4,}$")  # "Organisation: ________"
_LONGEST_LABEL = 300  # characters
_QUESTION = re.compile(r"\?\s*(?:\([^)]*\))?\W*$")


@dataclass
class Stretch:
    """The text under one heading, up to the next. ``level`` 0: before any heading."""

    heading: str = ""
    level: int = 0
    labels: list[str] = field(default_factory=list)  # of its answer fields, in order
    printed: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # questions that have no field of their own


@dataclass
class Outline:
    stretches: list[Stretch]
    prompts: tuple[str, ...]


def outline(document: Document) -> Outline:
    """Cut a blank template into its stretches."""
    reader = _Reader()
    blocks = [b for b in document.blocks if b.kind != "note" and b.text.strip()]
    for _, group in groupby(blocks, key=lambda b: b.cell.table if b.cell else 0):
        members = list(group)
        if members[0].cell is not None and not any(map(_is_field, members)):
            reader.table(members)
        else:
            for block in members:
                reader.block(block)
    reader.settle()
    _questions_without_fields(reader.stretches)
    return Outline([s for s in reader.stretches if s.heading or s.labels or s.printed], tuple(reader.prompts))


class _Reader:
    def __init__(self) -> None:
        self.stretches = [Stretch()]
        self.prompts: dict[str, None] = {}
        self._waiting: Block | None = None  # text that may turn out to be the label of the field that follows

    def block(self, block: Block) -> None:
        if _is_field(block):
            self._field(block)
            return
        self.settle()
        if block.kind == "heading" and block.cell is None:
            self.stretches.append(Stretch(_words(block), block.level))
        else:
            self._waiting = block

    def _field(self, block: Block) -> None:
        label, prompt = _label_and_prompt(block)
        if prompt:
            self.prompts.setdefault(prompt)
        if not label and self._waiting is not None:
            label, self._waiting = _words(self._waiting), None
        self.settle()
        if label:
            self.stretches[-1].labels.append(label)

    def table(self, cells: list[Block]) -> None:
        """A table without controls: a row's only text is the label of the empty cell beside it or below it."""
        self.settle()
        for row in _rows(cells):
            if len(row) == 1 and len(row[0].text) <= _LONGEST_LABEL and not row[0].text.rstrip().endswith("."):
                self.stretches[-1].labels.append(_words(row[0]))
            else:
                self.stretches[-1].printed += map(_words, row)

    def settle(self) -> None:
        """The waiting text was no label."""
        if self._waiting is None:
            return
        text = _words(self._waiting)
        here = self.stretches[-1]
        (here.asked if _QUESTION.search(text) and self._waiting.kind != "item" else here.printed).append(text)
        self._waiting = None


def _questions_without_fields(stretches: list[Stretch]) -> None:
    """A question that has a field elsewhere is one here too; in a template without any fields, every question is."""
    known = {label for s in stretches for label in s.labels}
    fieldless = not any(_QUESTION.search(label) for label in known)
    for stretch in stretches:
        for text in stretch.asked:
            (stretch.labels if fieldless or text in known else stretch.printed).append(text)
        stretch.asked = []


def _is_field(block: Block) -> bool:
    text = block.text
    return any(p.kind in ("placeholder", "control") for p in block.pieces) or bool(
        block.kind != "heading" and (_PROMPT.fullmatch(text) or (_BLANKS.search(text) and len(text) < _LONGEST_LABEL))
    )


def _label_and_prompt(block: Block) -> tuple[str, str]:
    """What stands in front of the field, and what the field says."""
    if any(p.kind in ("placeholder", "control") for p in block.pieces):
        label = "".join(p.text for p in block.pieces if p.kind == "text")
        prompt = "".join(p.text for p in block.pieces if p.kind == "placeholder")
    elif _PROMPT.fullmatch(block.text):
        label, prompt = "", block.text
    else:
        label, prompt = _BLANKS.sub("", block.text), ""
    return " ".join(label.split()), " ".join(prompt.split())


def _rows(cells: list[Block]) -> Iterator[list[Block]]:
    for _, row in groupby(cells, key=lambda b: b.cell.row if b.cell else 0):
        yield list(row)


def _words(block: Block) -> str:
    return " ".join("".join(p.text for p in block.pieces if p.kind != "mark").split())
