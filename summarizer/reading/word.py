"""Word files (.docx, .dotx, .docm, ISO-Strict) at XML level, in document order.

python-docx's ``.text`` drops content controls, insertions, text boxes and notes, so the XML is walked here. The rule is
the reverse of a list of known elements: everything is entered except what is known not to be text on the page
(properties, deletions, field codes), so an unknown wrapper cannot hide an answer.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from lxml import etree

from summarizer.errors import UnreadableFile
from summarizer.reading.characters import deceptive
from summarizer.reading.document import Block, Document, paragraph
from summarizer.reading.markup import blocks_of_html
from summarizer.reading.names import SEND_INSTEAD, unreadable
from summarizer.reading.package import Package
from summarizer.reading.plain import decode
from summarizer.reading.word_count import received
from summarizer.reading.word_names import DRAWING_PARAGRAPH, DRAWING_TEXT, EXTENT, PICTURE, value, w
from summarizer.reading.word_styles import Numbering, Styles
from summarizer.reading.word_walk import Notes, Walker

MAX_DEPTH = 3  # of documents put in by reference
_LARGE_PICTURE = 50 * 360_000**2  # 50 cm² in square EMU: more than a logotype
_BESIDE = ("header", "footer")


def read_word(path: Path | BytesIO, name: str, depth: int = 0) -> Document:
    """Read a Word file. ``name`` is what a person is shown. Raises UnreadableFile."""
    with Package(path, name) as package:
        return _Reader(package, name, depth).read()


class _Reader:
    def __init__(self, package: Package, name: str, depth: int) -> None:
        self.package, self.name, self.depth = package, name, depth
        self.main = package.main_part()
        self.relations = package.relations(self.main)
        self.received = 0
        self.warnings: list[str] = []

    def read(self) -> Document:
        body = self.package.xml(self.main)
        if body.tag != w("document"):
            raise unreadable(self.name, "är inte ett Word-dokument, trots sitt namn eller sin form",
                             SEND_INSTEAD)  # fmt: skip
        walker = self._walker(self.main)
        walker.prompts = self._prompts()
        walker.notes = Notes(self._notes("footnotes", "footnote"), self._notes("endnotes", "endnote"))
        self.received += received(body)
        blocks = list(walker.blocks_of(body))
        blocks += self._loose_notes(walker)
        blocks += self._beside()
        self._look_for_what_is_not_read(body, blocks)
        return Document(self.name, tuple(blocks), self.received, {"format": "word"}, tuple(self.warnings))

    def _walker(self, part: str) -> Walker:
        styles = Styles(self._optional("styles"))
        numbering = Numbering(self._optional("numbering"))
        return Walker(styles, numbering, self.package.relations(part), self._embedded)

    def _prompts(self) -> dict[str, str]:
        """The prompts of content controls, which Word keeps as building blocks."""
        root = self._optional("glossaryDocument")
        found: dict[str, str] = {}
        for block in () if root is None else root.iter(w("docPart")):
            name, body = value(block.find(f"{w('docPartPr')}/{w('name')}")), block.find(w("docPartBody"))
            if name and body is not None:
                found[name] = "".join(t.text or "" for t in body.iter(w("t")))
        return found

    def _part_of_kind(self, kind: str) -> str | None:
        for target, found, external in self.relations.values():
            if found == kind and not external and target in self.package:
                return target
        return None

    def _optional(self, kind: str) -> etree._Element | None:
        """A part that the text can do without; a damaged one is left out."""
        part = self._part_of_kind(kind)
        if part is None:
            return None
        try:
            return self.package.xml(part)
        except UnreadableFile:
            return None

    def _text_part(self, kind: str, part: str | None) -> etree._Element | None:
        """A part that holds text; a damaged one gives a warning, for its text is lost."""
        if part is None:
            return None
        try:
            root = self.package.xml(part)
        except UnreadableFile:
            self.warnings.append(f"En del av filen ({kind}) är skadad och kunde inte läsas; jämför med originalet.")
            return None
        self.received += received(root)
        return root

    def _notes(self, kind: str, element: str) -> dict[str, etree._Element]:
        root = self._text_part(kind, self._part_of_kind(kind))
        return {} if root is None else {value(note, "id") or "": note for note in root.iterfind(w(element))}

    def _loose_notes(self, walker: Walker) -> list[Block]:
        """Footnotes that no text refers to any more."""
        return [note for element in walker.notes.unused() for note in walker.note_blocks(element)]

    def _beside(self) -> list[Block]:
        """Comments, headers and footers, each part in the order of its name."""
        blocks: list[Block] = []
        comments_part = self._part_of_kind("comments")
        comments = self._text_part("kommentarer", comments_part)
        if comments is not None and comments_part is not None:
            walker = self._walker(comments_part)
            for comment in comments.iterfind(w("comment")):
                blocks += walker.note_blocks(comment, "Kommentar: ")
        parts = sorted({t for t, kind, external in self.relations.values() if kind in _BESIDE and not external})
        for part in parts:
            if part in self.package and (root := self._text_part("sidhuvud eller sidfot", part)) is not None:
                blocks += self._walker(part).note_blocks(root)
        return blocks

    def _embedded(self, kind: str, part: str) -> list[Block]:
        """The text of a part that the body only points at: a diagram, or another document put in by reference."""
        if part not in self.package:
            return []
        if kind == "diagram":
            root = self._text_part("diagram", part)
            paragraphs = () if root is None else root.iter(DRAWING_PARAGRAPH)
            lines = ("".join(t.text or "" for t in p.iter(DRAWING_TEXT)) for p in paragraphs)
            return [paragraph(line) for line in lines if line.strip()]
        data = self.package.read(part)
        if data[:2] == b"PK" and self.depth < MAX_DEPTH:
            inner = read_word(BytesIO(data), self.name, self.depth + 1)
            self.received += inner.received
            self.warnings += inner.warnings
            return list(inner.blocks)
        head = data[:1000].lstrip().lower()
        if b"<html" in head or b"<body" in head or head.startswith(b"<!doctype html"):
            found, said = blocks_of_html(decode(data))
            self.received += said
            return found
        self.warnings.append("Ett annat dokument är infogat i filen och läses inte; be avsändaren skicka det för sig.")
        return []

    def _look_for_what_is_not_read(self, body: etree._Element, blocks: list[Block]) -> None:
        pictures = sum(1 for extent in body.iter(EXTENT) if _large(extent))
        if pictures:
            self.warnings.append(
                f"Filen innehåller {pictures} {'stor bild' if pictures == 1 else 'stora bilder'}; text i bilder läses inte, "
                "så jämför med originalet."
            )
        if any(True for _ in body.iter("{urn:schemas-microsoft-com:office:office}OLEObject")):
            self.warnings.append("Filen innehåller inbäddade filer som inte läses; be avsändaren skicka dem för sig.")
        if any(p.kind == "hidden" for b in blocks for p in b.pieces):
            self.warnings.append("Filen innehåller dold text; den visas bland anteckningarna och ingår inte i svaren.")
        if any(deceptive(str(t)) for t in body.itertext()):
            self.warnings.append("Filen innehåller osynliga styrtecken som kan vända på text; de har tagits bort.")


def _large(extent: etree._Element) -> bool:
    """Whether a drawing is a picture as large as a page of text would be."""
    drawing = extent.getparent()
    width, height = extent.get("cx", ""), extent.get("cy", "")
    if drawing is None or not (width.isdigit() and height.isdigit()):
        return False
    return int(width) * int(height) >= _LARGE_PICTURE and next(drawing.iter(PICTURE), None) is not None
