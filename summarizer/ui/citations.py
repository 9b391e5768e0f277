"""A sentence with its numbered citations, and the panel that shows the submission with the exact words marked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from summarizer.records import Citation, Claim
from summarizer.ui.html import e, marked, show
from summarizer.ui.sections import question_name, section_name, type_name
from summarizer.ui.services import Services
from summarizer.ui.texts import t

PREFIX = "cite-"
_ALL = "all-"  # session: that every citation of a sentence is to be shown
_REST = 0  # the button that shows them
_MOST, _FIRST = 24, 18  # a sentence with more citations than the one shows the other


class Numbers:
    """Gives each cited span its number on the page, from 1, in the order they come."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], int] = {}

    def of(self, citation: Citation) -> int:
        key = (citation.answer_id, citation.start, citation.end)
        return self._known.setdefault(key, len(self._known) + 1)


def claim(shown: Claim, key: str, numbers: Numbers, with_check: bool = False) -> None:
    """One sentence, a button for each citation, and on demand what the verification found."""
    show(f'<p class="pastaende">{e(shown.text)}</p>')
    buttons(shown.citations, key, numbers)
    if with_check:
        show(f'<p class="kontroll">{e(check_text(shown))}</p>')


def buttons(citations: Sequence[Citation], key: str, numbers: Numbers) -> None:
    """The small numbered buttons, the first few until the rest is asked for. One on the page is pressed at a time."""
    if not citations:
        return
    by_number = {numbers.of(c): c for c in citations}
    name = f"{PREFIX}{key}"
    shown = list(by_number)
    if len(shown) > _MOST and not st.session_state.get(_ALL + name):
        shown = [*shown[:_FIRST], _REST]
    st.pills(
        t("citations"),
        shown,
        key=name,
        format_func=lambda n: t("citations.rest", count=len(by_number) - _FIRST) if n == _REST else str(n),
        label_visibility="collapsed",
        on_change=_open,
        args=(name, by_number),
    )


def check_text(shown: Claim) -> str:
    check = shown.check
    if check is None:
        return t("check.counted")
    missing = ", ".join(check.missing) or t("check.nothing")
    verdict = t("check.supported") if check.supported else t("check.unsupported")
    return t("check.line", verdict=verdict, score=f"{check.score:.2f}".replace(".", t("decimal")),
             origin=t(f"check.{check.origin}"), missing=missing)  # fmt: skip


def _open(name: str, by_number: dict[int, Citation]) -> None:
    number = st.session_state[name]
    if number == _REST:
        st.session_state[_ALL + name] = True
        st.session_state[name] = None
        return
    for key in st.session_state:
        if isinstance(key, str) and key.startswith(PREFIX) and key != name:
            st.session_state[key] = None
    if number is None:
        close()
    else:
        c = by_number[number]
        st.session_state["open_citation"] = (c.answer_id, c.start, c.end)


def close() -> None:
    st.session_state.pop("open_citation", None)
    for key in st.session_state:
        if isinstance(key, str) and key.startswith(PREFIX):
            st.session_state[key] = None


def panel(services: Services) -> None:
    """The answer that the pressed citation points to, as the sender wrote it; or how to open one."""
    with st.container(key="kalla", border=True):
        opened = st.session_state.get("open_citation")
        if opened is None:
            show(f"<h2>{e(t('panel.title'))}</h2>")
            st.caption(t("panel.help"))
            return
        answer_id, start, end = opened
        found = [
            a
            for a in services.workspace.store.submissions.answers(submission_id=answer_id.split("/", 1)[0])
            if a.answer_id == answer_id
        ]
        if not found:
            st.info(t("panel.gone"))
            return
        answer, consultation = found[0], services.workspace.consultation
        where = f"{section_name(consultation, answer.section)} · {question_name(consultation, answer.question)}"
        show(
            f"<h2>{e(answer.organisation)}</h2><p class='fakta'>{e(type_name(answer.respondent_type))} · {e(where)}</p>"
        )
        show(f"<div class='kalltext' tabindex='0' role='region' aria-label='{e(t('panel.title'))}'>"
             f"{marked(answer.text, start, end)}</div>")  # fmt: skip
        with st.container(horizontal=True):
            if st.button(t("panel.whole"), key="panel_whole"):
                st.session_state["submission"] = answer.submission_id
                services.go("inspel")
            st.button(t("panel.close"), key="panel_close", on_click=close)
