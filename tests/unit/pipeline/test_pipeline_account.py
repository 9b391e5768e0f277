"""The ledger of a workspace and of a section: sums over files, and points told apart by what became of them."""

from __future__ import annotations

import pytest

from summarizer import pipeline
from summarizer.errors import UsageError
from summarizer.pipeline.account import part_of
from summarizer.workspace import Workspace


def test_the_sums_are_those_of_the_files(filled: Workspace) -> None:
    totals = pipeline.ledger(filled)
    assert len(totals["files"]) == 4 and totals["unaccounted"] == 0
    for name in ("received", "labels", "placeholders", "background", "answers", "notes", "unmapped"):
        assert totals[name] == sum(row[name] for row in totals["files"])
    parts = sum(totals[n] for n in ("labels", "placeholders", "background", "answers", "notes", "unmapped"))
    assert totals["received"] == parts > 0
    first = totals["files"][0]
    assert first.keys() >= {"submission_id", "file", "sha256", "superseded_by", "unaccounted"}
    alone = pipeline.ledger(filled, first["submission_id"])
    assert [row["submission_id"] for row in alone["files"]] == [first["submission_id"]]
    assert alone["received"] == first["received"] < totals["received"]
    with pytest.raises(UsageError):
        pipeline.ledger(filled, "S0")


def test_what_was_superseded_stays_in_the_ledger(filled: Workspace) -> None:
    one, other = (row["submission_id"] for row in pipeline.ledger(filled)["files"][:2])
    pipeline.replace_submission(filled, one, other, "Anna Prov")
    rows = {row["submission_id"]: row["superseded_by"] for row in pipeline.ledger(filled)["files"]}
    assert len(rows) == 4 and sorted(filter(None, rows.values())) in ([one], [other])


def test_too_much_in_one_file_does_not_make_up_for_too_little_in_another(filled: Workspace) -> None:
    one, other = (row["submission_id"] for row in pipeline.ledger(filled)["files"][:2])
    with filled.store.database.transaction() as c:
        c.execute("UPDATE file_ledgers SET received = received + 7 WHERE submission_id = ?", (one,))
        c.execute("UPDATE file_ledgers SET received = received - 7 WHERE submission_id = ?", (other,))
    assert pipeline.ledger(filled)["unaccounted"] == 14


def test_points_of_a_section_are_in_themes_alone_or_without_substance(filled: Workspace) -> None:
    found = pipeline.section_ledger(filled, "3.2")
    points = pipeline.points(filled, "3.2")
    senders: dict[str, set[str]] = {}
    for p in points:
        if p.substance:
            senders.setdefault(str(p.theme_id), set()).add(p.submission_id)
    lone = [p for p in points if p.substance and len(senders[str(p.theme_id)]) == 1]
    empty = [p for p in points if not p.substance]
    assert (found["points"], found["lone_voices"], found["without_substance"]) == (len(points), len(lone), len(empty))
    assert found["in_themes"] == len(points) - len(lone) - len(empty) > 0 and lone and empty
    assert found["section"] == "3.2" and found["answers"] == len(filled.store.submissions.answers("3.2"))
    assert found["characters"] == found["characters_in_points"] > 0 and found["unaccounted"] == 0


def test_characters_that_stand_in_no_point_are_missing(filled: Workspace) -> None:
    before = pipeline.section_ledger(filled, "3.2")
    kept = [p for p in pipeline.points(filled, "3.2") if p.substance]
    filled.store.themes.replace_points("3.2", kept)
    after = pipeline.section_ledger(filled, "3.2")
    assert (
        after["points"] == len(kept)
        and after["unaccounted"] == before["characters"] - after["characters_in_points"] > 0
    )


def test_the_part_of_a_question(fake_workspace: Workspace) -> None:
    assert part_of(fake_workspace, "needs") == "needs"
    assert part_of(fake_workspace, "general") is None
