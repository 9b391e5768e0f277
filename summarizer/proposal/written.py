"""A consultation as the text of its TOML file, in the order and with the comments that a person needs to correct it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from summarizer.consultation import Consultation, Question, Section

_PROPOSED = """\
# Förslag till samrådsfil, gjort av den tomma mallen. Gå igenom den, rätta och läs in den med
#   samspel init --consultation DENNA_FIL.toml
# Vad varje rad betyder: docs/adapting.md.
"""
_CORRECTED = "# Samrådsfil. Vad varje rad betyder: docs/adapting.md."
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def as_toml(made: Consultation, check: tuple[str, ...] = ()) -> str:
    """The file. ``summarizer.consultation.parse`` gives the same consultation back."""
    return "\n".join(_lines(made, check)) + "\n"


def _lines(made: Consultation, check: tuple[str, ...]) -> Iterator[str]:
    yield _PROPOSED.rstrip() if check else _CORRECTED
    if check:
        yield from ("#", "# Att kontrollera:", *(f"#  - {sentence}" for sentence in check))
    yield ""
    for key in ("name", "title", "strategy", "authority", "reference"):
        yield f"{key} = {_text(getattr(made, key))}"
    yield f"deadline = {made.deadline if re.fullmatch(r'[0-9]{4}(-[0-9]{2}){2}', made.deadline) else _text(made.deadline)}"
    yield f"placeholders = {_texts(made.placeholders)}"
    if made.places.words:
        yield f"places_that_are_words = {_texts(tuple(sorted(made.places.words)))}"
    if made.template_text:
        yield from ("", "# Vad mallen trycker utöver rubriker och frågor; ”…” står för ord som kan variera.")
        yield from ("template_text = [", *(f"    {_text(t)}," for t in made.template_text), "]")
    yield from ("", "# Vem som svarar. ”personal”: personuppgift, hålls åtskild och döljs överallt.")
    for field in made.background:
        yield from ("", "[[background]]", f"id = {_text(field.id)}", *_labels(field.labels))
        if field.personal:
            yield "personal = true"
    yield from ("", "# ”part”: den del av strategins text som frågan gäller: analysis, goal, needs eller actors.")
    for question in made.questions.values():
        yield from _question(question)
    for section in made.sections:
        yield from _section(section)
    yield from (
        "",
        '# Webbformulärets kolumner, om svaren kommer som tabell: "Kolumnens rubrik" = "avsnitt/fråga"',
        "[columns]",
    )
    for header, target in made.columns.items():
        yield f"{_text(header)} = {_text(target)}"
    yield from ("", '# Kommun = dess orter, till exempel: "Granvik" = ["Norrbyn", "Granviks hamn"]', "[places]")
    for name, towns in made.places.items():
        yield f"{_text(name)} = {_texts(towns)}"


def _question(question: Question) -> Iterator[str]:
    key = question.id if _BARE.fullmatch(question.id) else _text(question.id)
    yield from ("", f"[questions.{key}]", *_labels(question.labels), f"title = {_text(question.title)}")
    if question.part is not None:
        yield f"part = {_text(question.part)}"
    if question.open:
        yield "open = true  # hit hör det som inte säger vilken fråga det svarar på"


def _section(section: Section) -> Iterator[str]:
    yield from ("", "[[sections]]", f"id = {_text(section.id)}")
    if section.number:
        yield f"number = {_text(section.number)}"
    yield from (f"title = {_text(section.title)}", f"heading = {_text(section.heading)}")
    if section.group:
        yield f"group = {_text(section.group)}"
    if section.pages:
        yield f"pages = [{section.pages[0]}, {section.pages[1]}]"
    yield f"questions = {_texts(section.questions)}"


def _labels(labels: tuple[str, ...]) -> Iterator[str]:
    yield f"label = {_text(labels[0])}"
    if len(labels) > 1:
        yield f"labels = {_texts(labels[1:])}"


def _text(text: str) -> str:
    """A basic string of TOML: JSON's escapes are among its own, and DEL is the one character that JSON leaves."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_text, texts)) + "]"
