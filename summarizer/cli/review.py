"""draft, suggestions, decide, undo, history, export, import-review: what becomes of what was said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from summarizer import pipeline
from summarizer.cli.session import Session, plain
from summarizer.cli.wording import OP, PART, SUGGESTION_STATUS, VERDICT
from summarizer.errors import UsageError
from summarizer.records import Decision, SuggestionState


def register(app: typer.Typer) -> None:
    app.command("draft", help="Ta fram ändringsförslag för ett avsnitt, eller för alla (all).")(draft)
    app.command("suggestions", help="Visa ändringsförslag och beslut.")(suggestions)
    app.command("decide", help="Besluta om ett förslag: accept, reject eller edit.")(decide)
    app.command("undo", help="Ångra det senaste beslutet om ett förslag.")(undo)
    app.command("history", help="Visa alla beslut om ett förslag.")(history)
    app.command("export", help="Skriv Word- och Excelfiler.")(export)
    app.command("import-review", help="Läs tillbaka beslut ur en Wordfil med spårade ändringar.")(import_review)


def suggestion_json(state: SuggestionState) -> dict[str, Any]:
    """A suggestion in the shape of the command-line contract."""
    data: dict[str, Any] = plain(state.suggestion)
    data["status"] = state.status
    data["decision"] = plain(state.decision)
    return data


def _show(state: SuggestionState) -> str:
    s = state.suggestion
    target = f" mening {s.target.sentence}" if s.target else ""
    status, part = SUGGESTION_STATUS[state.status], PART[s.part]
    return f"{s.suggestion_id} [{status}] {s.section} {part}: {OP[s.op]}{target}\n    {s.text}\n    {s.rationale}"


def draft(context: typer.Context, section: Annotated[str, typer.Argument(help="Avsnitt, eller all.")]) -> None:
    session: Session = context.obj
    workspace = session.workspace
    wanted = [section] if section != "all" else pipeline.sections_to_draft(workspace)
    states: list[SuggestionState] = []
    without: list[Any] = []
    for name in wanted:
        session.note(f"  {workspace.consultation.section(name).name}")
        drafted = pipeline.draft(workspace, name)
        states += drafted[0]
        without += plain(drafted[1])
    data = {"suggestions": [suggestion_json(s) for s in states], "points_without_suggestion": without}
    tail = f"{len(states)} förslag; {len(without)} synpunkter utan förslag (skälen visas med --json)."
    session.emit(data, [*(_show(s) for s in states), tail])


def suggestions(
    context: typer.Context,
    section: Annotated[str | None, typer.Argument(help="Avsnitt.")] = None,
    rates: Annotated[
        bool, typer.Option("--rates", help="Hur förslagen har mottagits, per promptversion och modell.")
    ] = False,
) -> None:
    session: Session = context.obj
    wanted = session.workspace.consultation.section(section).id if section else None
    states = session.workspace.store.review.suggestions(wanted)
    if rates:
        found = pipeline.rates(states)
        session.emit(plain(found), pipeline.rates_told(found))
        return
    session.emit([suggestion_json(s) for s in states], (_show(s) for s in states))


def decide(
    context: typer.Context,
    suggestion_id: Annotated[str, typer.Argument(help="Förslagets id.")],
    verdict: Annotated[str, typer.Argument(help="accept, reject eller edit")],
    reviewer: Annotated[str, typer.Option(help="Vem som beslutar.")],
    text: Annotated[str | None, typer.Option(help="Din lydelse (för edit).")] = None,
    reason: Annotated[str | None, typer.Option(help="Skäl.")] = None,
) -> None:
    session: Session = context.obj
    chosen: dict[str, Literal["accept", "reject", "edit"]] = {"accept": "accept", "reject": "reject", "edit": "edit"}
    if verdict not in chosen:
        raise UsageError(f"”{verdict}” är inget beslut; skriv accept, reject eller edit.")
    state = pipeline.decide(
        session.workspace, suggestion_id, chosen[verdict], reviewer, text, reason, via="kommandoraden"
    )
    session.emit(suggestion_json(state), [_show(state)])


def undo(
    context: typer.Context,
    suggestion_id: Annotated[str, typer.Argument(help="Förslagets id.")],
    reviewer: Annotated[str, typer.Option(help="Vem som ångrar.")],
) -> None:
    session: Session = context.obj
    state = pipeline.decide(session.workspace, suggestion_id, "undo", reviewer, via="kommandoraden")
    session.emit(suggestion_json(state), [_show(state)])


def history(context: typer.Context, suggestion_id: Annotated[str, typer.Argument(help="Förslagets id.")]) -> None:
    session: Session = context.obj
    session.workspace.store.review.suggestion(suggestion_id)
    found = session.workspace.store.review.history(suggestion_id)
    session.emit({"suggestion_id": suggestion_id, "decisions": plain(found)}, (_decision(d) for d in found))


def _decision(decision: Decision) -> str:
    reason = f" – {decision.reason}" if decision.reason else ""
    return f"{decision.at[:16].replace('T', ' ')}  {decision.reviewer} {VERDICT[decision.verdict]} ({decision.via}){reason}"


def export(
    context: typer.Context,
    format: Annotated[str, typer.Option(help=f"Någon av: {', '.join(pipeline.FORMATS)}.")],
    out: Annotated[Path, typer.Option(help="Mapp att skriva i.")],
    section: Annotated[str | None, typer.Option(help="Bara det här avsnittet.")] = None,
) -> None:
    session: Session = context.obj
    files = pipeline.export(
        session.workspace, format, out, section, lambda what, done, of: session.note(f"  {what}: {done} av {of}")
    )
    session.emit({"files": [str(f) for f in files]}, (str(f) for f in files))


def import_review(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Wordfilen som kom tillbaka.")],
    reviewer: Annotated[str, typer.Option(help="Vem som har granskat i Word.")],
) -> None:
    session: Session = context.obj
    result = pipeline.import_review(session.workspace, file, reviewer)
    data = {"decisions": plain(result.decisions), "unmatched": plain(result.unmatched)}
    words = {"accept": "godtaget", "edit": "godtaget med ändrad lydelse", "reject": "avslaget"}
    lines = [f"{d.suggestion_id}: {words[d.verdict]}{f' – {d.reason}' if d.reason else ''}" for d in result.decisions]
    lines += [f"Kunde inte paras ihop: {text}" for text in result.unmatched]
    lines.append(f"Nya beslut ur Word: {len(result.decisions)}. Kunde inte paras ihop: {len(result.unmatched)}.")
    session.emit(data, lines)
