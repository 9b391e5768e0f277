"""Word documents of our own making: accessible, in Swedish, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor, Twips
from lxml import etree

from summarizer.baseline.wordtext import w
from summarizer.export.cutting import element

LANGUAGE = "sv-SE"
FONT = "Arial"  # on every machine with Word, and of the same widths in LibreOffice; Calibri is not on every machine
SAME_WIDTHS = {"Arial", "ArialMT", "LiberationSans", "Arimo", "Helvetica"}  # as a PDF names them
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1417  # A4 with 2.5 cm on each side, in twentieths of a point
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
DARK = RGBColor(0x1F, 0x3A, 0x4D)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def new_document(title: str, author: str, created: datetime) -> WordDocument:
    """An empty A4 document in Swedish with a page number in the footer. ``created``: the date in its properties."""
    document = Document()
    without_legacy_styles(document)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.language, properties.comments, properties.keywords = LANGUAGE, "", ""
    properties.created = properties.modified = created.replace(tzinfo=None, microsecond=0)
    _in_swedish(document)
    _styled(document)
    section = document.sections[0]
    section.page_width, section.page_height = Twips(PAGE_WIDTH), Twips(PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(MARGIN)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("Sida ")
    add_field(footer._p, "PAGE", "1")
    return document


def without_legacy_styles(document: WordDocument) -> None:
    """Leave out the copy of the styles that Word 2010 kept: ours differ from it, which newer versions object to."""
    for number in [n for n, relation in document.part.rels.items() if relation.reltype.endswith("/stylesWithEffects")]:
        del document.part.rels[number]


def _in_swedish(document: WordDocument) -> None:
    """The language that a screen reader speaks and the spelling checker uses."""
    for language in document.styles.element.iter(w("lang")):
        language.set(w("val"), LANGUAGE)
    for language in document.settings.element.iter(w("themeFontLang")):
        language.set(w("val"), LANGUAGE)


def _styled(document: WordDocument) -> None:
    for style in document.styles.element.iterfind(w("style")):
        for fonts in style.iter(w("rFonts")):
            style_name = style.find(w("name"))
            if style_name is not None and style_name.get(w("val"), "").startswith(("heading", "Title", "Subtitle")):
                for name in list(fonts.attrib):
                    del fonts.attrib[name]
                for name in ("ascii", "hAnsi", "cs"):
                    fonts.set(w(name), FONT)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    subtitle = document.styles["Subtitle"]
    subtitle.font.size, subtitle.font.italic, subtitle.font.color.rgb = Pt(14), False, DARK
    for spacing in list(subtitle.element.iter(w("spacing"))):
        spacing.attrib.pop(w("val"), None)  # letters apart
    for level, size in ((1, 18), (2, 14), (3, 12)):
        heading = document.styles[f"Heading {level}"]
        heading.font.size, heading.font.color.rgb, heading.font.bold = Pt(size), DARK, True
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(size), Pt(4)


def add_field(paragraph: etree._Element, code: str, shown: str) -> None:
    """A field such as PAGE, with the text that stands there until it is updated."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = element("r")
        if kind in ("begin", "separate", "end"):
            run.append(element("fldChar", {w("fldCharType"): kind}))
        else:
            node = element("instrText" if kind == "" else "t")
            node.text = f" {text} " if kind == "" else text
            run.append(node)
        paragraph.append(run)


def saved(document: WordDocument) -> bytes:
    """The document as bytes that depend on its content only: the clock is kept out of the zip."""
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())


def timeless(archive: bytes) -> bytes:
    """A zip archive with the same members and a fixed date on each."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            target.writestr(zipfile.ZipInfo(item.filename, _ZIP_DATE), source.read(item), zipfile.ZIP_DEFLATED)
    return out.getvalue()
