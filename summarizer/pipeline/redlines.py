"""Suggestions and decisions in the workspace → the strategy with tracked changes, and the clean copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from summarizer.errors import UsageError
from summarizer.export.edits import TrackedEdit
from summarizer.export.redline import clean, redline
from summarizer.pipeline.reports import Files, Progress
from summarizer.records import BaselinePart, Submission, SuggestionState
from summarizer.text.counting import count_phrase
from summarizer.workspace import Workspace, now

AI_AUTHOR = "Samspel (förslag)"
REDLINE_STATUSES = ("accepted", "edited", "pending")


def baseline_and_original(workspace: Workspace, wanted: list[str] | None) -> tuple[bytes | None, list[BaselinePart]]:
    file = workspace.store.review.baseline_file()
    parts = workspace.store.review.baseline()
    if file is None or not parts:
        raise UsageError(
            "Det finns ingen nuvarande text att skriva ändringar i; läs in strategin med: samspel baseline FIL"
        )
    original = file[1] if file[0].lower().endswith(".docx") else None
    if original is None and wanted:
        parts = [p for p in parts if p.section in wanted]
    return original, parts


def tracked_edits(workspace: Workspace, wanted: list[str] | None, statuses: Sequence[str]) -> list[TrackedEdit]:
    """Suggestions in these states as edits, each with a comment that says why and quotes who."""
    senders = {s.submission_id: s for s in workspace.store.submissions.all(in_force=False)}
    edits = []
    for state in workspace.store.review.suggestions():
        suggestion, decision = state.suggestion, state.decision
        if state.status not in statuses or (wanted and suggestion.section not in wanted):
            continue
        edits.append(
            TrackedEdit(
                suggestion_id=suggestion.suggestion_id,
                section=suggestion.section,
                part=suggestion.part,
                op=suggestion.op,
                target=suggestion.target,
                new_text=state.final_text,
                author=decision.reviewer if decision else AI_AUTHOR,
                date=decision.at if decision else now(),
                comment="\n".join(line for line in _comment(state, senders) if line),
            )
        )
    return edits


def _comment(state: SuggestionState, senders: Mapping[str, Submission]) -> Iterator[str]:
    """Why, how many of each type, who in their own words, what else could stand there, and what was decided."""
    suggestion, decision = state.suggestion, state.decision
    yield suggestion.rationale
    behind = {c.submission_id: senders[c.submission_id] for c in suggestion.citations if c.submission_id in senders}
    if behind:
        yield f"Bakom förslaget: {count_phrase(Counter(s.respondent_type for s in behind.values()))}."
    for citation in suggestion.citations:
        sender = senders.get(citation.submission_id)
        yield f"{sender.organisation if sender else 'Raderat inspel'}: ”{' '.join(citation.quote.split())}”"
    yield from (f"Alternativ: {text}" for text in suggestion.alternatives)
    if decision and decision.reason:
        yield f"Skäl: {decision.reason}"


def redline_files(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> Files:
    original, parts = baseline_and_original(workspace, wanted)
    edits = tracked_edits(workspace, wanted, REDLINE_STATUSES)
    return {"strategi_med_andringar.docx": redline(original, parts, edits, workspace.consultation)}


def clean_files(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> Files:
    original, parts = baseline_and_original(workspace, wanted)
    edits = tracked_edits(workspace, wanted, ("accepted", "edited"))
    return {"strategi_ny_text.docx": clean(original, parts, edits, workspace.consultation)}
