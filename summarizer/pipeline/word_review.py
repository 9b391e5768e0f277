"""A redline that comes back from Word → decisions."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from summarizer.baseline import read_baseline
from summarizer.errors import UsageError
from summarizer.export.review_import import read_review
from summarizer.export.revisions import accept_all, reject_all
from summarizer.pipeline.drafts import decide
from summarizer.records import BaselinePart, Decision
from summarizer.text.sentences import split_sentences
from summarizer.workspace import Workspace


@dataclass(frozen=True)
class ImportedReview:
    decisions: tuple[Decision, ...]
    unmatched: tuple[str, ...]


def import_review(workspace: Workspace, file: Path, reviewer: str) -> ImportedReview:
    """Read what was accepted, rejected and reworded in Word, and write the decisions that are new."""
    if not file.is_file():
        raise UsageError(f"Det finns ingen fil som heter {file}; kontrollera sökvägen.")
    states = [s for s in workspace.store.review.suggestions() if s.status in ("pending", "accepted", "edited")]
    content = file.read_bytes()
    read = read_review(
        [(s.suggestion, s.final_text) for s in states],
        workspace.store.review.baseline(),
        _parts(workspace, accept_all(content)),
        _parts(workspace, reject_all(content)),
    )
    status = {s.suggestion.suggestion_id: s.status for s in states}
    already = {"accepted": "accept", "edited": "accept"}  # the exported wording stands: nothing new was decided
    made = []
    for found in read.decisions:
        if already.get(status[found.suggestion_id]) == found.verdict:
            continue
        state = decide(workspace, found.suggestion_id, found.verdict, reviewer, found.text, via="Word")
        if state.decision is not None:
            made.append(state.decision)
    return ImportedReview(tuple(made), read.unmatched)


def _parts(workspace: Workspace, content: bytes) -> tuple[BaselinePart, ...]:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "granskad.docx"
        path.write_bytes(content)
        return read_baseline(path, workspace.consultation, split_sentences)[0]
