"""points, summarize, ask: what was said."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from summarizer import pipeline
from summarizer.cli.session import Session, plain
from summarizer.cli.wording import STANCE
from summarizer.errors import UsageError
from summarizer.records import SectionSummary


def register(app: typer.Typer) -> None:
    app.command("points", help="Visa alla synpunkter på ett avsnitt.")(points)
    app.command("summarize", help="Sammanställ all återkoppling på ett avsnitt, eller på alla (all).")(summarize)
    app.command("ask", help="Ställ en fråga till inspelen.")(ask)


def points(
    context: typer.Context, section: Annotated[str, typer.Argument(help="Avsnitt: id, nummer eller titel.")]
) -> None:
    session: Session = context.obj
    found = pipeline.points(session.workspace, section)
    keys = (
        "point_id",
        "answer_id",
        "submission_id",
        "section",
        "question",
        "start",
        "end",
        "quote",
        "stance",
        "places",
        "theme_id",
    )
    data = []
    for point in found:
        row = {key: plain(getattr(point, key)) for key in keys}
        row["part"] = pipeline.part_of(session.workspace, point.question)
        data.append(row)
    session.emit(data, (f"[{p.theme_id or 'utan sakinnehåll'}] {STANCE[p.stance]}  {p.quote}" for p in found))


def summarize(
    context: typer.Context,
    section: Annotated[str, typer.Argument(help="Avsnitt, eller all.")],
    since: Annotated[str | None, typer.Option(help="Visa vad som ändrats sedan en tidigare körning (id).")] = None,
) -> None:
    session: Session = context.obj
    if section != "all":
        summary = pipeline.summarize(session.workspace, section)
        data, lines = summary_json(summary), [summary.markdown]
        data["run"] = pipeline.latest_run(session.workspace, summary.section)
        session.note(f"Körning: {data['run']}")
        if since is not None:
            changes = pipeline.changes_since(session.workspace, summary, since)
            data["changes"], lines = plain(changes), pipeline.told(changes)
        session.emit(data, lines)
        return
    if since is not None:
        raise UsageError("--since gäller ett avsnitt i taget; ange avsnittets nummer i stället för all.")
    made = []
    for wanted in session.workspace.consultation.sections:
        if not session.workspace.store.submissions.answers(wanted.id):
            continue
        session.note(f"  {wanted.name}")
        made.append(pipeline.summarize(session.workspace, wanted.id))
    session.emit({"sections": [summary_json(s) for s in made]}, (s.markdown for s in made))


def summary_json(summary: SectionSummary) -> dict[str, Any]:
    """The summary in the shape of the command-line contract."""
    data: dict[str, Any] = plain(summary)
    data["conflicts"] = [{"themes": [c.theme_a, c.theme_b], "about": c.about} for c in summary.conflicts]
    data["silent"] = {"asked": data.pop("asked"), "answered": data.pop("answered")}
    data["ledger"]["unaccounted"] = summary.ledger.unaccounted
    return data


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="Frågan.")],
    section: Annotated[str | None, typer.Option(help="Bara det här avsnittet.")] = None,
    respondent_type: Annotated[str | None, typer.Option(help="Bara den här sortens avsändare.")] = None,
    earlier: Annotated[
        list[str] | None,
        typer.Option(help="En tidigare fråga som den här följer på; kan anges flera gånger, äldst först."),
    ] = None,
) -> None:
    session: Session = context.obj
    answer = pipeline.ask(session.workspace, question, section, respondent_type, earlier or ())
    data = plain(answer)
    session.emit(data, answer.lines())
