"""What grows faster than the consultation does? ``python -m benchmarks.growth 100 1000``

Each size is measured in a process and a workspace of its own, with the product's own functions and embedding model and with
the tests' stand-in for the language model (its time grows with the themes, not with the submissions). The last files are
read through the door as Word files; those before them may be put into the store as the door would hand them over
(``--files``), since writing Word files takes longer than reading them. Then one more file comes in.

Seconds are the processors' (of all threads), since they stay the same when the machine has other work: on two idle cores the
clock shows between half as much (embedding) and as much (the rest).
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.grown import Corpus, stored
from examples.template import fill_template
from index import Embedder, Kind
from index.embedder import Vectors
from summarizer import pipeline
from summarizer.pipeline.answering import understand
from summarizer.pipeline.finding import find
from summarizer.pipeline.searching import searchable
from summarizer.pipeline.themes import section_points
from summarizer.settings import from_environment
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, faithful_llm

QUESTIONS = (
    "Vad säger kommunerna om vägarna?", "Hur är bredbandet i byarna?", "Vad tycker man om bussarna till skolan?",
    "Vilka behov finns av bostäder?", "Vem vill ha lägre hastighet?", "Vad sägs om kulturen i inlandet?",
)  # fmt: skip
Row = dict[str, Any]


class Clocked:
    """An embedder that tells how much it was asked for and how long that took."""

    def __init__(self, real: Embedder, clock: Callable[[], float] = time.process_time) -> None:
        self.name, self._real, self._clock = real.name, real, clock
        self.texts, self.seconds = 0, 0.0

    def encode(self, texts: list[str], kind: Kind = "passage") -> Vectors:
        started = self._clock()
        made = self._real.encode(texts, kind)
        self.texts, self.seconds = self.texts + len(texts), self.seconds + self._clock() - started
        return made


class Growth:
    """One consultation of ``size`` submissions, measured stage by stage into ``row``."""

    def __init__(self, folder: Path, size: int, files: int, kept: Path, sections: int | None, stand_in: bool) -> None:
        settings = from_environment(folder)
        real: Embedder = FakeEmbedder(dimensions=384) if stand_in else Workspace(settings).embedder
        self.clock = Clocked(real)
        self.workspace = Workspace(settings, embedder=self.clock, llm=faithful_llm())
        self.size, self.files, self.kept, self.sections = size, min(size, files), kept, sections
        self.corpus = Corpus(self.workspace.consultation)
        self.row: Row = {"submissions": size, "vectors": "counted stems" if stand_in else "the model's"}
        real.encode(["värm upp"], "passage")
        real.encode(["värm upp"], "likeness")

    def run(self) -> Row:
        for stage in (
            self._ingest,
            self._index,
            self._search,
            self._themes,
            self._summaries,
            self._senders,
            self._change,
        ):
            stage()
            self.row["peak memory, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            print(json.dumps(self.row, ensure_ascii=False), file=sys.stderr, flush=True)
        return self.row

    def _timed(self, work: Callable[[], object]) -> tuple[float, float, int]:
        """Seconds apart from the embedding model, seconds in it, texts embedded."""
        started, inside, texts = time.process_time(), self.clock.seconds, self.clock.texts
        work()
        spent = self.clock.seconds - inside
        return time.process_time() - started - spent, spent, self.clock.texts - texts

    def _file(self, number: int) -> Path:
        path = self.kept / f"inspel_{number:05}.docx"
        if not path.exists():
            self.kept.mkdir(parents=True, exist_ok=True)
            grown = self.corpus.submission(number)
            path.write_bytes(fill_template(grown.background, grown.answers, self.workspace.consultation))
        return path

    def _ingest(self) -> None:
        before = self.size - self.files
        files = [self._file(number) for number in range(before, self.size)]
        with self.workspace.store.database.transaction():
            for number in range(before):
                new = stored(self.corpus.submission(number), self.workspace.consultation)
                self.workspace.store.submissions.add(new, None)
        spent, _, _ = self._timed(lambda: pipeline.ingest(self.workspace, files))
        self.row |= {"files read": len(files), "ingest, files/s": round(len(files) / spent, 1)}

    def _index(self) -> None:
        build, embedding, texts = self._timed(lambda: searchable(self.workspace))
        again = Workspace(self.workspace.settings, embedder=self.clock)
        opening, _, _ = self._timed(lambda: searchable(again))
        again.close()
        rate = round(texts / embedding) if texts else None
        self.row |= {"passages": texts, "passages embedded/s": rate, "index build, s": round(build, 1),
                     "index opened by a new process, s": round(opening, 1)}  # fmt: skip

    def _search(self) -> None:
        def ask(question: str) -> float:
            started = time.process_time()
            find(self.workspace, understand(self.workspace, question))
            return 1000 * (time.process_time() - started)

        ask(QUESTIONS[0])
        self.row["search, median ms"] = round(statistics.median(ask(q) for q in QUESTIONS * 3))

    def _asked(self) -> list[str]:
        """Sections with answers, the most answered first."""
        found: dict[str, int] = {}
        for section, _, senders in self.workspace.store.submissions.answer_counts():
            found[section] = found.get(section, 0) + senders
        return sorted(found, key=lambda s: (-found[s], s))[: self.sections]

    def _themes(self) -> None:
        spent, inside, texts, points = [], 0.0, 0, []
        for section in self._asked():
            seconds, embedding, made = self._timed(lambda section=section: section_points(self.workspace, section))
            spent.append(seconds)
            inside, texts = inside + embedding, texts + made
            points.append(len(section_points(self.workspace, section)))
            print(f"  {section}: {points[-1]} points, {seconds:.1f} s + {embedding:.1f} s", file=sys.stderr, flush=True)
        self.row |= {
            "sections clustered": len(spent), "points": sum(points), "points of the largest section": max(points),
            "runs embedded": texts, "runs embedded/s": round(texts / inside),
            "clustering the largest section, s": round(max(spent), 1), "clustering in all, s": round(sum(spent), 1),
        }  # fmt: skip

    def _summaries(self) -> None:
        spent = [self._timed(lambda s=s: pipeline.summarize(self.workspace, s))[0] for s in self._asked()]
        self.row |= {"summary without model, largest section, s": round(max(spent), 1),
                     "summaries without model, in all, s": round(sum(spent), 1)}  # fmt: skip

    def _senders(self) -> None:
        spent, _, _ = self._timed(lambda: pipeline.merge_proposals(self.workspace))
        files = [f for f in self.workspace.folder.rglob("*") if f.is_file()]
        database = sum(f.stat().st_size for f in files if f.name.startswith("samspel.db"))
        index = sum(f.stat().st_size for f in files if f.parent.name == "index")
        self.row |= {"same senders proposed, s": round(spent, 1), "database, MB": round(database / 1e6),
                     "index, MB": round(index / 1e6)}  # fmt: skip

    def _change(self) -> None:
        """One more submission: it is read, found by search, and its points stand in their themes."""
        ids = {s: _themes_of(self.workspace, s) for s in self._asked()}
        most = next(iter(ids))
        number = next(n for n in range(20_000, 21_000) if any(s == most for s, _ in self.corpus.submission(n).answers))
        late = self._file(number)
        read, embedding, _ = self._timed(lambda: pipeline.ingest(self.workspace, [late]))
        found, embedded, _ = self._timed(lambda: searchable(self.workspace))
        touched = [s for s in sorted({s for s, _ in self.corpus.submission(number).answers}) if s in ids]
        themed, also, _ = self._timed(lambda: [section_points(self.workspace, s) for s in touched])
        summarised, too, _ = self._timed(lambda: [pipeline.summarize(self.workspace, s) for s in touched])
        kept = [_kept(ids[s], _themes_of(self.workspace, s)) for s in touched]
        self.row |= {
            "one more: read, s": round(read + embedding, 2), "one more: in the index, s": round(found + embedded, 2),
            "one more: in its themes, s": round(themed + also, 2), "one more: sections touched": len(touched),
            "one more: summaries without model, s": round(summarised + too, 2),
            "one more: points of others whose theme kept its id": f"{sum(k for k, _ in kept)}/{sum(n for _, n in kept)}",
        }  # fmt: skip


def _themes_of(workspace: Workspace, section: str) -> dict[str, str | None]:
    return {p.point_id: p.theme_id for p in section_points(workspace, section)}


def _kept(before: dict[str, str | None], after: dict[str, str | None]) -> tuple[int, int]:
    """(points of before that stand, as they were cut, in a theme of the same id; points of before)"""
    return sum(after.get(point, "") == theme for point, theme in before.items()), len(before)


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed, memory and disk as a consultation grows.")
    parser.add_argument("sizes", nargs="+", type=int, metavar="SUBMISSIONS")
    parser.add_argument("--files", type=int, default=100, help="the last so many are read as Word files (default 100)")
    parser.add_argument("--sections", type=int, help="only the most answered so many sections are clustered")
    parser.add_argument("--keep", type=Path, help="folder for the Word files, which take long to write")
    parser.add_argument(
        "--stand-in", action="store_true", help="vectors of counted stems, when the model would take hours"
    )
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = options.keep or Path(folder) / "inspel"
        if options.one:
            size = options.sizes[0]
            print(
                json.dumps(
                    Growth(Path(folder) / "yta", size, options.files, kept, options.sections, options.stand_in).run()
                )
            )
            return
        arguments = ["--files", str(options.files), "--keep", str(kept)]
        arguments += ["--sections", str(options.sections)] if options.sections else []
        arguments += ["--stand-in"] if options.stand_in else []
        rows = [_alone(size, arguments) for size in options.sizes]
    table = Table("", *(str(size) for size in options.sizes))
    for name in dict.fromkeys(name for row in rows for name in row):
        table.add_row(name, *(str(row.get(name, "")) for row in rows))
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def _alone(size: int, arguments: list[str]) -> Row:
    command = [sys.executable, "-m", "benchmarks.growth", str(size), "--one", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: Row = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
