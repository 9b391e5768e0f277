"""init, baseline, ingest, answers, ledger, erase: what comes in, and what must go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from summarizer import pipeline
from summarizer.cli.session import Session, plain
from summarizer.cli.wording import FILE_STATUS, REMOVED
from summarizer.errors import UsageError


def register(app: typer.Typer) -> None:
    app.command("init", help="Skapa arbetsytan för ett samråd.")(init)
    app.command("baseline", help="Läs in strategins nuvarande text (.docx, .md, .txt).")(baseline)
    app.command("ingest", help="Läs in inspel: filer, mappar och zip-arkiv.")(ingest)
    app.command("answers", help="Visa inlästa svar.")(answers)
    app.command("ledger", help="Visa avräkningen: allt som kom in och var det finns.")(ledger)
    app.command("erase", help="Radera ett inspel och allt som bygger på dess ord.")(erase)


def init(
    context: typer.Context,
    consultation: Annotated[str | None, typer.Option(help="Namn på ett medföljande samråd eller en .toml-fil.")] = None,
    from_template: Annotated[
        Path | None, typer.Option(help="Föreslå i stället en samrådsfil ur en tom mall (Word); ingen arbetsyta skapas.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Med --from-template: filen som förslaget skrivs till.")] = None,
) -> None:
    session: Session = context.obj
    if from_template is not None:
        if consultation is not None:
            raise UsageError("Ange --from-template eller --consultation, inte båda.")
        _propose(session, from_template, out or Path(f"{from_template.stem}.toml"))
        return
    if out is not None:
        raise UsageError("--out hör till --from-template; ange den tomma mallen också.")
    session.consultation = consultation
    workspace = session.workspace
    found = workspace.consultation
    data = {
        "workspace": str(workspace.folder),
        "consultation": found.name,
        "sections": [{"id": s.id, "title": s.title, "parts": list(found.parts(s))} for s in found.sections],
    }
    session.emit(
        data, [f"Arbetsytan {workspace.folder} är klar för ”{found.title}” med {len(found.sections)} avsnitt."]
    )


def _propose(session: Session, template: Path, out: Path) -> None:
    made = pipeline.propose_consultation(template, out)
    found = made.consultation
    data = {
        "file": str(out),
        "consultation": found.name,
        "sections": [{"id": s.id, "title": s.title, "parts": list(found.parts(s))} for s in found.sections],
        "check": list(made.check),
    }
    session.emit(
        data,
        [
            f"Förslaget {out} har {len(found.sections)} avsnitt och {len(found.questions)} frågor. Att kontrollera i filen:",
            *(f"  - {sentence}" for sentence in made.check),
            f"Sedan: samspel init --consultation {out}",
        ],
    )


def baseline(context: typer.Context, file: Annotated[Path, typer.Argument(help="Strategin.")]) -> None:
    session: Session = context.obj
    parts, unmapped = pipeline.set_baseline(session.workspace, file)
    sections: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        sections.setdefault(part.section, []).append({"part": part.part, "sentences": [s.text for s in part.sentences]})
    data = {"sections": [{"section": s, "parts": p} for s, p in sections.items()], "unmapped": list(unmapped)}
    session.emit(
        data,
        [
            f"Nuvarande text inläst: {len(parts)} delar i {len(sections)} avsnitt; {len(unmapped)} stycken står utanför delarna."
        ],
    )


def ingest(
    context: typer.Context, paths: Annotated[list[Path], typer.Argument(help="Filer, mappar, zip-arkiv.")]
) -> None:
    session: Session = context.obj
    for path in paths:
        if not path.exists():
            raise UsageError(f"Det finns ingen fil eller mapp som heter {path}; kontrollera sökvägen.")
    results = pipeline.ingest(session.workspace, paths, lambda r: session.note(f"  {r.path}: {FILE_STATUS[r.status]}"))
    totals = pipeline.ledger(session.workspace)
    lines = [f"{_mark(r.status)} {r.path}: {_outcome(r)}" for r in results]
    session.emit({"files": plain(results), "ledger": totals}, [*lines, _ledger_line(totals)])
    if any(r.status == "rejected" for r in results):
        raise typer.Exit(3)


def _mark(status: str) -> str:
    return {"accepted": "✓", "accepted_with_warnings": "!", "superseding": "✓"}.get(status, "✗")


def _outcome(result: pipeline.FileResult) -> str:
    if result.reason and result.status in ("rejected", "duplicate"):
        return result.reason
    warnings = f" ({'; '.join(result.warnings)})" if result.warnings else ""
    return f"{result.organisation}, {result.answers} svar, {FILE_STATUS[result.status]}{warnings}"


def answers(
    context: typer.Context,
    section: Annotated[str | None, typer.Option(help="Avsnitt: id, nummer eller titel.")] = None,
    submission: Annotated[str | None, typer.Option(help="Inspelets id.")] = None,
) -> None:
    session: Session = context.obj
    workspace = session.workspace
    wanted = workspace.consultation.section(section).id if section else None
    found = workspace.store.submissions.answers(wanted, submission)
    keys = (
        "answer_id",
        "submission_id",
        "file",
        "organisation",
        "respondent_type",
        "section",
        "question",
        "text",
        "routed",
    )
    data = [{key: getattr(answer, key) for key in keys} for answer in found]
    session.emit(data, (f"{a.answer_id}  {a.organisation}\n{a.text}\n" for a in found))


def ledger(
    context: typer.Context,
    submission: Annotated[str | None, typer.Option(help="Inspelets id.")] = None,
    section: Annotated[str | None, typer.Option(help="Avsnitt: id, nummer eller titel.")] = None,
) -> None:
    session: Session = context.obj
    if section is not None:
        data = pipeline.section_ledger(session.workspace, section)
        session.emit(data, [_section_ledger_line(data)])
        return
    totals = pipeline.ledger(session.workspace, submission)
    session.emit(totals, [_ledger_line(totals)])


def _section_ledger_line(counts: dict[str, Any]) -> str:
    return (
        f"Avräkning {counts['section']}: {counts['answers']} svar, {counts['points']} synpunkter = {counts['in_themes']} i teman + "
        f"{counts['lone_voices']} enskilda + {counts['without_substance']} utan sakinnehåll; {counts['characters_in_points']} av "
        f"{counts['characters']} tecken i synpunkter; {counts['unaccounted']} saknas."
    )


def _ledger_line(totals: dict[str, Any]) -> str:
    return (
        f"Avräkning: {totals['received']} tecken mottagna = {totals['labels']} rubriker och frågor + {totals['placeholders']} "
        f"platshållare + {totals['background']} bakgrund + {totals['answers']} svar + {totals['notes']} anteckningar + "
        f"{totals['unmapped']} oplacerade; {totals['unaccounted']} saknas."
    )


def erase(
    context: typer.Context,
    submission: Annotated[str | None, typer.Argument(help="Inspelets id.")] = None,
    reason: Annotated[str | None, typer.Option(help="Varför inspelet raderas (sparas i loggen).")] = None,
    verify: Annotated[
        str | None, typer.Option(help="Id på ett raderat inspel: sök varje byte i arbetsytan efter dess ord och namn.")
    ] = None,
) -> None:
    session: Session = context.obj
    if verify is not None:
        if submission is not None or reason is not None:
            raise UsageError("Ange antingen ett inspel att radera eller --verify, inte båda.")
        _verify(session, verify)
        return
    if submission is None or reason is None:
        raise UsageError("Ange inspelets id och varför det raderas: samspel erase ID --reason SKÄL.")
    result = pipeline.erase(session.workspace, submission, reason)
    removed = ", ".join(f"{n} {REMOVED.get(what, what)}" for what, n in result["removed"].items())
    stale = ", ".join(_told(key) for key in result["stale"])
    session.emit(result, [f"Inspelet {submission} är raderat ({removed}).", f"Behöver göras om: {stale or 'inget'}."])


def _told(stale: str) -> str:
    """``summary/3.2`` and ``suggestion/F1`` in words."""
    kind, _, key = stale.partition("/")
    return f"sammanställningen av {key}" if kind == "summary" else f"förslaget {key}"


def _verify(session: Session, submission_id: str) -> None:
    check = pipeline.verify_erasure(session.workspace, submission_id)
    looked = (
        f"{check.traces} spår av {submission_id} (ord, namn och ordföljder, som saltade kontrollsummor) söktes i "
        f"{check.files} filer, {check.bytes} byte."
    )
    found = [f"Finns kvar i {place.where}: {place.traces} spår." for place in check.found]
    session.emit({"ok": not check.found, **plain(check)}, [looked, *(found or ["0 spår hittades."])])
    if check.found:
        raise typer.Exit(1)
