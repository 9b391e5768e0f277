"""From the XML of a Word part to blocks: one walk in document order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from summarizer.reading.document import Block, Cell, Piece, PieceKind, tidy
from summarizer.reading.word_names import (
    ALTERNATE,
    CHOICE,
    DIAGRAM,
    DIAGRAM_DATA,
    DRAWING_TEXT,
    FALLBACK,
    MATH_TEXT,
    REL_ID,
    is_on,
    value,
    w,
)  # fmt: skip
from summarizer.reading.word_styles import Numbering, Style, Styles, numbering_of

# Not text on the page: properties, what was deleted or moved away, field codes.
_SKIPPED = frozenset(
    w(n)
    for n in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "del", "moveFrom", "delText",
        "delInstrText", "softHyphen",
    )
)  # fmt: skip
_BREAKS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
# Controls that group others or hold building blocks are not fields that somebody fills in.
_STRUCTURAL = {"group", "docPartObj", "docPartList", "repeatingSection", "repeatingSectionItem", "bibliography"}
_LINK = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"([^"]+)"', re.IGNORECASE)


class _Context(NamedTuple):
    """What the ancestors of an element say about its text."""

    kind: PieceKind = "text"
    field: int = 0
    note: bool = False
    style: Style = Style()


class Notes:
    """Footnotes and endnotes, each used once, where the text refers to it."""

    def __init__(self, footnotes: dict[str, etree._Element], endnotes: dict[str, etree._Element]) -> None:
        self._left = {("footnote", k): v for k, v in footnotes.items()} | {
            ("endnote", k): v for k, v in endnotes.items()
        }
        self._used = 0

    def take(self, kind: str, note_id: str) -> tuple[int, etree._Element] | None:
        element = self._left.pop((kind, note_id), None)
        if element is None:
            return None
        self._used += 1
        return self._used, element

    def unused(self) -> list[etree._Element]:
        return list(self._left.values())


class _Field:
    """A field that began with ``w:fldChar``: its code until the separator, its result after."""

    def __init__(self, start: int) -> None:
        self.code, self.start = "", start


class Walker:
    """Walks one part. ``embedded(kind, part)`` gives the blocks of parts that the text only points at."""

    def __init__(
        self, styles: Styles, numbering: Numbering, relations: dict[str, tuple[str, str, bool]],
        embedded: Callable[[str, str], list[Block]],
    ) -> None:  # fmt: skip
        self._styles, self._numbering, self._relations, self._embedded = styles, numbering, relations, embedded
        self.notes = Notes({}, {})
        self.prompts: dict[str, str] = {}  # prompt by the name that controls call it by
        self._sink: list[Block] = []
        self._pieces: list[Piece] | None = None  # of the paragraph being read
        self._carried: list[Piece] = []  # of a paragraph whose mark is deleted, or outside any: it goes on in the next
        self._tables = self._fields = 0
        self._cells: list[Cell] = []
        self._open: list[_Field] = []
        self._handlers: dict[str, Callable[[etree._Element, _Context], None]] = {
            w("p"): self._paragraph, w("r"): self._run, w("t"): self._text, MATH_TEXT: self._text, DRAWING_TEXT: self._text,
            w("sym"): self._symbol, w("sdt"): self._control, w("tbl"): self._table, w("tr"): self._row, w("tc"): self._cell,
            ALTERNATE: self._alternate, w("hyperlink"): self._hyperlink, w("fldSimple"): self._simple_field,
            w("fldChar"): self._field_mark, w("instrText"): self._field_code, w("altChunk"): self._chunk,
            w("footnoteReference"): self._note, w("endnoteReference"): self._note, DIAGRAM: self._diagram,
        }  # fmt: skip

    def blocks_of(self, root: etree._Element) -> Iterator[Block]:
        """The blocks of an element, in document order."""
        self._sink, self._pieces, self._carried = [], None, []
        self._children(root, _Context())
        self._flush(_Context())
        return iter(self._sink)

    def note_blocks(self, root: etree._Element, label: str = "") -> list[Block]:
        """The same, as notes beside the text; ``label`` stands before the first."""
        blocks = [b for b in self.blocks_of(root) if b.text.strip()]
        marks = [(Piece("mark", label),) if label and i == 0 else () for i in range(len(blocks))]
        return [Block("note", (*m, *b.pieces), cell=b.cell) for m, b in zip(marks, blocks, strict=True)]

    # ── structure ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _walk(self, element: etree._Element, context: _Context) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        handler = self._handlers.get(tag)
        if handler is not None:
            handler(element, context)
        elif tag in _BREAKS:
            self._add(Piece(context.kind, _BREAKS[tag], context.field))
        else:
            self._children(element, context)

    def _children(self, element: etree._Element, context: _Context) -> None:
        for child in element:
            self._walk(child, context)

    def _paragraph(self, element: etree._Element, context: _Context) -> None:
        properties = element.find(w("pPr"))
        style = self._styles.get(value(None if properties is None else properties.find(w("pStyle"))))
        outer, self._pieces = self._pieces, []
        sink, self._sink = self._sink, []  # text boxes of the paragraph come after it
        self._children(element, context._replace(style=style))
        pieces, inner = self._pieces, self._sink
        self._pieces, self._sink = outer, sink
        if _mark_deleted(properties):
            self._carried += pieces
        else:
            self._emit(pieces, context._replace(style=style), properties)
        self._sink += inner

    def _emit(self, pieces: list[Piece], context: _Context, properties: etree._Element | None = None) -> None:
        """A paragraph ends: give it its list number, kind and place."""
        pieces, self._carried = [*self._carried, *pieces], []
        body = tidy(pieces)
        if not "".join(p.text for p in body).strip():
            return
        style = context.style
        numbering = numbering_of(properties) or style.numbering
        marker = self._numbering.marker(numbering)
        if marker:
            body = (Piece("mark", marker), *body)
        outline = value(None if properties is None else properties.find(w("outlineLvl")))
        level = int(outline) + 1 if outline is not None and outline.isdigit() and int(outline) < 9 else style.heading
        cell = self._cells[-1] if self._cells else None
        if context.note or style.contents:
            self._sink.append(Block("note", body, cell=cell))
        elif level:
            self._sink.append(Block("heading", body, level, cell))
        else:
            self._sink.append(Block("item" if marker else "paragraph", body, cell=cell))

    def _flush(self, context: _Context) -> None:
        """Text that waits for a next paragraph that does not come becomes a paragraph of its own."""
        if self._carried:
            self._emit([], context)

    def _table(self, element: etree._Element, context: _Context) -> None:
        self._flush(context)
        self._tables += 1
        self._cells.append(Cell(self._tables, -1, -1))
        self._children(element, context)
        self._cells.pop()

    def _row(self, element: etree._Element, context: _Context) -> None:
        if element.find(f"{w('trPr')}/{w('del')}") is not None:
            return
        if self._cells:
            self._cells[-1] = Cell(self._cells[-1].table, self._cells[-1].row + 1, -1)
        self._children(element, context)

    def _cell(self, element: etree._Element, context: _Context) -> None:
        if element.find(f"{w('tcPr')}/{w('cellDel')}") is not None:
            return
        if self._cells:
            self._cells[-1] = self._cells[-1]._replace(column=self._cells[-1].column + 1)
        self._children(element, context)
        self._flush(context)

    def _control(self, element: etree._Element, context: _Context) -> None:
        properties = element.find(w("sdtPr"))
        content = element.find(w("sdtContent"))
        if content is None:
            return
        kinds = (
            set() if properties is None else {etree.QName(c).localname for c in properties if isinstance(c.tag, str)}
        )
        if kinds & _STRUCTURAL:
            gallery = None if properties is None else properties.find(f"{w('docPartObj')}/{w('docPartGallery')}")
            contents = value(gallery) == "Table of Contents"
            self._children(content, context._replace(note=context.note or contents))
            return
        self._fields += 1
        prompting = self._prompting(properties, content)
        self._children(
            content,
            context._replace(kind="placeholder" if prompting else "control", field=context.field or self._fields),
        )

    def _prompting(self, properties: etree._Element | None, content: etree._Element) -> bool:
        """Whether a control shows its prompt. Some programs leave the sign standing after somebody has written there."""
        if properties is None or not is_on(properties.find(w("showingPlcHdr"))):
            return False
        prompt = self.prompts.get(value(properties.find(f"{w('placeholder')}/{w('docPart')}")) or "")
        said = "".join(t.text or "" for t in content.iter(w("t")))
        return prompt is None or prompt.split() == said.split()

    def _alternate(self, element: etree._Element, context: _Context) -> None:
        """The same drawing in a new and an old form: the first one that holds text is read."""
        forms = [f for f in element if f.tag in (CHOICE, FALLBACK)]
        told = [
            f for f in forms if any(True for _ in f.iter(w("t"), w("sym"), w("noBreakHyphen"), MATH_TEXT, DRAWING_TEXT))
        ]
        for form in (told or forms)[:1]:
            self._children(form, context)

    # ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def _add(self, piece: Piece) -> None:
        if self._pieces is None:
            self._carried.append(piece)
        else:
            self._pieces.append(piece)

    def _run(self, element: etree._Element, context: _Context) -> None:
        properties = element.find(w("rPr"))
        hidden = context.style.hidden
        if properties is not None:
            own = properties.find(w("vanish"))
            named = value(properties.find(w("rStyle")))
            hidden = is_on(own) if own is not None else hidden or self._styles.get(named).hidden
        self._children(element, context._replace(kind="hidden") if hidden else context)

    def _text(self, element: etree._Element, context: _Context) -> None:
        self._add(Piece(context.kind, element.text or "", context.field))

    def _symbol(self, element: etree._Element, context: _Context) -> None:
        try:
            code = int(value(element, "char") or "", 16)
        except ValueError:
            code = 0xFFFD
        code = code + 0xF000 if code < 0x100 else code
        self._add(Piece(context.kind, chr(code) if code < 0x110000 else "\ufffd", context.field))

    def _note(self, element: etree._Element, context: _Context) -> None:
        kind = etree.QName(element).localname.removesuffix("Reference")
        taken = self.notes.take(kind, value(element, "id") or "")
        if taken is None:
            return
        number, note = taken
        outer, sink, cells = self._pieces, self._sink, self._cells
        self._pieces, self._sink, self._cells = None, [], []
        self._children(note, _Context(context.kind, context.field))
        blocks = self._sink
        self._pieces, self._sink, self._cells = outer, sink, cells
        self._add(Piece("mark", f" [not {number}: "))
        for i, block in enumerate(blocks):
            if i:
                self._add(Piece("mark", " "))
            for piece in block.pieces:
                self._add(piece)
        self._add(Piece("mark", "]"))

    # ── fields and links ────────────────────────────────────────────────────────────────────────────────────────────
    def _hyperlink(self, element: etree._Element, context: _Context) -> None:
        start = len(self._pieces or ())
        self._children(element, context)
        target, _, external = self._relations.get(element.get(REL_ID) or "", ("", "", False))
        if external:
            self._address(target, start)

    def _address(self, target: str, start: int) -> None:
        """Put the address behind a link, unless the link's text already says it."""
        address = target.removeprefix("mailto:").strip()
        said = "".join(p.text for p in (self._pieces or [])[start:]).strip()
        if said and address.rstrip("/") not in said and said not in address:
            self._add(Piece("mark", f" ({address})"))

    def _simple_field(self, element: etree._Element, context: _Context) -> None:
        start = len(self._pieces or ())
        self._children(element, context)
        link = _LINK.search(value(element, "instr") or "")
        if link:
            self._address(link[1], start)

    def _field_mark(self, element: etree._Element, context: _Context) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._open.append(_Field(len(self._pieces or ())))
            self._form_field(element)
        elif kind == "separate" and self._open:
            self._open[-1].start = len(self._pieces or ())
        elif kind == "end" and self._open:
            field = self._open.pop()
            link = _LINK.search(field.code)
            if link and "\\l" not in field.code:
                self._address(link[1], field.start)

    def _field_code(self, element: etree._Element, context: _Context) -> None:
        del context
        if self._open:
            self._open[-1].code += element.text or ""

    def _form_field(self, element: etree._Element) -> None:
        """Ticks and choices of old form fields, which lie in properties and not in text."""
        data = element.find(w("ffData"))
        if data is None:
            return
        box, choice = data.find(w("checkBox")), data.find(w("ddList"))
        if box is not None:
            ticked = box.find(w("checked")) if box.find(w("checked")) is not None else box.find(w("default"))
            self._add(Piece("mark", "☒" if is_on(ticked) else "☐"))
        if choice is not None:
            entries = [value(e) or "" for e in choice.iterfind(w("listEntry"))]
            chosen = value(choice.find(w("result"))) or value(choice.find(w("default"))) or "0"
            if chosen.isdigit() and int(chosen) < len(entries):
                self._add(Piece("mark", entries[int(chosen)]))

    # ── other parts ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _diagram(self, element: etree._Element, context: _Context) -> None:
        del context
        target, _, external = self._relations.get(element.get(DIAGRAM_DATA) or "", ("", "", True))
        if not external:
            self._sink += self._embedded("diagram", target)

    def _chunk(self, element: etree._Element, context: _Context) -> None:
        del context
        target, _, external = self._relations.get(element.get(REL_ID) or "", ("", "", True))
        if not external:
            self._sink += self._embedded("chunk", target)


def _mark_deleted(properties: etree._Element | None) -> bool:
    marks = None if properties is None else properties.find(w("rPr"))
    return marks is not None and (marks.find(w("del")) is not None or marks.find(w("moveFrom")) is not None)
