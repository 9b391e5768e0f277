"""The pieces under the pages: escaping, changes drawn in place, filters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer.records import SuggestionState
from summarizer.ui import html
from summarizer.ui.filtering import Filter, filtered
from summarizer.ui.html import changed, marked, table
from summarizer.ui.strategy_text import part_html
from summarizer.workspace import Workspace
from tests.ui.conftest import HOSTILE


def test_marked_words_are_exactly_the_span() -> None:
    shown = marked("a <b> c", 2, 5)
    assert shown == "a <mark id='belagg'>&lt;b&gt;</mark> c"


def test_a_change_without_its_deletions_is_the_new_text_and_without_its_insertions_the_old() -> None:
    old, new = "Länet har god täckning.", "Länet har ojämn täckning i inlandet."
    shown = changed(old, new)
    assert "<del>" in shown and "<ins>" in shown
    assert re.sub(r"<del>.*?</del>|</?ins>", "", shown) == new
    assert re.sub(r"<ins>.*?</ins>|</?del>", "", shown) == old


def test_table_escapes_every_cell() -> None:
    shown = table(HOSTILE, [HOSTILE], [(HOSTILE,)])
    assert "<script" not in shown


@pytest.mark.parametrize("script", sorted(Path(html.__file__).parent.glob("*.js")), ids=lambda path: path.name)
def test_no_script_of_ours_reads_text_as_html(script: Path) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script.read_text()
    )


# ── the strategy with suggestions in place ──
def _plain(shown: str, drop: str) -> str:
    return re.sub(r"<[^>]+>", "", re.sub(rf"<{drop}>.*?</{drop}>|<sup>\d+</sup>", "", shown))


def test_the_strategy_reads_as_before_without_insertions_and_as_after_without_deletions(seeded: Workspace) -> None:
    (part,) = seeded.store.review.baseline("2.1")
    states = seeded.store.review.suggestions("2.1")
    shown = part_html(part, states, {"F1": 1, "F2": 2, "F3": 3}, "F2")
    assert _plain(shown, "ins").replace("  ", " ") == part.text
    assert _plain(shown, "del") == "Länet har ojämn täckning. Målet är hundra procent. Även vägarna ska ha täckning. "
    assert shown.count("fokus") == 1


def test_a_rejected_suggestion_leaves_the_text_as_it_is(seeded: Workspace) -> None:
    (part,) = seeded.store.review.baseline("2.1")
    states = [SuggestionState(s.suggestion, "rejected") for s in seeded.store.review.suggestions("2.1")]
    shown = part_html(part, states, {}, None)
    assert "<del>" not in shown and "<ins>" not in shown
    assert _plain(shown, "ins") == part.text


# ── filters ──
def test_a_filter_counts_anew_and_keeps_only_its_senders_citations(seeded: Workspace) -> None:
    answers = {a.answer_id: a for a in seeded.store.submissions.answers("2.1")}
    points = {p.point_id: p for p in seeded.store.themes.points("2.1", list(answers.values()))}
    kept = seeded.store.themes.summary("2.1")
    assert kept is not None
    theme = kept[1].themes[0]
    here = filtered(theme, Filter(places=("Bjurholm",)), points, answers)
    assert here is not None
    assert (here.respondents, here.respondent_types, len(here.points)) == (1, {"kommun": 1}, 1)
    assert {c.submission_id for claim in here.claims for c in claim.citations} == {"S0000001"}
    assert filtered(theme, Filter(types=("akademi",)), points, answers) is None
    assert filtered(theme, Filter(), points, answers) is theme
