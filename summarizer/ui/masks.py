"""Inställningar: which personal data is covered, where, and which of it an administrator may choose."""

from __future__ import annotations

import streamlit as st

from summarizer import pipeline
from summarizer.errors import SamspelError
from summarizer.text.masking import ALWAYS, OPTIONAL
from summarizer.ui.html import heading, show, table
from summarizer.ui.problems import show_problem
from summarizer.ui.services import Services, may
from summarizer.ui.texts import t


def render(services: Services) -> None:
    heading(t("masks.title"))
    st.text(t("masks.where"))
    covered = pipeline.masks(services.workspace)
    rows = [(t(f"masks.kind.{kind}"), t("masks.always")) for kind in ALWAYS]
    rows += [(t(f"masks.kind.{kind}"), t("masks.on") if kind in covered else t("masks.off")) for kind in OPTIONAL]
    rows += [(t(f"masks.{what}"), t(f"masks.{what}_how")) for what in ("contacts", "private", "others")]
    show(table(t("masks.title"), [t("masks.what"), t("masks.how")], rows))
    if may(services, "administratör"):
        _choose(services)


def _choose(services: Services) -> None:
    covered = pipeline.masks(services.workspace)
    with st.form("masks"):
        st.caption(t("masks.choose"))
        chosen = [
            kind for kind in OPTIONAL if st.checkbox(t(f"masks.kind.{kind}"), kind in covered, key=f"mask_{kind}")
        ]
        if st.form_submit_button(t("save")):
            try:
                pipeline.set_masks(services.workspace, chosen)
            except SamspelError as exc:
                show_problem(exc)
                return
            st.session_state["flash"] = t("masks.saved")
            st.rerun()
