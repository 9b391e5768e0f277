"""Fråga: a conversation with the submissions; every sentence cited, or an honest no."""

from __future__ import annotations

from typing import Any

import streamlit as st
from pydantic import TypeAdapter

from summarizer import pipeline
from summarizer.asking import Answered
from summarizer.errors import SamspelError
from summarizer.records import RESPONDENT_TYPES, Citation, Claim
from summarizer.ui import citations
from summarizer.ui.empty import nothing_read
from summarizer.ui.html import e, show
from summarizer.ui.problems import show_problem
from summarizer.ui.ready import get_ready
from summarizer.ui.sections import section_name, type_name
from summarizer.ui.services import Services, may
from summarizer.ui.texts import t
from summarizer.workspace import now

_ANSWER = TypeAdapter(Answered)


def render(services: Services) -> None:
    store = services.workspace.store
    st.title(t("page.fraga"), anchor=False)
    if not store.submissions.all():
        nothing_read(services, t("ask.no_submissions"))
        return
    _filters(services)
    said = store.audit.conversation()
    left, right = st.columns([3, 2], gap="large")
    with right:
        citations.panel(services)
    with left:
        if not said:
            _examples()
        for i, message in enumerate(said):
            with st.chat_message(message["role"], avatar="👤" if message["role"] == "user" else "🗂️"):
                _message(services, i, message)
        typed = st.session_state.pop("asked", None)
        box = st.container()
        if said and may(services, "skribent"):
            st.button(t("ask.forget"), on_click=pipeline.forget_conversation, args=(services.workspace,), key="forget")
    typed = st.chat_input(t("ask.placeholder"), max_chars=500) or typed
    if typed:
        with box:
            _ask(services, typed)
    else:
        get_ready(services.workspace)


def _filters(services: Services) -> None:
    consultation = services.workspace.consultation
    one, two = st.columns(2)
    one.selectbox(
        t("ask.section"), [s.id for s in consultation.sections], index=None, key="ask_section", placeholder=t("all"),
        format_func=lambda i: section_name(consultation, i), filter_mode="contains",
    )  # fmt: skip
    two.selectbox(
        t("ask.type"), list(RESPONDENT_TYPES), index=None, key="ask_type", placeholder=t("all"), format_func=type_name
    )


def _examples() -> None:
    st.caption(t("ask.examples"))
    for i in (1, 2, 3):
        st.button(t(f"ask.example{i}"), key=f"example_{i}", on_click=_say, args=(t(f"ask.example{i}"),))


def _say(question: str) -> None:
    st.session_state["asked"] = question


def _ask(services: Services, question: str) -> None:
    """Answer sentence by sentence; question and answer are kept in the workspace before the screen shows them as said."""
    earlier = [m["text"] for m in services.workspace.store.audit.conversation() if m["role"] == "user"]
    with st.chat_message("user", avatar="👤"):
        st.text(question)
    so_far: list[Claim] = []
    st.session_state["ask_so_far"] = (question, so_far)
    with st.chat_message("assistant", avatar="🗂️"):
        written = st.container()
        st.button(t("ask.stop"), key="ask_stop", on_click=_stopped, args=(services,))

        def tell(claim: Claim) -> None:
            so_far.append(claim)
            with written:  # a click on "stop" ends the run here
                show(f"<p class='pastaende'>{e(claim.text)}</p>")

        try:
            with st.spinner(t("ask.thinking")):
                answer = pipeline.ask(
                    services.workspace,
                    question,
                    st.session_state.get("ask_section"),
                    st.session_state.get("ask_type"),
                    earlier,
                    tell,
                )
        except SamspelError as exc:
            show_problem(exc)
            return
    _keep(services, question, answer)
    st.rerun()


def _stopped(services: Services) -> None:
    """What was written before a person stopped it is kept as the answer."""
    question, so_far = st.session_state.pop("ask_so_far", (None, []))
    if question is not None:
        _keep(services, question, Answered(bool(so_far), tuple(so_far), (), "retrieval", t("ask.stopped")))


def _keep(services: Services, question: str, answer: Answered) -> None:
    st.session_state.pop("ask_so_far", None)
    audit = services.workspace.store.audit
    audit.say("user", question, None, now())
    audit.say("assistant", answer.text, _ANSWER.dump_python(answer, mode="json"), now())


def _message(services: Services, number: int, message: dict[str, Any]) -> None:
    if message["json"] is None:
        st.text(message["text"])
        return
    answer = _ANSWER.validate_python(message["json"])
    if answer.text:
        for line in answer.text.splitlines():
            show(f"<p class='pastaende'>{e(line)}</p>")
    numbers = citations.Numbers()
    if answer.claims:
        citations.draw([citations.claims(answer.claims, numbers)], f"ask-{number}", numbers)
    if not answer.answered and answer.passages:
        _nearest(services, number, answer, numbers)
    if answer.answered:
        st.caption(t(f"ask.route.{answer.route}"))
    if answer.claims:
        with st.expander(t("copy_text")):
            st.code("\n".join(answer.lines()), language=None, wrap_lines=True)


def _nearest(services: Services, number: int, answer: Answered, numbers: citations.Numbers) -> None:
    """No answer, but the passages that come nearest."""
    texts = {a.answer_id: a for a in services.workspace.store.submissions.answers()}
    found = tuple(
        Citation(
            texts[p.answer_id].submission_id, p.answer_id, p.start, p.end, texts[p.answer_id].text[p.start : p.end]
        )
        for p in answer.passages
        if p.answer_id in texts
    )
    st.caption(t("ask.nearest"))
    citations.buttons(found, f"ask-{number}-near", numbers)
