"""Tracked changes in a finished .docx, accepted or rejected, as Word's own buttons do.

Works on the XML of the file alone and shares nothing with the code that writes tracked changes, so that the one can
judge the other.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from lxml import etree

from summarizer.baseline.wordtext import w

_ARRIVED = (w("ins"), w("moveTo"))  # text that accepting keeps
_LEFT = (w("del"), w("moveFrom"))  # text that rejecting keeps
_DELETED_TEXT = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_RANGES = tuple(w(f"move{way}Range{end}") for way in ("From", "To") for end in ("Start", "End"))
_KEPT_BY_PROPERTIES = {w("pPr"): (w("rPr"), w("sectPr"))}  # what a stored old pPr never holds
_CONTENT = (w("p"), w("tbl"), w("r"), w("hyperlink"), w("sdt"), w("smartTag"), w("fldSimple"))

Chosen = Callable[[etree._Element], bool]


def accept_all(docx: bytes) -> bytes:
    """The document with every tracked change carried out."""
    return _resolved(docx, accept=True)


def reject_all(docx: bytes) -> bytes:
    """The document as it was before every tracked change."""
    return _resolved(docx, accept=False)


def _resolved(docx: bytes, accept: bool) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename.startswith("word/") and item.filename.endswith(".xml"):
                root = etree.fromstring(content, parser)
                resolve(root, accept)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(item, content)
    return out.getvalue()


def resolve(root: etree._Element, accept: bool, chosen: Chosen = lambda revision: True) -> None:
    """Accept or reject in place the revisions that ``chosen`` says yes to."""
    leaving, staying = (_LEFT, _ARRIVED) if accept else (_ARRIVED, _LEFT)
    for properties in (w("rPr"), w("pPr"), w("tblPr"), w("trPr"), w("tcPr"), w("sectPr"), w("tblPrEx"), w("tblGrid")):
        for holder in list(root.iter(properties)):
            _formatting(holder, accept, chosen)
    gone_rows = [row for mark, row in _marks(root, w("tr"), chosen) if mark.tag in leaving]
    gone_marks = [paragraph for mark, paragraph in _marks(root, w("p"), chosen) if mark.tag in leaving]
    for mark, _ in [*_marks(root, w("tr"), chosen), *_marks(root, w("p"), chosen)]:
        _remove(mark)
    for row in gone_rows:
        _remove(row)
    for tag in leaving:
        for wrapper in [e for e in root.iter(tag) if chosen(e)]:
            _remove(wrapper)
    for tag in staying:
        for wrapper in [e for e in root.iter(tag) if chosen(e)]:
            _unwrap(wrapper)
    for mark in [e for tag in _RANGES for e in root.iter(tag) if chosen(e)]:
        _remove(mark)
    for paragraph in gone_marks:
        _merge_into_next(paragraph)


def _marks(root: etree._Element, owner: str, chosen: Chosen) -> list[tuple[etree._Element, etree._Element]]:
    """Revisions of whole rows (``w:tr``) or of paragraph marks (``w:p``), each with the row or paragraph."""
    holder = f"{w('trPr')}" if owner == w("tr") else f"{w('pPr')}/{w('rPr')}"
    return [
        (mark, element)
        for element in root.iter(owner)
        for properties in element.findall(holder)
        for mark in properties
        if mark.tag in (*_ARRIVED, *_LEFT) and chosen(mark)
    ]


def _formatting(holder: etree._Element, accept: bool, chosen: Chosen) -> None:
    """Settle a changed formatting: keep the new, or bring back the old that the revision stored."""
    change = holder.find(f"{holder.tag}Change")
    if change is None or not chosen(change):
        return
    holder.remove(change)
    if accept:
        return
    kept = _KEPT_BY_PROPERTIES.get(str(holder.tag), (*_ARRIVED, *_LEFT))
    for child in [c for c in holder if c.tag not in kept]:
        holder.remove(child)
    for position, old in enumerate(list(change[0]) if len(change) else []):
        holder.insert(position, old)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(wrapper: etree._Element) -> None:
    for deleted in wrapper.iter(*_DELETED_TEXT):
        if not any(a.tag in _LEFT for a in deleted.iterancestors() if a is not wrapper):
            deleted.tag = _DELETED_TEXT[str(deleted.tag)]
    for child in list(wrapper):
        wrapper.addprevious(child)
    _remove(wrapper)


def _merge_into_next(paragraph: etree._Element) -> None:
    """A paragraph whose mark is gone runs on into the next, which keeps its own formatting."""
    following = paragraph.getnext()
    while following is not None and following.tag not in (w("p"), w("tbl"), w("sdt"), w("sectPr")):
        following = following.getnext()
    content = [child for child in paragraph if child.tag != w("pPr")]
    if following is not None and following.tag == w("p"):
        properties = following.find(w("pPr"))
        start = 0 if properties is None else following.index(properties) + 1
        for offset, child in enumerate(content):
            following.insert(start + offset, child)
    elif following is None or any(child.tag in _CONTENT for child in content):
        return  # the last paragraph of a cell, or text in front of a table: there is nothing to run on into
    _remove(paragraph)
