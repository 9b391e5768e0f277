"""The made-up strategy as a Word file: headings, tables, bold words, header and footer."""

from __future__ import annotations

import re
from datetime import date

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from examples.source import ExamplePriority, ExampleStrategy, ExampleSubPriority
from examples.word import new_document, package
from summarizer.consultation import Consultation
from summarizer.export.worddoc import without_legacy_styles

SAVED = date(2020, 3, 2)
ANALYSIS_HEADING = "Sammanfattande analys"
NEEDS_HEADING = "Identifierade behov och viktiga aktörer"
PLANS_HEADING = "Vägen framåt – exempel på andra strategier och planer"
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def render_strategy(strategy: ExampleStrategy, consultation: Consultation) -> bytes:
    """The strategy as .docx. Raises UsageError for a sub-priority that the consultation does not have."""
    document = new_document(strategy.title, "Exempelregionen", SAVED)
    without_legacy_styles(document)
    document.sections[0].header.paragraphs[0].text = strategy.header
    _footer(document.sections[0].footer.paragraphs[0], strategy.footer)
    document.add_paragraph(strategy.title, style="Title")
    document.add_paragraph(strategy.subtitle, style="Subtitle")
    document.add_heading("Inledning", 1)
    for text in strategy.foreword:
        _text(document, text)
    for priority in strategy.priorities:
        _priority(document, priority, consultation)
    document.add_paragraph()  # Word ends every text with a paragraph; without one LibreOffice marks the last table as changed
    return package(document)


def _priority(document: WordDocument, priority: ExamplePriority, consultation: Consultation) -> None:
    document.add_heading(priority.heading, 1).paragraph_format.page_break_before = True
    _text(document, priority.introduction)
    for sub in priority.sub:
        document.add_heading(f"Delprioritering {consultation.section(sub.number).name}", 2)
        _sub_priority(document, sub)
    document.add_heading(PLANS_HEADING, 2)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, title in zip(table.rows[0].cells, ("Nivå", "Strategi eller plan"), strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    for row in priority.plans:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _sub_priority(document: WordDocument, sub: ExampleSubPriority) -> None:
    document.add_heading(ANALYSIS_HEADING, 3)
    for text in sub.analysis:
        _text(document, text)
    document.add_heading(NEEDS_HEADING, 3)
    for text in (sub.goal, sub.needs, sub.actors):
        _text(document, text)


def _text(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph()
    for position, piece in enumerate(_BOLD.split(text)):  # every other piece stood between stars
        if piece:
            paragraph.add_run(piece).bold = True if position % 2 else None


def _footer(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{text} · sida ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    paragraph._p.append(number)
