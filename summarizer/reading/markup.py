"""HTML, as mail programs write it, to blocks. Nothing is fetched and nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from summarizer.reading.characters import visible
from summarizer.reading.document import MAX_BLOCKS, Block, BlockKind, Cell, Piece, PieceKind, tidy

_SKIPPED = {"script", "style", "head", "template", "noscript", "object", "iframe", "svg", "title"}
_BREAKING = {
    "p", "div", "li", "ul", "ol", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
    "section", "article", "header", "footer", "address", "dl", "dt", "dd", "hr", "center", "form", "body", "html",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def blocks_of_html(markup: str) -> tuple[list[Block], int]:
    """(blocks, visible characters counted straight from the tree)."""
    if not markup.strip():
        return [], 0
    root = etree.fromstring(
        markup.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    )
    if root is None:
        return [], 0
    walker = _Walker()
    walker.walk(root, "text")
    walker.end()
    return walker.blocks, _received(root)


def _received(root: etree._Element) -> int:
    """All text but what no page shows."""
    inside = " | ".join(f"ancestor-or-self::{tag}" for tag in sorted(_SKIPPED))
    strings = root.xpath(f"//text()[not({inside.replace(' | ', ' or ')})]")
    return visible("\n".join(map(str, strings))) if isinstance(strings, list) else 0


class _Walker:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[Piece] = []
        self._kind: BlockKind = "paragraph"
        self._level = self._tables = 0
        self._cells: list[Cell] = []
        self._lists: list[int | None] = []

    def walk(self, element: etree._Element, kind: PieceKind) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and tag not in _SKIPPED:
            if _HIDDEN.search(element.get("style", "")) or element.get("hidden") is not None:
                kind = "hidden"
            self._begin(element, tag)
            self._say(element.text, kind)
            for child in element:
                if len(self.blocks) > MAX_BLOCKS:
                    return  # the door turns away what has so many
                self.walk(child, kind)
                self._say(child.tail, kind)
            self._finish(element, tag)

    def _say(self, text: str | None, kind: PieceKind) -> None:
        if text:
            self._pieces.append(Piece(kind, _SPACE.sub(" ", text)))

    def _begin(self, element: etree._Element, tag: str) -> None:
        if tag in _BREAKING:
            self.end()
        if tag == "br":
            self._pieces.append(Piece("text", "\n"))
        elif tag in {"ul", "ol"}:
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            number = self._lists[-1] if self._lists else None
            self._pieces.append(Piece("mark", f"{number}. " if number else "- "))
            self._kind = "item"
            if number:
                self._lists[-1] = number + 1
        elif tag == "table":
            self._tables += 1
            self._cells.append(Cell(self._tables, -1, -1))
        elif tag == "tr" and self._cells:
            self._cells[-1] = Cell(self._cells[-1].table, self._cells[-1].row + 1, -1)
        elif tag in {"td", "th"} and self._cells:
            self._cells[-1] = self._cells[-1]._replace(column=self._cells[-1].column + 1)
        elif re.fullmatch("h[1-6]", tag):
            self._kind, self._level = "heading", int(tag[1])

    def _finish(self, element: etree._Element, tag: str) -> None:
        if tag == "a":
            address = (element.get("href") or "").strip()
            said = "".join(str(t) for t in element.itertext()).strip()
            bare = address.removeprefix("mailto:")
            if re.match(r"https?://|mailto:", address) and said and bare not in said and said not in bare:
                self._pieces.append(Piece("mark", f" ({bare})"))
        if tag in _BREAKING:
            self.end()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "table" and self._cells:
            self._cells.pop()

    def end(self) -> None:
        """Close the paragraph at hand."""
        body = tidy(self._pieces)
        if any(p.text.strip() for p in body if p.kind != "mark"):
            cell = self._cells[-1] if self._cells and self._cells[-1].column >= 0 else None
            self.blocks.append(Block(self._kind, tuple(_stripped(body)), self._level, cell))
            self._pieces, self._kind, self._level = [], "paragraph", 0
        elif not any(p.kind == "mark" for p in body):
            self._pieces, self._kind, self._level = [], "paragraph", 0


def _stripped(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Spaces at the ends of lines come from the markup, not from the writer."""
    for i, piece in enumerate(pieces):
        text = re.sub(r" *\n *", "\n", piece.text)
        yield Piece(piece.kind, text.lstrip() if i == 0 and piece.kind != "mark" else text, piece.field)
