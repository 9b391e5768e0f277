"""One submission as the sender wrote it, each answer under its question, with what a person may mend."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from summarizer import pipeline
from summarizer.errors import SamspelError
from summarizer.records import RESPONDENT_TYPES, Answer, Submission
from summarizer.ui import personal
from summarizer.ui.folds import folded_apart
from summarizer.ui.html import e, show
from summarizer.ui.problems import show_problem
from summarizer.ui.sections import question_name, section_name, type_name
from summarizer.ui.services import Services, may, person
from summarizer.ui.texts import t


def show_submission(services: Services, submission: Submission) -> None:
    store = services.workspace.store
    kind = type_name(submission.respondent_type)
    facts = f"{kind} · {submission.file} · {submission.received_at[:16].replace('T', ' ')} · {submission.submission_id}"
    show(f"<h2>{e(submission.organisation)}</h2><p class='fakta'>{e(facts)}</p>")
    for warning in submission.warnings:
        show(f"<p class='kontroll'>{e(t('submission.warning', text=warning))}</p>")
    _ledger(services, submission)
    _replaced(services, submission)
    personal.flags(services, submission)
    _unmapped(services, submission)
    answers = store.submissions.answers(submission_id=submission.submission_id)
    if not answers:
        st.info(t("submission.no_answers"))
    _answers(services, answers)
    _notes(services, submission)
    if not may(services, "skribent"):
        return
    st.divider()
    left, right = st.columns(2, gap="large")
    with left:
        key = submission.submission_id
        folded_apart(t("submission.correct"), f"fold_correct_{key}", lambda: _correct(services, submission))
        if answers:
            folded_apart(t("submission.move"), f"fold_move_{key}", lambda: _move(services, answers))
    with right:
        personal.contacts(services, submission)
        if may(services, "administratör"):
            folded_apart(t("submission.erase"), f"fold_erase_{key}", lambda: _erase(services, submission))


def _answers(services: Services, answers: list[Answer]) -> None:
    """All answers in one element of the page, but for a fold after each with something masked."""
    consultation, section, pieces = services.workspace.consultation, "", []
    for answer in answers:
        if answer.section != section:
            section = answer.section
            pieces.append(f"<h3>{e(section_name(consultation, section))}</h3>")
        sure = t("routed.sure", percent=round(100 * answer.confidence))
        routed = f" · {t(f'routed.{answer.routed}')}, {sure}" if answer.routed else ""
        pieces.append(f"<h4>{e(question_name(consultation, answer.question))}<span class='fakta'>{e(routed)}</span></h4>"
                      f"<div class='svar'>{e(answer.text)}</div>")  # fmt: skip
        if personal.may_unmask(services, answer):
            _show_answers(pieces)
            pieces = []
            personal.unmasking(services, answer)
    if pieces:
        _show_answers(pieces)


def _show_answers(pieces: list[str]) -> None:
    show(f"<div class='svaren'>{''.join(pieces)}</div>")


def _ledger(services: Services, submission: Submission) -> None:
    """Every character of the file, and where it went."""
    (row,) = pipeline.ledger(services.workspace, submission.submission_id)["files"]
    kinds = ("labels", "placeholders", "background", "answers", "notes", "unmapped", "unaccounted")
    parts = " + ".join(f"{row[kind]} {t(f'ledger.{kind}').lower()}" for kind in kinds)
    show(f"<p class='fakta'>{e(t('submission.ledger', received=row['received'], parts=parts))}</p>")


def _replaced(services: Services, submission: Submission) -> None:
    """A replaced submission can be put in force again, for it may have been another sender's."""
    if submission.superseded_by is None:
        return
    st.warning(t("submission.replaced"))
    if may(services, "skribent") and st.button(t("submission.reinstate"), key=f"reinstate_{submission.submission_id}"):
        _done(
            lambda: pipeline.reinstate(services.workspace, submission.submission_id, person()),
            t("submission.reinstated"),
        )


def _done(action: Callable[[], object], text: str) -> None:
    """Do it, then draw the page anew with a receipt; or say what is wrong."""
    try:
        action()
    except SamspelError as exc:
        show_problem(exc)
        return
    st.session_state["flash"] = text
    st.rerun()


def _unmapped(services: Services, submission: Submission) -> None:
    """Text that no rule could place: shown first, with a choice of where it belongs."""
    remnants = services.workspace.store.submissions.remnants("unmapped", submission.submission_id)
    if not remnants:
        return
    st.warning(t("submission.unmapped", count=len(remnants)))
    for remnant in remnants:
        with st.container(border=True):
            _place(services, remnant["remnant_id"], remnant["text"])


def _place(services: Services, remnant_id: int, text: str) -> None:
    show(f"<div class='svar'>{e(text)}</div>")
    if not may(services, "skribent"):
        return
    section, question = _where(services, f"place_{remnant_id}")
    if st.button(t("submission.place"), key=f"place_{remnant_id}"):
        _done(
            lambda: pipeline.place_text(services.workspace, remnant_id, section, question, person()),
            t("submission.placed"),
        )


def _where(services: Services, key: str) -> tuple[str, str]:
    consultation = services.workspace.consultation
    left, right = st.columns(2)
    section = left.selectbox(
        t("section"),
        [s.id for s in consultation.sections],
        format_func=lambda i: consultation.section(i).name,
        key=f"{key}_section",
        filter_mode="contains",
    )
    question = right.selectbox(
        t("question"),
        list(consultation.section(section).questions),
        format_func=lambda q: consultation.questions[q].title,
        key=f"{key}_question",
    )
    return section, question


def _notes(services: Services, submission: Submission) -> None:
    notes = services.workspace.store.submissions.remnants("note", submission.submission_id)
    if notes:

        def draw() -> None:
            st.caption(t("submission.notes_help"))
            show("".join(f"<div class='svar'>{e(note['text'])}</div>" for note in notes))

        folded_apart(t("submission.notes", count=len(notes)), f"fold_notes_{submission.submission_id}", draw)


def _correct(services: Services, submission: Submission) -> None:
    key = submission.submission_id
    name = st.text_input(t("submission.organisation"), submission.organisation, key=f"name_{key}")
    kind = st.selectbox(
        t("type"),
        list(RESPONDENT_TYPES),
        index=RESPONDENT_TYPES.index(submission.respondent_type),
        format_func=type_name,
        key=f"kind_{key}",
    )
    if st.button(t("save"), key=f"correct_{key}"):
        _done(
            lambda: pipeline.correct_sender(services.workspace, key, name, kind, person()),
            t("submission.corrected"),
        )


def _move(services: Services, answers: list[Answer]) -> None:
    consultation = services.workspace.consultation
    by_id = {a.answer_id: a for a in answers}
    chosen = st.selectbox(
        t("submission.answer"),
        list(by_id),
        format_func=lambda i: (
            f"{section_name(consultation, by_id[i].section)} · {question_name(consultation, by_id[i].question)}"
        ),
        key="move_answer",
    )
    section, question = _where(services, "move")
    if st.button(t("submission.move_here"), key="move"):
        _done(
            lambda: pipeline.move_answer(services.workspace, chosen, section, question, person()),
            t("submission.moved"),
        )


def _erase(services: Services, submission: Submission) -> None:
    """A warning that lists what goes, a reason, and a second yes."""
    store, key = services.workspace.store, submission.submission_id
    answers = store.submissions.answers(submission_id=key)
    sections = {a.section for a in answers}
    cited = sum(any(c.submission_id == key for c in state.suggestion.citations) for state in store.review.suggestions())
    st.warning(t("submission.erase_warning", answers=len(answers), sections=len(sections), suggestions=cited))
    reason = st.text_input(t("submission.erase_reason"), key=f"reason_{key}")
    sure = st.checkbox(t("submission.erase_sure"), key=f"sure_{key}")
    ready = bool(reason.strip()) and sure and not services.jobs.busy
    if st.button(t("submission.erase_now"), key=f"erase_{key}", disabled=not ready):
        with st.spinner(t("submission.erasing")):
            _done(lambda: _erase_now(services, key, reason), t("submission.erased"))


def _erase_now(services: Services, submission_id: str, reason: str) -> None:
    pipeline.erase(services.workspace, submission_id, reason)
    services.jobs.forget()  # results of earlier work may hold the sender's words
    for name in ("submission", "open_citation"):
        st.session_state.pop(name, None)
    st.query_params.pop("inspel", None)
