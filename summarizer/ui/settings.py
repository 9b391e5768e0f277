"""Inställningar: the workspace, the current text of the strategy, models, language, and what leaves the machine."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from summarizer import models, pipeline
from summarizer.errors import SamspelError
from summarizer.pipeline.doctor import diagnose
from summarizer.ui import consultation, governing, masks, speed
from summarizer.ui.baseline import baseline
from summarizer.ui.html import heading, show, table
from summarizer.ui.problems import show_problem
from summarizer.ui.services import Services, choose_workspace, may, reopen
from summarizer.ui.texts import t

GIB = 1024**3


def render(services: Services) -> None:
    st.title(t("page.installningar"), anchor=False)
    flash = st.session_state.pop("flash", None)
    if flash:
        st.success(flash)
    heading(t("settings.workspace"))
    st.text(t("settings.workspace_now", folder=services.workspace.folder.absolute()))
    if not services.workspace.actor.signed_in:  # a person from elsewhere opens no folders on the server
        workspace_form()
    if may(services, "administratör"):
        consultation.render(services)
        baseline(services)
    _models(services)
    if may(services, "administratör"):
        governing.render(services)
    heading(t("settings.privacy"))
    st.success(t("settings.offline"))
    masks.render(services)
    _machine(services)


def workspace_form() -> None:
    """Open or make another workspace."""
    with st.form("workspace"):
        folder = st.text_input(t("settings.folder"), help=t("settings.folder_help"))
        if st.form_submit_button(t("settings.open")) and folder.strip():
            try:
                choose_workspace(Path(folder.strip()))
            except SamspelError as exc:
                show_problem(exc)
                return
            st.session_state.clear()
            st.rerun()


def _models(services: Services) -> None:
    heading(t("settings.models"))
    settings = services.workspace.settings
    listed = models.catalogue()
    rows = [
        (
            m.name, t(f"task.{m.task}"), t("yes") if models.installed(m, settings.models) else t("no"),
            f"{m.ram_gb:g}".replace(".", t("decimal")), f"{m.size / GIB:.1f}".replace(".", t("decimal")), m.licence, m.note,
        )
        for m in listed
    ]  # fmt: skip
    head = [t("settings.model"), t("settings.task"), t("settings.installed"), t("settings.ram"), t("settings.size"),
            t("settings.licence"), t("settings.note")]  # fmt: skip
    show(table(t("settings.catalogue"), head, rows))
    if settings.llm_url:
        st.info(t("settings.server", address=settings.llm_url))
        return
    if not may(services, "administratör"):
        return
    usable = [m.name for m in listed if m.task == "generation" and models.installed(m, settings.models)]
    if not usable:
        st.warning(t("settings.no_model"))
        return
    current = models.find(services.workspace.store.setting("generation_model") or settings.generation).name
    chosen = st.selectbox(
        t("settings.generation"),
        usable,
        index=usable.index(current) if current in usable else 0,
        key="generation_model",
    )
    if chosen != current and st.button(t("settings.use_model"), key="use_model", disabled=services.jobs.busy):
        pipeline.choose_model(services.workspace, chosen)
        reopen()
        st.rerun()
    if chosen == current:
        speed.render(services, current)


def _machine(services: Services) -> None:
    with st.expander(t("settings.machine")):
        rows = [
            (f.what, t("yes") if f.ok else t("no"), f.found, "" if f.ok else f.remedy)
            for f in diagnose(services.workspace.settings)
        ]
        head = [t("settings.what"), t("settings.found"), t("settings.value"), t("settings.remedy")]
        show(table(t("settings.machine"), head, rows))
