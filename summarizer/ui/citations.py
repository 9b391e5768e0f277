"""A sentence with its numbered citations, and the panel that shows the submission with the exact words marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from summarizer.records import Citation, Claim
from summarizer.ui.html import e, marked, show
from summarizer.ui.sections import question_name, section_name, type_name
from summarizer.ui.services import Services
from summarizer.ui.texts import t

_FIRST, _MOST = 18, 24  # a sentence with more citations than the one shows the other, until the rest is asked for
_CLAIMS = st.components.v2.component(
    "samspel_claims",
    html="<div class='pastaenden'></div>",
    js=Path(__file__).with_name("claims.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


Piece = dict[
    str, Any
]  # what claims.js draws: {"tag", "text"}, {"claims"}, {"card": pieces} or {"columns": [pieces, pieces]}


class Numbers:
    """Gives each cited span its number on the page, from 1, in the order they come."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], int] = {}
        self._cited: dict[int, Citation] = {}

    def of(self, citation: Citation) -> int:
        number = self._known.setdefault(_span(citation), len(self._known) + 1)
        self._cited.setdefault(number, citation)
        return number

    def citation(self, number: int) -> Citation:
        return self._cited[number]

    def open(self) -> int | None:
        """The number of the citation that the panel shows."""
        return self._known.get(st.session_state.get("open_citation") or ("", 0, 0))


def text(tag: str, words: str) -> Piece:
    """A heading ("h2" to "h4"), or "p" for what is told beside it."""
    return {"tag": tag, "text": words}


def claims(shown: Sequence[Claim], numbers: Numbers, with_check: bool = False) -> Piece:
    """Sentences, each with a button for every citation, and on demand with what the verification found."""
    return {"claims": [_row(c.text, c.citations, check_text(c) if with_check else "", numbers) for c in shown]}


def draw(pieces: Sequence[Piece], key: str, numbers: Numbers) -> None:
    """One element of the page, however many the pieces are. One citation on the page is open at a time."""
    name = f"cite-{key}"

    def pressed() -> None:
        press(numbers.citation(int(st.session_state[name]["pressed"])))

    _CLAIMS(
        key=name,
        data={"pieces": pieces, "open": numbers.open(), "label": t("citations"), "first": _FIRST},
        on_pressed_change=pressed,
    )


def buttons(citations: Sequence[Citation], key: str, numbers: Numbers) -> None:
    """The small numbered buttons alone."""
    if citations:
        draw([{"claims": [_row("", citations, "", numbers)]}], key, numbers)


def _row(words: str, citations: Sequence[Citation], check: str, numbers: Numbers) -> Piece:
    mine = list(dict.fromkeys(map(numbers.of, citations)))
    rest = t("citations.rest", count=len(mine) - _FIRST) if len(mine) > _MOST else ""
    return {"text": words, "numbers": mine, "rest": rest, "check": check}


def _span(citation: Citation) -> tuple[str, int, int]:
    return citation.answer_id, citation.start, citation.end


def press(citation: Citation) -> None:
    """Open a citation, or close it when it is the open one."""
    if st.session_state.get("open_citation") == _span(citation):
        close()
    else:
        st.session_state["open_citation"] = _span(citation)


def check_text(shown: Claim) -> str:
    check = shown.check
    if check is None:
        return t("check.counted")
    missing = ", ".join(check.missing) or t("check.nothing")
    verdict = t("check.supported") if check.supported else t("check.unsupported")
    return t("check.line", verdict=verdict, score=f"{check.score:.2f}".replace(".", t("decimal")),
             origin=t(f"check.{check.origin}"), missing=missing)  # fmt: skip


def close() -> None:
    st.session_state.pop("open_citation", None)


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
