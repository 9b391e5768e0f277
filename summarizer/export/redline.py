"""The strategy with the edits as tracked changes, one Word comment each; and the clean copy with them carried out.

Accepting everything gives the new text, rejecting everything the baseline. What the file already holds (styles,
tables, pictures, other people's revisions and comments) stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from docx.document import Document as WordDocument
from docx.opc.part import XmlPart
from lxml import etree

from summarizer.baseline.lines import open_word
from summarizer.baseline.wordtext import body_paragraphs, paragraph_text, w
from summarizer.consultation import Consultation
from summarizer.errors import ExportFailed
from summarizer.export.characters import printable
from summarizer.export.cutting import element, properties_at
from summarizer.export.edits import Change, Plan, TrackedEdit, Unplaced, paragraphs_of, plan
from summarizer.export.manifest import attach
from summarizer.export.revisions import resolve
from summarizer.export.tracked import Stamp, Tracked
from summarizer.export.worddoc import new_document, saved
from summarizer.records import BaselinePart

ID_LINE = "Förslag {id}"  # last line of each comment: how a decision finds its way back
_ANY_ID = re.compile(rb'\bw:id="(\d+)"')
_DELETED_MARK = f"{w('pPr')}/{w('rPr')}/{w('del')}"
_HIGHEST_ID = 2**31 - 100_000  # Word reads ids as signed 32-bit numbers
# CT_Settings is a sequence: w:trackRevisions comes after these.
_BEFORE_TRACKING = [
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
    "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
    "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts",
    "saveFormsData", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors",
    "activeWritingStyle", "proofState", "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter",
    "stylePaneSortMethod", "documentType", "mailMerge", "revisionView",
]  # fmt: skip


@dataclass(frozen=True)
class _Opened:
    """The document that the edits go into, its body paragraphs and the parts as they stand in it."""

    document: WordDocument
    paragraphs: list[etree._Element]
    parts: Sequence[BaselinePart]


def redline(
    original: bytes | None,
    parts: Sequence[BaselinePart],
    changes: Sequence[TrackedEdit],
    consultation: Consultation,
) -> bytes:
    """A .docx with every edit as tracked changes and a comment, in the original or, without one, in a document made of
    the baseline. An edit that cannot go into the text stands as a comment only.

    Raises ExportFailed when the original is not the file that the parts were read from.
    """
    opened = _opened(original, parts, changes, consultation)
    tracked = Tracked(_first_free_id(opened.document))
    planned = _planned(opened, changes)
    marks = _carried_out(opened, planned, tracked)
    _commented(opened, changes, planned.unplaced, marks, tracked)
    _tracking_on(opened.document)
    attach(opened.document, changes)
    return saved(opened.document)


def clean(
    original: bytes | None,
    parts: Sequence[BaselinePart],
    changes: Sequence[TrackedEdit],
    consultation: Consultation,
) -> bytes:
    """A .docx with the edits carried out and nothing marked. Other people's revisions and comments stay as they were."""
    opened = _opened(original, parts, changes, consultation)
    tracked = Tracked(_first_free_id(opened.document))
    _carried_out(opened, _planned(opened, changes), tracked)
    resolve(opened.document.element, True, lambda revision: revision.get(w("id")) in tracked.written)
    return saved(opened.document)


def planned_for(
    original: bytes | None,
    parts: Sequence[BaselinePart],
    changes: Sequence[TrackedEdit],
    consultation: Consultation,
) -> tuple[list[str], Plan]:
    """The texts of the document's body paragraphs and what the redline does with them, the edits that it can only tell
    of in a comment included."""
    opened = _opened(original, parts, changes, consultation)
    return [paragraph_text(paragraph) for paragraph in opened.paragraphs], _planned(opened, changes)


def _opened(
    original: bytes | None, parts: Sequence[BaselinePart], changes: Sequence[TrackedEdit], consultation: Consultation
) -> _Opened:
    if original is None:
        document, placed = _built(parts, changes, consultation)
        return _Opened(document, body_paragraphs(document.element), placed)
    document = open_word(original, "strategin")
    paragraphs = body_paragraphs(document.element)
    for part in parts:
        if _text_in(part, paragraphs) != part.text:
            raise ExportFailed(
                "Word-filen är inte den som den nuvarande texten lästes från; läs in strategin på nytt med "
                "”samspel baseline FIL”."
            )
    return _Opened(document, paragraphs, parts)


def _text_in(part: BaselinePart, paragraphs: list[etree._Element]) -> str | None:
    if any(index >= len(paragraphs) for index in part.paragraphs):
        return None
    spans = zip(part.paragraphs, part.spans, strict=True)
    return "\n".join(paragraph_text(paragraphs[index])[start:end] for index, (start, end) in spans)


def _built(
    parts: Sequence[BaselinePart], changes: Sequence[TrackedEdit], consultation: Consultation
) -> tuple[WordDocument, list[BaselinePart]]:
    """A document of headings and baseline text, with the place of every part in it."""
    dates = [datetime.fromisoformat(change.date) for change in changes]
    created = max((d.replace(tzinfo=None) for d in dates), default=datetime(2000, 1, 1))
    document = new_document(consultation.strategy, consultation.authority, created)
    document.add_heading(consultation.strategy, 0)
    placed: list[BaselinePart] = []
    titles = {question.part: question.title for question in consultation.questions.values() if question.part}
    section = ""
    for part in parts:
        if part.section != section:
            section = part.section
            document.add_heading(consultation.section(section).name, 1)
        document.add_heading(titles[part.part], 2)
        first = len(body_paragraphs(document.element))
        lines = part.text.split("\n") if part.text else []
        for line in lines:
            document.add_paragraph(printable(line))
        indices = tuple(range(first, first + len(lines)))
        placed.append(replace(part, paragraphs=indices, spans=tuple((0, len(line)) for line in lines)))
    return document, placed


def _planned(opened: _Opened, changes: Sequence[TrackedEdit]) -> Plan:
    wanted = {index for part in opened.parts for index in part.paragraphs}
    texts = {index: paragraph_text(opened.paragraphs[index]) for index in wanted}
    return plan(opened.parts, paragraphs_of(opened.parts, texts), changes)


def _carried_out(opened: _Opened, planned: Plan, tracked: Tracked) -> dict[int, list[etree._Element]]:
    """Write the changes. Gives the elements written for each edit, by the edit's identity."""
    marks: dict[int, list[etree._Element]] = {}
    for change in planned.changes:
        _change(opened.paragraphs[change.paragraph.index], change, tracked, marks)
    _copies_numbered(opened.document, tracked)
    return marks


def _copies_numbered(document: WordDocument, tracked: Tracked) -> None:
    """A run that was cut in two carries another author's change of formatting twice: the copy gets an id of its own."""
    seen: set[str] = set()
    for revision in document.element.iter(w("rPrChange")):
        if (number := revision.get(w("id"), "")) in seen:
            revision.set(w("id"), tracked.new_id())
        seen.add(number)


def _change(
    paragraph: etree._Element, change: Change, tracked: Tracked, marks: dict[int, list[etree._Element]]
) -> None:
    body = properties_at(paragraph, 0, len(change.paragraph.text))
    # From the end to the beginning, so that the offsets that remain stay true.
    for hunk in reversed(change.hunks):
        like = body if hunk.edit.op == "insert_after" else properties_at(paragraph, hunk.start, hunk.end)
        written = tracked.replace(paragraph, hunk.start, hunk.end, hunk.new, _stamp(hunk.edit), like)
        marks.setdefault(id(hunk.edit), []).extend(written)
    for text, edit in reversed(change.after):
        new = tracked.insert_paragraph(paragraph, text, _stamp(edit), body)
        marks.setdefault(id(edit), []).append(new[-1])
    for text, edit in change.before:
        marks.setdefault(id(edit), []).append(tracked.insert_paragraph_before(paragraph, text, _stamp(edit), body)[-1])
    if change.emptied_by is not None:
        tracked.delete_paragraph(paragraph, _stamp(change.emptied_by))


def _stamp(edit: TrackedEdit) -> Stamp:
    return Stamp(printable(edit.author), edit.date)


def _commented(
    opened: _Opened,
    changes: Sequence[TrackedEdit],
    unplaced: Sequence[Unplaced],
    marks: dict[int, list[etree._Element]],
    tracked: Tracked,
) -> None:
    """One comment for each edit, around what it changes."""
    order = {node: position for position, node in enumerate(opened.document.element.iter())}
    reasons = {id(missing.edit): missing for missing in unplaced}
    for edit in changes:
        number = _comment(opened.document, edit, reasons.get(id(edit)), tracked.new_id())
        if written := sorted(marks.get(id(edit), ()), key=lambda node: order[node]):
            _anchor(written[0], written[-1], number)
        else:
            missing = reasons.get(id(edit))
            index = -1 if missing is None or missing.paragraph is None else missing.paragraph
            paragraph = opened.paragraphs[index]
            content = [child for child in paragraph if child.tag != w("pPr")]
            if not content:
                content = [element("r")]
                paragraph.append(content[0])
            _anchor(content[0], content[-1], number)


def _comment(document: WordDocument, edit: TrackedEdit, missing: Unplaced | None, number: str) -> str:
    lines = [edit.comment.strip()]
    if missing is not None:
        lines += [missing.reason, f"Föreslagen text: {edit.new_text.strip()}" if edit.new_text.strip() else "Utgår."]
    lines.append(ID_LINE.format(id=edit.suggestion_id))
    text = "\n".join(printable(line) for line in lines if line)
    author = printable(edit.author)
    comment = document.comments.add_comment(text, author, "".join(word[0] for word in author.split())[:3].upper())
    holder = comment._comment_elm
    holder.set(w("id"), number)
    holder.set(w("date"), _stamp(edit).word_date)
    defined = {style.get(w("styleId")) for style in document.styles.element.iter(w("style"))}
    for properties in holder.iter(w("pPr"), w("rPr")):
        for style in properties.findall(w("pStyle")) + properties.findall(w("rStyle")):
            if style.get(w("val")) not in defined:
                properties.remove(style)
    return number


def _anchor(first: etree._Element, last: etree._Element, number: str) -> None:
    """Put the ends of a comment around two elements, outside links, controls and insertions that they stand in."""
    start, end = _in_paragraph(first), _in_paragraph(last)
    start.addprevious(element("commentRangeStart", {w("id"): number}))
    closing = element("commentRangeEnd", {w("id"): number})
    if (stays := _first_that_stays(end)) is None:
        end.addnext(closing)
    else:
        stays.insert(0 if stays.find(w("pPr")) is None else 1, closing)
    run = element("r")
    run.append(element("commentReference", {w("id"): number}))
    closing.addnext(run)


def _first_that_stays(node: etree._Element) -> etree._Element | None:
    """The first paragraph after those that are marked as deleted; None when the node's own stays. A comment's mark is a
    character to LibreOffice: in a deleted paragraph it would drag its formatting into the next, and an otherwise empty
    one that ends a section it would make visible. Nor does it go in front of a table of contents, whose first line it
    would give another look."""
    paragraph = node.getparent()
    if paragraph is None or paragraph.find(_DELETED_MARK) is None:
        return None
    for following in paragraph.itersiblings(w("p")):
        if following.find(_DELETED_MARK) is None:
            ends_section = following.find(f"{w('pPr')}/{w('sectPr')}") is not None
            hidden = ends_section and not paragraph_text(following)
            return None if hidden or _opens_field(following) else following
    return None


def _opens_field(paragraph: etree._Element) -> bool:
    """Whether a field begins in the paragraph and goes on in the next, as a table of contents does."""
    kinds = [mark.get(w("fldCharType")) for mark in paragraph.iter(w("fldChar"))]
    return kinds.count("begin") > kinds.count("end")


def _in_paragraph(node: etree._Element) -> etree._Element:
    while (parent := node.getparent()) is not None and parent.tag != w("p"):
        node = parent
    return node


def _first_free_id(document: WordDocument) -> int:
    """An id above every other in the package, so that the revisions and comments made here share none."""
    used = {0}
    for part in document.part.package.iter_parts():
        content = part.blob if isinstance(part, XmlPart) or part.partname.endswith(".xml") else b""
        used.update(int(found) for found in _ANY_ID.findall(content))
    return max(number for number in used if number < _HIGHEST_ID) + 1


def _tracking_on(document: WordDocument) -> None:
    """Word goes on tracking, so that what a person changes in the file can be read back."""
    settings = document.settings.element
    if settings.find(w("trackRevisions")) is None:
        before = [child for child in settings.iterchildren("*") if etree.QName(child).localname in _BEFORE_TRACKING]
        settings.insert(settings.index(before[-1]) + 1 if before else 0, element("trackRevisions"))
