"""One more submission: how long until it is found, stands in its themes and is told? ``python -m benchmarks.change 1000``

A consultation is grown (``benchmarks/grown.py``), and the sections that the late submission answers are made ready: points,
themes, summaries. Then it comes in as a Word file, in the same process, as on a screen that is open. Without ``--llm`` the tests'
stand-in takes the language model's place; with it, what was asked before the change counts as written, and only what is
asked now goes to the model. Then all is made anew from the same files in a fresh workspace, and must come out the same.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.grown import Corpus, Grown, stored
from benchmarks.growth import Clocked
from examples.template import fill_template
from summarizer import pipeline
from summarizer.llm import Generation, LanguageModel, Request
from summarizer.llm.base import Usage
from summarizer.pipeline.searching import searchable
from summarizer.pipeline.themes import section_points
from summarizer.settings import from_environment
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, faithful_llm

FIRST_LATE = 20_000  # numbers from here on are not in the consultation
Row = dict[str, Any]
Groups = set[frozenset[tuple[str, int, int]]]


class Switched:
    """The stand-in while the consultation is made ready, then the model: texts are kept by this name in both."""

    def __init__(self) -> None:
        self.name, self.usage = "stand-in, then the model", Usage()
        self.turns_we = False  # as the default model
        self.now: LanguageModel = faithful_llm()
        self.asked, self.seconds = 0, 0.0

    def complete(self, request: Request) -> Generation:
        started = time.perf_counter()
        done = self.now.complete(request)
        self.asked, self.seconds = self.asked + 1, self.seconds + time.perf_counter() - started
        return done

    def stream(self, request: Request) -> Iterator[str]:
        return self.now.stream(request)


class Change:
    """A workspace of ``size`` submissions that one more comes to."""

    def __init__(self, folder: Path, size: int, stand_in: bool, number: int | None = None) -> None:
        settings = from_environment(folder)
        real = FakeEmbedder(dimensions=384) if stand_in else Workspace(settings).embedder
        self.embedder = Clocked(real, time.perf_counter)
        self.llm = Switched()
        self.workspace = Workspace(settings, embedder=self.embedder, llm=self.llm)
        self.corpus = Corpus(self.workspace.consultation)
        self.size, self._number = size, number
        real.encode(["värm upp"], "passage")
        real.encode(["värm upp"], "likeness")

    def late(self) -> Grown:
        """The one asked for, else the first that answers the most answered section."""
        if self._number is not None:
            return self.corpus.submission(self._number)
        senders: dict[str, int] = {}
        for section, _, count in self.workspace.store.submissions.answer_counts():
            senders[section] = senders.get(section, 0) + count
        most = max(senders, key=lambda s: (senders[s], s))
        numbers = range(FIRST_LATE, FIRST_LATE + 1000)
        return next(g for g in map(self.corpus.submission, numbers) if any(s == most for s, _ in g.answers))

    def make_ready(self) -> None:
        fill(self.workspace, (self.corpus.submission(n) for n in range(self.size)))
        searchable(self.workspace)
        for section in sections_of(self.late()):
            pipeline.summarize(self.workspace, section)

    def come_in(self, file: Path) -> Row:
        late = self.late()
        touched = sections_of(late)
        before = {s: section_points(self.workspace, s) for s in touched}
        file.write_bytes(fill_template(late.background, late.answers, self.workspace.consultation))
        row: Row = {
            "submissions": self.size,
            "sections touched": len(touched),
            "of points": sum(map(len, before.values())),
        }
        steps: list[tuple[str, Callable[[], object]]] = [
            ("read", lambda: pipeline.ingest(self.workspace, [file])),
            ("found by search", lambda: searchable(self.workspace)),
            ("in its themes", lambda: [section_points(self.workspace, s) for s in touched]),
            ("summaries", lambda: [pipeline.summarize(self.workspace, s) for s in touched]),
        ]
        asked, waited = self.llm.asked, self.llm.seconds
        for name, step in steps:
            clock, cpu, inside = time.perf_counter(), time.process_time(), self.embedder.seconds
            step()
            row[f"{name}: s on the clock (of the processors)"] = (
                f"{time.perf_counter() - clock:.2f} ({time.process_time() - cpu:.2f})"
            )
            row[f"{name}: of them in the embedding model"] = round(self.embedder.seconds - inside, 2)
        after = {p.point_id: p.theme_id for s in touched for p in section_points(self.workspace, s)}
        others = [p for points in before.values() for p in points]
        kept = sum(after.get(p.point_id, "") == p.theme_id for p in others)
        row["asked of the language model; s"] = f"{self.llm.asked - asked}; {self.llm.seconds - waited:.1f}"
        row["points of others that kept cut and theme"] = f"{kept} of {len(others)}"
        return row

    def as_made_anew(self, folder: Path, file: Path) -> bool:
        """Whether a fresh workspace with the same files, the late one first, has the same index, cuts and themes."""
        anew = Workspace(from_environment(folder), embedder=self.embedder, llm=faithful_llm())
        pipeline.ingest(anew, [file])
        fill(anew, (self.corpus.submission(n) for n in reversed(range(self.size))))
        touched = sections_of(self.late())
        same = searchable(anew).index.ids == searchable(self.workspace).index.ids
        return same and all(grouped(anew, s) == grouped(self.workspace, s) for s in touched)


def fill(workspace: Workspace, submissions: Iterable[Grown]) -> None:
    if len(workspace.store.submissions.all()) > 1:
        return  # kept from an earlier run
    with workspace.store.database.transaction():
        for grown in submissions:
            workspace.store.submissions.add(stored(grown, workspace.consultation), None)


def sections_of(grown: Grown) -> list[str]:
    return sorted({section for section, _ in grown.answers})


def grouped(workspace: Workspace, section: str) -> Groups:
    """The cut and the themes of a section, whatever the themes are called."""
    groups: dict[str | None, set[tuple[str, int, int]]] = {}
    for point in section_points(workspace, section):
        groups.setdefault(point.theme_id, set()).add((point.answer_id, point.start, point.end))
    return set(map(frozenset, groups.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description="One more submission, from file to themes and summaries.")
    parser.add_argument("size", nargs="?", type=int, default=1000, metavar="SUBMISSIONS")
    parser.add_argument(
        "--stand-in", action="store_true", help="vectors of counted stems, when the model would take long"
    )
    parser.add_argument("--llm", action="store_true", help="new claims and titles by the language model")
    parser.add_argument("--keep", type=Path, help="folder of the workspace made ready, to be used again")
    parser.add_argument("--late", type=int, help=f"number of the late submission, from {FIRST_LATE}")
    parser.add_argument("--no-check", action="store_true", help="do not make all anew for comparison")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        here, file = Path(scratch), Path(scratch) / "sent_inspel.docx"
        ready = options.keep or here / "redo"
        if not ready.exists():
            first = Change(ready, options.size, options.stand_in, options.late)
            first.make_ready()
            first.workspace.close()
        shutil.copytree(ready, here / "yta")
        change = Change(here / "yta", options.size, options.stand_in, options.late)
        change.make_ready()  # into memory, as on a screen that is open
        if options.llm:
            change.llm.now = Workspace(from_environment(here / "modell")).llm
            change.llm.now.complete(Request((("user", "Hej"),), max_tokens=1))
        row = change.come_in(file)
        if not options.no_check:
            row["same as made anew"] = "yes" if change.as_made_anew(here / "ny", file) else "no"
    print(json.dumps(row, ensure_ascii=False), file=sys.stderr)
    table = Table("one more submission", str(options.size))
    for name, value in row.items():
        table.add_row(name, str(value))
    Console(width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    main()
