"""Personal data on the screen: what a sensitive sentence looks like, what a mask hides (for a reason), contact fields."""

from __future__ import annotations

import streamlit as st

from summarizer import pipeline
from summarizer.errors import SamspelError
from summarizer.records import Answer, Submission
from summarizer.text.masking import MASK
from summarizer.ui.cache import cached
from summarizer.ui.folds import folded_apart
from summarizer.ui.html import e, show
from summarizer.ui.problems import show_problem
from summarizer.ui.services import Services, may
from summarizer.ui.texts import t


def flags(services: Services, submission: Submission) -> None:
    """Sentences that seem to tell of a single person's health and the like, for a person to look at."""
    found = pipeline.sensitive(services.workspace, submission.submission_id)
    if not found:
        return
    answers = services.workspace.store.submissions.answers(submission_id=submission.submission_id)
    texts = {answer.answer_id: answer.text for answer in answers}
    st.warning(t("personal.sensitive", count=len(found)))
    for answer_id, span in found:
        quote = texts[answer_id][span.start : span.end]
        show(f"<blockquote class='citat'>{e(quote)}<cite>{e(t('personal.kind', kind=span.kind))}</cite></blockquote>")


def flagged_list(services: Services) -> None:
    """Which submissions have such sentences."""
    counts: dict[str, int] = {}
    for answer_id, _ in cached(services, "sensitive", lambda: pipeline.sensitive(services.workspace)):
        submission = answer_id.split("/", 1)[0]
        counts[submission] = counts.get(submission, 0) + 1
    if not counts:
        return
    names = {s.submission_id: s.organisation for s in services.workspace.store.submissions.all()}
    rows = "".join(f"<p>{e(names[submission])}: {count}</p>" for submission, count in counts.items())
    folded_apart(t("personal.flagged", count=len(counts)), "flagged", lambda: show(rows))


def may_unmask(services: Services, answer: Answer) -> bool:
    return MASK in answer.text and may(services, "granskare")


def unmasking(services: Services, answer: Answer) -> None:
    """What the masks hide, after a reason that is kept in the log."""
    key = answer.answer_id

    def draw() -> None:
        st.caption(t("personal.unmask_help"))
        reason = st.text_input(t("personal.reason"), key=f"unmask_reason_{key}", max_chars=300)
        if st.button(t("personal.show"), key=f"unmask_{key}", disabled=not reason.strip()):
            try:
                text = pipeline.unmask(services.workspace, key, reason)
            except SamspelError as exc:
                show_problem(exc)
            else:
                show(f"<div class='svar'>{e(text)}</div>")

    folded_apart(t("personal.unmask"), f"fold_unmask_{key}", draw)


def contacts(services: Services, submission: Submission) -> None:
    if not may(services, "skribent"):
        return
    found = pipeline.contacts(services.workspace, submission.submission_id)
    if found:
        labels = {b.id: b.labels[0] for b in services.workspace.consultation.background}
        rows = "".join(f"<p><strong>{e(labels.get(f, f))}:</strong> {e(text)}</p>" for f, text in found.items())

        def draw() -> None:
            st.caption(t("submission.contacts_help"))
            show(rows)

        folded_apart(t("submission.contacts"), f"fold_contacts_{submission.submission_id}", draw)
