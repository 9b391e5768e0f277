"""Files in, one outcome each; nothing lost, nothing personal in the answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from summarizer.errors import ModelMissing, UsageError
from summarizer.matching import match
from summarizer.pipeline import (
    FileResult,
    correct_sender,
    ingest,
    keep_apart,
    ledger,
    merge_proposals,
    move_answer,
    place_text,
    reinstate,
    replace_submission,
)
from summarizer.reading import Document
from summarizer.records import MatchedSubmission
from summarizer.settings import Settings
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, write_template

NEEDS = ("3.2", "needs")


def test_every_file_gets_an_outcome_and_bad_ones_do_not_hurt(fake_workspace: Workspace, files: Path) -> None:
    (files / "trasig.docx").write_bytes(b"PK\x03\x04 inte ett zip-arkiv")
    (files / "tom.txt").write_bytes(b"")
    (files / "bild.heic").write_bytes(b"\x00\x01\x02")
    (files / "kopia.docx").write_bytes((files / "granvik.docx").read_bytes())
    told = []
    results = {r.path.rpartition("/")[2]: r for r in ingest(fake_workspace, [files], told.append)}
    assert told == list(results.values())
    status = {name: r.status for name, r in results.items()}
    assert status == {
        "granvik.docx": "accepted", "tallbo.docx": "accepted", "bussbolaget.docx": "accepted", "byalaget.docx": "accepted",
        "kopia.docx": "duplicate", "trasig.docx": "rejected", "tom.txt": "rejected", "bild.heic": "rejected",
    }  # fmt: skip
    for result in results.values():
        if result.status in ("rejected", "duplicate"):
            assert result.reason and result.reason.endswith(".") and "Traceback" not in result.reason
        else:
            assert result.submission_id and result.answers > 0 and result.reason is None
    assert len(fake_workspace.store.submissions.file_outcomes()) == len(results)
    assert [f.name for f in fake_workspace.folder.iterdir() if f.is_dir()] == []


def test_every_character_is_accounted_for(filled: Workspace) -> None:
    totals = ledger(filled)
    assert totals["unaccounted"] == 0
    parts = ("labels", "placeholders", "background", "answers", "notes", "unmapped")
    assert totals["received"] == sum(totals[part] for part in parts) > 0
    assert len(totals["files"]) == 4
    for row in totals["files"]:
        assert row["received"] == sum(row[part] for part in parts), row["file"]


def test_respondent_types(filled: Workspace) -> None:
    found = {s.organisation: s.respondent_type for s in filled.store.submissions.all()}
    assert found == {
        "Granviks kommun": "kommun", "Tallbo kommun": "kommun", "Bussbolaget i Åsen AB": "näringsliv",
        "Lillsele byaförening": "civilsamhälle",
    }  # fmt: skip


def test_personal_data_is_masked_and_kept_apart(filled: Workspace) -> None:
    answers = filled.store.submissions.answers()
    for secret in ("Provgren", "070-174", "@"):
        assert secret not in repr(answers)
    (masked,) = [a for a in answers if "svarar på frågor" in a.text]
    assert "Elin Provgren" in (filled.store.submissions.unmasked(masked.answer_id) or "")
    assert filled.store.submissions.contacts(masked.submission_id)["contact"] == "Elin Provgren"


def test_a_later_version_replaces_the_earlier(filled: Workspace, tmp_path: Path) -> None:
    later = write_template(
        tmp_path, "granvik_ny.docx", {"organisation": "Granviks kommun"}, {NEEDS: "Bygg ut järnvägen."}
    )
    (result,) = ingest(filled, [later])
    assert result.status == "superseding"
    assert result.reason == "Ersätter det tidigare inspelet från Granviks kommun (granvik.docx)."
    in_force = [a.text for a in filled.store.submissions.answers("3.2") if a.organisation == "Granviks kommun"]
    assert in_force == ["Bygg ut järnvägen."]
    everything = filled.store.submissions.all(in_force=False)
    assert len([s for s in everything if s.superseded_by == result.submission_id]) == 1
    assert len(ledger(filled)["files"]) == 5


def test_a_private_person_is_a_number(fake_workspace: Workspace, tmp_path: Path) -> None:
    for number, (name, text) in enumerate(
        [("Eva Exempel", "Jag, Eva Exempel, vill ha fler bussar."), ("Per Påhitt", "Vägarna är dåliga.")]
    ):
        background = {"organisation": "Privatperson", "contact": name, "email": f"person{number}@post.example"}
        write_template(tmp_path / "in", f"{number}.docx", background, {NEEDS: text})
    ingest(fake_workspace, [tmp_path / "in"])
    assert [s.organisation for s in fake_workspace.store.submissions.all()] == ["Privatperson 1", "Privatperson 2"]
    assert {s.respondent_type for s in fake_workspace.store.submissions.all()} == {"privatperson"}
    assert "Exempel" not in repr(fake_workspace.store.submissions.answers())
    again = write_template(
        tmp_path, "igen.docx", {"organisation": "Privatperson", "contact": "Eva Exempel", "email": "person0@post.example"},
        {NEEDS: "Fler bussar, tack."},
    )  # fmt: skip
    (result,) = ingest(fake_workspace, [again])
    assert (result.status, result.organisation) == ("superseding", "Privatperson 1")


def test_the_order_of_files_changes_nothing(tmp_path: Path, files: Path) -> None:
    found = []
    for name, paths in (("a", sorted(files.iterdir())), ("b", sorted(files.iterdir(), reverse=True))):
        workspace = Workspace(Settings(tmp_path / name, tmp_path / "m"), embedder=FakeEmbedder())
        ingest(workspace, paths)
        found.append((workspace.store.submissions.answers(), ledger(workspace)))
        workspace.close()
    assert found[0] == found[1]


def test_corrections_by_hand_are_logged(filled: Workspace) -> None:
    (answer,) = [a for a in filled.store.submissions.answers("3.2") if a.text.startswith("Kvällsturerna")]
    moved = move_answer(filled, answer.answer_id, "3.2", "goal", "Anna Prov")
    assert filled.store.submissions.answers(submission_id=answer.submission_id)[0].answer_id == moved
    correct_sender(filled, answer.submission_id, " Bussbolaget  AB ", "näringsliv", "Anna Prov")
    assert filled.store.submissions.get(answer.submission_id).organisation == "Bussbolaget AB"
    assert [r["what"] for r in filled.store.audit.rows()][-2:] == ["move_answer", "correct_sender"]
    assert filled.store.audit.first_broken() is None
    with pytest.raises(UsageError, match="finns inte i avsnittet"):
        move_answer(filled, moved, "3.2", "usage", "Anna Prov")
    with pytest.raises(UsageError, match="saknar namn"):
        correct_sender(filled, answer.submission_id, " ", "kommun", "Anna Prov")
    with pytest.raises(UsageError, match="ingen oplacerad text"):
        place_text(filled, 4711, "3.2", "needs", "Anna Prov")


def _send(workspace: Workspace, folder: Path, name: str, background: dict[str, str], text: str) -> FileResult:
    (result,) = ingest(workspace, [write_template(folder, name, background, {NEEDS: text})])
    return result


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"organisation": "Granviks Energi AB"}, {"organisation": "Granviks energi"}),
        ({"organisation": "Granviks kommun"}, {"organisation": "Granvik kommun"}),
        ({"organisation": "Privatperson", "contact": "Eva Exempel"}, {"organisation": "Privatperson", "contact": "Eva Exempel"}),
    ],
)  # fmt: skip
def test_senders_that_may_be_the_same_are_proposed_and_not_merged(
    fake_workspace: Workspace, tmp_path: Path, first: dict[str, str], second: dict[str, str]
) -> None:
    one = _send(fake_workspace, tmp_path, "a.docx", first, "Fler bussar.")
    other = _send(fake_workspace, tmp_path, "b.docx", second, "Fler tåg.")
    assert (one.status, other.status) == ("accepted", "accepted_with_warnings")
    assert f"densamma som ”{one.organisation}” (a.docx)" in other.warnings[0]
    (proposal,) = merge_proposals(fake_workspace)
    assert {proposal.first.submission_id, proposal.second.submission_id} == {one.submission_id, other.submission_id}
    assert [a.text for a in fake_workspace.store.submissions.answers("3.2")] in (
        ["Fler bussar.", "Fler tåg."], ["Fler tåg.", "Fler bussar."],
    )  # fmt: skip
    assert one.submission_id and other.submission_id
    replace_submission(fake_workspace, one.submission_id, other.submission_id, "Anna Prov")
    assert [a.text for a in fake_workspace.store.submissions.answers("3.2")] == ["Fler tåg."]
    assert merge_proposals(fake_workspace) == []
    with pytest.raises(UsageError, match="båda gäller"):
        replace_submission(fake_workspace, other.submission_id, one.submission_id, "Anna Prov")
    reinstate(fake_workspace, one.submission_id, "Anna Prov")
    assert len(fake_workspace.store.submissions.answers("3.2")) == 2
    assert merge_proposals(fake_workspace) == []
    with pytest.raises(UsageError, match="gäller redan"):
        reinstate(fake_workspace, one.submission_id, "Anna Prov")
    said = [r["what"] for r in fake_workspace.store.audit.rows()]
    assert said[-3:] == ["replace_submission", "reinstate", "keep_apart"]


@pytest.mark.parametrize(
    ("first", "second", "proposed"),
    [
        ({"organisation": "Granviks kommun"}, {"organisation": "Granviks kommun", "unit": "Tillväxt"}, 1),
        ({"organisation": "Granviks kommun", "unit": "Skola"}, {"organisation": "Granviks kommun", "unit": "Tillväxt"}, 0),
        ({"organisation": "Älvbygdens hembygdsförening"}, {"organisation": "Älvbygden hembygdsförening"}, 1),
        ({"organisation": "Granviks kommun"}, {"organisation": "Solviks kommun"}, 0),
    ],
)  # fmt: skip
def test_which_senders_are_proposed(
    fake_workspace: Workspace, tmp_path: Path, first: dict[str, str], second: dict[str, str], proposed: int
) -> None:
    one = _send(fake_workspace, tmp_path, "a.docx", first, "Fler bussar.")
    other = _send(fake_workspace, tmp_path, "b.docx", second, "Fler tåg.")
    assert "superseding" not in (one.status, other.status)
    assert len(merge_proposals(fake_workspace)) == proposed
    assert one.submission_id and other.submission_id
    keep_apart(fake_workspace, other.submission_id, one.submission_id, "Anna Prov")
    assert merge_proposals(fake_workspace) == []


class NoEmbedder:
    """A model that is not there."""

    name = "none"

    def encode(self, texts: list[str], kind: str = "passage") -> NoReturn:
        raise ModelMissing("Modellen saknas; hämta den med: samspel models pull")


def test_a_letter_that_needs_a_missing_model_waits_and_the_rest_land(tmp_path: Path, files: Path) -> None:
    workspace = Workspace(Settings(tmp_path / "w", tmp_path / "m"), embedder=NoEmbedder())
    letter = files / "a brev.txt"
    letter.write_text("Mobiltäckningen är dålig i hela kommunen.", encoding="utf-8")
    first, *rest = ingest(workspace, [files])
    assert first.status == "rejected" and first.reason == (
        "Filen ”a brev.txt” lästes inte in: Modellen saknas; hämta den med: samspel models pull; läs sedan in filen igen."
    )
    assert {r.status for r in rest} == {"accepted"} and len(rest) == 4
    workspace.close()
    again = Workspace(Settings(tmp_path / "w", tmp_path / "m"), embedder=FakeEmbedder())
    assert [r.status for r in ingest(again, [letter])] == ["accepted"]
    again.close()


def test_a_fault_in_one_file_does_not_keep_the_others_out(
    fake_workspace: Workspace, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(document: Document, *rest: Any) -> MatchedSubmission:
        if document.name == "granvik.docx":
            raise IndexError("a fault of ours")
        return match(document, *rest)

    monkeypatch.setattr(sys.modules["summarizer.pipeline.ingest"], "match", faulty)
    results = {r.path.rpartition("/")[2]: r for r in ingest(fake_workspace, [files])}
    assert results["granvik.docx"].status == "rejected"
    assert "Filen ”granvik.docx” gick inte att sortera (IndexError);" in (results["granvik.docx"].reason or "")
    assert sum(r.status == "accepted" for r in results.values()) == 3


def test_what_a_killed_run_left_is_thrown_away(fake_workspace: Workspace, files: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = fake_workspace.folder / f"inlasning-{ended.pid}-abc"
    at_work = fake_workspace.folder / f"inlasning-{os.getppid()}-abc"
    for folder in (left, at_work):
        folder.mkdir()
        (folder / "svar.docx").write_bytes(b"a sender's words")
    ingest(fake_workspace, [files])
    assert not left.exists() and at_work.exists()


def test_a_batch_that_is_begun_again_counts_no_file_twice(fake_workspace: Workspace, files: Path) -> None:
    (files / "tom.txt").write_bytes(b"")
    (files / "kopia.docx").write_bytes((files / "granvik.docx").read_bytes())
    ingest(fake_workspace, [files])
    before = fake_workspace.store.submissions.file_outcomes()
    assert {o.status for o in before} == {"accepted", "rejected", "duplicate"}
    ingest(fake_workspace, [files])
    assert fake_workspace.store.submissions.file_outcomes() == before
    (files / "tom.txt").write_bytes(b"\x00\x01")  # the same name, another fault
    ingest(fake_workspace, [files])
    assert len(fake_workspace.store.submissions.file_outcomes()) == len(before) + 1
