"""Granska: suggestions in the strategy's own text, the feedback behind the one in focus, and the reviewer's decisions.

A decision is in the database before the screen says so; the session only holds which suggestion is in focus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from summarizer import pipeline
from summarizer.consultation import Section
from summarizer.errors import SamspelError
from summarizer.records import SuggestionState, Verdict
from summarizer.ui import citations
from summarizer.ui.cache import cached
from summarizer.ui.html import e, label, show
from summarizer.ui.making import start_drafts
from summarizer.ui.problems import show_problem
from summarizer.ui.review_text import strategy, without
from summarizer.ui.sections import choose, pick_section
from summarizer.ui.services import Services, may
from summarizer.ui.strategy_text import change_html
from summarizer.ui.texts import t

DECIDED = ("accepted", "edited", "rejected")
IN_ADDRESS = "forslag"
_REASONS = 4  # earlier reasons to choose from


def render(services: Services) -> None:
    store = services.workspace.store
    st.title(t("page.granska"), anchor=False)
    if not store.review.baseline():
        st.info(t("review.no_baseline"))
        if st.button(t("review.to_settings"), type="primary"):
            services.go("installningar")
        return
    waiting = store.review.waiting()
    section = pick_section(services, "granska", waiting)
    states = store.review.suggestions(section.id)
    if may(services, "granskare"):
        _reviewer(services)
    if may(services, "skribent"):
        _make(services, section, states)
    if not states:
        if store.review.draft(section.id) is not None:
            st.info(t("review.none"))
        without(services, section)
        strategy(services, section, [], None)
        return
    decided = sum(s.status in DECIDED for s in states)
    st.progress(decided / len(states), text=t("review.progress", done=decided, total=len(states)))
    focus = _focus(states)
    with st.container(key="granskning"):
        left, right = st.columns([3, 2], gap="large")
        with right:
            _card(services, states, focus)
        with left:
            strategy(services, section, states, focus)
    if decided == len(states) and waiting:
        following = next(iter(waiting))
        st.button(
            t("review.next_section", section=services.workspace.consultation.section(following).number or following),
            on_click=choose, args=(following,), key="next_section",
        )  # fmt: skip
    without(services, section)


# ── making suggestions ──────────────────────────────────────────────────────────────────────────────────────────────
def _make(services: Services, section: Section, states: Sequence[SuggestionState]) -> None:
    workspace = services.workspace
    if not workspace.store.review.baseline(section.id):
        st.info(t("review.no_text_here"))
        return
    if not workspace.store.submissions.answers(section.id):
        st.info(t("review.no_answers"))
        return
    text = t("review.make_again") if states else t("review.make")
    with st.container(horizontal=True):
        kind = "secondary" if states else "primary"
        if st.button(text, key="draft", type=kind):  # type: ignore[arg-type]
            start_drafts(services, [section.id])
            st.rerun()
        if st.button(t("review.make_all"), key="draft_all"):
            first = sorted(pipeline.sections_to_draft(workspace), key=lambda i: i != section.id)
            start_drafts(services, first)
            st.rerun()


def _reviewer(services: Services) -> None:
    """The name that decisions are signed with; remembered from last time."""
    if services.workspace.actor.signed_in:  # then the name is the sign-in's
        return
    if "reviewer" not in st.session_state:
        st.session_state["reviewer"] = services.workspace.store.setting("reviewer") or ""
    st.session_state["reviewer_name"] = st.session_state["reviewer"]
    st.text_input(
        t("review.reviewer"), key="reviewer_name", on_change=_remember_reviewer, args=(services,), max_chars=80
    )


def _remember_reviewer(services: Services) -> None:
    name = " ".join(st.session_state["reviewer_name"].split())
    st.session_state["reviewer"] = name
    services.workspace.store.set_setting("reviewer", name)


# ── which one is in focus ───────────────────────────────────────────────────────────────────────────────────────────
def _focus(states: Sequence[SuggestionState]) -> SuggestionState:
    by_id = {s.suggestion.suggestion_id: s for s in states}
    wanted = st.session_state.get("focus") or st.query_params.get(IN_ADDRESS)
    if wanted not in by_id:
        wanted = next((i for i, s in by_id.items() if s.status not in DECIDED), next(iter(by_id)))
    st.session_state["focus"] = wanted
    st.query_params[IN_ADDRESS] = wanted
    return by_id[wanted]


def _step(ids: Sequence[str], focus: str, by: int) -> None:
    st.session_state["focus"] = ids[(ids.index(focus) + by) % len(ids)]
    st.session_state.pop("editing", None)
    citations.close()


def _next_waiting(states: Sequence[SuggestionState], after: str) -> str:
    """The next one without a decision, round the end; the same one when all are decided."""
    ids = [s.suggestion.suggestion_id for s in states]
    at = ids.index(after)
    for state in (*states[at + 1 :], *states[:at]):
        if state.status not in DECIDED:
            return state.suggestion.suggestion_id
    return after


# ── the suggestion in focus ─────────────────────────────────────────────────────────────────────────────────────────
def _card(services: Services, states: Sequence[SuggestionState], state: SuggestionState) -> None:
    suggestion = state.suggestion
    key, ids = suggestion.suggestion_id, [s.suggestion.suggestion_id for s in states]
    history = services.workspace.store.review.history(key)
    with st.container(border=True, key="forslagskort"):
        place = f"{t(f'part.{suggestion.part}')} · {t(f'op.{suggestion.op}')}"
        show(f"<h2>{e(t('review.number', number=ids.index(key) + 1, total=len(ids)))}</h2>"
             f"<p class='fakta'>{e(place)} · <strong>{e(t(f'review.status.{state.status}'))}</strong></p>")  # fmt: skip
        problem = st.session_state.pop("problem", None)
        if problem:
            show_problem(problem)
        if state.status == "stale":
            st.warning(t("review.stale"))
        show(f"<div class='strategi'>{change_html(state)}</div>")
        if st.session_state.get("editing") == key and may(services, "granskare"):
            _edit(services, states, state, len(history))
        else:
            _buttons(services, states, state, len(history))
        _why(services, state)
        _alternatives(services, states, state, len(history))
        if history:
            show(f"<h3>{e(t('review.history'))}</h3>")
            for decision in history:
                reason = f" – {decision.reason}" if decision.reason else ""
                line = f"{decision.at[:16].replace('T', ' ')} {decision.reviewer}: {t(f'verdict.{decision.verdict}')}{reason}"
                show(f"<p class='fakta'>{e(line)}</p>")


def _buttons(services: Services, states: Sequence[SuggestionState], state: SuggestionState, seen: int) -> None:
    key, ids = state.suggestion.suggestion_id, [s.suggestion.suggestion_id for s in states]
    if may(services, "granskare"):
        _verdicts(services, states, state, seen)
    with st.container(horizontal=True):
        _key_button("k", "review.previous", _step, (ids, key, -1), len(ids) < 2)
        _key_button("j", "review.next", _step, (ids, key, 1), len(ids) < 2)
    st.caption(t("review.keys"))


def _reason(services: Services, key: str) -> None:
    """The reason, with those given before to choose from; none is filled in unasked."""
    st.text_input(t("review.reason"), key=f"reason_{key}", max_chars=500)
    earlier = services.workspace.store.review.reasons()[:_REASONS]
    if earlier:
        st.pills(
            t("review.earlier_reasons"), earlier, format_func=label, key=f"earlier_{key}", on_change=_take_reason,
            args=(key,),
        )  # fmt: skip


def _take_reason(key: str) -> None:
    chosen = st.session_state[f"earlier_{key}"]
    if chosen:
        st.session_state[f"reason_{key}"] = chosen


def _verdicts(services: Services, states: Sequence[SuggestionState], state: SuggestionState, seen: int) -> None:
    key = state.suggestion.suggestion_id
    _reason(services, key)
    signed = bool(st.session_state.get("reviewer"))
    if not signed:
        st.caption(t("review.sign_first"))
    with st.container(horizontal=True):
        _key_button("a", "review.accept", _decide, (services, states, key, "accept", seen), not signed, primary=True)
        _key_button("e", "review.edit", _begin_edit, (key,), not signed or state.suggestion.op == "delete")
        _key_button("r", "review.reject", _decide, (services, states, key, "reject", seen), not signed)
        _key_button(
            "u", "review.undo", _decide, (services, states, key, "undo", seen), not signed or state.decision is None
        )


def _key_button(
    letter: str,
    text: str,
    action: Callable[..., None],
    arguments: tuple[Any, ...],
    disabled: bool,
    primary: bool = False,
) -> None:
    """A button that its letter presses too; browser.js finds it by the container's key."""
    with st.container(key=f"tangent_{letter}", width="content"):
        st.button(
            t(text), key=f"button_{letter}", on_click=action, args=arguments, disabled=disabled,
            type="primary" if primary else "secondary",
        )  # fmt: skip


def _begin_edit(key: str) -> None:
    st.session_state["editing"] = key


def _edit(services: Services, states: Sequence[SuggestionState], state: SuggestionState, seen: int) -> None:
    key = state.suggestion.suggestion_id
    st.text_area(t("review.wording"), state.final_text, key=f"wording_{key}", height=180, max_chars=4000)
    _reason(services, key)
    with st.container(horizontal=True):
        st.button(t("review.save_wording"), type="primary", key="save_wording", on_click=_decide,
                  args=(services, states, key, "edit", seen))  # fmt: skip
        st.button(t("review.cancel_edit"), key="cancel_edit", on_click=lambda: st.session_state.pop("editing", None))


def _decide(
    services: Services,
    states: Sequence[SuggestionState],
    key: str,
    verdict: Verdict,
    seen: int,
    wording: str | None = None,
) -> None:
    """Write the decision, then go to the next one that waits. What went wrong is said on the card."""
    text = wording if wording is not None else st.session_state.get(f"wording_{key}") if verdict == "edit" else None
    reason = str(st.session_state.get(f"reason_{key}") or "").strip() or None
    try:
        pipeline.decide(
            services.workspace, key, verdict, st.session_state.get("reviewer", ""), text=text, reason=reason, seen=seen
        )
    except SamspelError as exc:
        st.session_state["problem"] = exc
        return
    st.session_state.pop("editing", None)
    st.session_state.pop(f"reason_{key}", None)
    citations.close()
    if verdict != "undo":
        st.session_state["focus"] = _next_waiting(states, key)


def _why(services: Services, state: SuggestionState) -> None:
    """The reason that goes with the suggestion, and the senders' own words."""
    suggestion = state.suggestion
    if suggestion.rationale:
        show(f"<h3>{e(t('review.rationale'))}</h3><p>{e(suggestion.rationale)}</p>")
    if not suggestion.citations:
        return
    everyone = cached(services, "everyone", lambda: services.workspace.store.submissions.all(in_force=False))
    senders = {s.submission_id: s.organisation for s in everyone}
    show(f"<h3>{e(t('review.feedback', count=len({c.submission_id for c in suggestion.citations})))}</h3>")
    numbers = citations.Numbers()
    quotes = []
    for c in suggestion.citations:
        sender = senders.get(c.submission_id, "–")
        quotes.append(f"<blockquote class='citat'>{e(c.quote)}<cite>{numbers.of(c)}. {e(sender)}</cite></blockquote>")
    show("".join(quotes))
    st.caption(t("review.open_feedback"))
    citations.buttons(suggestion.citations, f"suggestion-{suggestion.suggestion_id}", numbers)
    if st.session_state.get("open_citation"):
        citations.panel(services)


def _alternatives(services: Services, states: Sequence[SuggestionState], state: SuggestionState, seen: int) -> None:
    """Other wordings, as for a conflict: to use one is the person's own edit."""
    suggestion = state.suggestion
    if not suggestion.alternatives:
        return
    show(f"<h3>{e(t('review.alternatives'))}</h3>")
    for i, text in enumerate(suggestion.alternatives):
        show(f"<div class='svar'>{e(text)}</div>")
        if may(services, "granskare"):
            st.button(
                t("review.use_alternative"), key=f"alternative_{suggestion.suggestion_id}_{i}", on_click=_decide,
                args=(services, states, suggestion.suggestion_id, "edit", seen, text),
                disabled=not st.session_state.get("reviewer"),
            )  # fmt: skip
