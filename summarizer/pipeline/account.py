"""Counts: everything received and where it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from summarizer.pipeline.themes import section_points
from summarizer.records import Part, Point
from summarizer.workspace import Workspace


def points(workspace: Workspace, wanted: str) -> list[Point]:
    """The points of a section given by id, number or title."""
    return section_points(workspace, workspace.consultation.section(wanted).id)


def part_of(workspace: Workspace, question: str) -> Part | None:
    return workspace.consultation.questions[question].part


def ledger(workspace: Workspace, submission_id: str | None = None) -> dict[str, Any]:
    """Characters of all files (or of one): the sums, "unaccounted", and one row per file under "files"."""
    if submission_id is not None:
        workspace.store.submissions.get(submission_id)
    ledgers = workspace.store.submissions.ledgers(submission_id)
    shown = {s.submission_id: s for s in workspace.store.submissions.all(in_force=False)}
    fields = ("received", "labels", "placeholders", "background", "answers", "notes", "unmapped")
    totals: dict[str, Any] = {name: sum(getattr(row, name) for row in ledgers.values()) for name in fields}
    totals["unaccounted"] = sum(abs(row.unaccounted) for row in ledgers.values())
    totals["files"] = [
        {
            "submission_id": key, "file": shown[key].file, "sha256": shown[key].sha256,
            "superseded_by": shown[key].superseded_by, **asdict(row), "unaccounted": row.unaccounted,
        }
        for key, row in ledgers.items()
    ]  # fmt: skip
    return totals


def section_ledger(workspace: Workspace, wanted: str) -> dict[str, Any]:
    """Points of a section: points = in_themes + lone_voices + without_substance; unaccounted."""
    section = workspace.consultation.section(wanted)
    found = section_points(workspace, section.id)
    senders: dict[str, set[str]] = {}
    for point in found:
        if point.substance and point.theme_id:
            senders.setdefault(point.theme_id, set()).add(point.submission_id)
    lone = sum(bool(p.theme_id) and p.substance and len(senders[p.theme_id or ""]) == 1 for p in found)
    shared = sum(bool(p.theme_id) and p.substance and len(senders[p.theme_id or ""]) > 1 for p in found)
    empty = sum(not p.substance for p in found)
    answers = workspace.store.submissions.answers(section.id)
    characters = sum(len("".join(a.text.split())) for a in answers)
    covered = sum(len("".join(p.quote.split())) for p in found)
    return {
        "section": section.id, "answers": len(answers), "points": len(found), "in_themes": shared, "lone_voices": lone,
        "without_substance": empty, "characters": characters, "characters_in_points": covered,
        "unaccounted": len(found) - shared - lone - empty + (characters - covered),
    }  # fmt: skip
