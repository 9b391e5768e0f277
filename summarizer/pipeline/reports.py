"""What was said, as files: the report and every answer in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.export.report import ReportData, report
from summarizer.export.spreadsheets import Sheet, comma_separated, workbook
from summarizer.pipeline.layout import paged
from summarizer.pipeline.summaries import summarize
from summarizer.pipeline.themes import section_points
from summarizer.records import SectionSummary, SuggestionState
from summarizer.workspace import Workspace, now

Files = dict[str, bytes]  # file name → content
Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many

_DECIDED = {
    "accepted": "har godtagits",
    "edited": "har godtagits med ändrad lydelse",
    "rejected": "har avslagits",
}


def kept_summaries(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> list[SectionSummary]:
    """The sections asked for; without a choice those already summarised (a report must not take hours by surprise)."""
    sections = [s.id for s in workspace.consultation.sections]
    if wanted:
        chosen = [s for s in sections if s in wanted]
    else:
        chosen = [s for s in sections if workspace.store.themes.summary(s) is not None]
    summaries = []
    for number, section in enumerate(chosen, 1):
        summaries.append(summarize(workspace, section))
        progress("Läser sammanställningar", number, len(chosen))
    return summaries


def report_files(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> Files:
    summaries = kept_summaries(workspace, wanted, progress)
    submissions = workspace.store.submissions
    senders = {s.submission_id: s.organisation for s in submissions.all(in_force=False)}
    points = [p for s in summaries for p in section_points(workspace, s.section)]
    data = ReportData(
        consultation=workspace.consultation,
        made_at=now(),
        submissions=submissions.all(),
        summaries=summaries,
        ledgers=submissions.ledgers(),
        quotes={p.point_id: p.quote for p in points},
        unmapped=[(senders[r["submission_id"]], r["text"]) for r in submissions.remnants("unmapped")],
        comments={s.section: _comments(workspace, s.section) for s in summaries},
        senders=senders,
    )
    written = report(data, lambda done, of: progress("Skriver avsnitt", done, of))
    return {"sammanstallning.docx": paged(written, workspace.folder)}


def _comments(workspace: Workspace, section: str) -> list[str]:
    """What was decided on the section, in words."""
    return [_decided(s) for s in workspace.store.review.suggestions(section) if s.status in _DECIDED]


def _decided(state: SuggestionState) -> str:
    what = _DECIDED[state.status]
    target = state.suggestion.target
    if state.final_text:
        line = f"Förslaget {what}: {_quoted(state.final_text)}"
    else:
        line = f"Förslaget att stryka {f'”{target.text}”' if target else 'texten'} {what}."
    reason = (state.decision.reason or "").strip() if state.decision else ""
    return f"{line} Skäl: {reason}{'' if reason.endswith(('.', '!', '?')) else '.'}" if reason else line


def _quoted(text: str) -> str:
    """In quotes, with a full stop after them unless the text has its own."""
    return f"”{text}”" if text.rstrip().endswith((".", "!", "?", "…")) else f"”{text}”."


_IN_WORDS = {
    "region_myndighet": "region eller myndighet",
    "number": "nummer",
    "title": "rubrik",
    "meaning": "innehåll",
}


def _answers_sheet(workspace: Workspace, wanted: list[str] | None) -> Sheet:
    consultation = workspace.consultation
    rows = []
    for answer in workspace.store.submissions.answers():
        if wanted and answer.section not in wanted:
            continue
        section = consultation.section(answer.section)
        question = consultation.questions[answer.question].title
        rows.append(
            (
                answer.organisation,
                _IN_WORDS.get(answer.respondent_type, answer.respondent_type),
                section.name,
                question,
                answer.text,
                _IN_WORDS[answer.routed] if answer.routed else "",
                answer.answer_id,
            )
        )
    columns = (
        ("Avsändare", 28),
        ("Typ", 16),
        ("Avsnitt", 34),
        ("Fråga", 22),
        ("Svar", 90),
        ("Placerat efter", 14),
        ("Id", 30),
    )
    return Sheet("Svar", columns, rows)


def answer_files(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> Files:
    sheet = _answers_sheet(workspace, wanted)
    return {"svar.xlsx": workbook([sheet]), "svar.csv": comma_separated(sheet)}
