"""Themes changed by hand: a new title, two themes made one, a point moved. Kept when the summary is made again."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from summarizer import pipeline
from summarizer.errors import SamspelError
from summarizer.records import Point, SectionSummary, ThemeSummary
from summarizer.ui.jobs import Job
from summarizer.ui.services import Services
from summarizer.ui.texts import t

ACTIONS = ("rename", "merge", "move")


def render(services: Services, section: str, summary: SectionSummary, points: Mapping[str, Point]) -> None:
    themes = {theme.theme_id: theme for theme in (*summary.themes, *summary.lone_voices)}
    if not themes:
        return
    with st.expander(t("themes.edit")):
        action = st.segmented_control(
            t("themes.what"), ACTIONS, default="rename", required=True, key="theme_action",
            format_func=lambda a: t(f"themes.{a}"),
        )  # fmt: skip
        theme_id = st.selectbox(
            t("themes.theme"), list(themes), format_func=lambda i: themes[i].title, key=f"theme_{section}"
        )
        chosen, other = _fields(action, themes, theme_id, points)
        if st.button(t("save"), key="theme_save", disabled=services.jobs.busy or not other):
            try:
                pipeline.edit_theme(
                    services.workspace, section, action, chosen, other, str(st.session_state.get("reviewer", ""))
                )
                _again(services, section)
            except SamspelError as exc:
                st.error(str(exc))
            else:
                st.rerun()


def _fields(
    action: str, themes: Mapping[str, ThemeSummary], theme_id: str, points: Mapping[str, Point]
) -> tuple[str, str]:
    """(theme that the change is about, title or theme or point that goes with it; "" when there is nothing to choose)"""
    theme = themes[theme_id]
    if action == "rename":
        return theme_id, st.text_input(t("themes.new_title"), theme.title, key=f"title_{theme_id}", max_chars=120)
    others = [i for i in themes if i != theme_id]
    point = ""
    if action == "move":
        mine = [i for i in theme.points if i in points]
        point = st.selectbox(
            t("themes.point"), mine, format_func=lambda i: points[i].quote[:120], key=f"point_{theme_id}"
        )
    into = st.selectbox(t("themes.into"), others, format_func=lambda i: themes[i].title, key=f"into_{theme_id}")
    if into is None:
        return theme_id, ""
    return (into, point or "") if action == "move" else (theme_id, into)


def _again(services: Services, section: str) -> None:
    """Write the section's summary anew with the change; sentences that are known are not written again."""
    workspace = services.workspace

    def work(job: Job) -> None:
        job.begin(workspace.consultation.section(section).name)
        pipeline.summarize(workspace, section)
        job.finish(section)

    services.jobs.start("summarize", 1, work)
