"""The official template in code: every heading, question and prompt in its order, ready to be filled in and taken apart."""

from __future__ import annotations

from collections.abc import Mapping

from wordxml import PROMPT, cell, control, docx, empty_control, p, row, run, table

from summarizer.consultation import Consultation

Place = tuple[str, ...]  # ("group", title) | ("heading", section) | ("question", section, question) | ("background",) …
Answers = Mapping[tuple[str, str], str]


def label(consultation: Consultation, section: str, question: str) -> str:
    """The wording that the template prints: the introductions and tables of plans have their own."""
    labels = consultation.questions[question].labels
    if question == "improve" and section.endswith(".intro"):
        return labels[1]
    return labels[2] if question == "improve" and section.endswith(".plans") else labels[0]


def group_heading(consultation: Consultation, group: str) -> str:
    """A group's heading with its page range, as printed."""
    pages = next(s.pages for s in consultation.sections if s.group == group)
    if pages is None:
        return group
    return f"{group}, s {pages[0]}–{pages[1]}" if pages[0] != pages[1] else f"{group}, S {pages[0]}"


def question(text: str, answer: str | None, plain: bool = False) -> str:
    """A question with its field behind it: a content control, or (``plain``, the high-contrast form) bare text."""
    if plain:
        return p(run(f"{text} {PROMPT if answer is None else answer}"))
    return p(run(f"{text} "), empty_control() if answer is None else control(run(answer)))


def background(consultation: Consultation, filled: Mapping[str, str], plain: bool = False) -> str:
    """The table of background fields: label, then the field in the next cell."""
    rows = []
    for field in consultation.background:
        text = filled.get(field.id)
        value = run(text or PROMPT) if plain else control(run(text)) if text else empty_control()
        rows.append(row(cell(p(field.labels[0])), cell(p(value))))
    return table(*rows)


def template(
    consultation: Consultation, answers: Answers, filled: Mapping[str, str] | None = None, plain: bool = False
) -> dict[Place, str]:
    """The whole form as XML by place, in order, so that a test can change, move or remove any piece of it."""
    pieces: dict[Place, str] = {}
    for i, text in enumerate(consultation.template_text[:-4]):
        pieces["printed", str(i)] = p(run(text.replace("…", "Robin Exempel")))
    pieces["background", "heading"] = p(run(consultation.template_text[-4]), style="Rubrik1")
    pieces["background", "table"] = background(consultation, filled or {}, plain)
    group = ""
    for section in consultation.sections:
        if section.group != group:
            group = section.group
            if "Prioritering 1" in group:
                for i, text in enumerate(consultation.template_text[-3:]):
                    pieces["priorities", str(i)] = p(run(text), style="Rubrik1" if i == 0 else "")
                for q in ("analysis", "goal", "needs", "actors"):
                    pieces["priorities", q] = p(run(consultation.questions[q].labels[0]), listed=1)
            pieces["group", group] = p(run(group_heading(consultation, group)), style="Rubrik1")
        pieces["heading", section.id] = p(run(section.heading), style="Rubrik2")
        for q in section.questions:
            text = label(consultation, section.id, q)
            bare = (section.id, q) == ("p1.plans", "improve") and (section.id, q) not in answers
            # The one field that the template's makers forgot.
            pieces["question", section.id, q] = (
                p(run(text)) if bare else question(text, answers.get((section.id, q)), plain)
            )
    pieces["printed", "end"] = p(run(consultation.template_text[2]))
    return pieces


def filled_form(
    consultation: Consultation, answers: Answers, filled: Mapping[str, str] | None = None, plain: bool = False
) -> bytes:
    """A filled-in template as a Word file."""
    return docx("".join(template(consultation, answers, filled, plain).values()))


def every_place(consultation: Consultation) -> list[tuple[str, str]]:
    """All (section, question) of the consultation, in order."""
    return [(s.id, q) for s in consultation.sections for q in s.questions]
