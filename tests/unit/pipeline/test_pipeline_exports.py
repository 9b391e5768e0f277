"""What goes into the files: decisions in words, who stands behind a suggestion, progress."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from benchmarks.redline_cases import texts_of
from summarizer import pipeline
from summarizer.errors import ExportFailed, UsageError
from summarizer.export.certificate import checksum
from summarizer.workspace import Workspace


@pytest.fixture
def reviewed(filled: Workspace) -> Workspace:
    states, _ = pipeline.draft(filled, "3.2")
    first = states[0].suggestion.suggestion_id
    pipeline.decide(filled, first, "edit", "Anna Prov", "Vägarna ska bära året om.", "Tydligare")
    return filled


def exported(workspace: Workspace, kind: str, folder: Path, **options: object) -> bytes:
    return pipeline.export(workspace, kind, folder, **options)[0].read_bytes()  # type: ignore[arg-type]


def test_the_authoritys_comment_says_what_was_decided_and_why(reviewed: Workspace, tmp_path: Path) -> None:
    texts = texts_of(exported(reviewed, "report", tmp_path))
    told = "Förslaget har godtagits med ändrad lydelse: ”Vägarna ska bära året om.” Skäl: Tydligare."
    assert told in texts
    assert texts[texts.index(told) - 1] == "Region Västerbottens kommentar"


def test_a_comment_in_the_redline_counts_who_is_behind_by_type(reviewed: Workspace, tmp_path: Path) -> None:
    document = Document(io.BytesIO(exported(reviewed, "redline", tmp_path)))
    comments = [comment.text.split("\n") for comment in document.comments]
    assert len(comments) == len(pipeline.draft(reviewed, "3.2")[0])
    counted = [line for lines in comments for line in lines if line.startswith("Bakom förslaget: ")]
    assert "Bakom förslaget: två kommuner." in counted
    assert all(lines[-1].startswith("Förslag F") for lines in comments)


def test_every_point_is_a_row_of_the_matrix(reviewed: Workspace, tmp_path: Path) -> None:
    sheet = load_workbook(io.BytesIO(exported(reviewed, "matrix", tmp_path))).active
    assert sheet is not None and sheet.freeze_panes == "A2" and sheet.auto_filter.ref
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert {row[2] for row in rows} == {point.quote for point in pipeline.points(reviewed, "3.2")}
    decided = [row for row in rows if row[5] == "godtaget med ändring"]
    assert decided and all(row[4] == "Vägarna ska bära året om." and row[6] == "Tydligare" for row in decided)


def test_a_letter_for_each_sender_with_a_point(reviewed: Workspace, tmp_path: Path) -> None:
    files = pipeline.export(reviewed, "receipts", tmp_path)
    senders = {point.submission_id for point in pipeline.points(reviewed, "3.2")}
    assert [path.name for path in files] == [f"aterkoppling_{sender}.docx" for sender in sorted(senders)]


def test_one_page_shows_that_nothing_of_a_section_is_left_out(reviewed: Workspace, tmp_path: Path) -> None:
    document = Document(io.BytesIO(exported(reviewed, "certificate", tmp_path, section="3.2")))
    (table,) = document.tables
    counts = {row.cells[0].text: row.cells[1].text for row in table.rows}
    ledger = pipeline.section_ledger(reviewed, "3.2")
    assert counts["Synpunkter"] == str(len(pipeline.points(reviewed, "3.2")))
    assert counts["Svar i avsnittet"] == counts["varav stod i mallens fält"] == str(ledger["answers"])
    assert (
        counts["Tecken i svaren, blanktecken borträknade"] == counts["varav i synpunkter"] == str(ledger["characters"])
    )
    assert counts["Saknas"] == "0"
    assert document.paragraphs[-1].text == f"SHA-256: {checksum(pipeline.points(reviewed, '3.2'))}"
    assert checksum([]) != checksum(pipeline.points(reviewed, "3.2"))
    assert [f.name for f in pipeline.export(reviewed, "certificate", tmp_path)] == ["avrakning_3.2.docx"]


def test_no_page_for_what_is_not_summarised(filled: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="sammanställ först"):
        pipeline.export(filled, "certificate", tmp_path)


def test_one_section_has_its_own_files_but_the_log_is_whole(reviewed: Workspace, tmp_path: Path) -> None:
    (part,) = pipeline.export(reviewed, "report", tmp_path, "3.2")
    assert part.name == "sammanstallning_3.2.docx"
    assert [p.name for p in pipeline.export(reviewed, "audit", tmp_path, "3.2")] == ["logg.jsonl", "logg.csv"]


def test_progress_is_told(reviewed: Workspace, tmp_path: Path) -> None:
    pipeline.summarize(reviewed, "3.2")
    seen: list[tuple[str, int, int]] = []
    exported(reviewed, "report", tmp_path, progress=lambda *at: seen.append(at))
    assert seen == [("Läser sammanställningar", 1, 1), ("Skriver avsnitt", 1, 1)]


def test_a_folder_that_cannot_be_written_in_is_told(reviewed: Workspace, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("upptaget")
    with pytest.raises(ExportFailed, match="--out"):
        pipeline.export(reviewed, "answers", tmp_path / "fil")
    with pytest.raises(UsageError, match="exportformat"):
        pipeline.export(reviewed, "pdf", tmp_path)
