"""The product run as its users run it: Word files in, commands, JSON documents out."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality_set import QualitySet
from examples.template import fill_template
from summarizer import consultation as consultations
from summarizer.records import Answer

Json = Any
PROGRAM = (sys.executable, "-c", "from summarizer.cli.main import main; main()")
PART_HEADINGS = {
    "analysis": "Sammanfattande analys",
    "goal": "Målformulering",
    "needs": "Identifierade behov",
    "actors": "Viktiga aktörer",
}


@dataclass(frozen=True)
class Timed:
    """A JSON document and the time it took in seconds, the start of the program included: on the clock, and on the
    processors, which tells more on a machine that has other work."""

    data: Json
    seconds: float
    processor: float


class Product:
    """The command line on one workspace. A command that fails raises RuntimeError with what it said."""

    def __init__(self, workspace: Path, keep: Path | None = None) -> None:
        self._workspace = workspace
        self._keep = keep

    def run(self, *arguments: str) -> Timed:
        command = [*PROGRAM, "--workspace", str(self._workspace), "--json", *arguments]
        started, used = time.perf_counter(), _processor_time()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds, processor = time.perf_counter() - started, _processor_time() - used
        if done.returncode not in (0, 3):
            said = done.stderr.strip() or done.stdout.strip()
            raise RuntimeError(f"samspel {arguments[0]} ended with {done.returncode}: {said}")
        if self._keep is not None:
            name = "_".join(Path(a).name for a in arguments[:3])
            (self._keep / f"{name}.json").write_text(done.stdout, encoding="utf-8")
        return Timed(json.loads(done.stdout), seconds, processor)

    def answers(self, section: str) -> list[Answer]:
        rows = self.run("answers", "--section", section).data
        return [Answer(**row) for row in rows]


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_files(made: QualitySet, folder: Path) -> dict[str, str]:
    """One filled template per submission. Returns file name → the set's submission id."""
    consultation = consultations.load(consultations.DEFAULT)
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for number, submission in enumerate(made.submissions, 1):
        answers = {(a.section, a.question): a.text for a in submission.answers}
        name = f"inspel_{number:02}.docx"
        content = fill_template({"organisation": submission.organisation}, answers, consultation)
        (folder / name).write_bytes(content)
        names[name] = submission.submission_id
    return names


def write_baseline(made: QualitySet, folder: Path) -> Path:
    """The set's current text as a Markdown file."""
    consultation = consultations.load(consultations.DEFAULT)
    lines = []
    for section, parts in made.baseline.items():
        lines.append(f"## Delprioritering {consultation.section(section).name}")
        for part, text in parts.items():
            lines += [f"### {PART_HEADINGS[part]}", text]
    file = folder / "strategi.md"
    file.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return file


def take_in(product: Product, files: Sequence[Path], names: Mapping[str, str]) -> tuple[dict[str, str], Json]:
    """Ingest files. Returns the product's submission id → the set's, and the command's own document."""
    taken = product.run("ingest", *map(str, files)).data
    ids = {f["submission_id"]: names[Path(f["path"]).name] for f in taken["files"] if f["submission_id"]}
    return ids, taken


def themes_of(points: Json) -> frozenset[frozenset[str]]:
    """The themes of a section as sets of point ids, whatever the themes are called."""
    groups: dict[str, set[str]] = {}
    for point in points:
        if point["theme_id"] is not None:
            groups.setdefault(point["theme_id"], set()).add(point["point_id"])
    return frozenset(frozenset(group) for group in groups.values())
