"""Inställningar: a text of the strategy that no rule could place is placed by hand, for good; the speed test."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from summarizer import models, pipeline
from summarizer.pipeline.baselines import place_baseline, unplaced_baseline
from summarizer.pipeline.speed import Pace
from summarizer.text.masking import ALWAYS
from summarizer.ui.services import open_services
from summarizer.ui.speed import duration
from summarizer.workspace import Workspace
from tests.ui.conftest import Open, add, words

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


# ── the speed test ──
def test_the_speed_test_says_what_its_figures_mean(
    seeded: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "installed", lambda model, folder: model.task == "generation")
    test = open_page("installningar")
    test.button(key="speed_test").click().run()
    open_services().jobs.wait(30)
    job = open_services().jobs.last("speed")
    assert job is not None and job.state == "done"
    job.results[:] = [Pace(100.0, 9.5, 2.0, 2.0)]
    shown = words(test.run())
    assert "läser 100 och skriver 9,5 ordbitar" in shown
    assert "(omkring 2 teman) tar ungefär 10 sekunder." in shown
    assert "besvarade avsnitt tar" not in shown  # there is one
    add(seeded, "S0000009", "Byn", "civilsamhälle", {"needs": "Fler bussar."}, section="3.2")
    assert "Alla 2 besvarade avsnitt tar ungefär 15 sekunder." in words(test.run())


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.2, "2 sekunder"), (89, "89 sekunder"), (150, "2 minuter"), (9000, "2,5 timmar")]
)
def test_a_duration_is_told_in_the_unit_that_a_person_would_use(seconds: float, told: str) -> None:
    assert duration(seconds) == told


# ── masks ──
def test_masks_are_explained_to_everybody_and_chosen_by_an_administrator(seeded: Workspace, open_page: Open) -> None:
    test = open_page("installningar")
    assert words(test).count("döljs alltid") == len(ALWAYS)
    assert not [box for box in test.checkbox if box.key == "mask_phone"]
    test.checkbox(key="mask_address").uncheck()
    next(b for b in test.button if b.form_id == "masks").click().run()
    assert pipeline.masks(seeded) == (*ALWAYS, "personnummer?", "name")
    assert "döljs inte" in words(test) and "gäller inspel som läses in härefter" in test.success[0].value
