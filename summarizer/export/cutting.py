"""Cuts the runs of a Word paragraph at character offsets, every piece keeping its formatting."""

from __future__ import annotations

import copy
import itertools
import re

from lxml import etree

from summarizer.baseline.wordtext import NS, XML_SPACE, Atom, atoms, node_text, runs, w

REVISIONS = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
NOTES = (w("footnoteReference"), w("endnoteReference"))
_WITH_WORD = tuple(map(w, ("t", "softHyphen", "lastRenderedPageBreak")))  # go with their word though they show nothing

Measured = tuple[etree._Element, int, int]  # a run, where its text begins and how long it is


def element(name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    """A new ``w:name`` with attributes by their full names."""
    made: etree._Element = etree.Element(w(name), attributes or {}, nsmap={"w": NS})
    return made


def new_run(text: str, like: etree._Element | None) -> etree._Element:
    """A run with the text and a copy of the run properties ``like``."""
    run = element("r")
    if like is not None:
        properties = copy.deepcopy(like)
        for child in [c for c in properties if c.tag in (*REVISIONS, w("rPrChange"))]:
            properties.remove(child)
        run.append(properties)
    for piece in re.split(r"(\t)", text):
        if piece == "\t":
            etree.SubElement(run, w("tab"))
        elif piece:
            _write(etree.SubElement(run, w("t")), piece)
    return run


def properties_at(paragraph: etree._Element, start: int, end: int) -> etree._Element | None:
    """The run properties that most of ``text[start:end]`` has; of the character before it when the span is empty."""
    span = (start, end) if start < end else (max(0, start - 1), max(start, 1))
    share: dict[bytes, int] = {}
    holders: dict[bytes, etree._Element | None] = {}
    at = 0
    for atom in atoms(paragraph):
        inside = min(at + len(atom.text), span[1]) - max(at, span[0])
        at += len(atom.text)
        if inside <= 0:
            continue
        linked = any(a.tag == w("hyperlink") for a in atom.run.iterancestors())
        properties = atom.run.find(w("rPr"))
        key = b"" if properties is None else etree.tostring(properties)
        share[key] = share.get(key, 0) + (0 if linked else inside)
        holders[key] = properties
    return holders[max(share, key=lambda key: share[key])] if share else None


def border(paragraph: etree._Element, at: int) -> tuple[Atom | None, Atom | None]:
    """Cut so that one run ends and the next begins at the offset. Gives the text on each side of it."""
    position = 0
    for atom in list(atoms(paragraph)):
        if position < at < position + len(atom.text):
            tail = element("t")
            _write(tail, atom.text[at - position :])
            _write(atom.node, atom.text[: at - position])
            atom.node.addnext(tail)
            split_run(atom.run, tail)
        elif position == at and atom.node.getprevious() is not None:
            split_run(atom.run, atom.node)
        position += len(atom.text)
    left = right = None
    position = 0
    for atom in atoms(paragraph):
        position += len(atom.text)
        if position <= at:
            left = atom
        elif right is None:
            right = atom
    return left, right


def isolated(paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
    """The runs that hold exactly ``text[start:end]``, with the notes inside it and the fields that show all their text
    there; pictures are left out."""
    border(paragraph, start)
    border(paragraph, end)
    for run, at, length in _measured(paragraph):
        if at < end and start < at + length:
            _separate(run)
    measured = _measured(paragraph)
    chosen = {
        run
        for run, at, length in measured
        if (length and start <= at and at + length <= end)
        or (not length and start < at < end and all(_is_text(n) or n.tag in (w("rPr"), *NOTES) for n in run))
    }
    for field in _fields(measured):
        shown = [(run, at) for run, at, length in field if length]
        if all(run in chosen for run, _ in shown) and (shown or start < field[0][1] < end):
            chosen.update(run for run, _, _ in field)
    return [run for run, _, _ in measured if run in chosen]


def _fields(measured: list[Measured]) -> list[list[Measured]]:
    """The runs of each field that begins and ends in the paragraph: its code, its marks and the text that it shows."""
    fields: list[list[Measured]] = []
    open_fields: list[list[Measured]] = []
    for entry in measured:
        kinds = [mark.get(w("fldCharType")) for mark in entry[0].iter(w("fldChar"))]
        open_fields.extend([] for kind in kinds if kind == "begin")
        for field in open_fields:
            field.append(entry)
        fields.extend(open_fields.pop() for kind in kinds if kind == "end" and open_fields)
    return fields


def _measured(paragraph: etree._Element) -> list[Measured]:
    """Each run with where its text begins and how long it is."""
    lengths: dict[etree._Element, int] = {}
    for atom in atoms(paragraph):
        lengths[atom.run] = lengths.get(atom.run, 0) + len(atom.text)
    measured, at = [], 0
    for run in runs(paragraph):
        measured.append((run, at, lengths.get(run, 0)))
        at += lengths.get(run, 0)
    return measured


def _separate(run: etree._Element) -> None:
    """Split a run so that text does not share it with pictures, fields or notes."""
    for previous, node in itertools.pairwise([node for node in run if node.tag != w("rPr")]):
        if _is_text(previous) != _is_text(node):
            split_run(node.getparent(), node)


def _is_text(node: etree._Element) -> bool:
    return bool(node_text(node)) or node.tag in _WITH_WORD


def split_run(run: etree._Element | None, first_of_tail: etree._Element) -> None:
    """Move a child of a run and what follows it into a run of their own with the same properties."""
    assert run is not None
    if all(node.tag == w("rPr") for node in first_of_tail.itersiblings(preceding=True)):
        return
    tail = element("r", {str(k): str(v) for k, v in run.attrib.items()})
    properties = run.find(w("rPr"))
    if properties is not None:
        tail.append(copy.deepcopy(properties))
    tail.extend([first_of_tail, *first_of_tail.itersiblings()])
    run.addnext(tail)


def _write(node: etree._Element, text: str) -> None:
    node.text = text
    node.set(XML_SPACE, "preserve")
