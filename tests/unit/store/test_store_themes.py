"""Points, summaries and changes by hand in the store."""

from __future__ import annotations

from summarizer.records import SectionLedger, SectionSummary
from summarizer.store import Store
from summarizer.store.themes import ThemeEdit
from tests.fakes import a_point, a_submission


def test_points_come_back_as_they_were_with_quotes_cut_from_the_answers(store: Store) -> None:
    store.submissions.add(a_submission(1, text="Vägarna är dåliga. Bussen går sällan."), None)
    answers = store.submissions.answers("3.2")
    points = [
        a_point(answers[0], "Vägarna är dåliga.", "T1"),
        a_point(answers[0], "Bussen går sällan.", None, "information", substance=False),
    ]
    store.themes.replace_points("3.2", points)
    assert store.themes.points("3.2", answers) == points
    store.themes.replace_points("3.2", points[:1])
    assert store.themes.points("3.2", answers) == points[:1]
    assert store.themes.points("3.2", []) == []  # of a submission that is no longer in force


def test_a_summary_comes_back_equal(store: Store) -> None:
    summary = SectionSummary("3.2", "3.2 Vägar", (), (), (), (), 3, 1, SectionLedger(1, 0, 0, 1), ("p",), "# text")
    store.themes.save_summary("hash", summary)
    assert store.themes.summary("3.2") == ("hash", summary)
    assert store.themes.summarised() == ["3.2"]
    store.themes.forget_section("3.2")
    assert store.themes.summary("3.2") is None


def test_generations_are_kept_by_key_and_forgotten_with_their_section(store: Store) -> None:
    store.vectors.save_generation("nyckel", "3.2", "text")
    store.vectors.save_generation("annan", "5.3", "mer text")
    store.themes.forget_section("3.2")
    assert store.vectors.generation("nyckel") is None
    assert store.vectors.generation("annan") == "mer text"


def test_edits_keep_their_order(store: Store) -> None:
    edits = [
        ThemeEdit("3.2", "rename", "T1", "Vägar", "Anna Prov", "2025-06-01"),
        ThemeEdit("3.2", "merge", "T2", "T1", "Anna Prov", "2025-06-02"),
    ]
    for edit in edits:
        store.themes.add_edit(edit)
    assert store.themes.edits("3.2") == edits
    assert store.themes.edits("5.3") == []
