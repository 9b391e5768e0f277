"""Översikt: how much has come in, from whom, on what, from where; and what still waits for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from summarizer import pipeline
from summarizer.records import RESPONDENT_TYPES, Submission
from summarizer.ui.cache import cached
from summarizer.ui.empty import nothing_read
from summarizer.ui.html import bars, figures, heading, show, table
from summarizer.ui.long_table import long_table
from summarizer.ui.sections import choose, section_name, type_name
from summarizer.ui.services import Services
from summarizer.ui.texts import t

LEDGER = ("received", "labels", "placeholders", "background", "answers", "notes", "unmapped", "unaccounted")
POINTS = ("points", "in_themes", "lone_voices", "without_substance", "unaccounted")
_HEATMAP = st.components.v2.component(
    "samspel_heatmap",
    html="<div class='varmekarta'></div>",
    js=Path(__file__).with_name("heatmap.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def render(services: Services) -> None:
    store = services.workspace.store
    st.title(t("page.oversikt"), anchor=False)
    submissions = store.submissions.all()
    if not submissions:
        nothing_read(services, t("overview.empty"))
        return
    _figures(services, submissions)
    _waiting(services)
    _heatmap(services)
    left, right = st.columns(2, gap="large")
    with left:
        _types(submissions)
    with right:
        _places(services)
    _days(submissions)
    _certificate(services)


def _figures(services: Services, submissions: list[Submission]) -> None:
    store = services.workspace.store
    replaced = len(store.submissions.all(in_force=False)) - len(submissions)
    states = store.review.suggestions()
    decided = sum(s.status not in ("pending", "stale") for s in states)
    pairs = [
        (t("overview.submissions"), len(submissions)),
        (t("overview.replaced"), replaced),
        (t("overview.answers"), sum(n for _, _, n in store.submissions.answer_counts())),
        (t("overview.summarised"), len(store.themes.summarised())),
        (t("overview.suggestions"), len(states)),
        (t("overview.decided"), decided),
    ]
    show(figures(pairs))


def _waiting(services: Services) -> None:
    """What a person has to look at, each with the page where it is done."""
    store = services.workspace.store
    rejected = _unread(services)
    in_force = {s.submission_id for s in store.submissions.all()}
    unmapped = [r for r in store.submissions.remnants("unmapped") if r["submission_id"] in in_force]
    waiting = sum(s.status in ("pending", "stale") for s in store.review.suggestions())
    heading(t("overview.waiting"))
    rows = [(rejected, "unread", "inspel"), (len(unmapped), "unmapped", "inspel"), (waiting, "undecided", "granska")]
    if not any(n for n, _, _ in rows):
        st.success(t("overview.nothing_waits"))
    for count, what, page in rows:
        if count and st.button(t(f"overview.{what}", count=count), key=f"waiting_{what}"):
            if what == "unmapped":
                st.session_state["submission"] = unmapped[0]["submission_id"]
            services.go(page)


def _unread(services: Services) -> int:
    """Files that could not be read and have not been handed in again since."""
    last = {outcome.path: outcome.status for outcome in services.workspace.store.submissions.file_outcomes()}
    return sum(status == "rejected" for status in last.values())


def _heatmap(services: Services) -> None:
    """A table of buttons: to press one opens the summary of that section for that type."""
    consultation = services.workspace.consultation
    counts = {(section, kind): n for section, kind, n in services.workspace.store.submissions.answer_counts()}
    kinds = [kind for kind in RESPONDENT_TYPES if any(k == kind for _, k in counts)]
    sections = [s for s in consultation.sections if any(key == s.id for key, _ in counts)]
    heading(t("overview.heatmap"))
    st.caption(t("overview.heatmap_help"))
    pressed = _HEATMAP(
        key="heatmap",
        data={
            "caption": t("overview.heatmap"),
            "corner": t("section"),
            "kinds": [type_name(k) for k in kinds],
            "types": kinds,
            "rows": [{"id": s.id, "name": s.name, "numbers": [counts.get((s.id, k), 0) for k in kinds]} for s in sections],
            "high": max(counts.values(), default=1),
        },
        on_cell_change=lambda: None,
    )  # fmt: skip
    if pressed.cell:
        open_cell(services, *pressed.cell)


def open_cell(services: Services, section: str, kind: str) -> None:
    choose(section)
    st.session_state["filter_types"] = [kind]
    services.go("sammanstallning")


def _types(submissions: list[Submission]) -> None:
    heading(t("overview.by_type"))
    counts = Counter(s.respondent_type for s in submissions)
    rows = [(type_name(k), counts[k]) for k in RESPONDENT_TYPES if counts[k]]
    show(bars(t("overview.by_type"), (t("type"), t("overview.submissions")), rows))


def _places(services: Services) -> None:
    heading(t("overview.by_place"))
    summarised = services.workspace.store.themes.summarised()
    counts = cached(services, "places", services.workspace.store.themes.place_counts)
    if not counts:
        st.caption(t("overview.no_places"))
        return
    st.caption(t("overview.places_help", count=len(summarised)))
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    show(bars(t("overview.by_place"), (t("overview.place"), t("overview.senders")), rows))


def _days(submissions: list[Submission]) -> None:
    days = sorted(Counter(s.received_at[:10] for s in submissions).items())
    with st.expander(t("overview.by_day")):
        show(table(t("overview.by_day"), [t("overview.day"), t("overview.submissions")], days, numeric=1))


def _certificate(services: Services) -> None:
    """Every character received, and where it is."""
    ledger = cached(services, "ledger", lambda: pipeline.ledger(services.workspace))
    heading(t("overview.certificate"))
    if ledger["unaccounted"] == 0:
        st.success(t("overview.nothing_lost", received=_thousands(ledger["received"]), files=len(ledger["files"])))
    else:
        st.error(t("overview.something_lost", count=_thousands(ledger["unaccounted"])))
    long_table(
        t("overview.ledger_table"), [t("file"), *(t(f"ledger.{kind}") for kind in LEDGER)], partial(_ledger_rows, ledger),
        "ledger_table", numeric=len(LEDGER),
    )  # fmt: skip
    if services.workspace.store.themes.summarised():
        head = [t("section"), *(t(f"ledger.{kind}") for kind in POINTS)]
        long_table(
            t("overview.points_table"), head, partial(_point_rows, services), "points_table", numeric=len(POINTS)
        )


def _ledger_rows(ledger: Mapping[str, Any]) -> list[tuple[str, ...]]:
    return [
        (name, *(_thousands(row[kind]) for kind in LEDGER))
        for name, row in ((t("total"), ledger), *((row["file"], row) for row in ledger["files"]))
    ]


def _point_rows(services: Services) -> list[tuple[object, ...]]:
    themes, consultation, rows = services.workspace.store.themes, services.workspace.consultation, []
    for section in themes.summarised():
        kept = cached(services, ("kept", section), partial(themes.summary, section))
        if kept is not None:
            count = kept[1].ledger
            rows.append((section_name(consultation, section), *(getattr(count, kind) for kind in POINTS)))
    return rows


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
