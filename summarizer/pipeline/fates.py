"""What became of every point: the matrix, and one letter per sender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.export.receipts import receipt
from summarizer.export.spreadsheets import Sheet, workbook
from summarizer.pipeline.reports import Files, Progress, kept_summaries
from summarizer.pipeline.themes import section_points
from summarizer.records import SuggestionState
from summarizer.workspace import Workspace, now


@dataclass(frozen=True)
class Fate:
    """One point and what became of it."""

    organisation: str
    submission_id: str
    section: str
    quote: str
    theme: str
    suggestion: str
    decision: str
    reason: str


def fates(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> list[Fate]:
    """Every point of every summarised section → theme → suggestion → decision and reason, or why none."""
    senders = {s.submission_id: s.organisation for s in workspace.store.submissions.all()}
    found = []
    for summary in kept_summaries(workspace, wanted, progress):
        titles = {p: t.title for t in (*summary.themes, *summary.lone_voices) for p in t.points}
        states = _by_point(workspace.store.review.suggestions(summary.section))
        draft = workspace.store.review.draft(summary.section)
        why = {w.point_id: w.why for w in (draft[1] if draft else ())}
        for point in section_points(workspace, summary.section):
            theme = titles.get(point.point_id, "utan sakinnehåll")
            matching = states.get((point.answer_id, point.start, point.end), [])
            base = (senders.get(point.submission_id, ""), point.submission_id, summary.title, point.quote, theme)
            if not matching:
                found.append(
                    Fate(*base, "", "", why.get(point.point_id, "Inga ändringsförslag är framtagna för avsnittet."))
                )
            for state in matching:
                reason = state.decision.reason or "" if state.decision else ""
                found.append(Fate(*base, state.final_text or "Strykning", STATUS_WORDS[state.status], reason))
    return found


STATUS_WORDS = {
    "pending": "ännu inte beslutat",
    "accepted": "godtaget",
    "edited": "godtaget med ändring",
    "rejected": "avslaget",
    "stale": "ska granskas på nytt",
}


def _by_point(states: Sequence[SuggestionState]) -> dict[tuple[str, int, int], list[SuggestionState]]:
    found: dict[tuple[str, int, int], list[SuggestionState]] = {}
    for state in states:
        for c in state.suggestion.citations:
            found.setdefault((c.answer_id, c.start, c.end), []).append(state)
    return found


def matrix_files(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> Files:
    rows = [
        (f.organisation, f.section, f.quote, f.theme, f.suggestion, f.decision, f.reason)
        for f in fates(workspace, wanted, progress)
    ]
    columns = (
        ("Avsändare", 28), ("Avsnitt", 30), ("Synpunkt", 70), ("Tema", 28), ("Ändringsförslag", 50), ("Beslut", 18), ("Skäl", 40),
    )  # fmt: skip
    return {"matris.xlsx": workbook([Sheet("Matris", columns, rows)])}


def receipt_files(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> Files:
    by_sender: dict[str, list[Fate]] = {}
    for fate in fates(workspace, wanted, progress):
        by_sender.setdefault(fate.submission_id, []).append(fate)
    names = {s.submission_id: s.organisation for s in workspace.store.submissions.all()}
    return {
        f"aterkoppling_{submission}.docx": receipt(workspace.consultation, names[submission], rows, now())
        for submission, rows in sorted(by_sender.items())
    }
