"""Översikt: how much has come in, from whom, on what, from where; and what still waits for a person."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

import altair as alt
import streamlit as st

from summarizer import pipeline
from summarizer.records import RESPONDENT_TYPES, Submission
from summarizer.ui.cache import cached
from summarizer.ui.html import figures, heading, show, table
from summarizer.ui.sections import choose, section_name, type_name
from summarizer.ui.services import Services
from summarizer.ui.texts import t


def render(services: Services) -> None:
    store = services.workspace.store
    st.title(t("page.oversikt"), anchor=False)
    submissions = store.submissions.all()
    if not submissions:
        st.info(t("overview.empty"))
        if st.button(t("overview.to_ingest"), type="primary"):
            services.go("inspel")
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
    consultation = services.workspace.consultation
    counts = {(section, kind): n for section, kind, n in services.workspace.store.submissions.answer_counts()}
    kinds = [kind for kind in RESPONDENT_TYPES if any(k == kind for _, k in counts)]
    sections = [s for s in consultation.sections if any(key == s.id for key, _ in counts)]
    heading(t("overview.heatmap"))
    st.caption(t("overview.heatmap_help"))
    data = alt.InlineData(
        values=[
            {"id": s.id, "section": s.name, "kind": type_name(k), "type": k, "n": counts.get((s.id, k), 0)}
            for s in sections
            for k in kinds
        ]
    )
    picked = alt.selection_point(name="cell", fields=["id", "type"])
    base = alt.Chart(data).encode(
        x=alt.X(
            "kind:N",
            sort=[type_name(k) for k in kinds],
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-60, labelLimit=200, labelOverlap=False),
        ),
        y=alt.Y(
            "section:N", sort=[s.name for s in sections], title=None, axis=alt.Axis(labelLimit=210, labelOverlap=False)
        ),
    )
    high = max(counts.values(), default=1)
    cells = base.mark_rect(stroke="#888", strokeWidth=0.3).encode(
        color=alt.Color("n:Q", scale=alt.Scale(scheme="blues", domain=[0, high]), legend=None),
        opacity=alt.condition("datum.n > 0", alt.value(1), alt.value(0)),
        tooltip=[
            alt.Tooltip("section:N", title=t("section")),
            alt.Tooltip("kind:N", title=t("type")),
            alt.Tooltip("n:Q", title=t("overview.senders")),
        ],
    )
    numbers = base.mark_text(fontSize=11).encode(
        text=alt.Text("n:Q"), color=alt.condition(f"datum.n > {high * 0.55}", alt.value("white"), alt.value("#1a1a1a"))
    )
    chart = (cells.add_params(picked) + numbers.transform_filter("datum.n > 0")).properties(height=24 * len(sections))
    event: Any = st.altair_chart(
        chart, on_select="rerun", selection_mode="cell", key="heatmap", alt=t("overview.heatmap"), width="stretch"
    )
    chosen = event.selection.get("cell") if event and "selection" in event else None
    if chosen:
        choose(chosen[0]["id"])
        st.session_state["filter_types"] = [chosen[0]["type"]]
        services.go("sammanstallning")
    with st.expander(t("as_table")):
        rows = [(s.name, *(counts.get((s.id, k), 0) for k in kinds)) for s in sections]
        show(table(t("overview.heatmap"), [t("section"), *map(type_name, kinds)], rows, numeric=len(kinds)))


def _bars(rows: list[tuple[str, int]], title: str, key: str) -> None:
    data = alt.InlineData(values=[{"name": name, "n": n} for name, n in rows])
    bars = alt.Chart(data).encode(
        x=alt.X("n:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d")),
        y=alt.Y("name:N", sort=[name for name, _ in rows], title=None, axis=alt.Axis(labelLimit=200)),
    )
    chart = bars.mark_bar(color="#2f6f9f") + bars.mark_text(
        align="left", dx=4, color="#e6e6e6" if st.context.theme.type == "dark" else "#1a1a1a"
    ).encode(text="n:Q")
    st.altair_chart(chart.properties(height=26 * len(rows) + 30), key=key, alt=title, width="stretch")
    with st.expander(t("as_table")):
        show(table(title, [t("name"), t("overview.senders")], rows, numeric=1))


def _types(submissions: list[Submission]) -> None:
    heading(t("overview.by_type"))
    counts = Counter(s.respondent_type for s in submissions)
    _bars([(type_name(k), counts[k]) for k in RESPONDENT_TYPES if counts[k]], t("overview.by_type"), "types")


def _places(services: Services) -> None:
    heading(t("overview.by_place"))
    summarised = services.workspace.store.themes.summarised()
    counts = cached(services, "places", services.workspace.store.themes.place_counts)
    if not counts:
        st.caption(t("overview.no_places"))
        return
    st.caption(t("overview.places_help", count=len(summarised)))
    _bars(sorted(counts.items(), key=lambda item: (-item[1], item[0])), t("overview.by_place"), "places")


def _days(submissions: list[Submission]) -> None:
    days = sorted(Counter(s.received_at[:10] for s in submissions).items())
    with st.expander(t("overview.by_day")):
        show(table(t("overview.by_day"), [t("overview.day"), t("overview.submissions")], days, numeric=1))


def _certificate(services: Services) -> None:
    """Every character received, and where it is."""
    consultation, ledger = (
        services.workspace.consultation,
        cached(services, "ledger", lambda: pipeline.ledger(services.workspace)),
    )
    heading(t("overview.certificate"))
    kinds = ("labels", "placeholders", "background", "answers", "notes", "unmapped")
    if ledger["unaccounted"] == 0:
        st.success(t("overview.nothing_lost", received=_thousands(ledger["received"]), files=len(ledger["files"])))
    else:
        st.error(t("overview.something_lost", count=_thousands(ledger["unaccounted"])))
    head = [t("file"), *(t(f"ledger.{kind}") for kind in ("received", *kinds, "unaccounted"))]
    rows = [
        (row["file"], *(_thousands(row[k]) for k in ("received", *kinds, "unaccounted"))) for row in ledger["files"]
    ]
    total = (t("total"), *(_thousands(ledger[k]) for k in ("received", *kinds, "unaccounted")))
    with st.expander(t("overview.ledger_table")):
        show(table(t("overview.certificate"), head, [total, *rows], numeric=len(kinds) + 2))
    sections = services.workspace.store.themes.summarised()
    if sections:
        rows2 = []
        for section in sections:
            kept = cached(services, ("kept", section), partial(services.workspace.store.themes.summary, section))
            if kept is not None:
                count = kept[1].ledger
                rows2.append((section_name(consultation, section), count.points, count.in_themes, count.lone_voices,
                              count.without_substance, count.unaccounted))  # fmt: skip
        head = [
            t("section"),
            *(t(f"ledger.{k}") for k in ("points", "in_themes", "lone_voices", "without_substance", "unaccounted")),
        ]
        with st.expander(t("overview.points_table")):
            show(table(t("overview.points_table"), head, rows2, numeric=5))


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
