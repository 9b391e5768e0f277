"""models, doctor, audit, demo: what is installed, what is wrong, and the whole main job on the examples."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from summarizer import models, pipeline
from summarizer.cli.session import Session, plain, stderr
from summarizer.errors import SamspelError

audit_app = typer.Typer(no_args_is_help=True, help="Loggen över körningar, beslut och raderingar.")
models_app = typer.Typer(no_args_is_help=True, help="Modellerna som används: visa, hämta, kontrollera.")


def register(app: typer.Typer) -> None:
    app.add_typer(audit_app, name="audit")
    app.add_typer(models_app, name="models")
    app.command("doctor", help="Visa vad som är fel och hur det avhjälps.")(doctor)
    app.command("demo", help="Kör hela huvuduppgiften på exemplen.")(demo)


@contextmanager
def model_progress() -> Iterator[models.Progress]:
    """Progress bars on stderr, one per model."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=stderr) as bars:
        tasks: dict[str, object] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done)  # type: ignore[arg-type]

        yield show


@models_app.command("list", help="Visa katalogen och vad som finns på datorn.")
def list_models(context: typer.Context) -> None:
    session: Session = context.obj
    folder = session.settings.models
    rows: list[dict[str, Any]] = [
        {
            "name": m.name, "task": m.task, "default": m.default, "installed": models.installed(m, folder), "size": m.size,
            "ram_gb": m.ram_gb, "licence": m.licence, "note": m.note,
        }
        for m in models.catalogue()
    ]  # fmt: skip
    lines = (
        f"{'✓' if r['installed'] else ' '} {r['name']:<40} {r['task']:<11} {r['size'] / 1e9:5.2f} GB  minne {r['ram_gb']} GB  "
        f"{r['licence']}  {r['note']}"
        for r in rows
    )
    session.emit({"folder": str(folder), "models": rows}, [f"Modellmapp: {folder}", *lines])


@models_app.command("pull", help="Hämta modeller (utan namn: standardmodellerna). Det enda som använder nätet.")
def pull_models(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="Namn ur katalogen.")] = None,
    source: Annotated[Path | None, typer.Option("--from", help="Ta modellen från en fil eller mapp på datorn.")] = None,
    again: Annotated[bool, typer.Option(help="Hämta på nytt även om den finns.")] = False,
) -> None:
    session: Session = context.obj
    chosen = [models.find(name) for name in names] if names else [m for m in models.catalogue() if m.default]
    fetched = []
    with model_progress() as progress:
        for model in chosen:
            if models.pull(model, session.settings.models, progress, source, again):
                fetched.append(model.name)
    data = {"folder": str(session.settings.models), "fetched": fetched, "ready": [m.name for m in chosen]}
    session.emit(
        data, [f"Klara att använda: {', '.join(m.name for m in chosen)} (hämtade nu: {', '.join(fetched) or 'inga'})."]
    )


@models_app.command("verify", help="Kontrollera varje modells alla byte mot katalogens sha256.")
def verify_models(context: typer.Context) -> None:
    session: Session = context.obj
    folder = session.settings.models
    rows = []
    for model in models.catalogue():
        if models.installed(model, folder):
            try:
                models.verify(model, folder)
                rows.append({"name": model.name, "ok": True, "error": None})
            except SamspelError as exc:
                rows.append({"name": model.name, "ok": False, "error": str(exc)})
    session.emit(
        rows, (f"{'✓' if r['ok'] else '✗'} {r['name']}{'' if r['ok'] else ': ' + str(r['error'])}" for r in rows)
    )
    if any(not r["ok"] for r in rows):
        raise typer.Exit(4)


@audit_app.command("verify", help="Kontrollera att ingen rad i loggen har ändrats efter att den skrevs.")
def verify_audit(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="En exporterad logg.jsonl att jämföra med.")] = None,
) -> None:
    session: Session = context.obj
    found = pipeline.verify_log(session.workspace, file)
    holds = (
        f"Loggen håller: {found.rows} rader, alla som när de skrevs. Sista radens kontrollsumma: {found.hash or '–'}."
    )
    session.emit({"ok": not found.problems, **plain(found)}, found.problems or [holds])
    if found.problems:
        raise typer.Exit(1)


EXAMPLES = Path(__file__).parents[2] / "examples"


def doctor(
    context: typer.Context,
    offline_proof: Annotated[
        bool,
        typer.Option(
            "--offline-proof", help="Kör huvuduppgiften på några exempel utan nät och visa bevisen (minuter)."
        ),
    ] = False,
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="Mät hur många trådar språkmodellen ska ha, och använd det (sekunder).")
    ] = False,
) -> None:
    from summarizer.pipeline.doctor import diagnose

    session: Session = context.obj
    if offline_proof:
        _prove(session)
        return
    if calibrate:
        _calibrate(session)
        return
    findings = diagnose(session.settings)
    lines = [
        f"{'✓' if f.ok else ('!' if f.optional else '✗')} {f.what}: {f.found}{'' if f.ok else ' → ' + f.remedy}"
        for f in findings
    ]
    session.emit(findings, lines)
    if any(not f.ok and not f.optional for f in findings):
        raise typer.Exit(1)


def _prove(session: Session) -> None:
    from summarizer.pipeline.offline import prove_offline

    session.note("Kör huvuduppgiften på några exempel, utan nät …")
    proof = prove_offline(session.settings, EXAMPLES)
    session.emit({"ok": proof.holds, **plain(proof)}, proof.lines())
    if not proof.holds:
        raise typer.Exit(1)


def _calibrate(session: Session) -> None:
    from summarizer.pipeline.speed import calibrate

    session.note("Mäter hur många trådar språkmodellen ska ha …")
    found = calibrate(session.workspace)
    tried = [
        f"{t.threads} trådar: läser på {t.read:.2f} och skriver på {t.write:.2f} av tiden med {found.counted} ({t.rounds} varv)"
        for t in found.tried
        if t.threads != found.counted
    ]
    chosen = f"Används: {found.chosen.read} trådar för att läsa, {found.chosen.write} för att skriva."
    session.emit(found, [*tried, chosen])


def demo(
    context: typer.Context,
    examples: Annotated[Path, typer.Option(help="Mapp med exempel.")] = EXAMPLES,
    out: Annotated[Path, typer.Option(help="Mapp för de skrivna filerna.")] = Path("exports"),
) -> None:
    from summarizer.pipeline.demo import run_demo

    session: Session = context.obj
    with model_progress() as progress:
        for model in (m for m in models.catalogue() if m.default):
            models.pull(model, session.settings.models, progress)
    result = run_demo(session.workspace, examples, out, session.note)
    session.emit(result, result.lines())
