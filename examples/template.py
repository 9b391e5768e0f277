"""The template that every sender fills in, made anew as a Word file with answers in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from examples import template_text as words
from examples.word import BULLET, SENT_OUT, ContentControls, new_document, package, paragraph, run
from summarizer.consultation import Consultation, Question, Section

Key = tuple[str, str]  # section id, question id
Habit = Literal["block", "spill", "prompt_left"]
"""What the sender does with the fields. ``block``: as Word does it. ``spill``: the first paragraph in the control and the
rest pasted below it. ``prompt_left``: writes after the prompt, which stays in the text."""

PICTURE = Path(__file__).parent / "map.png"


def fill_template(
    background: Mapping[str, str],
    answers: Mapping[Key, str],
    consultation: Consultation,
    habit: Habit = "block",
    saved: date = SENT_OUT,
) -> bytes:
    """The filled template as .docx; the same arguments give the same bytes.

    ``background`` maps background field ids and ``answers`` maps (section id, question id) to text; what is missing or
    empty stays a placeholder. A line of an answer is a paragraph, one that begins with "- " a bullet; empty lines are
    left out. ``saved`` is the day that the file says it was last changed. Raises ValueError for a field that the
    consultation does not have.
    """
    _check(background, answers, consultation)
    return package(_Template(consultation, habit, saved).fill(background, answers))


def heading_of_group(section: Section) -> str:
    """The heading above the section, with page numbers as the template writes them ("…, s 27–29")."""
    if section.pages is None:
        return section.group
    first, last = section.pages
    pages = str(first) if first == last else f"{first}–{last}"
    return f"{section.group}, {'S' if section.id in words.CAPITAL_PAGES else 's'} {pages}"


def label_of(section: Section, question: Question) -> str:
    """The question as the template words it in this section."""
    if question.id != "improve":
        return question.labels[0]
    return words.IMPROVE_LABELS.get(section.id.rpartition(".")[2], question.labels[0])


class _Template:
    """Writes one copy of the template, from top to bottom."""

    def __init__(self, consultation: Consultation, habit: Habit, saved: date) -> None:
        self._consultation = consultation
        self._habit = habit
        self._document: WordDocument = new_document(words.TITLE, consultation.authority, saved)
        self._controls = ContentControls(self._document)
        self._prompt = consultation.placeholders[0]

    def fill(self, background: Mapping[str, str], answers: Mapping[Key, str]) -> WordDocument:
        self._introduction()
        self._background(background)
        group = None
        for section in self._consultation.sections:
            if section.group != group:
                self._group(section)
                group = section.group
            self._document.add_heading(section.heading, 2)
            for question in (self._consultation.questions[q] for q in section.questions):
                self._question(section, question, answers.get((section.id, question.id), ""))
        self._document.add_paragraph()
        self._document.add_paragraph(words.DEADLINE)
        return self._document

    def _introduction(self) -> None:
        document = self._document
        document.add_paragraph(words.TITLE, style="Title")
        document.add_paragraph(words.SUBTITLE, style="Subtitle")
        document.add_paragraph().add_run(words.DEADLINE).bold = True
        for text in words.INVITATION:
            document.add_paragraph(text)
        for position, text in enumerate(words.EXPLANATIONS):
            question, mark, rest = text.partition("?")
            body = document.add_paragraph()
            if position == words.PICTURE_BEFORE:
                body.add_run().add_picture(str(PICTURE), width=Cm(7))
                document.inline_shapes[0]._inline.docPr.set("descr", words.PICTURE_TEXT)
                body = document.add_paragraph()
            body.add_run(question + mark).bold = True
            body.add_run(rest)
        for text in words.FACTS:
            document.add_paragraph(text)

    def _background(self, background: Mapping[str, str]) -> None:
        self._document.add_heading(words.BACKGROUND_HEADING, 1)
        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        for field in self._consultation.background:
            label, value = table.add_row().cells
            label.paragraphs[0].add_run(words.BACKGROUND_LABELS.get(field.id, field.labels[0])).bold = True
            self._cell(value, background.get(field.id, ""))

    def _cell(self, cell: _Cell, text: str) -> None:
        control = self._controls.filled([run(text)]) if text.strip() else self._controls.empty(self._prompt)
        cell.paragraphs[0]._p.append(control)

    def _group(self, section: Section) -> None:
        if section.group.startswith("Prioritering 1"):
            self._priorities()
        self._document.add_heading(heading_of_group(section), 1)

    def _priorities(self) -> None:
        self._document.add_heading(words.PRIORITIES_HEADING, 1)
        for text in words.PRIORITIES:
            self._document.add_paragraph(text)
        for question in self._consultation.questions.values():
            if question.part is not None:
                self._document.add_paragraph(question.labels[0], style="List Bullet")

    def _question(self, section: Section, question: Question, answer: str) -> None:
        lines = [line.strip() for line in answer.splitlines() if line.strip()]
        label = self._document.add_paragraph()
        label.add_run(label_of(section, question)).bold = True
        if section.id in words.NO_FIELD:
            self._below(lines)
        elif not lines:
            self._beside(label, self._controls.empty(self._prompt))
        elif self._habit == "prompt_left":
            self._beside(label, self._controls.filled([run(f"{self._prompt} {lines[0].removeprefix(BULLET)}")]))
            self._below(lines[1:])
        elif self._habit == "spill" or (len(lines) == 1 and not lines[0].startswith(BULLET)):
            self._beside(label, self._controls.filled([run(lines[0].removeprefix(BULLET))]))
            self._below(lines[1:])
        else:
            content = [paragraph(line, self._document) for line in lines]
            self._document.element.body.insert(-1, self._controls.filled(content))  # before the page settings

    def _beside(self, label: Paragraph, control: etree._Element) -> None:
        label.add_run(" ")
        label._p.append(control)

    def _below(self, lines: list[str]) -> None:
        for line in lines:
            self._document.element.body.insert(-1, paragraph(line, self._document))


def _check(background: Mapping[str, str], answers: Mapping[Key, str], consultation: Consultation) -> None:
    fields = {field.id for field in consultation.background}
    asked = {(section.id, question) for section in consultation.sections for question in section.questions}
    if unknown := sorted({*background} - fields) + sorted({*answers} - asked):
        raise ValueError(f"fields that the consultation does not have: {unknown}")
