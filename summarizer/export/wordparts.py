"""Pieces of a Word document: paragraphs, tables, contents, links. Written as XML, since a report has thousands of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx.document import Document as WordDocument
from lxml import etree

from summarizer.baseline.wordtext import XML_SPACE, w
from summarizer.export.characters import printable
from summarizer.export.cutting import element
from summarizer.export.page_numbers import BOOKMARK
from summarizer.export.worddoc import TEXT_WIDTH

SMALL = 9.5  # points
_CELL_MARGINS = 216  # of a cell, left and right together, in twentieths of a point
_HEAD_FILL, _BAR_FILL, _NOTE_FILL = "DCE6EC", "1F3A4D", "EEF3F6"


@dataclass(frozen=True)
class Text:
    """A run: words and how they look. ``link``: the bookmark in the document that they lead to."""

    words: str
    bold: bool = False
    italic: bool = False
    size: float | None = None  # points; None: as the text around it
    link: str | None = None


def small(words: str) -> Text:
    """As in the cells of a table with much in it."""
    return Text(words, size=SMALL)


@dataclass(frozen=True)
class Bar:
    """A bar of a plot in a cell of a table: its length is the share (0 to 1). Screen readers pass it by; the figure
    stands beside it."""

    share: float


Content = str | Text | Sequence[Text] | Bar


class Writer:
    """Adds blocks to the end of a document's body."""

    def __init__(self, document: WordDocument) -> None:
        self._end = document.element.body[-1]  # the section properties, which stay last
        self._ids = {s.find(w("name")).get(w("val"), "").lower(): s.get(w("styleId"), "") for s in document.styles.element.iterfind(w("style"))}  # fmt: skip
        self._bookmarks = 0
        self._contents: list[tuple[int, str, str]] = []  # level, text and bookmark of each heading

    def heading(self, text: str, level: int) -> None:
        name = BOOKMARK.format(len(self._contents) + 1)
        self._contents.append((level, printable(text), name))
        self._add(self._paragraph(text, f"heading {level}", bookmark=name))

    def paragraph(
        self,
        content: Content,
        style: str = "",
        bookmark: str | None = None,
        with_next: bool = False,
        whole: bool = False,
    ) -> None:
        """``with_next``: on the same page as the beginning of the next paragraph. ``whole``: on one page."""
        paragraph = self._paragraph(content, style, bookmark, with_next)
        if whole:
            paragraph[0].append(element("keepLines"))
        self._add(paragraph)

    def note(self, contents: Sequence[Content], with_next: bool = False) -> None:
        """Paragraphs with a rule on the left and a tinted background."""
        for content in contents:
            paragraph = self._paragraph(content, with_next=with_next)
            properties = paragraph.find(w("pPr"))
            assert properties is not None
            border = element("pBdr")
            border.append(element("left", {w("val"): "single", w("sz"): "24", w("space"): "8", w("color"): _BAR_FILL}))
            properties.append(border)
            properties.append(element("shd", {w("val"): "clear", w("color"): "auto", w("fill"): _NOTE_FILL}))
            properties.append(element("spacing", {w("before"): "120"}))
            properties.append(element("ind", {w("left"): "240"}))
            self._add(paragraph)

    def page_break(self) -> None:
        paragraph = element("p")
        run = element("r")
        run.append(element("br", {w("type"): "page"}))
        paragraph.append(run)
        self._add(paragraph)

    def table(
        self, described: str, heads: Sequence[Content], rows: Sequence[Sequence[Content]], widths: Sequence[int]
    ) -> None:
        """A table whose first row is a heading, read out and repeated on every page. ``described``: its alternative
        text. ``widths``: shares of the page's width."""
        columns = [TEXT_WIDTH * width // sum(widths) for width in widths]
        table = element("tbl")
        table.append(_table_properties(described, self._ids["table grid"]))
        grid = element("tblGrid")
        grid.extend([element("gridCol", {w("w"): str(width)}) for width in columns])
        table.append(grid)
        table.append(self._row([_bold(head) for head in heads], columns, heading=True))
        for row in rows:
            table.append(self._row(row, columns))
        self._add(table)
        self._add(element("p"))

    def contents(self, place: etree._Element, levels: int) -> None:
        """Fill the place kept by ``keep_place`` with a table of contents of the headings so far, which Word can update.

        Only what lays out the pages knows their numbers (``page_numbers``); without them the lines are links.
        """
        entries = [entry for entry in self._contents if entry[0] <= levels]
        # a group with one section of the same name has one line
        entries = [
            e for e, before in zip(entries, [None, *entries], strict=False) if before is None or e[1] != before[1]
        ]
        for number, (level, text, name) in enumerate(entries):
            paragraph = element("p")
            properties = element("pPr")
            tabs = element("tabs")
            tabs.append(element("tab", {w("val"): "right", w("pos"): str(TEXT_WIDTH)}))
            properties.extend([tabs, element("spacing", {w("after"): "40"}), element("ind", {w("left"): str(240 * (level - 1)), w("right"): "600"})])  # fmt: skip
            paragraph.append(properties)
            if number == 0:
                paragraph.extend(_field_start(f'TOC \\o "1-{levels}" \\h \\z \\u'))
            link = element("hyperlink", {w("anchor"): name, w("history"): "1"})
            link.append(_run(Text(text)))
            tab = element("r")
            tab.append(element("tab"))
            link.extend([tab, *_field_start(f"PAGEREF {name} \\h"), *_field_end()])
            paragraph.append(link)
            if number == len(entries) - 1:
                paragraph.extend(_field_end())
            place.addprevious(paragraph)
        parent = place.getparent()
        if parent is not None:
            parent.remove(place)

    def keep_place(self) -> etree._Element:
        """An empty paragraph for the table of contents, which can only be written when the headings are."""
        place = element("p")
        self._add(place)
        return place

    def _add(self, block: etree._Element) -> None:
        self._end.addprevious(block)

    def _paragraph(
        self, content: Content, style: str = "", bookmark: str | None = None, with_next: bool = False
    ) -> etree._Element:
        paragraph = element("p")
        properties = element("pPr")
        if style:
            properties.append(element("pStyle", {w("val"): self._ids[style.lower()]}))
        if with_next:
            properties.append(element("keepNext"))
        paragraph.append(properties)
        runs = _runs(content)
        if bookmark is not None:
            self._bookmarks += 1
            number = {w("id"): str(self._bookmarks)}
            runs = [element("bookmarkStart", number | {w("name"): bookmark}), *runs, element("bookmarkEnd", number)]
        paragraph.extend(runs)
        return paragraph

    def _row(self, cells: Sequence[Content], columns: Sequence[int], heading: bool = False) -> etree._Element:
        row = element("tr")
        properties = element("trPr")
        properties.append(element("cantSplit"))
        if heading:
            properties.append(element("tblHeader"))
        row.append(properties)
        for content, width in zip(cells, columns, strict=True):
            cell = element("tc")
            look = element("tcPr")
            look.append(element("tcW", {w("w"): str(width), w("type"): "dxa"}))
            if heading:
                look.append(element("shd", {w("val"): "clear", w("color"): "auto", w("fill"): _HEAD_FILL}))
            cell.append(look)
            if isinstance(content, Bar):
                cell.append(_bar(content, width))
            else:
                paragraph = self._paragraph(content)
                paragraph[0].append(element("spacing", {w("before"): "40", w("after"): "40"}))
                cell.append(paragraph)
            row.append(cell)
        return row


def _bold(content: Content) -> Content:
    return [replace(text, bold=True) for text in _texts(content)]


def _bar(bar: Bar, width: int) -> etree._Element:
    """An empty paragraph with a background, as far in from the right as the bar is short."""
    paragraph = element("p")
    properties = element("pPr")
    room = width - _CELL_MARGINS
    properties.append(element("shd", {w("val"): "clear", w("color"): "auto", w("fill"): _BAR_FILL}))
    properties.append(element("spacing", {w("before"): "60", w("after"): "60"}))
    properties.append(element("ind", {w("right"): str(room - max(60, round(room * bar.share)))}))
    mark = element("rPr")
    mark.extend([element(name, {w("val"): "16"}) for name in ("sz", "szCs")])
    properties.append(mark)
    paragraph.append(properties)
    return paragraph


def _table_properties(described: str, style: str) -> etree._Element:
    properties = element("tblPr")
    properties.append(element("tblStyle", {w("val"): style}))
    properties.append(element("tblW", {w("w"): str(TEXT_WIDTH), w("type"): "dxa"}))
    properties.append(element("tblLayout", {w("type"): "fixed"}))
    properties.append(element("tblLook", {w("val"): "0020", w("firstRow"): "1", w("noVBand"): "1"}))
    properties.append(element("tblCaption", {w("val"): printable(described)}))
    properties.append(element("tblDescription", {w("val"): printable(described)}))
    return properties


def _texts(content: Content) -> list[Text]:
    if isinstance(content, str):
        return [Text(content)]
    if isinstance(content, Bar):
        return []
    return [content] if isinstance(content, Text) else list(content)


def _runs(content: Content) -> list[etree._Element]:
    runs = []
    for text in _texts(content):
        run = _run(text)
        if text.link is not None:
            link = element("hyperlink", {w("anchor"): text.link, w("history"): "1"})
            link.append(run)
            run = link
        runs.append(run)
    return runs


def _run(text: Text) -> etree._Element:
    run = element("r")
    properties = element("rPr")
    properties.extend([element(name) for name, wanted in (("b", text.bold), ("i", text.italic)) if wanted])
    if text.size is not None:
        properties.extend([element(name, {w("val"): str(round(2 * text.size))}) for name in ("sz", "szCs")])
    if len(properties):
        run.append(properties)
    for number, line in enumerate(printable(text.words).split("\n")):
        if number:
            run.append(element("br"))
        node = element("t", {XML_SPACE: "preserve"})
        node.text = line
        run.append(node)
    return run


def _field_start(code: str) -> list[etree._Element]:
    instruction = element("instrText", {XML_SPACE: "preserve"})
    instruction.text = f" {code} "
    pieces = [element("fldChar", {w("fldCharType"): "begin"}), instruction, element("fldChar", {w("fldCharType"): "separate"})]  # fmt: skip
    return [_holding(piece) for piece in pieces]


def _field_end() -> list[etree._Element]:
    return [_holding(element("fldChar", {w("fldCharType"): "end"}))]


def _holding(piece: etree._Element) -> etree._Element:
    run = element("r")
    run.append(piece)
    return run
