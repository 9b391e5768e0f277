"""The trap suite: what people do to the template, one file for each, with the answers it must give, to the letter.

A trap starts from a form with a few answers and changes it; ``answers`` is what every reader of the page would say
stands under each question. Shared by the tests and ``benchmarks/reading.py``.
"""

from summarizer.consultation import Consultation
from traps import fields, headings, questions, sections
from traps.fields import text_box
from traps.made import BASE, FILLED, Trap

__all__ = ["BASE", "FILLED", "Trap", "text_box", "traps"]


def traps(consultation: Consultation) -> list[Trap]:
    """Every trap, in the order of the list in the requirements."""
    return [
        make(consultation)
        for group in (fields.WHOLE, fields.PROMPTS, fields.CONTROLS, headings.HEADINGS, sections.SECTIONS, sections.BLOCKS,
                      questions.QUESTIONS, questions.DISPLACED, questions.HANDS)
        for make in group
    ]  # fmt: skip
