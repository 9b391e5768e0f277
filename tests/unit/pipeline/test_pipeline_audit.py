"""The log verified as a whole: rows, decisions, and an exported copy of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import pipeline
from summarizer.errors import UsageError
from summarizer.workspace import Workspace
from tests.fakes import a_suggestion


@pytest.fixture
def decided(filled: Workspace) -> Workspace:
    filled.store.review.save_draft("3.2", "inputs", [a_suggestion(1), a_suggestion(2)], [])
    pipeline.decide(filled, "F00000001", "edit", "Anna Prov", "Min lydelse.", "Tydligare.")
    pipeline.decide(filled, "F00000002", "reject", "Anna Prov", reason="Finns redan.")
    return filled


def exported(workspace: Workspace, folder: Path) -> Path:
    return next(path for path in pipeline.export(workspace, "audit", folder) if path.suffix == ".jsonl")


def test_a_log_that_nobody_touched_holds(decided: Workspace, tmp_path: Path) -> None:
    file = exported(decided, tmp_path)
    found = pipeline.verify_log(decided, file)
    assert found.problems == ()
    assert found.rows == len(decided.store.audit.rows()) > 3
    assert found.hash == decided.store.audit.rows()[-1]["hash"]


def test_runs_stand_in_the_export(decided: Workspace, tmp_path: Path) -> None:
    pipeline.summarize(decided, "3.2")
    text = exported(decided, tmp_path).read_text()
    assert '"stage": "points"' in text and '"stage": "summary"' in text


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET text = 'En annan lydelse.' WHERE decision_id = 1",
        "UPDATE decisions SET reason = NULL, text = NULL WHERE decision_id = 1",
        "UPDATE decisions SET reviewer = 'Någon annan' WHERE decision_id = 2",
        "UPDATE decisions SET verdict = 'accept' WHERE decision_id = 2",
        "DELETE FROM decisions WHERE decision_id = 2",
    ],
)
def test_a_decision_that_was_changed_past_the_guards_is_found(change: str, decided: Workspace) -> None:
    connection = decided.store.database.connection
    for guard in ("decisions_are_not_changed", "decisions_are_not_removed"):
        connection.execute(f"DROP TRIGGER {guard}")
    connection.execute(change)
    assert len(pipeline.verify_log(decided).problems) == 1


def test_an_erasure_may_empty_the_words_of_a_decision(decided: Workspace) -> None:
    decided.store.database.connection.execute("UPDATE decisions SET reason = NULL, text = NULL WHERE decision_id = 1")
    decided.store.audit.log("2025-07-01", "systemet", "erase", submission="S1", reason="Begäran.")
    assert pipeline.verify_log(decided).problems == ()


def test_an_exported_copy_shows_rows_that_were_taken_away(decided: Workspace, tmp_path: Path) -> None:
    pipeline.export(decided, "answers", tmp_path)
    file = exported(decided, tmp_path)
    connection = decided.store.database.connection
    connection.execute("DROP TRIGGER log_is_not_removed")
    connection.execute("DELETE FROM audit WHERE what = 'export'")
    (problem,) = pipeline.verify_log(decided, file).problems
    assert "slutar på rad" in problem


def test_a_copy_of_another_log_or_a_changed_one_is_told(decided: Workspace, tmp_path: Path) -> None:
    file = exported(decided, tmp_path)
    content = file.read_bytes()
    file.write_bytes(content.replace(b"Anna Prov", b"Anna Prof", 1))
    (problem,) = pipeline.verify_log(decided, file).problems
    assert "är inte som när den skrevs" in problem
    file.write_bytes(content[:-1])
    assert len(pipeline.verify_log(decided, file).problems) == 1
    file.write_bytes(b"\xff" + content)
    assert len(pipeline.verify_log(decided, file).problems) == 1
    with pytest.raises(UsageError, match="exporterad logg"):
        pipeline.verify_log(decided, tmp_path / "finns_inte.jsonl")
