"""The strategy's current text: read in from a file; what no rule could place is placed by hand."""

from __future__ import annotations

import hashlib
from pathlib import Path

import streamlit as st

from summarizer import pipeline
from summarizer.errors import SamspelError
from summarizer.pipeline.baselines import place_baseline, unplaced_baseline
from summarizer.pipeline.scratch import scratch_folder
from summarizer.records import PARTS
from summarizer.ui.html import e, heading, show
from summarizer.ui.problems import show_problem
from summarizer.ui.services import Services, person
from summarizer.ui.texts import t

_SHOWN = 20  # texts at a time


def baseline(services: Services) -> None:
    heading(t("settings.baseline"))
    kept = services.workspace.store.review.baseline_file()
    if kept:
        parts = services.workspace.store.review.baseline()
        st.text(t("settings.baseline_now", file=kept[0], parts=len(parts), sections=len({p.section for p in parts})))
    else:
        st.info(t("settings.no_baseline"))
    file = st.file_uploader(t("settings.baseline_file"), type=["docx", "md", "txt"], key="baseline_file")
    if file is not None and st.button(t("settings.read_baseline"), type="primary", key="read_baseline"):
        with scratch_folder(services.workspace.folder) as folder:
            path = folder / (Path(file.name).name or "strategi.docx")
            path.write_bytes(file.getvalue())
            try:
                parts_read, _ = pipeline.set_baseline(services.workspace, path)
            except SamspelError as exc:
                show_problem(exc)
                return
        unplaced = len(unplaced_baseline(services.workspace))
        st.session_state["flash"] = t("settings.baseline_read", parts=len(parts_read), unplaced=unplaced)
        st.rerun()
    if kept:
        _unplaced(services)


def _unplaced(services: Services) -> None:
    """Every text that stands in no part, with a choice of where it belongs. Forewords and headings are left as they are."""
    texts = unplaced_baseline(services.workspace)
    if not texts:
        return
    with st.expander(t("settings.unplaced", count=len(texts))):
        st.caption(t("settings.unplaced_help"))
        wanted = st.text_input(t("settings.unplaced_search"), key="unplaced_search")
        found = [text for text in texts if wanted.casefold() in text.casefold()]
        for text in found[:_SHOWN]:
            _place(services, text)
        if len(found) > _SHOWN:
            st.caption(t("settings.unplaced_more", count=len(found) - _SHOWN))


def _place(services: Services, text: str) -> None:
    consultation, key = services.workspace.consultation, hashlib.sha256(text.encode()).hexdigest()[:8]
    numbered = [s.id for s in consultation.sections if s.number]
    with st.container(border=True):
        show(f"<div class='svar'>{e(text)}</div>")
        left, right = st.columns(2)
        section = left.selectbox(
            t("section"), numbered, format_func=lambda i: consultation.section(i).name, key=f"base_section_{key}",
            filter_mode="contains", index=None, placeholder=t("settings.choose_section"),
        )  # fmt: skip
        part = right.selectbox(t("settings.part"), PARTS, format_func=lambda p: t(f"part.{p}"), key=f"base_part_{key}")
        if st.button(t("submission.place"), key=f"base_place_{key}", disabled=section is None or services.jobs.busy):
            try:
                place_baseline(services.workspace, text, str(section), part, person())
            except SamspelError as exc:
                show_problem(exc)
                return
            st.session_state["flash"] = t("settings.unplaced_done")
            st.rerun()
