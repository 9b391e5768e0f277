"""The entry: global options, errors to sentences, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from summarizer import __version__
from summarizer.cli import account, consult, governing, review, system
from summarizer.cli.session import Session, log_to_stderr, stderr
from summarizer.errors import SamspelError

app = typer.Typer(
    name="samspel",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Inspel på en strategi → en fullständig redovisning med belägg → ändringsförslag som en människa beslutar om. "
    "Allt på den här datorn.",
)
for module in (consult, account, review, governing, system):
    module.register(app)


@app.callback()
def options(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", help="Arbetsytans mapp (annars SAMSPEL_WORKSPACE, annars ./workspace)."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv exakt ett JSON-dokument på stdout.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Visa felens spår.")] = False,
) -> None:
    context.obj = Session(workspace, as_json)
    log_to_stderr(debug)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code: 0 done, 1 failure, 2 usage, 3 done in part, 4 a model is missing."""
    given = _globals_first(list(sys.argv[1:] if arguments is None else arguments))
    if given == ["--version"]:
        print(f"samspel {__version__}")
        return
    in_debug, in_json = "--debug" in given, "--json" in given
    try:
        code = app(args=given, standalone_mode=False)
    except SamspelError as exc:
        if in_debug:
            raise
        if in_json:
            print(json.dumps({"error": str(exc)}, ensure_ascii=False))
        stderr.print(f"Fel: {exc}", markup=False, style="bold red", soft_wrap=True)
        sys.exit(exc.exit_code)
    except typer.Exit as exc:
        sys.exit(exc.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        stderr.print("Avbrutet. Det som hann bli klart är sparat.", markup=False)
        sys.exit(1)
    except Exception as exc:
        sys.exit(_unexpected(exc, in_debug, in_json))
    sys.exit(code if isinstance(code, int) else 0)


def _unexpected(exc: Exception, debug: bool, as_json: bool) -> int:
    """Usage errors are click's to show; anything else is ours to admit."""
    if hasattr(exc, "show") and hasattr(exc, "exit_code"):
        if as_json:
            print(
                json.dumps(
                    {"error": exc.format_message() if hasattr(exc, "format_message") else str(exc)}, ensure_ascii=False
                )
            )
        exc.show()
        return int(exc.exit_code)
    if debug:
        raise exc
    text = f"Något gick fel som programmet inte kände igen ({type(exc).__name__}); kör igen med --debug och rapportera det."
    if as_json:
        print(json.dumps({"error": text}, ensure_ascii=False))
    stderr.print(f"Fel: {text}", markup=False, style="bold red", soft_wrap=True)
    return 1


def _globals_first(arguments: list[str]) -> list[str]:
    """--json, --debug and --workspace may stand anywhere; move them before the command."""
    first: list[str] = []
    rest: list[str] = []
    walk = iter(arguments)
    for argument in walk:
        if argument in ("--json", "--debug"):
            first.append(argument)
        elif argument == "--workspace":
            value = next(walk, None)
            first += [argument] if value is None else [argument, value]
        elif argument.startswith("--workspace="):
            first.append(argument)
        else:
            rest.append(argument)
    flags = [a for a in first if a in ("--json", "--debug")]
    return flags + [a for a in first if a not in flags] + rest


if __name__ == "__main__":
    main()
