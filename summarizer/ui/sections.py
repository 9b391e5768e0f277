"""The section at hand, the same on every page and after a reload; names of sections, questions and types."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from summarizer.consultation import Consultation, Section
from summarizer.errors import UsageError
from summarizer.ui.services import Services
from summarizer.ui.texts import t

IN_ADDRESS = "avsnitt"


def pick_section(services: Services, page: str, counts: Mapping[str, int]) -> Section:
    """A searchable choice of section by number or title. ``counts``: what to show beside each name."""
    consultation = services.workspace.consultation
    ids = [s.id for s in consultation.sections]
    current = _current(consultation, counts)
    widget = f"section_{page}"
    st.session_state[widget] = current
    st.selectbox(
        t("section"),
        ids,
        key=widget,
        format_func=lambda i: _with_count(consultation.section(i), counts.get(i, 0)),
        on_change=_remember,
        args=(widget,),
        filter_mode="contains",
    )
    st.session_state["section"] = current
    st.query_params[IN_ADDRESS] = current
    return consultation.section(current)


def choose(section_id: str) -> None:
    """Make this the section at hand."""
    st.session_state["section"] = section_id


def _remember(widget: str) -> None:
    choose(st.session_state[widget])


def _current(consultation: Consultation, counts: Mapping[str, int]) -> str:
    """The one chosen, else the one in the address, else the sub-priority with most to show."""
    for wanted in (st.session_state.get("section"), st.query_params.get(IN_ADDRESS)):
        if wanted:
            try:
                return consultation.section(wanted).id
            except UsageError:
                continue
    numbered = [s for s in consultation.sections if s.number] or list(consultation.sections)
    return max(numbered, key=lambda s: counts.get(s.id, 0)).id


def _with_count(section: Section, count: int) -> str:
    return f"{section.name} ({count})" if count else section.name


def type_name(respondent_type: str) -> str:
    return t(f"type.{respondent_type}")


def question_name(consultation: Consultation, question: str) -> str:
    return consultation.questions[question].title if question in consultation.questions else question


def section_name(consultation: Consultation, section_id: str) -> str:
    try:
        return consultation.section(section_id).name
    except UsageError:
        return section_id
