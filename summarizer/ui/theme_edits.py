"""Themes changed by hand: a new title, two themes made one, one made two, a point moved. Kept when the summary is made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import streamlit as st

from summarizer import pipeline
from summarizer.errors import SamspelError
from summarizer.records import Point, SectionSummary, ThemeSummary
from summarizer.ui.folds import folded_apart
from summarizer.ui.making import start_summaries
from summarizer.ui.problems import show_problem
from summarizer.ui.services import Services, person
from summarizer.ui.texts import t

ACTIONS = ("rename", "merge", "split", "move")


def render(services: Services, section: str, summary: SectionSummary, points: Mapping[str, Point]) -> None:
    themes = {theme.theme_id: theme for theme in (*summary.themes, *summary.lone_voices)}
    if themes:
        folded_apart(t("themes.edit"), "fold_themes", lambda: _draw(services, section, themes, points))


def _draw(services: Services, section: str, themes: Mapping[str, ThemeSummary], points: Mapping[str, Point]) -> None:
    action = st.segmented_control(
        t("themes.what"), ACTIONS, default="rename", required=True, key="theme_action",
        format_func=lambda a: t(f"themes.{a}"),
    )  # fmt: skip
    theme_id = st.selectbox(
        t("themes.theme"), list(themes), format_func=lambda i: themes[i].title, key=f"theme_{section}"
    )
    changes = (
        _split(section, themes[theme_id], points) if action == "split" else _fields(action, themes, theme_id, points)
    )
    if st.button(t("save"), key="theme_save", disabled=not changes):
        try:
            for what, changed, other in changes:
                pipeline.edit_theme(services.workspace, section, what, changed, other, person())
            start_summaries(services, [section], anew=True)  # sentences that are known are not written again
        except SamspelError as exc:
            show_problem(exc)
        else:
            st.rerun()


Change = tuple[str, str, str]  # action, the theme it is about, the title or theme or point that goes with it


def _fields(
    action: str, themes: Mapping[str, ThemeSummary], theme_id: str, points: Mapping[str, Point]
) -> list[Change]:
    """The change chosen; none when there is nothing to choose."""
    theme = themes[theme_id]
    if action == "rename":
        title = st.text_input(t("themes.new_title"), theme.title, key=f"title_{theme_id}", max_chars=120)
        return [("rename", theme_id, title)] if title.strip() else []
    others = [i for i in themes if i != theme_id]
    point: str | None = None
    if action == "move":
        mine = [i for i in theme.points if i in points]
        point = st.selectbox(
            t("themes.point"), mine, format_func=lambda i: points[i].quote[:120], key=f"point_{theme_id}"
        )
    into = st.selectbox(t("themes.into"), others, format_func=lambda i: themes[i].title, key=f"into_{theme_id}")
    if into is None:
        return []
    if action == "merge":
        return [("merge", theme_id, into)]
    return [("move", into, point)] if point else []


def _split(section: str, theme: ThemeSummary, points: Mapping[str, Point]) -> list[Change]:
    """Some of the theme's points made a theme of their own, with a title by hand. Not all: that is a new title."""
    mine = [i for i in theme.points if i in points]
    chosen = st.multiselect(
        t("themes.points"), mine, format_func=lambda i: points[i].quote[:120], key=f"split_{theme.theme_id}",
        max_selections=max(1, len(mine) - 1), placeholder=t("themes.choose_points"),
    )  # fmt: skip
    title = st.text_input(t("themes.new_title"), key=f"split_title_{theme.theme_id}", max_chars=120)
    if not chosen or len(chosen) == len(mine) or not title.strip():
        return []
    new = "T" + hashlib.sha256("\0".join((section, *sorted(chosen))).encode()).hexdigest()[:10]
    return [("rename", new, title), *(("move", new, point) for point in chosen)]
