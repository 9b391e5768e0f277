"""A redline that comes back from Word → decisions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import UsageError
from summarizer.export.review_import import read_review
from summarizer.pipeline.drafts import decide
from summarizer.pipeline.exports import REDLINE_STATUSES, baseline_and_original, tracked_edits
from summarizer.records import Decision
from summarizer.workspace import Workspace


@dataclass(frozen=True)
class ImportedReview:
    decisions: tuple[Decision, ...]
    unmatched: tuple[str, ...]


def import_review(workspace: Workspace, file: Path, reviewer: str) -> ImportedReview:
    """Read what was accepted, rejected and reworded in Word, and write the decisions that are new."""
    if not file.is_file():
        raise UsageError(f"Det finns ingen fil som heter {file}; kontrollera sökvägen.")
    original, parts = baseline_and_original(workspace, None)
    edits = tracked_edits(workspace, None, REDLINE_STATUSES)
    read = read_review(file.read_bytes(), original, parts, edits, workspace.consultation)
    status = {s.suggestion.suggestion_id: s.status for s in workspace.store.review.suggestions()}
    stands = {"accepted": "accept", "edited": "accept"}  # the exported wording was kept: nothing new was decided
    made = []
    for found in read.decisions:
        if stands.get(status[found.suggestion_id]) == found.verdict:
            continue
        state = decide(workspace, found.suggestion_id, found.verdict, reviewer, found.text, found.reason, via="Word")
        if state.decision is not None:
            made.append(state.decision)
    return ImportedReview(tuple(made), read.unmatched)
