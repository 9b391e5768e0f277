"""Inställningar for an administrator: what was asked. A proposal is read in or begun, corrected part by part, and used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from summarizer import pipeline
from summarizer.consultation import Consultation
from summarizer.errors import SamspelError
from summarizer.pipeline.scratch import scratch_folder
from summarizer.proposal import Proposal, as_toml
from summarizer.proposal.correcting import (
    columns_as_lines,
    columns_from_lines,
    lines,
    places_as_lines,
    places_from_lines,
)
from summarizer.ui import consultation_parts
from summarizer.ui.html import e, heading, show
from summarizer.ui.problems import show_problem
from summarizer.ui.services import Services, reopen
from summarizer.ui.texts import t

_PARTS = ("general", "sections", "questions", "background")


def render(services: Services) -> None:
    heading(t("consultation.title"))
    now = services.workspace.consultation
    st.text(t("consultation.now", title=now.title, sections=len(now.sections), questions=len(now.questions)))
    proposal = pipeline.kept_proposal(services.workspace)
    if proposal is None:
        _begin(services)
        return
    st.info(t("consultation.open"))
    if proposal.check:
        items = "".join(f"<li>{e(sentence)}</li>" for sentence in proposal.check)
        show(f"<p>{e(t('consultation.check'))}</p><ul>{items}</ul>")
    part = st.segmented_control(
        t("consultation.what"), _PARTS, format_func=lambda p: t(f"consultation.part.{p}"), key="consultation_part",
        default=_PARTS[0], required=True,
    )  # fmt: skip
    made = proposal.consultation
    if part == "general":
        _general(services, made)
    elif part == "sections":
        consultation_parts.sections(made, lambda change: correct(services, change))
    elif part == "questions":
        consultation_parts.questions(made, lambda change: correct(services, change))
    else:
        consultation_parts.background(made, lambda change: correct(services, change))
    _end(services, proposal)


def correct(services: Services, change: Callable[[Consultation], Consultation]) -> None:
    """Keep a change of the proposal, or say in a sentence why it cannot be."""
    _done(lambda: pipeline.correct_proposal(services.workspace, change), t("saved"))


def _begin(services: Services) -> None:
    st.text(t("consultation.help"))
    file = st.file_uploader(t("consultation.file"), type=["docx", "toml"], key="consultation_file")
    with st.container(horizontal=True):
        read = st.button(t("consultation.read"), key="consultation_read", disabled=file is None)
        correct_it = st.button(t("consultation.correct"), key="consultation_correct")
    if read and file is not None:
        with scratch_folder(services.workspace.folder) as folder:
            path = folder / (Path(file.name).name or "mall.docx")
            path.write_bytes(file.getvalue())
            _done(lambda: pipeline.open_proposal(services.workspace, path), t("consultation.was_read"))
    if correct_it:
        _done(lambda: pipeline.open_proposal(services.workspace), None)


def _general(services: Services, made: Consultation) -> None:
    with st.form("consultation_general"):
        texts = {
            name: st.text_input(t(f"consultation.{name}"), getattr(made, name), key=f"consultation_{name}")
            for name in ("title", "strategy", "authority", "reference", "deadline")
        }
        prompts = st.text_area(
            t("consultation.placeholders"), "\n".join(made.placeholders), help=t("consultation.placeholders_help"),
            key="consultation_placeholders",
        )  # fmt: skip
        places = st.text_area(
            t("consultation.places"), places_as_lines(made.places), help=t("consultation.places_help"),
            key="consultation_places",
        )  # fmt: skip
        columns = st.text_area(
            t("consultation.columns"), columns_as_lines(made.columns), help=t("consultation.columns_help"),
            key="consultation_columns",
        )  # fmt: skip
        if st.form_submit_button(t("save")):
            facts: dict[str, Any] = {name: " ".join(text.split()) for name, text in texts.items()}
            facts |= {"placeholders": lines(prompts), "columns": columns_from_lines(columns)}
            correct(
                services, lambda c: replace(c, **facts, places=places_from_lines(places, c.places.words))
            )  # fmt: skip


def _end(services: Services, proposal: Proposal) -> None:
    """The file, to keep or to correct by hand; and the two ways out."""
    made = proposal.consultation
    if services.jobs.busy:
        st.caption(t("consultation.busy"))
    with st.container(horizontal=True):
        use = st.button(t("consultation.use"), type="primary", key="consultation_use", disabled=services.jobs.busy)
        st.download_button(
            t("consultation.download"), as_toml(made, proposal.check), f"{made.name}.toml", "application/toml",
            key="consultation_download",
        )  # fmt: skip
        discard = st.button(t("consultation.discard"), key="consultation_discard")
    if use:
        _done(lambda: _use(services), t("consultation.used"))
    if discard:
        _done(lambda: pipeline.discard_proposal(services.workspace), t("consultation.discarded"))


def _use(services: Services) -> None:
    pipeline.use_proposal(services.workspace)
    reopen()


def _done(action: Callable[[], object], said: str | None) -> None:
    try:
        action()
    except SamspelError as exc:
        show_problem(exc)
        return
    if said:
        st.session_state["flash"] = said
    st.rerun()
