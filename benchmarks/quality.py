"""How good are the account and the suggestions? Run on hand-labelled sets: python -m benchmarks.quality SET.toml …

Prints the figures of the summary (points, themes, claims, citations) and of the suggested edits, per section and in all.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from benchmarks import themes_stage, whole
from benchmarks.figures import Figure, added
from benchmarks.quality_set import QualitySet, load

Columns = dict[str, list[Figure]]  # heading → figures


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    columns: Columns = {}
    for path in options.sets:
        made = load(path)
        sections = [s for s in made.sections if options.section in (None, s)]
        if options.stage == "themes":
            columns |= _themes(made, sections, options.settings)
        else:
            wanted = whole.Wanted(options.stage == "all", options.baseline, options.keep)
            columns |= whole.measure(made, sections, wanted)
    if options.json:
        print(json.dumps(_plain(columns), ensure_ascii=False, indent=1))
    else:
        _print(columns, options.misses)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Quality of the account and of the suggestions on labelled sets.")
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET.toml")
    parser.add_argument("--section", help="this section only")
    parser.add_argument(
        "--stage", choices=["themes", "summary", "all"], default="all", help="themes: only points, fast"
    )
    parser.add_argument(
        "--with", dest="settings", action="append", default=[], metavar="NAME=NUMBER", help="themes stage"
    )
    parser.add_argument("--baseline", action="store_true", help="also the same model summarising the ordinary way")
    parser.add_argument("--misses", action="store_true", help="list what went wrong under the table")
    parser.add_argument(
        "--keep", type=Path, help="folder for the files, workspaces and JSON documents (otherwise removed)"
    )
    parser.add_argument("--json", action="store_true")
    return parser


def _themes(made: QualitySet, sections: Sequence[str], changes: Sequence[str]) -> Columns:
    embed, settings = themes_stage.CachedEmbedder(), themes_stage.settings_from(changes)
    return {f"{made.name} {s}": themes_stage.measure(made, s, embed, settings) for s in sections}


def _print(columns: Columns, misses: bool) -> None:
    console = Console(width=None if sys.stdout.isatty() else 200)
    own = {heading: figures for heading, figures in columns.items() if not heading.endswith(whole.ORDINARY)}
    table = Table(Column("figure", no_wrap=True), *columns, *(["all"] if len(own) > 1 else []), "goal")
    totals = {figure.name: figure for figure in added(f for figures in own.values() for f in figures)}
    for name, total in totals.items():
        cells = [next((f.shown() for f in figures if f.name == name), "") for figures in columns.values()]
        table.add_row(name, *cells, *([total.shown()] if len(own) > 1 else []), total.goal)
    console.print(table)
    if misses:
        for heading, figures in columns.items():
            for figure in figures:
                for miss in figure.misses:
                    console.print(f"{heading}: {figure.name}: {miss}", markup=False, highlight=False, soft_wrap=True)


def _plain(columns: Columns) -> dict[str, list[dict[str, object]]]:
    return {
        heading: [
            {**dataclasses.asdict(f), "value": None if math.isnan(f.value) else round(f.value, 4)} for f in figures
        ]
        for heading, figures in columns.items()
    }


if __name__ == "__main__":
    main()
