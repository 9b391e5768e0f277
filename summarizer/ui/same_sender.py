"""Submissions whose senders may be the same: a person decides whether one replaces the other or both count."""

from __future__ import annotations

import streamlit as st

from summarizer import pipeline
from summarizer.errors import SamspelError
from summarizer.pipeline import MergeProposal
from summarizer.ui.cache import cached
from summarizer.ui.folds import folded_apart
from summarizer.ui.html import e, show
from summarizer.ui.problems import show_problem
from summarizer.ui.services import Services, person
from summarizer.ui.texts import t

_SHOWN = 10  # at a time


def show_proposals(services: Services) -> None:
    proposals = cached(services, "proposals", lambda: pipeline.merge_proposals(services.workspace))
    if not proposals:
        return

    def draw() -> None:
        st.caption(t("same.help"))
        for proposal in proposals[:_SHOWN]:
            _show(services, proposal)

    folded_apart(t("same.title", count=len(proposals)), "same_senders", draw)


def _show(services: Services, proposal: MergeProposal) -> None:
    one, other = proposal.first, proposal.second
    pair = f"{one.submission_id}_{other.submission_id}"
    with st.container(border=True):
        for name, s in (("A", one), ("B", other)):
            show(f"<p><strong>{name}: {e(s.organisation)}</strong> <span class='fakta'>{e(s.file)}</span></p>")
        with st.container(horizontal=True):
            if st.button(t("same.later"), key=f"later_{pair}"):
                _decide(services, one.submission_id, other.submission_id)
            if st.button(t("same.earlier"), key=f"earlier_{pair}"):
                _decide(services, other.submission_id, one.submission_id)
            if st.button(t("same.apart"), key=f"apart_{pair}"):
                pipeline.keep_apart(services.workspace, one.submission_id, other.submission_id, person())
                st.rerun()


def _decide(services: Services, replaced: str, by: str) -> None:
    try:
        pipeline.replace_submission(services.workspace, replaced, by, person())
    except SamspelError as exc:
        show_problem(exc)
        return
    st.session_state["flash"] = t("same.done")
    st.rerun()
