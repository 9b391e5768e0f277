"""The paragraphs of a baseline file (.docx, .md, .txt) as one kind of record, whatever the file was."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

import charset_normalizer
from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from summarizer.baseline.wordtext import body_paragraphs, paragraph_text, w
from summarizer.errors import UnreadableFile

_HEADING_STYLE = re.compile(r"^(?:heading|rubrik)\s*(\d)\b", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"^(?:toc|innehåll)(?:\s*\d|\s*heading|sförteckning)", re.IGNORECASE)
_CONTENTS_ENTRY = re.compile(r"(?:\t|[.…_]{3,}|\s{3,})\s*\d{1,3}\s*$")
_MARKDOWN_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•·–]|\d{1,2}[.)])\s+")
_MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKDOWN_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|___|__|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_WRAPPED_AT = 100  # characters; a block of plain text whose lines are no longer than this was wrapped by an editor


@dataclass(frozen=True)
class Line:
    """A paragraph. ``level``: of its heading, 1 is the top; None for running text. ``index``: its place in the .docx."""

    text: str
    level: int | None = None
    index: int | None = None


def read_lines(path: Path) -> tuple[Line, ...]:
    """The paragraphs of the file that hold text, its table of contents left out.

    Raises UnreadableFile when it is of another kind, damaged or empty.
    """
    readers = {".docx": _word, ".md": _markdown, ".markdown": _markdown, ".txt": _plain}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile(
            f"Filen {path.name} kan inte läsas som strategi; spara den som Word (.docx), Markdown (.md) eller text (.txt)."
        )
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise UnreadableFile(f"Filen {path.name} kan inte öppnas ({exc.strerror}); kontrollera sökvägen.") from exc
    lines = tuple(line for line in reader(content, path.name) if line.text.strip())
    if not lines:
        raise UnreadableFile(f"Filen {path.name} innehåller ingen text; välj filen med strategins text.")
    return lines


def open_word(content: bytes, name: str) -> WordDocument:
    """Open a .docx. Raises UnreadableFile when python-docx cannot."""
    try:
        return Document(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, OSError) as exc:
        raise UnreadableFile(
            f"Filen {name} går inte att öppna som Word-dokument; öppna den i Word och spara om den som .docx."
        ) from exc


def _word(content: bytes, name: str) -> list[Line]:
    document = open_word(content, name)
    styles = _StyleNames(document)
    lines = []
    for index, paragraph in enumerate(body_paragraphs(document.element)):
        text = paragraph_text(paragraph)
        names = styles.of(paragraph)
        contents = any(_CONTENTS_STYLE.match(style) for style in names) or _CONTENTS_ENTRY.search(text)
        if not contents:
            lines.append(Line(text, _word_level(paragraph, names, styles), index))
    return lines


def _word_level(paragraph: etree._Element, names: list[str], styles: _StyleNames) -> int | None:
    outline = paragraph.find(f"{w('pPr')}/{w('outlineLvl')}")
    if outline is not None:
        level = int(outline.get(w("val"), "9"))
        return level + 1 if level < 9 else None
    for style in names:
        if found := _HEADING_STYLE.match(style):
            return int(found[1])
        if (inherited := styles.outline(style)) is not None:
            return inherited
    return None


class _StyleNames:
    """The names of a paragraph's style and of the styles that it builds on, nearest first."""

    def __init__(self, document: WordDocument) -> None:
        self._by_id: dict[str, tuple[str, str | None]] = {}
        self._outline: dict[str, int] = {}
        for style in document.styles.element.iterfind(w("style")):
            name_node, based_on = style.find(w("name")), style.find(w("basedOn"))
            name = "" if name_node is None else name_node.get(w("val"), "")
            self._by_id[style.get(w("styleId"), "")] = (name, None if based_on is None else based_on.get(w("val")))
            outline = style.find(f"{w('pPr')}/{w('outlineLvl')}")
            if outline is not None and int(outline.get(w("val"), "9")) < 9:
                self._outline[name] = int(outline.get(w("val"), "9")) + 1

    def of(self, paragraph: etree._Element) -> list[str]:
        node = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        style_id: str | None = None if node is None else node.get(w("val"))
        names: list[str] = []
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            name, style_id = self._by_id[style_id]
            names.append(name)
        return names

    def outline(self, name: str) -> int | None:
        return self._outline.get(name)


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        guess = charset_normalizer.from_bytes(content).best()
        if guess is None:
            raise UnreadableFile(f"Filen {name} är inte text; spara den som UTF-8 och försök igen.") from None
        text = str(guess)
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def _blocks(text: str) -> list[list[str]]:
    """Lines by the blank lines between them."""
    return [block.split("\n") for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip("\n"))]


def _markdown(content: bytes, name: str) -> list[Line]:
    text = re.sub(r"<!--.*?-->", "", _decoded(content, name), flags=re.DOTALL)
    lines: list[Line] = []
    for block in _blocks(text):
        open_paragraph: list[str] = []
        for raw in block:
            heading = _MARKDOWN_HEADING.match(raw)
            if heading or _BULLET.match(raw):
                lines.append(Line(_joined(open_paragraph)))
                open_paragraph = []
            if heading:
                lines.append(Line(_unmarked(heading[2]), len(heading[1])))
            else:
                open_paragraph.append(_unmarked(_BULLET.sub("", raw)))
        lines.append(Line(_joined(open_paragraph)))
    return lines


def _plain(content: bytes, name: str) -> list[Line]:
    lines: list[Line] = []
    for block in _blocks(_decoded(content, name)):
        wrapped = max(map(len, block)) <= _WRAPPED_AT and not any(_stands_alone(raw) for raw in block[:-1])
        for group in [block] if wrapped else [[raw] for raw in block]:
            lines.append(Line(_joined([_BULLET.sub("", raw) for raw in group])))
    return lines


def _stands_alone(raw: str) -> bool:
    """A short line without a full stop, such as a heading or a list item: the next line does not continue it."""
    return bool(_BULLET.match(raw)) or len(raw.strip()) < _WRAPPED_AT // 2


def _joined(raws: list[str]) -> str:
    return " ".join(raw.strip() for raw in raws if raw.strip())


def _unmarked(text: str) -> str:
    """Markdown text without links and emphasis."""
    return _MARKDOWN_EMPHASIS.sub(r"\2", _MARKDOWN_LINK.sub(r"\1", text))
