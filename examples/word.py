"""Word parts that the examples are made of: content controls, bullets, and a package whose bytes never vary."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

BULLET = "- "
_PLACEHOLDER_STYLE = "Placeholder Text"  # Word shows its built-in styles by their Swedish names
SENT_OUT = date(2025, 5, 5)  # the day the empty template was saved
ZIP_STAMP = (2025, 5, 5, 8, 0, 0)
_UNUSED = ("docProps/thumbnail.jpeg",)  # a picture of an English letter in python-docx's own template


def new_document(title: str, author: str, saved: date = SENT_OUT) -> WordDocument:
    """An empty Swedish document with the styles that the examples use, last saved at eight in the morning."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = datetime.combine(saved, time(8))
    properties.comments, properties.language, properties.revision = "", "sv-SE", 1
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")
    document.styles["Normal"].font.size = Pt(11)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    placeholder = document.styles.add_style(_PLACEHOLDER_STYLE, WD_STYLE_TYPE.CHARACTER)
    placeholder.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
    return document


def package(document: WordDocument) -> bytes:
    """The document as .docx, with fixed time stamps: the same document always gives the same bytes."""
    saved, packed = io.BytesIO(), io.BytesIO()
    for name, relation in list(document.part.package.rels.items()):
        if str(relation.target_part.partname).lstrip("/") in _UNUSED:
            del document.part.package.rels[name]
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the byte differs between Windows and Linux
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def run(text: str, style_id: str | None = None) -> etree._Element:
    """``w:r`` with one text."""
    element = OxmlElement("w:r")
    if style_id is not None:
        properties = OxmlElement("w:rPr")
        properties.append(_valued("w:rStyle", style_id))
        element.append(properties)
    content = OxmlElement("w:t")
    content.text = text
    content.set(qn("xml:space"), "preserve")
    element.append(content)
    return element


def paragraph(line: str, document: WordDocument) -> etree._Element:
    """``w:p`` with one text; a line that begins with "- " becomes a bullet."""
    element = OxmlElement("w:p")
    if line.startswith(BULLET):
        properties = OxmlElement("w:pPr")
        properties.append(_valued("w:pStyle", document.styles["List Bullet"].style_id))
        element.append(properties)
    element.append(run(line.removeprefix(BULLET)))
    return element


class ContentControls:
    """Makes the content controls (``w:sdt``) of one document, with ids in order."""

    def __init__(self, document: WordDocument) -> None:
        self._ids = count(100_000_001)
        self._placeholder_style = document.styles[_PLACEHOLDER_STYLE].style_id

    def empty(self, prompt: str) -> etree._Element:
        """A control inside a paragraph that shows its prompt."""
        return self._control([run(prompt, self._placeholder_style)], showing_prompt=True)

    def filled(self, content: Iterable[etree._Element]) -> etree._Element:
        """A control around runs (inside a paragraph) or around paragraphs (between paragraphs)."""
        return self._control(content, showing_prompt=False)

    def _control(self, content: Iterable[etree._Element], showing_prompt: bool) -> etree._Element:
        control, properties, placeholder = OxmlElement("w:sdt"), OxmlElement("w:sdtPr"), OxmlElement("w:placeholder")
        placeholder.append(_valued("w:docPart", "DefaultPlaceholder_-1854013440"))  # Word's own, needs no glossary
        properties.append(_valued("w:id", str(next(self._ids))))
        properties.append(placeholder)
        if showing_prompt:
            properties.append(OxmlElement("w:showingPlcHdr"))
        body = OxmlElement("w:sdtContent")
        for element in content:
            body.append(element)
        control.append(properties)
        control.append(body)
        return control


def _valued(tag: str, value: str) -> etree._Element:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element
