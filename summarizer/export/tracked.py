"""Tracked changes in one Word document, at the level of its XML.

Offsets are those of ``summarizer.baseline.wordtext``. Runs are split where a change begins and ends, and every piece
keeps its ``w:rPr``; nothing else of the document is touched, so rejecting gives back the text and its formatting.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from summarizer.baseline.wordtext import Atom, w
from summarizer.export.cutting import NOTES, REVISIONS, border, element, isolated, new_run

_OTHERS_INSERTIONS = (w("ins"), w("moveTo"))
_AS_DELETED = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_MARKUP = re.compile(r"(?:bookmark|comment|move|perm|customXml).*|proofErr")
_KEEPS_PARAGRAPH = (*map(w, ("drawing", "pict", "object", "fldChar", "AlternateContent", "sectPr")), *NOTES)


@dataclass(frozen=True)
class Stamp:
    """Whose change it is and when it was made (ISO 8601)."""

    author: str
    date: str

    @property
    def word_date(self) -> str:
        """As Word writes it: to the second, the clock time marked with a Z."""
        return datetime.fromisoformat(self.date).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


class Tracked:
    """Writes tracked changes into one document and hands out ids that nothing else in it has."""

    def __init__(self, first_id: int) -> None:
        self._next = first_id
        self.written: set[str] = set()  # ids of the revisions made here

    def new_id(self) -> str:
        self._next += 1
        return str(self._next - 1)

    def replace(
        self, paragraph: etree._Element, start: int, end: int, new: str, stamp: Stamp, like: etree._Element | None
    ) -> list[etree._Element]:
        """Mark ``text[start:end]`` as deleted and insert ``new``, with the run properties ``like``, in its place; either
        may be empty. Gives the ``w:del`` and ``w:ins`` elements in order."""
        changed = self._delete(paragraph, start, end, stamp) if start < end else []
        if new:
            insertion = self._insertion(new, stamp, like)
            if changed:
                self._put_after(changed[-1], insertion)
            else:
                self._put(paragraph, start, insertion)
            changed.append(insertion)
        return changed

    def insert_paragraph(
        self, after: etree._Element, text: str, stamp: Stamp, like: etree._Element | None
    ) -> etree._Element:
        """A new paragraph after another, formatted as that one. Gives the new ``w:p``."""
        # As when a person presses Enter at the end of a paragraph: its mark is the new one, and the new paragraph carries
        # on the old mark with all that belongs to it (formatting, a section break, other people's revisions).
        paragraph = element("p")
        old = after.find(w("pPr"))
        if old is not None:
            paragraph.append(old)
            after.insert(0, copy.deepcopy(old))
            self._renumber(after[0])
            _drop(after, "sectPr")
        after.addnext(paragraph)
        mark = _mark_properties(after)
        for revision in [child for child in mark if child.tag in REVISIONS]:
            mark.remove(revision)
        mark.insert(0, self._revision("ins", stamp))
        paragraph.append(self._insertion(text, stamp, like))
        return paragraph

    def insert_paragraph_before(
        self, before: etree._Element, text: str, stamp: Stamp, like: etree._Element | None
    ) -> etree._Element:
        """A new paragraph in front of another, formatted as that one. Gives the new ``w:p``."""
        paragraph = element("p")
        old = before.find(w("pPr"))
        if old is not None:
            paragraph.append(copy.deepcopy(old))
            _drop(paragraph, "sectPr")
            _drop(paragraph, "pPrChange")
        mark = _mark_properties(paragraph)
        for revision in [child for child in mark if child.tag in (*REVISIONS, w("rPrChange"))]:
            mark.remove(revision)
        mark.insert(0, self._revision("ins", stamp))
        paragraph.append(self._insertion(text, stamp, like))
        before.addprevious(paragraph)
        return paragraph

    def delete_paragraph(self, paragraph: etree._Element, stamp: Stamp) -> bool:
        """Mark an emptied paragraph as deleted itself. False, and nothing done, when an empty one has to stay.

        Word joins a paragraph whose mark is deleted with the next one. In front of a table and at the end of a cell or
        of the text there is none, so there the paragraph before is joined with this one, if they are formatted alike.
        """
        if _holds_more(paragraph):
            return False
        joined = paragraph
        if _next_block(paragraph) != w("p"):
            before = paragraph.getprevious()
            if before is None or before.tag != w("p") or _formatting(before) != _formatting(paragraph):
                return False
            joined = before
        mark = _mark_properties(joined)
        if mark.find(w("del")) is not None:
            return joined is paragraph
        if joined is not paragraph and mark.find(w("ins")) is not None:
            return False  # LibreOffice loses the text when a mark that is both new and removed is rejected
        inserted = mark.find(w("ins"))
        mark.insert(0 if inserted is None else 1, self._revision("del", stamp))
        return True

    def _delete(self, paragraph: etree._Element, start: int, end: int, stamp: Stamp) -> list[etree._Element]:
        wrappers: list[etree._Element] = []
        for run in isolated(paragraph, start, end):
            if not wrappers or run.getprevious() is not wrappers[-1]:
                wrappers.append(self._revision("del", stamp))
                run.addprevious(wrappers[-1])
            wrappers[-1].append(run)
            for node in run.iter(*_AS_DELETED):
                node.tag = _AS_DELETED[str(node.tag)]
        return wrappers

    def _insertion(self, text: str, stamp: Stamp, like: etree._Element | None) -> etree._Element:
        insertion = self._revision("ins", stamp)
        insertion.append(new_run(text, like))
        return insertion

    def _revision(self, kind: str, stamp: Stamp) -> etree._Element:
        number = self.new_id()
        self.written.add(number)
        return element(kind, {w("id"): number, w("author"): stamp.author, w("date"): stamp.word_date})

    def _renumber(self, holder: etree._Element) -> None:
        for revision in holder.iter(*REVISIONS, w("pPrChange"), w("rPrChange"), w("sectPrChange")):
            revision.set(w("id"), self.new_id())

    def _put(self, paragraph: etree._Element, at: int, new: etree._Element) -> None:
        """Place an element at an offset: outside links, controls and fields that end or begin there, after notes."""
        left, right = border(paragraph, at)
        if left is None and right is None:
            paragraph.append(new)
            return
        if left is None:
            assert right is not None
            _before(paragraph, right.run, new)
            return
        anchor = left.run
        around_right = set() if right is None else set(right.run.iterancestors())
        while (parent := anchor.getparent()) is not paragraph and parent is not None and parent not in around_right:
            if any(map(_holds_deleted, anchor.itersiblings("*"))):
                break  # what is deleted here comes after what is new, so that rejecting one of the two keeps the order
            anchor = parent
        self._put_after(_after_field_and_notes(paragraph, anchor, right), new)

    def _put_after(self, anchor: etree._Element, new: etree._Element) -> None:
        while (parent := anchor.getparent()) is not None and parent.tag in _OTHERS_INSERTIONS:
            anchor = self._cut_after(anchor, parent)
        anchor.addnext(new)

    def _cut_after(self, last: etree._Element, wrapper: etree._Element) -> etree._Element:
        """Cut another author's insertion in two, since one insertion cannot stand inside another. Gives the first."""
        following = list(last.itersiblings())
        if following:
            tail = element(etree.QName(wrapper).localname, {str(k): str(v) for k, v in wrapper.attrib.items()})
            tail.extend(following)
            tail.set(w("id"), self.new_id())
            wrapper.addnext(tail)
        return wrapper


def _before(paragraph: etree._Element, run: etree._Element, new: etree._Element) -> None:
    """Place an element in front of the first text: outside the link, control or field that begins with it."""
    anchor = run
    while (parent := anchor.getparent()) is not paragraph and parent is not None:
        anchor = parent
    while _field_depth(paragraph, anchor) > 0 and (previous := anchor.getprevious()) is not None:
        anchor = previous
    anchor.addprevious(new)


def _after_field_and_notes(paragraph: etree._Element, anchor: etree._Element, right: Atom | None) -> etree._Element:
    """The last sibling, before the text on the right, that ends a field or is a note of the text on the left."""
    best, depth = anchor, _field_depth(paragraph, anchor, including=True)
    for sibling in anchor.itersiblings():
        if _holds_deleted(sibling):
            break
        if right is not None and (sibling is right.run or right.run in sibling.iterdescendants(w("r"))):
            break
        depth_after = _field_depth(paragraph, sibling, including=True)
        if depth_after < depth or any(True for _ in sibling.iter(*NOTES)):
            best, depth = sibling, min(depth, depth_after)
    return best


def _field_depth(paragraph: etree._Element, node: etree._Element, including: bool = False) -> int:
    """How many fields that begin in the paragraph are open in front of the node, or after it."""
    own = set(node.iter())
    depth = 0
    for other in paragraph.iter():
        if other in own and not including:
            break
        if other.tag == w("fldChar"):
            depth += {"begin": 1, "end": -1}.get(other.get(w("fldCharType"), ""), 0)
        own.discard(other)
        if including and not own:
            break
    return depth


def _mark_properties(paragraph: etree._Element) -> etree._Element:
    """The ``w:rPr`` of the paragraph mark, made at its place in the schema when it is missing."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    mark = properties.find(w("rPr"))
    if mark is None:
        mark = element("rPr")
        later = [child for child in properties if child.tag in (w("sectPr"), w("pPrChange"))]
        properties.insert(properties.index(later[0]) if later else len(properties), mark)
    return mark


def _holds_deleted(node: etree._Element) -> bool:
    return any(True for _ in node.iter(w("delText"), w("delInstrText")))


def _holds_more(paragraph: etree._Element) -> bool:
    """Whether something that is not deleted makes the paragraph more than empty: a picture, a note, a field, a section
    break."""
    return any(all(a.tag != w("del") for a in node.iterancestors()) for node in paragraph.iter(*_KEEPS_PARAGRAPH))


def _formatting(paragraph: etree._Element) -> list[bytes]:
    """The paragraph's properties without those of its mark, for comparing."""
    properties = paragraph.find(w("pPr"))
    return [] if properties is None else [etree.tostring(child) for child in properties if child.tag != w("rPr")]


def _drop(paragraph: etree._Element, name: str) -> None:
    properties = paragraph.find(w("pPr"))
    child = None if properties is None else properties.find(w(name))
    if properties is not None and child is not None:
        properties.remove(child)


def _next_block(paragraph: etree._Element) -> str | None:
    """The tag of the block that follows in the same container, bookmarks and the like passed over."""
    for following in paragraph.itersiblings("*"):
        if not _MARKUP.fullmatch(etree.QName(following).localname):
            return str(following.tag)
    return None
