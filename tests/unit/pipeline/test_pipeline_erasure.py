"""After an erasure no byte of the submission's words is left in any file of the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.pipeline import ask, decide, draft, erase, ingest, ledger, move_answer, section_ledger, summarize
from summarizer.workspace import Workspace
from tests.fakes import write_template

NEEDS, ACTORS = ("3.2", "needs"), ("3.2", "actors")
WORDS = ("kvastfening", "snöflingesensor", "Ripdalsvägen", "Hemlighet Provman", "070-174 06 37", "provman@ripdal.example",
         "Ripdals kommun", "ripdal_inspel")  # fmt: skip


def bytes_of(workspace: Workspace) -> bytes:
    return b"\n".join(p.read_bytes() for p in sorted(workspace.folder.rglob("*")) if p.is_file())


@pytest.fixture
def with_secret(filled: Workspace, tmp_path: Path) -> tuple[Workspace, str]:
    """A workspace where one submission has been through everything: points, summary, draft, decision, chat, duplicate."""
    background = {"organisation": "Ripdals kommun", "contact": "Hemlighet Provman", "email": "provman@ripdal.example"}
    answers = {
        NEEDS: "Ripdalsvägen behöver en kvastfening med snöflingesensor. Ring Hemlighet Provman på 070-174 06 37.",
        ACTORS: "Lägg till Snöflingesensor Norr AB i listan över aktörer.",
    }
    file = write_template(tmp_path, "ripdal_inspel.docx", background, answers)
    (result,) = ingest(filled, [file])
    ingest(filled, [file])  # a duplicate leaves a row that names it
    summarize(filled, "3.2")
    states, _ = draft(filled, "3.2")
    about = [
        s.suggestion for s in states if any(c.submission_id == result.submission_id for c in s.suggestion.citations)
    ]
    assert about
    for suggestion in about:
        decide(filled, suggestion.suggestion_id, "edit", "Anna Prov", "Ripdalsvägen får en kvastfening.", "kvastfening")
    answer = ask(filled, "Vad sägs om en kvastfening på Ripdalsvägen?")
    filled.store.audit.say("user", "Vad sägs om en kvastfening på Ripdalsvägen?", None, "2025-06-01")
    filled.store.audit.say("assistant", answer.text, {"claims": [c.text for c in answer.claims]}, "2025-06-01")
    assert result.submission_id is not None
    return filled, result.submission_id


def test_the_words_are_there_before(with_secret: tuple[Workspace, str]) -> None:
    """The test of erasure below can fail only if what it looks for can be found."""
    workspace, _ = with_secret
    workspace.store.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytes_of(workspace)
    for word in WORDS:
        assert word.encode() in content, word
    assert b"sn\xc3\xb6flingesensor" in content


def test_no_byte_of_its_words_is_left(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    vectors = len(workspace.store.database.rows("SELECT * FROM vectors"))
    result = erase(workspace, submission, "Avsändaren har begärt det.")
    for content in (bytes_of(workspace), bytes_of(workspace).lower()):
        for word in WORDS:
            assert word.encode() not in content, word
            assert word.lower().encode() not in content, word
            assert word.encode("utf-16-le") not in content, word
    assert b"kvastfen" not in bytes_of(workspace)  # nor its stem
    assert result["removed"]["answers"] == 2 and result["removed"]["chunks"] >= 2
    assert len(workspace.store.database.rows("SELECT * FROM vectors")) < vectors
    assert "summary/3.2" in result["stale"]


def test_what_is_left_still_works(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    erase(workspace, submission, "Avsändaren har begärt det.")
    assert ledger(workspace)["unaccounted"] == 0 and len(ledger(workspace)["files"]) == 4
    summary = summarize(workspace, "3.2")
    assert summary.asked == 4 and summary.ledger.unaccounted == 0
    assert section_ledger(workspace, "3.2")["unaccounted"] == 0
    assert not ask(workspace, "Vad sägs om en kvastfening på Ripdalsvägen?").claims
    assert ask(workspace, "Hur är bärigheten på vägarna?").answered
    assert workspace.store.database.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert workspace.store.database.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_log_says_that_it_happened_and_holds(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    erase(workspace, submission, "Avsändaren har begärt det.")
    last = workspace.store.audit.rows()[-1]
    assert last["what"] == "erase" and last["details"]["submission"] == submission
    assert workspace.store.audit.first_broken() is None


def test_a_decision_on_what_is_erased_is_stale_and_still_there(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    decided = {s.suggestion.suggestion_id for s in workspace.store.review.suggestions("3.2") if s.decision}
    erase(workspace, submission, "Avsändaren har begärt det.")
    after = {s.suggestion.suggestion_id: s for s in workspace.store.review.suggestions("3.2")}
    assert after.keys() >= decided
    assert {s.status for s in after.values()} == {"stale"}
    for key in decided:
        assert [(d.verdict, d.text) for d in workspace.store.review.history(key)] == [("edit", None)]


def test_a_reason_is_needed(filled: Workspace) -> None:
    submission = filled.store.submissions.all()[0].submission_id
    with pytest.raises(UsageError, match="skäl"):
        erase(filled, submission, "  ")
    assert filled.store.submissions.get(submission)
    with pytest.raises(UsageError, match="finns inte i arbetsytan"):
        erase(filled, "S00000000", "Skäl.")


def test_words_that_were_moved_by_hand_are_found_too(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    for answer in workspace.store.submissions.answers(submission_id=submission):
        move_answer(workspace, answer.answer_id, "5.3", answer.question, "Anna Prov")
    summarize(workspace, "5.3")
    erase(workspace, submission, "Avsändaren har begärt det.")
    for word in WORDS:
        assert word.encode() not in bytes_of(workspace), word


def test_erasing_the_later_version_leaves_the_earlier(with_secret: tuple[Workspace, str], tmp_path: Path) -> None:
    workspace, submission = with_secret
    later = write_template(tmp_path, "ny.docx", {"organisation": "Ripdals kommun"}, {NEEDS: "Bygg en älgtunnel."})
    (result,) = ingest(workspace, [later])
    assert result.status == "superseding" and result.submission_id is not None
    summarize(workspace, "3.2")
    erase(workspace, result.submission_id, "Fel fil.")
    assert "älgtunnel".encode() not in bytes_of(workspace)
    assert [s.superseded_by for s in workspace.store.submissions.all() if s.submission_id == submission] == [None]
