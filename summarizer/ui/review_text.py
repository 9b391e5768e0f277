"""The strategy's whole text with its suggestions, the list of them with decisions on many at once, and points without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from summarizer import pipeline
from summarizer.consultation import Section
from summarizer.errors import SamspelError
from summarizer.records import PARTS, SuggestionState, Verdict
from summarizer.ui import citations
from summarizer.ui.folds import folded, folded_apart
from summarizer.ui.html import e, label, show
from summarizer.ui.services import Services, may
from summarizer.ui.strategy_text import part_html
from summarizer.ui.texts import t

STATUSES = ("pending", "accepted", "edited", "rejected", "stale")


def strategy(
    services: Services, section: Section, states: Sequence[SuggestionState], focus: SuggestionState | None
) -> None:
    parts = {p.part: p for p in services.workspace.store.review.baseline(section.id)}
    numbers = {s.suggestion.suggestion_id: i for i, s in enumerate(states, 1)}
    show(f"<h2>{e(section.name)}</h2>")
    if states:
        st.caption(t("review.legend"))
    for part in PARTS:
        if part in parts:
            body = part_html(parts[part], states, numbers, focus.suggestion.suggestion_id if focus else None)
            show(f"<h3>{e(t(f'part.{part}'))}</h3>{body}")
    if states:
        folded(t("review.list", count=len(states)), "fold_suggestions", lambda: _list(services, states, numbers))


def _list(services: Services, states: Sequence[SuggestionState], numbers: Mapping[str, int]) -> None:
    """Every suggestion as a button to it, by state and part; and one decision on all that are shown."""
    parts = [p for p in PARTS if any(s.suggestion.part == p for s in states)]
    status = st.pills(t("review.filter"), STATUSES, format_func=lambda s: t(f"review.status.{s}"), key="status_filter")
    part = st.pills(t("review.filter_part"), parts, format_func=lambda p: t(f"part.{p}"), key="part_filter")
    chosen = [s for s in states if status in (None, s.status) and part in (None, s.suggestion.part)]
    if may(services, "granskare"):
        _decide_all(services, [s for s in chosen if s.status == "pending"])
    for state in chosen:
        key = state.suggestion.suggestion_id
        by = state.decision.reviewer if state.decision else None
        name = f"{numbers[key]}. {t(f'part.{state.suggestion.part}')}: {t(f'review.status.{state.status}')}"
        st.button(name, key=f"go_{key}", on_click=_go, args=(key,), help=label(by) if by else None, type="tertiary")


def _decide_all(services: Services, waiting: Sequence[SuggestionState]) -> None:
    """One decision on each of the suggestions shown that nobody has decided on; what is decided is never touched."""
    told = st.session_state.pop("decided_all", None)
    if told:
        st.info(told)
    if not waiting:
        return
    reason = st.text_input(t("review.all_reason"), key="all_reason", max_chars=500)
    sure = st.checkbox(t("review.all_sure", count=len(waiting)), key="all_sure")
    ready = sure and bool(st.session_state.get("reviewer"))
    with st.container(horizontal=True):
        for verdict in ("accept", "reject"):
            st.button(
                t(f"review.all_{verdict}", count=len(waiting)), key=f"all_{verdict}", disabled=not ready,
                on_click=_decide_each, args=(services, waiting, verdict, reason),
            )  # fmt: skip


def _decide_each(services: Services, waiting: Sequence[SuggestionState], verdict: Verdict, reason: str) -> None:
    review, reviewer = services.workspace.store.review, st.session_state.get("reviewer", "")
    done, problems = 0, []
    for state in waiting:
        key = state.suggestion.suggestion_id
        if review.suggestion(key).status != "pending":  # somebody else was quicker
            problems.append(key)
            continue
        try:
            pipeline.decide(services.workspace, key, verdict, reviewer, reason=reason.strip() or None)
            done += 1
        except SamspelError as exc:
            problems.append(str(exc))
    st.session_state["all_sure"] = False
    st.session_state["decided_all"] = t("review.all_done", count=done, left=len(problems))


def _go(key: str) -> None:
    st.session_state["focus"] = key
    st.session_state.pop("editing", None)
    citations.close()


def without(services: Services, section: Section) -> None:
    """Points that gave no suggestion, each with the reason: nothing disappears."""
    store = services.workspace.store
    kept = store.review.draft(section.id)
    if kept is None or not kept[1]:
        return
    rows = kept[1]

    def draw() -> None:
        answers = store.submissions.answers(section.id)
        points = {p.point_id: p for p in store.themes.points(section.id, answers)}
        senders = {a.answer_id: a.organisation for a in answers}
        told = ((points[row.point_id], row.why) for row in rows if row.point_id in points)
        show("".join(
            f"<blockquote class='citat'>{e(p.quote)}<cite>{e(senders[p.answer_id])}: {e(why)}</cite></blockquote>"
            for p, why in told
        ))  # fmt: skip

    folded_apart(t("review.without", count=len(rows)), "fold_without", draw)
