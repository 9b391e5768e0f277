"""Inställningar for an administrator: who may do what, and the line that exported files carry."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from summarizer import pipeline
from summarizer.actors import ROLES
from summarizer.errors import SamspelError
from summarizer.ui import sign_in
from summarizer.ui.html import heading, show, table
from summarizer.ui.problems import show_problem
from summarizer.ui.services import Services
from summarizer.ui.texts import t


def render(services: Services) -> None:
    _classification(services)
    _roles(services)


def _classification(services: Services) -> None:
    heading(t("classification.title"))
    with st.form("classification"):
        line = st.text_input(
            t("classification.line"), pipeline.classification(services.workspace), max_chars=120,
            help=t("classification.help"), key="classification_line",
        )  # fmt: skip
        if st.form_submit_button(t("save")):
            _done(lambda: pipeline.set_classification(services.workspace, line))


def _roles(services: Services) -> None:
    heading(t("roles.title"))
    st.text(t("roles.help") if sign_in.is_set_up() else t("roles.no_sign_in"))
    kept = pipeline.roles(services.workspace)
    if kept:
        rows = [(who, t(f"role.{role}")) for who, role in kept.items()]
        show(table(t("roles.title"), [t("roles.person"), t("roles.role")], rows))
    with st.form("roles"):
        person = st.text_input(t("roles.person"), max_chars=200, help=t("roles.person_help"), key="role_person")
        role = st.selectbox(
            t("roles.role"), [*ROLES, "none"], key="role_role",
            format_func=lambda r: t(f"role.{r}") if r in ROLES else t("roles.none"),
        )  # fmt: skip
        if st.form_submit_button(t("save")):
            _done(lambda: pipeline.set_role(services.workspace, person, role if role in ROLES else None))


def _done(action: Callable[[], object]) -> None:
    try:
        action()
    except SamspelError as exc:
        show_problem(exc)
        return
    st.session_state["flash"] = t("saved")
    st.rerun()
