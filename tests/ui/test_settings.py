"""Inställningar: a text of the strategy that no rule could place is placed by hand, for good."""

from __future__ import annotations

import hashlib
from pathlib import Path

from summarizer import pipeline
from summarizer.pipeline.baselines import place_baseline, unplaced_baseline
from summarizer.workspace import Workspace
from tests.ui.conftest import Open, words

LOST = "Bredbandet ska nå alla byar."
STRATEGY = f"# Förord\n\n{LOST}\n\n## 3.2 Investeringar\n\n### Målformulering\n\nMålet är goda vägar.\n"


def _read(workspace: Workspace, folder: Path) -> None:
    file = folder / "strategi.md"
    file.write_text(STRATEGY, encoding="utf-8")
    pipeline.set_baseline(workspace, file)


def test_a_text_of_the_strategy_is_placed_by_hand(workspace: Workspace, open_page: Open, tmp_path: Path) -> None:
    _read(workspace, tmp_path)
    test = open_page("installningar")
    assert LOST in words(test)
    key = hashlib.sha256(LOST.encode()).hexdigest()[:8]
    test.selectbox(key=f"base_section_{key}").set_value("3.2")
    test.selectbox(key=f"base_part_{key}").set_value("needs").run()
    test.button(key=f"base_place_{key}").click().run()
    assert not test.exception
    parts = {p.part: p.text for p in workspace.store.review.baseline("3.2")}
    assert parts == {"goal": "Målet är goda vägar.", "needs": LOST}
    assert LOST not in unplaced_baseline(workspace)


def test_a_text_that_stands_twice_is_shown_once(workspace: Workspace, open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "strategi.md"
    file.write_text(STRATEGY + f"\n# Efterord\n\n{LOST}\n", encoding="utf-8")
    pipeline.set_baseline(workspace, file)
    assert words(open_page("installningar")).count(LOST) == 1


def test_what_was_placed_by_hand_stays_so_when_the_file_is_read_again(workspace: Workspace, tmp_path: Path) -> None:
    _read(workspace, tmp_path)
    place_baseline(workspace, LOST, "3.2", "needs", "Rut")
    _read(workspace, tmp_path)
    assert [p.text for p in workspace.store.review.baseline("3.2") if p.part == "needs"] == [LOST]


def test_suggestions_for_a_text_that_was_changed_so_are_outdated(seeded: Workspace, tmp_path: Path) -> None:
    _read(seeded, tmp_path)
    place_baseline(seeded, LOST, "2.1", "needs", "Rut")
    assert {s.status for s in seeded.store.review.suggestions("2.1")} == {"stale"}
