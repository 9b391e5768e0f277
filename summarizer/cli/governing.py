"""roles, unmask, sensitive, classification: who may do what, and what is shown to whom."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer import pipeline
from summarizer.cli.session import Session

roles_app = typer.Typer(no_args_is_help=True, help="Vem som får göra vad när skärmen har inloggning.")


def register(app: typer.Typer) -> None:
    app.add_typer(roles_app, name="roles")
    app.command("unmask", help="Visa ett svar utan masker. Skälet sparas i loggen.")(unmask)
    app.command("sensitive", help="Visa meningar som kan röra en enskilds hälsa, tro eller liknande.")(sensitive)
    app.command("classification", help="Visa eller bestäm raden som exporterade filer märks med.")(classification)


@roles_app.command("list", help="Visa alla roller.")
def list_roles(context: typer.Context) -> None:
    _show(context.obj)


@roles_app.command("set", help="Ge en person en roll: läsare, skribent, granskare eller administratör.")
def set_role(
    context: typer.Context,
    person: Annotated[str, typer.Argument(help="Adressen som personen loggar in med; * för alla andra.")],
    role: Annotated[str, typer.Argument(help="Rollen.")],
) -> None:
    session: Session = context.obj
    pipeline.set_role(session.workspace, person, role)
    _show(session)


@roles_app.command("remove", help="Ta bort en persons roll.")
def remove_role(context: typer.Context, person: Annotated[str, typer.Argument(help="Adressen.")]) -> None:
    session: Session = context.obj
    pipeline.set_role(session.workspace, person, None)
    _show(session)


def _show(session: Session) -> None:
    kept = pipeline.roles(session.workspace)
    rows = [{"person": person, "role": role} for person, role in kept.items()]
    session.emit(rows, (f"{row['person']}: {row['role']}" for row in rows))


def unmask(
    context: typer.Context,
    answer: Annotated[str, typer.Argument(help="Svarets id.")],
    reason: Annotated[str, typer.Option(help="Varför det behöver visas (sparas i loggen).")],
) -> None:
    session: Session = context.obj
    text = pipeline.unmask(session.workspace, answer, reason)
    session.emit({"answer_id": answer, "text": text}, [text])


def sensitive(
    context: typer.Context, submission: Annotated[str | None, typer.Option(help="Inspelets id.")] = None
) -> None:
    session: Session = context.obj
    texts = {a.answer_id: a.text for a in session.workspace.store.submissions.answers(submission_id=submission)}
    rows = [
        {
            "answer_id": answer_id,
            "kind": span.kind,
            "start": span.start,
            "end": span.end,
            "quote": texts[answer_id][span.start : span.end],
        }
        for answer_id, span in pipeline.sensitive(session.workspace, submission)
    ]
    lines = [f"{row['answer_id']}  kan röra {row['kind']}: {row['quote']}" for row in rows]
    session.emit(rows, lines or ["Inga sådana meningar hittades. En människa bör ändå läsa svaren."])


def classification(
    context: typer.Context,
    line: Annotated[str | None, typer.Argument(help="Raden; tom text tar bort den.")] = None,
) -> None:
    session: Session = context.obj
    if line is not None:
        pipeline.set_classification(session.workspace, line)
    kept = pipeline.classification(session.workspace)
    session.emit({"classification": kept}, [kept or "Ingen märkning."])
