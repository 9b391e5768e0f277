"""Records in the workspace → files. What a file says is decided in summarizer/export; here is only what goes into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import ExportFailed, UsageError
from summarizer.export.edits import TrackedEdit
from summarizer.export.redline import clean, redline
from summarizer.export.report import ReportData, report
from summarizer.export.spreadsheets import Sheet, comma_separated, workbook
from summarizer.pipeline.auditing import log_files
from summarizer.pipeline.summaries import summarize
from summarizer.pipeline.themes import section_points
from summarizer.records import BaselinePart, SectionSummary, SuggestionState
from summarizer.workspace import Workspace, now

AI_AUTHOR = "Samspel (förslag)"
REDLINE_STATUSES = ("accepted", "edited", "pending")
Files = dict[str, bytes]  # file name → content


def export(workspace: Workspace, kind: str, out: Path, section: str | None = None) -> list[Path]:
    """Write one kind of export into ``out``, for one section or for all. Returns the files. Raises ExportFailed."""
    if kind not in FORMATS:
        raise UsageError(f"”{kind}” är inget exportformat; välj något av: {', '.join(FORMATS)}.")
    wanted = [workspace.consultation.section(section).id] if section else None
    files = FORMATS[kind](workspace, wanted)
    suffix = f"_{wanted[0]}" if wanted else ""
    paths = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            stem, _, ending = name.rpartition(".")
            path = out / f"{stem}{suffix}.{ending}"
            temporary = path.with_name(path.name + ".new")
            temporary.write_bytes(content)
            temporary.replace(path)
            paths.append(path)
    except OSError as exc:
        raise ExportFailed(f"Det går inte att skriva i {out} ({exc.strerror}); välj en annan mapp med --out.") from exc
    workspace.store.audit.log(
        now(), "systemet", "export", kind=kind, section=wanted[0] if wanted else "alla", files=len(paths)
    )
    return paths


# ── the strategy ────────────────────────────────────────────────────────────────────────────────────────────────────
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
    organisations = {s.submission_id: s for s in workspace.store.submissions.all(in_force=False)}
    edits = []
    for state in workspace.store.review.suggestions():
        suggestion, decision = state.suggestion, state.decision
        if state.status not in statuses or (wanted and suggestion.section not in wanted):
            continue
        lines = [suggestion.rationale]
        for citation in suggestion.citations:
            sender = organisations.get(citation.submission_id)
            lines.append(f"{sender.organisation if sender else 'Raderat inspel'}: ”{' '.join(citation.quote.split())}”")
        lines += [f"Alternativ: {text}" for text in suggestion.alternatives]
        if decision and decision.reason:
            lines.append(f"Skäl: {decision.reason}")
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
                comment="\n".join(line for line in lines if line),
            )
        )
    return edits


def _redline(workspace: Workspace, wanted: list[str] | None) -> Files:
    original, parts = baseline_and_original(workspace, wanted)
    edits = tracked_edits(workspace, wanted, REDLINE_STATUSES)
    return {"strategi_med_andringar.docx": redline(original, parts, edits, workspace.consultation)}


def _clean(workspace: Workspace, wanted: list[str] | None) -> Files:
    original, parts = baseline_and_original(workspace, wanted)
    edits = tracked_edits(workspace, wanted, ("accepted", "edited"))
    return {"strategi_ny_text.docx": clean(original, parts, edits, workspace.consultation)}


# ── what was said ───────────────────────────────────────────────────────────────────────────────────────────────────
def _summaries(workspace: Workspace, wanted: list[str] | None) -> list[SectionSummary]:
    """The sections asked for; without a choice those already summarised (a report must not take hours by surprise)."""
    sections = workspace.consultation.sections
    if wanted:
        return [summarize(workspace, s.id) for s in sections if s.id in wanted]
    kept = [s.id for s in sections if workspace.store.themes.summary(s.id) is not None]
    return [summarize(workspace, section) for section in kept]


def _report(workspace: Workspace, wanted: list[str] | None) -> Files:
    summaries = _summaries(workspace, wanted)
    submissions = workspace.store.submissions
    everyone = submissions.all()
    senders = {s.submission_id: s.organisation for s in submissions.all(in_force=False)}
    points = [p for s in summaries for p in section_points(workspace, s.section)]
    data = ReportData(
        consultation=workspace.consultation,
        made_at=now(),
        submissions=everyone,
        summaries=summaries,
        ledgers=submissions.ledgers(),
        quotes={p.point_id: p.quote for p in points},
        unmapped=[(senders[r["submission_id"]], r["text"]) for r in submissions.remnants("unmapped")],
        comments={s.section: _comments(workspace, s.section) for s in summaries},
        senders=senders,
    )
    return {"sammanstallning.docx": report(data)}


def _comments(workspace: Workspace, section: str) -> list[str]:
    """What was decided on the section, in words."""
    words = {
        "accepted": "Förslaget har godtagits",
        "edited": "Förslaget har godtagits med ändrad lydelse",
        "rejected": "Förslaget har avslagits",
    }
    lines = []
    for state in workspace.store.review.suggestions(section):
        if state.status in words and state.suggestion.text:
            reason = f" Skäl: {state.decision.reason}." if state.decision and state.decision.reason else ""
            lines.append(f"{words[state.status]}: ”{state.final_text}”.{reason}")
    return lines


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
                answer.respondent_type,
                section.name,
                question,
                answer.text,
                answer.routed or "",
                answer.answer_id,
            )
        )
    columns = (
        ("Avsändare", 28),
        ("Typ", 16),
        ("Avsnitt", 34),
        ("Fråga", 22),
        ("Svar", 90),
        ("Placerat genom", 14),
        ("Id", 30),
    )
    return Sheet("Svar", columns, rows)


def _answers(workspace: Workspace, wanted: list[str] | None) -> Files:
    sheet = _answers_sheet(workspace, wanted)
    return {"svar.xlsx": workbook([sheet]), "svar.csv": comma_separated(sheet)}


# ── what became of it ───────────────────────────────────────────────────────────────────────────────────────────────
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


def fates(workspace: Workspace, wanted: list[str] | None = None) -> list[Fate]:
    """Every point of every summarised section → theme → suggestion → decision and reason, or why none."""
    senders = {s.submission_id: s.organisation for s in workspace.store.submissions.all()}
    found = []
    for summary in _summaries(workspace, wanted):
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
    "pending": "inte beslutat",
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


def _matrix(workspace: Workspace, wanted: list[str] | None) -> Files:
    rows = [
        (f.organisation, f.section, f.quote, f.theme, f.suggestion, f.decision, f.reason)
        for f in fates(workspace, wanted)
    ]
    columns = (
        ("Avsändare", 28), ("Avsnitt", 30), ("Synpunkt", 70), ("Tema", 28), ("Ändringsförslag", 50), ("Beslut", 18), ("Skäl", 40),
    )  # fmt: skip
    return {"matris.xlsx": workbook([Sheet("Matris", columns, rows)])}


def _receipts(workspace: Workspace, wanted: list[str] | None) -> Files:
    from summarizer.export.receipts import receipt

    by_sender: dict[str, list[Fate]] = {}
    for fate in fates(workspace, wanted):
        by_sender.setdefault(fate.submission_id, []).append(fate)
    names = {s.submission_id: s.organisation for s in workspace.store.submissions.all()}
    return {
        f"aterkoppling_{submission}.docx": receipt(workspace.consultation, names[submission], rows)
        for submission, rows in sorted(by_sender.items())
    }


def _audit(workspace: Workspace, wanted: list[str] | None) -> Files:
    return log_files(workspace)


FORMATS: dict[str, Callable[[Workspace, list[str] | None], Files]] = {
    "redline": _redline,
    "clean": _clean,
    "report": _report,
    "matrix": _matrix,
    "answers": _answers,
    "receipts": _receipts,
    "audit": _audit,
}
