"""A redline that comes back from Word → decisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.actors import needs
from summarizer.errors import UsageError
from summarizer.export.review_import import ReadDecision, holds_suggestions, read_review
from summarizer.pipeline.drafts import decide
from summarizer.pipeline.redlines import REDLINE_STATUSES, baseline_and_original, tracked_edits
from summarizer.records import Decision, SuggestionState
from summarizer.workspace import Workspace


@dataclass(frozen=True)
class ImportedReview:
    decisions: tuple[Decision, ...]
    unmatched: tuple[str, ...]


@needs("granskare", signed_by="reviewer")
def import_review(workspace: Workspace, file: Path, reviewer: str) -> ImportedReview:
    """Read what was accepted, rejected and reworded in Word, and write the decisions that are new. What is about a
    suggestion that is gone or stale, or that has got another wording since the file was written, is listed, not decided."""
    if not file.is_file():
        raise UsageError(f"Det finns ingen fil som heter {file}; kontrollera sökvägen.")
    returned = file.read_bytes()
    if not holds_suggestions(returned):
        raise UsageError(
            f"{file.name} innehåller inga ändringsförslag från Samspel; läs in en fil som är skriven med "
            "”samspel export --format redline”."
        )
    original, parts = baseline_and_original(workspace, None)
    edits = tracked_edits(workspace, None, REDLINE_STATUSES)
    read = read_review(returned, original, parts, edits, workspace.consultation)
    states = {state.suggestion.suggestion_id: state for state in workspace.store.review.suggestions()}
    made: list[Decision] = []
    unmatched = list(read.unmatched)
    for found in read.decisions:
        state = states.get(found.suggestion_id)
        if problem := _outdated(found, state):
            unmatched.append(problem)
        elif state is not None and (new := _new(found, state)):
            after = decide(workspace, new.suggestion_id, new.verdict, reviewer, new.text, new.reason, via="Word")
            made += [after.decision] if after.decision is not None else []
    return ImportedReview(tuple(made), tuple(unmatched))


def _outdated(found: ReadDecision, state: SuggestionState | None) -> str | None:
    """Why what was read cannot be about the suggestion as it now stands; None when it can."""
    if state is None:
        return (
            f"{found.suggestion_id}: förslaget finns inte längre i arbetsytan; ta fram förslagen på nytt och besluta "
            "på skärmen."
        )
    if state.status == "stale":  # after an erasure, too: then its words must not come back this way
        return f"{found.suggestion_id}: det som förslaget bygger på har ändrats sedan filen skrevs; besluta på skärmen."
    if state.status in ("accepted", "edited") and found.verdict == "accept" and found.exported != state.final_text:
        return (
            f"{found.suggestion_id}: förslaget har fått en annan lydelse sedan filen skrevs; besluta om det på skärmen."
        )
    return None


def _new(found: ReadDecision, state: SuggestionState) -> ReadDecision | None:
    """The decision to write; None when it stands already. Accepting a wording that a person had written in the file
    keeps that wording."""
    wording = found.exported if found.exported != state.suggestion.text else None
    if found.verdict == "accept" and wording is not None:
        found = replace(found, verdict="edit", text=wording)
    accepted = state.status in ("accepted", "edited") and (found.text or found.exported) == state.final_text
    stands = accepted if found.verdict != "reject" else state.status == "rejected"
    said_before = state.decision.reason if state.decision else None
    if stands and found.reason in (None, said_before):
        return None
    return found
