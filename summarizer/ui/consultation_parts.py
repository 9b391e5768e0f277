"""The forms for one section, one question or one field about the sender of a proposed consultation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from summarizer.consultation import BackgroundField, Consultation, Question, Section
from summarizer.proposal import correcting
from summarizer.records import PARTS, Part
from summarizer.ui.html import show, table
from summarizer.ui.texts import t

Change = Callable[[Consultation], Consultation]
Correct = Callable[[Change], None]
_FIELDS = ("organisation", "unit", "contact", "email")  # those that the program knows the meaning of
_NONE = ""  # no part


def sections(made: Consultation, correct: Correct) -> None:
    rows = [(s.number or "–", s.title, s.group or "–", ", ".join(_names(made, s.questions))) for s in made.sections]
    head = [t("consultation.number"), t("consultation.section_title"), t("consultation.group"), t("consultation.asks")]
    show(table(t("consultation.part.sections"), head, rows))
    chosen = _choose("section", [s.id for s in made.sections], lambda i: made.section(i).name)
    old = made.section(chosen) if chosen else Section("", "", "", tuple(made.questions)[:1])
    key = chosen or f"ny_{len(made.sections)}"
    with st.form(f"consultation_section_{key}"):
        number = _text("number", old.number or "", key)
        title = _text("section_title", old.title, key)
        header = _text("heading", old.heading, key)
        group = _text("group", old.group, key)
        asks = st.multiselect(
            t("consultation.asks"), list(made.questions), list(old.questions), key=f"consultation_asks_{key}",
            format_func=lambda q: made.questions[q].title,
        )  # fmt: skip
        last = len(made.sections) + (not chosen)
        at = [s.id for s in made.sections].index(chosen) + 1 if chosen else last
        place = st.number_input(t("consultation.place"), 1, last, at, key=f"consultation_place_{key}")
        if st.form_submit_button(t("save")):
            new = replace(
                old, number=number or None, title=title, heading=header or title, group=group, questions=tuple(asks),
                id=chosen or correcting.new_id(number or title, [s.id for s in made.sections]),
            )  # fmt: skip
            correct(lambda c: correcting.with_section(c, new, int(place)))
    if chosen and _remove("section", chosen):
        correct(lambda c: correcting.without_section(c, chosen))


def questions(made: Consultation, correct: Correct) -> None:
    asked = {q: sum(q in s.questions for s in made.sections) for q in made.questions}
    rows = [
        (q.title, q.labels[0], t(f"part.{q.part}") if q.part else "–", asked[q.id]) for q in made.questions.values()
    ]
    head = [t("consultation.question_title"), t("consultation.label"), t("settings.part"), t("consultation.times")]
    show(table(t("consultation.part.questions"), head, rows, numeric=1))
    chosen = _choose("question", list(made.questions), lambda i: made.questions[i].title)
    old = made.questions[chosen] if chosen else Question("", "", ())
    key = chosen or f"ny_{len(made.questions)}"
    with st.form(f"consultation_question_{key}"):
        title = _text("question_title", old.title, key)
        labels = _labels(old.labels, key)
        part = st.selectbox(
            t("settings.part"), [_NONE, *PARTS], [_NONE, *PARTS].index(old.part or _NONE), key=f"consultation_about_{key}",
            format_func=lambda p: t(f"part.{p}") if p else t("consultation.no_part"), help=t("consultation.part_help"),
        )  # fmt: skip
        is_open = st.checkbox(
            t("consultation.open_question"), old.open, help=t("consultation.open_help"), key=f"consultation_open_{key}"
        )
        if st.form_submit_button(t("save")):
            about: Part | None = next((p for p in PARTS if p == part), None)
            name = chosen or correcting.new_id(title, made.questions)
            correct(lambda c: correcting.with_question(c, Question(name, title, labels, about, is_open)))
    if chosen and _remove("question", chosen):
        correct(lambda c: correcting.without_question(c, chosen))


def background(made: Consultation, correct: Correct) -> None:
    rows = [(f.labels[0], _kind(f.id), t("yes") if f.personal else t("no")) for f in made.background]
    head = [t("consultation.label"), t("consultation.kind"), t("consultation.personal")]
    show(table(t("consultation.part.background"), head, rows))
    fields = {f.id: f for f in made.background}
    chosen = _choose("field", list(fields), lambda i: fields[i].labels[0])
    old = fields.get(chosen, BackgroundField("", (), True))
    key = chosen or f"ny_{len(fields)}"
    with st.form(f"consultation_field_{key}"):
        labels = _labels(old.labels, key)
        kinds = [*_FIELDS, ""]
        kind = st.selectbox(
            t("consultation.kind"), kinds, kinds.index(old.id if old.id in _FIELDS else ""), format_func=_kind,
            key=f"consultation_kind_{key}",
        )  # fmt: skip
        personal = st.checkbox(
            t("consultation.personal"), old.personal, help=t("consultation.personal_help"), key=f"consultation_personal_{key}"
        )  # fmt: skip
        if st.form_submit_button(t("save")):
            other = chosen if chosen not in _FIELDS else ""
            name = kind or other or correcting.new_id(labels[0] if labels else "", fields)
            correct(lambda c: correcting.with_field(c, chosen or None, BackgroundField(name, labels, personal)))
    if chosen and _remove("field", chosen):
        correct(lambda c: correcting.without_field(c, chosen))


def _names(made: Consultation, keys: Sequence[str]) -> list[str]:
    return [made.questions[key].title for key in keys]


def _kind(field_id: str) -> str:
    return t(f"consultation.kind.{field_id}") if field_id in _FIELDS else t("consultation.kind_other")


def _choose(what: str, ids: list[str], name: Callable[[str], str]) -> str:
    """Which one to correct; "" for a new one."""
    return st.selectbox(
        t("consultation.which"), [*ids, ""], format_func=lambda i: name(i) if i else t("consultation.new"),
        key=f"consultation_{what}", filter_mode="contains",
    )  # fmt: skip


def _text(name: str, value: str, key: str) -> str:
    return " ".join(st.text_input(t(f"consultation.{name}"), value, key=f"consultation_{name}_{key}").split())


def _labels(labels: Sequence[str], key: str) -> tuple[str, ...]:
    """The template's own words, the main wording on the first line."""
    text = st.text_area(
        t("consultation.labels"),
        "\n".join(labels),
        help=t("consultation.labels_help"),
        key=f"consultation_labels_{key}",
    )
    return correcting.lines(text)


def _remove(what: str, key: str) -> bool:
    return st.button(t("consultation.remove"), key=f"consultation_remove_{what}_{key}")
