"""What Word keeps apart from the text: styles (headings, hidden text) and list numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from summarizer.reading.word_names import is_on, value, w

_HEADING = re.compile(r"(heading|rubrik|title|subtitle|underrubrik|überschrift)\b\s*(\d*)", re.IGNORECASE)
_CONTENTS = re.compile(r"(toc|innehåll)\s*\d|table of figures", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """What a style says, its ancestors asked where it is silent."""

    heading: int = 0  # level from 1; 0: not a heading
    contents: bool = False  # a line of a table of contents
    hidden: bool = False
    numbering: tuple[str, int] | None = None


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {} if root is None else {value(s, "styleId"): s for s in root.iterfind(w("style"))}
        self._known: dict[str, Style] = {}

    def get(self, style_id: str | None) -> Style:
        if style_id is None or style_id not in self._elements:
            return Style()
        if style_id not in self._known:
            self._known[style_id] = Style()  # ends a circle of styles that are based on each other
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> Style:
        element = self._elements[style_id]
        parent = self.get(value(element.find(w("basedOn"))))
        name = value(element.find(w("name"))) or style_id
        named = _HEADING.match(name)
        outline = value(element.find(f"{w('pPr')}/{w('outlineLvl')}"))
        level = parent.heading
        if named:
            level = int(named[2] or 1)
        elif outline is not None and outline.isdigit() and int(outline) < 9:
            level = int(outline) + 1
        vanish = element.find(f"{w('rPr')}/{w('vanish')}")
        return Style(
            heading=level,
            contents=parent.contents or _CONTENTS.match(name) is not None,
            hidden=parent.hidden if vanish is None else is_on(vanish),
            numbering=numbering_of(element.find(w("pPr"))) or parent.numbering,
        )


def numbering_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """(list id, level) that paragraph properties name. Id "0" takes a style's numbering away."""
    numbering = None if properties is None else properties.find(w("numPr"))
    if numbering is None:
        return None
    level = value(numbering.find(w("ilvl"))) or "0"
    return value(numbering.find(w("numId"))) or "", int(level) if level.isdigit() else 0


class Numbering:
    """Counts lists as Word does and gives each item the number or bullet that the page shows."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in root.iterfind(w("abstractNum")):
            self._levels[value(abstract, "abstractNumId") or ""] = {
                int(value(level, "ilvl") or 0): level for level in abstract.iterfind(w("lvl"))
            }
        for num in root.iterfind(w("num")):
            number = value(num, "numId") or ""
            self._abstract[number] = value(num.find(w("abstractNumId"))) or ""
            for override in num.iterfind(w("lvlOverride")):
                start = value(override.find(w("startOverride")))
                if start is not None and start.isdigit():
                    self._starts[number, int(value(override, "ilvl") or 0)] = int(start)

    def marker(self, numbering: tuple[str, int] | None) -> str:
        """``- `` for a bullet, ``2. `` or ``a) `` for a number, "" for no list. Counts the item."""
        if numbering is None or numbering[0] in {"", "0"}:
            return ""
        number, depth = numbering
        abstract = self._abstract.get(number)
        levels = self._levels.get(abstract or "", {})
        level = levels.get(depth)
        if abstract is None or level is None:
            return "- "
        counts = self._counts.setdefault(abstract, {})
        restart = self._starts.pop((number, depth), None)
        if restart is not None or depth not in counts:
            counts[depth] = restart if restart is not None else _start(level)
        else:
            counts[depth] += 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        shape = value(level.find(w("lvlText"))) or ""
        if (value(level.find(w("numFmt"))) or "bullet") == "bullet" or "%" not in shape:
            return "- " if shape.strip() else ""
        return re.sub(r"%(\d)", lambda m: _figure(levels, counts, int(m[1]) - 1), shape).strip() + " "


def _start(level: etree._Element) -> int:
    start = value(level.find(w("start"))) or "1"
    return int(start) if start.isdigit() else 1


def _figure(levels: dict[int, etree._Element], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    count = counts.setdefault(depth, _start(level))
    form = value(level.find(w("numFmt"))) or "decimal"
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 5 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    return f"0{count}" if form == "decimalZero" and count < 10 else str(count)


def _roman(count: int) -> str:
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
             (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    written = ""
    for size, sign in signs:
        written += sign * (count // size)
        count %= size
    return written
