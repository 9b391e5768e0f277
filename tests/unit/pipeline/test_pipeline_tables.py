"""A web form's table: one submission a row, each with its own outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from examples.remiss import build
from summarizer.pipeline import erase, ingest, ledger
from summarizer.settings import Settings
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, faithful_llm

(FORM,) = build.source()["forms"]
HEADER: list[str] = FORM["columns"]
ROWS: list[list[str]] = FORM["rows"]


@pytest.fixture
def remiss(tmp_path: Path) -> Iterator[Workspace]:
    settings = Settings(workspace=tmp_path / "arbetsyta", models=tmp_path / "modeller")
    made = Workspace(settings, "kulturplan_salgvik", FakeEmbedder(), faithful_llm())
    yield made
    made.close()


def table(folder: Path, rows: Sequence[Sequence[str]], name: str = "svar.csv") -> Path:
    path = folder / name
    path.write_bytes(build.as_csv({"columns": HEADER, "rows": rows}))
    return path


def test_a_row_is_a_submission(remiss: Workspace, tmp_path: Path) -> None:
    results = ingest(remiss, [table(tmp_path, ROWS)])
    assert [(r.path, r.status, r.organisation) for r in results] == [
        ("svar.csv, rad 2", "accepted", "Sälgviks läsecirklar"),
        ("svar.csv, rad 3", "accepted", "Rockföreningen Dån"),
        ("svar.csv, rad 4", "accepted", "Privatperson 1"),
    ]
    totals = ledger(remiss)
    assert totals["unaccounted"] == 0 and totals["unmapped"] == 0 and len(totals["files"]) == 3
    answers = remiss.store.submissions.answers("hela", None)
    assert [(a.question, a.text, a.file) for a in answers] == [
        ("ovrigt", "Bra att ni frågar oss unga.", "svar.csv, rad 3")
    ]


def test_the_same_table_again_adds_nothing_and_a_grown_or_sorted_one_only_what_is_new(
    remiss: Workspace, tmp_path: Path
) -> None:
    ingest(remiss, [table(tmp_path, ROWS[:2])])
    again = ingest(remiss, [table(tmp_path, [ROWS[2], ROWS[1], ROWS[0]], "senare.csv")])
    assert [r.status for r in again] == ["accepted", "duplicate", "duplicate"]
    assert all(r.reason and r.reason.endswith(").") for r in again[1:])
    assert len(remiss.store.submissions.all()) == 3


def test_two_persons_who_say_the_same_are_two(remiss: Workspace, tmp_path: Path) -> None:
    nobody = ["2026-10-12", "", "", "", "Mer böcker.", "", ""]
    assert [r.status for r in ingest(remiss, [table(tmp_path, [nobody, nobody])])] == ["accepted", "accepted"]


def test_a_later_row_from_the_same_organisation_replaces_the_earlier(remiss: Workspace, tmp_path: Path) -> None:
    changed = [*ROWS[0][:4], "Vi ändrade oss: öppna på lördagar.", "", ""]
    assert [r.status for r in ingest(remiss, [table(tmp_path, [ROWS[0], changed])])] == ["accepted", "superseding"]


def test_a_workbook_with_a_sheet_that_asks_nothing(remiss: Workspace, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Svar"
    for row in (HEADER, *ROWS):
        book.active.append(row)
    book.create_sheet("Anteckningar").append(["ring Eva"])
    book.save(tmp_path / "svar.xlsx")
    results = ingest(remiss, [tmp_path / "svar.xlsx"])
    assert [r.status for r in results] == ["accepted", "accepted", "accepted", "rejected"]
    assert results[0].path == "svar.xlsx, Svar, rad 2"
    assert results[3].reason and "Anteckningar" in results[3].reason and "[columns]" in results[3].reason


def test_a_table_of_something_else_is_turned_away_and_the_rest_lands(fake_workspace: Workspace, tmp_path: Path) -> None:
    results = ingest(fake_workspace, [table(tmp_path, ROWS, "annat.csv")])
    assert [(r.path, r.status) for r in results] == [("annat.csv", "rejected")]
    assert results[0].reason and "general/general" in results[0].reason


def test_a_row_is_erased_alone(remiss: Workspace, tmp_path: Path) -> None:
    first, second, third = ingest(remiss, [table(tmp_path, ROWS)])
    assert second.submission_id is not None
    erase(remiss, second.submission_id, "avsändaren ångrade sig")
    assert {s.submission_id for s in remiss.store.submissions.all()} == {first.submission_id, third.submission_id}
    assert b"replokaler" not in (remiss.folder / "samspel.db").read_bytes()


def test_a_fault_in_one_table_does_not_keep_others_out(
    remiss: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("summarizer.pipeline.tables.match_row", fails)
    (tmp_path / "brev.txt").write_text("Kulturarv och byggnader\n\nRusta magasinen på Hamnplan.", encoding="utf-8")
    results = ingest(remiss, [table(tmp_path, ROWS), tmp_path / "brev.txt"])
    assert {r.path: r.status for r in results} == {"svar.csv": "rejected", "brev.txt": "accepted"}
