"""The text of a Word paragraph, character by character, with the way back to the XML.

One definition of "the text of a paragraph" serves both the reading of the baseline and the redline, so that an offset
found by the one is valid in the other. It is the text as it stands with earlier revisions accepted: insertions in,
deletions out. A line break is ``\\n``, a tab ``\\t``; hidden text, text boxes, formulas, field codes and references
have no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """``w("p")`` → the name of ``w:p`` as lxml writes it."""
    return f"{{{NS}}}{name}"


# Wrappers whose runs are part of the paragraph. w:del and w:moveFrom are not among them: that text is on its way out.
_INLINE = frozenset(
    map(w, ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"))
)
_BLOCK = frozenset(map(w, ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml")))
_CHARACTERS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
_FALSE = ("0", "false", "off")


@dataclass(frozen=True)
class Atom:
    """A run child that carries text, with the run it stands in."""

    run: etree._Element
    node: etree._Element
    text: str


def body_paragraphs(document: etree._Element) -> list[etree._Element]:
    """Every paragraph of the body in document order, table cells and block content controls included.

    The place in this list is the paragraph's index in ``BaselinePart.paragraphs``. Text boxes are not in it.
    """
    body = document.find(w("body"))
    return [] if body is None else list(_paragraphs(body))


def _paragraphs(container: etree._Element) -> Iterator[etree._Element]:
    for child in container:
        if child.tag == w("p"):
            yield child
        elif child.tag in _BLOCK:
            yield from _paragraphs(child)


def runs(container: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph that are part of its text, in document order."""
    for child in container:
        if child.tag == w("r"):
            yield child
        elif child.tag in _INLINE:
            yield from runs(child)


def atoms(paragraph: etree._Element) -> Iterator[Atom]:
    """The text-bearing nodes of a paragraph in order; their texts joined are the paragraph's text."""
    for run in runs(paragraph):
        if not _hidden(run):
            for node in run:
                if text := node_text(node):
                    yield Atom(run, node, text)


def paragraph_text(paragraph: etree._Element) -> str:
    return "".join(atom.text for atom in atoms(paragraph))


def node_text(node: etree._Element) -> str:
    """The characters that a child of a run stands for; ``""`` when it has none."""
    if node.tag == w("t"):
        # Word drops outer white space of w:t unless told to keep it, and shows a newline inside it as a space.
        raw = node.text or ""
        kept = raw if node.get(XML_SPACE) == "preserve" else raw.strip(" \t\r\n")
        return kept.replace("\r", " ").replace("\n", " ")
    if node.tag == w("br"):
        return "\n" if node.get(w("type"), "textWrapping") == "textWrapping" else ""
    if node.tag == w("sym"):
        return _symbol(node.get(w("char"), ""))
    return _CHARACTERS.get(str(node.tag), "")


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{w('rPr')}/{w('vanish')}")
    return vanish is not None and vanish.get(w("val"), "true") not in _FALSE
