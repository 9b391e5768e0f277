"""Sammanställning: everything that was said on one section, each sentence with the words it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from summarizer.consultation import Section
from summarizer.pipeline.themes import apply_edits
from summarizer.records import RESPONDENT_TYPES, Answer, Claim, Point, SectionSummary, ThemeSummary
from summarizer.ui import citations, theme_edits
from summarizer.ui.cache import cached
from summarizer.ui.empty import nothing_read
from summarizer.ui.export import start_export
from summarizer.ui.filtering import Filter, filtered
from summarizer.ui.folds import folded, folded_apart
from summarizer.ui.html import e, show
from summarizer.ui.making import answer_counts, start_summaries
from summarizer.ui.sections import pick_section, question_name, type_name
from summarizer.ui.services import Services, may
from summarizer.ui.texts import t


@dataclass(frozen=True)
class Shown:
    """What the page draws: the summary, and the points and answers that it was made from."""

    summary: SectionSummary
    points: Mapping[str, Point]
    answers: Mapping[str, Answer]


def render(services: Services) -> None:
    store = services.workspace.store
    st.title(t("page.sammanstallning"), anchor=False)
    if not cached(services, "in force", store.submissions.all):
        nothing_read(services, t("summary.no_submissions"))
        return
    section = pick_section(services, "sammanstallning", cached(services, "counts", lambda: answer_counts(services)))
    shown = cached(services, ("summary", section.id), lambda: _shown(services, section))
    if shown is None:
        _none_yet(services, section, len(store.submissions.answers(section.id)))
        return
    _freshness(services, section, shown)
    _read(services, section, shown)


@st.fragment
def _read(services: Services, section: Section, shown: Shown) -> None:
    """All that is read. What is clicked here draws nothing else anew."""
    wanted = _filters(services, section, shown)
    left, right = st.columns([3, 2], gap="large")
    with right:
        citations.panel(services)
    with left:
        _account(shown, wanted)
        _silent(services, shown)
        if may(services, "skribent"):
            theme_edits.render(services, section.id, shown.summary, shown.points)
        _take_out(services, section, shown.summary)


def _shown(services: Services, section: Section) -> Shown | None:
    store = services.workspace.store
    kept = store.themes.summary(section.id)
    if kept is None:
        return None
    answers = store.submissions.answers(section.id)
    points = apply_edits(store.themes.points(section.id, answers), store.themes.edits(section.id))
    return Shown(kept[1], {p.point_id: p for p in points}, {a.answer_id: a for a in answers})


# ── making it ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _none_yet(services: Services, section: Section, answers: int) -> None:
    if not answers:
        st.info(t("summary.no_answers"))
        return
    st.info(t("summary.not_made", count=answers))
    _make(services, section, t("summary.make"))


def _make(services: Services, section: Section, text: str) -> None:
    if not may(services, "skribent"):
        return
    with st.container(horizontal=True):
        if st.button(text, type="primary", key="make"):
            start_summaries(services, [section.id])
            st.rerun()
        if st.button(t("summary.make_all"), key="make_all"):
            asked = answer_counts(services)
            sections = [s.id for s in services.workspace.consultation.sections if s.id in asked]
            start_summaries(
                services, sorted(sections, key=lambda i: i != section.id)
            )  # the one that is looked at first
            st.rerun()


def _freshness(services: Services, section: Section, shown: Shown) -> None:
    """Say when answers have come, gone or changed since the summary was made."""
    summarised = {p.answer_id for p in shown.points.values()}
    in_force = len(cached(services, "in force", services.workspace.store.submissions.all))
    if summarised != set(shown.answers) or shown.summary.asked != in_force:
        st.warning(t("summary.stale"))
        _make(services, section, t("summary.update"))


# ── reading it ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _filters(services: Services, section: Section, shown: Shown) -> Filter:
    kinds = [k for k in RESPONDENT_TYPES if any(a.respondent_type == k for a in shown.answers.values())]
    places = sorted({place for p in shown.points.values() for place in p.places})
    _keep_possible("filter_types", kinds)
    _keep_possible("filter_places", places)
    _keep_possible("filter_questions", list(section.questions))
    one, two, three = st.columns(3)
    types = one.multiselect(
        t("summary.filter_type"), kinds, format_func=type_name, key="filter_types", placeholder=t("all")
    )
    chosen = two.multiselect(t("summary.filter_place"), places, key="filter_places", placeholder=t("all"))
    questions = three.multiselect(
        t("summary.filter_question"), list(section.questions), key="filter_questions", placeholder=t("all"),
        format_func=lambda q: question_name(services.workspace.consultation, q),
    )  # fmt: skip
    return Filter(types, chosen, questions)


def _keep_possible(key: str, options: Sequence[str]) -> None:
    """A filter chosen for another section keeps only what this one has."""
    if key in st.session_state:
        st.session_state[key] = [value for value in st.session_state[key] if value in options]


def _account(shown: Shown, wanted: Filter) -> None:
    summary = shown.summary
    silent = summary.asked - summary.answered
    show(f"<h2>{e(summary.title)}</h2>")
    st.text(t("summary.silence", answered=summary.answered, asked=summary.asked, silent=silent))
    with_check = st.toggle(t("summary.show_check"), key="show_check", help=t("summary.show_check_help"))
    if wanted.active:
        st.info(t("summary.filtered"))
    numbers = citations.Numbers()
    themes = [f for theme in summary.themes if (f := filtered(theme, wanted, shown.points, shown.answers))]
    lone = [f for theme in summary.lone_voices if (f := filtered(theme, wanted, shown.points, shown.answers))]
    if not themes and not lone:
        st.info(t("summary.filter_empty") if wanted.active else t("summary.nothing_said"))
    pieces: list[citations.Piece] = []
    if themes:
        pieces.append(citations.text("h2", t("summary.themes", count=len(themes))))
    pieces += [_theme(theme, numbers, with_check) for theme in sorted(themes, key=lambda x: -x.respondents)]
    pieces += _conflicts(shown, {x.theme_id: x for x in (*themes, *lone)}, numbers)
    if lone:
        pieces.append(citations.text("h2", t("summary.lone", count=len(lone))))
        pieces.append(citations.text("p", t("summary.lone_help")))
    pieces += [_theme(theme, numbers, with_check) for theme in lone]
    if pieces:
        citations.draw(pieces, "account", numbers)
    _rest(shown, numbers)


def _theme(theme: ThemeSummary, numbers: citations.Numbers, with_check: bool) -> citations.Piece:
    told = citations.claims(theme.claims, numbers, with_check)
    return {"card": [citations.text("h3", theme.title), citations.text("p", _facts(theme)), told]}


def _facts(theme: ThemeSummary) -> str:
    kinds = ", ".join(
        f"{type_name(k).lower()} {theme.respondent_types[k]}" for k in RESPONDENT_TYPES if theme.respondent_types.get(k)
    )
    stance = ", ".join(f"{t(f'stance.{s}')} {n}" for s, n in theme.stance.items())
    senders = t("summary.one_sender") if theme.respondents == 1 else t("summary.senders", count=theme.respondents)
    return f"{senders}: {kinds} · {t('summary.points', count=len(theme.points))}: {stance}"


def _conflicts(shown: Shown, themes: Mapping[str, ThemeSummary], numbers: citations.Numbers) -> list[citations.Piece]:
    """Opposite demands, side by side."""
    conflicts = [c for c in shown.summary.conflicts if c.theme_a in themes and c.theme_b in themes]
    if not conflicts:
        return []
    pieces = [citations.text("h2", t("summary.conflicts", count=len(conflicts)))]
    for conflict in conflicts:
        card = [citations.text("h3", conflict.about)]
        sides = (themes[conflict.theme_a], themes[conflict.theme_b])
        if conflict.theme_a == conflict.theme_b:
            card.append(citations.text("p", t("summary.conflict_within", title=sides[0].title)))
        else:
            card.append({"columns": [_side(side, numbers) for side in sides]})
        pieces.append({"card": card})
    return pieces


def _side(theme: ThemeSummary, numbers: citations.Numbers) -> list[citations.Piece]:
    told = citations.claims(theme.claims[-1:], numbers)
    return [citations.text("h4", theme.title), citations.text("p", _facts(theme)), told]


def _rest(shown: Shown, numbers: citations.Numbers) -> None:
    """Sources, what had no substance, who was silent, and the count that nothing is missing."""
    summary, ledger = shown.summary, shown.summary.ledger
    if summary.sources:

        def sources() -> None:
            pieces = []
            for source in summary.sources:
                answer = shown.answers.get(source.citation.answer_id)
                told = f"{source.text} ({answer.organisation if answer else '–'})"
                pieces.append(citations.claims([Claim(told, (source.citation,))], numbers))
            citations.draw(pieces, "sources", numbers)

        folded(t("summary.sources", count=len(summary.sources)), "fold_sources", sources)
    empty = [p for i in summary.without_substance if (p := shown.points.get(i))]
    if empty:

        def without_substance() -> None:
            st.caption(t("summary.without_substance_help"))
            senders = ((p.quote, shown.answers[p.answer_id].organisation) for p in empty)
            show(
                "".join(
                    f"<blockquote class='citat'>{e(quote)}<cite>{e(who)}</cite></blockquote>" for quote, who in senders
                )
            )

        folded_apart(t("summary.without_substance", count=len(empty)), "fold_without_substance", without_substance)
    certificate = t(
        "summary.certificate", points=ledger.points, themes=ledger.in_themes, lone=ledger.lone_voices,
        empty=ledger.without_substance, missing=ledger.unaccounted,
    )  # fmt: skip
    show(f"<p class='kontroll'>{e(certificate)}</p>")


def _silent(services: Services, shown: Shown) -> None:
    """Who has not said anything on the section."""
    spoken = {p.submission_id for p in shown.points.values() if p.substance}
    everyone = cached(services, "in force", services.workspace.store.submissions.all)
    silent = [s.organisation for s in everyone if s.submission_id not in spoken]
    if silent:
        folded_apart(t("summary.silent", count=len(silent)), "fold_silent", lambda: st.text("\n".join(silent)))


def _take_out(services: Services, section: Section, summary: SectionSummary) -> None:
    """The account as text to copy, or as a Word document, which is made in the background and fetched under Export."""

    def text() -> None:
        st.caption(t("copy_help"))
        st.code(summary.markdown, language=None, wrap_lines=True)

    folded_apart(t("copy_text"), "fold_copy", text)
    allowed = may(services, "skribent")
    if allowed and st.button(t("summary.to_word"), key="to_word"):
        start_export(services, "report", section.id)
        services.go("export")
