"""Files in, one outcome each; nothing lost, nothing personal in the answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.pipeline import correct_sender, ingest, ledger, move_answer, place_text
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
    assert list(fake_workspace.folder.glob("tmp*")) == []


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
    from summarizer.settings import Settings

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
