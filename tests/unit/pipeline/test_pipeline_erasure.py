"""After an erasure no byte of the submission's words is left in any file of the workspace."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.pipeline import (
    ask,
    decide,
    draft,
    erase,
    ingest,
    ledger,
    move_answer,
    section_ledger,
    summarize,
    verify_erasure,
)
from summarizer.pipeline.searching import chunks_of
from summarizer.pipeline.themes import memory_key
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, a_workspace, write_template

NEEDS, ACTORS = ("3.2", "needs"), ("3.2", "actors")
WORDS = ("kvastfening", "snöflingesensor", "Ripdalsvägen", "Hemlighet Provman", "070-174 06 37", "provman@ripdal.example",
         "Ripdals kommun", "ripdal_inspel")  # fmt: skip


def bytes_of(workspace: Workspace) -> bytes:
    return b"\n".join(p.read_bytes() for p in sorted(workspace.folder.rglob("*")) if p.is_file())


@pytest.fixture(scope="module")
def with_secret_once(filled_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """What ``with_secret`` is a copy of."""
    folder = tmp_path_factory.mktemp("with_secret")
    shutil.copytree(filled_once, folder, dirs_exist_ok=True)
    workspace = a_workspace(folder)
    submission = _through_everything(workspace, folder)
    workspace.close()
    return folder, submission


@pytest.fixture
def with_secret(
    with_secret_once: tuple[Path, str], tmp_path: Path, fake_embedder: FakeEmbedder
) -> Iterator[tuple[Workspace, str]]:
    """A workspace where one submission has been through everything: points, summary, draft, decision, chat, duplicate."""
    folder, submission = with_secret_once
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    workspace = a_workspace(tmp_path, fake_embedder)
    yield workspace, submission
    workspace.close()


def _through_everything(workspace: Workspace, folder: Path) -> str:
    background = {"organisation": "Ripdals kommun", "contact": "Hemlighet Provman", "email": "provman@ripdal.example"}
    answers = {
        NEEDS: "Ripdalsvägen behöver en kvastfening med snöflingesensor. Ring Hemlighet Provman på 070-174 06 37.",
        ACTORS: "Lägg till Snöflingesensor Norr AB i listan över aktörer.",
    }
    file = write_template(folder, "ripdal_inspel.docx", background, answers)
    (result,) = ingest(workspace, [file])
    ingest(workspace, [file])  # a duplicate leaves a row that names it
    summarize(workspace, "3.2")
    states, _ = draft(workspace, "3.2")
    about = [
        s.suggestion for s in states if any(c.submission_id == result.submission_id for c in s.suggestion.citations)
    ]
    assert about
    for suggestion in about:
        decide(
            workspace, suggestion.suggestion_id, "edit", "Anna Prov", "Ripdalsvägen får en kvastfening.", "kvastfening"
        )
    answer = ask(workspace, "Vad sägs om en kvastfening på Ripdalsvägen?")
    workspace.store.audit.say("user", "Vad sägs om en kvastfening på Ripdalsvägen?", None, "2025-06-01")
    workspace.store.audit.say("assistant", answer.text, {"claims": [c.text for c in answer.claims]}, "2025-06-01")
    assert result.submission_id is not None
    return result.submission_id


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


def test_no_hash_of_its_answers_is_left(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission_id = with_secret
    assert workspace.store.setting(memory_key("3.2"))
    erase(workspace, submission_id, "begärt")
    assert workspace.store.setting(memory_key("3.2")) == ""


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


def test_an_erasure_embeds_nothing(with_secret: tuple[Workspace, str], fake_embedder: FakeEmbedder) -> None:
    workspace, submission = with_secret
    ask(workspace, "Hur är bärigheten på vägarna?")
    fake_embedder.asked.clear()
    erase(workspace, submission, "Avsändaren har begärt det.")
    assert fake_embedder.asked == []
    ask(workspace, "Hur är bärigheten på vägarna?")
    chunks = {chunk.text for answer in workspace.store.submissions.answers() for chunk in chunks_of(answer)}
    assert chunks and not chunks & {text for _, text in fake_embedder.asked}  # the index was made from what was left


def test_an_erasure_without_an_index_makes_none(filled: Workspace, fake_embedder: FakeEmbedder) -> None:
    fake_embedder.asked.clear()
    erase(filled, filled.store.submissions.all()[0].submission_id, "Avsändaren har begärt det.")
    assert fake_embedder.asked == [] and not (filled.folder / "index").exists()


def test_the_check_finds_no_byte_after_an_erasure(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    erase(workspace, submission, "Avsändaren har begärt det.")
    check = verify_erasure(workspace, submission)
    assert check.found == () and check.traces > 40 and check.files >= 2
    assert check.bytes == sum(p.stat().st_size for p in workspace.folder.rglob("*") if p.is_file())


def archived(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text)
    return buffer.getvalue()


LEFT = "behöver en kvastfening med snöflingesensor"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("inkorg/0001/brev.txt", LEFT.encode()),
        ("inkorg/0001/brev.txt", LEFT.upper().encode()),
        ("tmp/rest", b"\x00\x01x" + "Ripdalsvägen".encode() + b"x\xff"),
        ("tmp/rest", b"\x07" + "Hemlighet Provman".encode("utf-16-le")),
        ("index/manifest.json", b'"sn\\u00f6flingesensor"'),
        ("inkorg/0001/brev.docx", archived(f"<w:t>{LEFT}</w:t>")),
        ("samspel.db-journal", b"\x00" * 4000 + b"provman@ripdal.example"),
        ("logg.txt", b"070-174 06 37"),
    ],
)
def test_the_check_finds_what_is_left_in_a_file(name: str, content: bytes, with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    erase(workspace, submission, "Avsändaren har begärt det.")
    path = workspace.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    assert [place.where for place in verify_erasure(workspace, submission).found] == [name]


def test_the_check_finds_what_is_left_in_a_table(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    erase(workspace, submission, "Avsändaren har begärt det.")
    workspace.store.vectors.save_generation("nyckel", "3.2", "x" * 9000 + LEFT)
    workspace.store.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "samspel.db, tabellen generations" in {p.where for p in verify_erasure(workspace, submission).found}


def test_what_a_later_submission_says_too_is_no_leftover(with_secret: tuple[Workspace, str], tmp_path: Path) -> None:
    workspace, submission = with_secret
    erase(workspace, submission, "Avsändaren har begärt det.")
    later = write_template(tmp_path, "senare.docx", {"organisation": "Tjärnbo kommun"}, {NEEDS: f"Vi {LEFT}."})
    ingest(workspace, [later])
    summarize(workspace, "3.2")
    assert verify_erasure(workspace, submission).found == ()


def test_the_list_keeps_no_word(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    erase(workspace, submission, "Avsändaren har begärt det.")
    traces = workspace.store.erasures.traces(submission)
    assert traces is not None and all(re.fullmatch(r"[0-9a-f]{4} \d+ [0-9a-f]{24}", kept) for kept in traces.kept)
    erase(workspace, workspace.store.submissions.all()[0].submission_id, "Fel.")
    other = workspace.store.erasures.erased()[-1][0]
    again = workspace.store.erasures.traces(other)
    assert again is not None and again.salt != traces.salt


def test_only_what_was_erased_can_be_checked(filled: Workspace) -> None:
    with pytest.raises(UsageError, match="är inte raderat"):
        verify_erasure(filled, filled.store.submissions.all()[0].submission_id)
    with pytest.raises(UsageError, match="ingen radering"):
        verify_erasure(filled, "S00000000")


def test_the_reason_keeps_no_name(with_secret: tuple[Workspace, str]) -> None:
    workspace, submission = with_secret
    erase(workspace, submission, "Hemlighet Provman ringde från 070-174 06 37.")
    assert verify_erasure(workspace, submission).found == ()
    assert "ringde från" in workspace.store.audit.rows()[-1]["details"]["reason"]


def test_others_words_as_the_index_folds_them_are_no_traces(fake_workspace: Workspace, tmp_path: Path) -> None:
    """A file called "hogskolan.docx" is not left behind because somebody else writes of the yrkeshögskola."""
    kept = write_template(
        tmp_path,
        "tallbo.docx",
        {"organisation": "Tallbo kommun"},
        {("3.2", "needs"): "Yrkeshögskolan behöver fler platser."},
    )
    gone = write_template(
        tmp_path, "hogskolan.docx", {"organisation": "Granviks kommun"}, {("3.2", "needs"): "Bron är för smal."}
    )
    ingest(fake_workspace, [kept, gone])
    ask(fake_workspace, "Vad sägs om utbildning?")
    (wanted,) = (s for s in fake_workspace.store.submissions.all() if s.organisation == "Granviks kommun")
    erase(fake_workspace, wanted.submission_id, "Begärt av avsändaren")
    assert verify_erasure(fake_workspace, wanted.submission_id).found == ()
