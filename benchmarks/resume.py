"""A long job is killed at random moments and begun again: is anything redone, lost, or other than it would have been?

    python benchmarks/resume.py [--points 50] [--seed 1] [--files 12]

The main job (baseline, ingest, index, every summary, every draft, seven exports) on the made-up examples is run once undisturbed. Then,
for each point, it is run anew in an empty workspace, killed with SIGKILL (half of the points at a random event: an SQL statement, a
request to the language model or a batch of texts to embed; half after a random time), and begun again until it ends.
Compared byte for byte: every table but the log and the times of runs, the index, and every exported file. The models are stand-ins, so
what is counted is how often they were asked the same again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
JOB = ROOT / "benchmarks" / "resume_job.py"
EXAMPLES = ROOT / "examples" / "submissions"
BASELINE = ROOT / "examples" / "strategy.docx"
LIMIT = 600  # seconds for one run


@dataclass(frozen=True)
class Made:
    """What a job left: a hash for each table, index file and export; and how often the models were asked the same."""

    parts: dict[str, str]
    requests: Counter[str]
    texts: Counter[str]
    events: int
    seconds: float
    kills: int = 0

    @property
    def redone(self) -> tuple[int, int]:
        """Requests and texts that were asked more than once."""
        return tuple(sum(n - 1 for n in found.values()) for found in (self.requests, self.texts))  # type: ignore[return-value]


@dataclass
class Outcome:
    """One point."""

    where: str
    kills: int
    redone_requests: int
    redone_texts: int
    lost: int  # requests of the undisturbed run that were never made
    different: list[str] = field(default_factory=list)


class Case:
    """The same files each time, in a folder that is thrown away."""

    def __init__(self, folder: Path, inbox: Path, baseline: Path) -> None:
        self.folder, self.inbox, self.baseline = folder, inbox, baseline
        self._number = 0
        self.whole = self.run(())

    def run(self, kills: tuple[int | float, ...]) -> Made:
        """The job, killed at each of these (an event's number, or seconds after it began its work) and then left alone."""
        self._number += 1
        home = self.folder / str(self._number)
        home.mkdir(parents=True)
        started, killed = time.perf_counter(), 0
        for kill in kills:
            killed += self._start(home, kill) is None
        events = self._start(home, 0)
        if events is None:
            raise RuntimeError("the job that nobody killed did not end well")
        lines = Counter((home / "log").read_text(encoding="utf-8").splitlines())
        made = Made(
            parts=dict(_parts(home)),
            requests=Counter({k: n for k, n in lines.items() if k.startswith("request")}),
            texts=Counter({k: n for k, n in lines.items() if k.startswith("text")}),
            events=events,
            seconds=time.perf_counter() - started,
            kills=killed,
        )
        shutil.rmtree(home)
        return made

    def _start(self, home: Path, kill: int | float) -> int | None:
        """How many events there were; None when it was killed. What the system has beside Python is kept out of it: an office
        program would live on when its caller is killed."""
        paths = [home / "workspace", self.inbox, self.baseline, home / "out", home / "log"]
        at = kill if isinstance(kill, int) else 0
        command = [sys.executable, str(JOB), *(str(path) for path in paths), str(at)]
        environment = {**os.environ, "PATH": ""}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
            assert child.stdout is not None
            try:
                if isinstance(kill, float) and child.stdout.readline():
                    time.sleep(kill)
                    child.kill()
                said = child.communicate(timeout=LIMIT)[0].split()
            finally:
                child.kill()
        if child.returncode == 0:
            return int(said[-1])
        if child.returncode != -9:
            raise RuntimeError(f"the job failed by itself ({child.returncode})")
        return None

    def outcome(self, kills: tuple[int | float, ...]) -> Outcome:
        made = self.run(kills)
        keys = sorted(made.parts.keys() | self.whole.parts.keys())
        return Outcome(
            " ".join(f"{k:.2f} s" if isinstance(k, float) else f"event {k}" for k in kills), made.kills, *made.redone,
            len(self.whole.requests.keys() - made.requests.keys()),
            [key for key in keys if made.parts.get(key) != self.whole.parts.get(key)],
        )  # fmt: skip

    def points(self, count: int, chance: random.Random) -> Iterator[tuple[int | float, ...]]:
        """Every second by events (now and then killed twice), every second by time."""
        seconds = self.whole.seconds
        for number in range(count):
            if number % 2:
                yield (chance.uniform(0.0, 0.8 * seconds),)
            elif number % 8 == 6:
                yield (chance.randint(1, self.whole.events), chance.randint(1, self.whole.events))
            else:
                yield (chance.randint(1, self.whole.events),)


def _parts(home: Path) -> Iterator[tuple[str, str]]:
    with sqlite3.connect(home / "workspace" / "samspel.db") as connection:
        checked = connection.execute("PRAGMA integrity_check").fetchone()[0]
        yield "integrity", str(checked)
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table != "audit" and not table.startswith(("sqlite_", "chunks_")):
                yield f"table {table}", _hash(sorted(repr(row) for row in connection.execute(_select(table))))
    connection.close()
    for file in sorted((home / "workspace").rglob("*")):
        if file.is_file() and not file.name.startswith("samspel.db"):
            yield str(file.relative_to(home)), hashlib.sha256(file.read_bytes()).hexdigest()
    for file in sorted((home / "out").iterdir()):
        yield f"out/{file.name}", hashlib.sha256(file.read_bytes()).hexdigest()


def _select(table: str) -> str:
    columns = "run_id, stage, subject, inputs_sha256, details" if table == "runs" else "*"
    return f'SELECT {columns} FROM "{table}"'


def _hash(rows: list[str]) -> str:
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill the main job at random moments and begin it again.")
    parser.add_argument("--points", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=12, help="of the examples")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        inbox = Path(name) / "inbox"
        inbox.mkdir()
        for file in sorted(EXAMPLES.iterdir())[: chosen.files]:
            shutil.copy(file, inbox)
        case = Case(Path(name) / "runs", inbox, BASELINE)
        whole = case.whole
        print(f"undisturbed: {whole.seconds:.1f} s, {whole.events} events, {whole.requests.total()} requests, "
              f"{whole.texts.total()} texts embedded, {len(whole.parts)} parts compared; seed {chosen.seed}")  # fmt: skip
        print(
            "| point | killed | requests redone | texts redone | requests lost | different |\n|---|---|---|---|---|---|"
        )
        outcomes = []
        for kills in case.points(chosen.points, random.Random(chosen.seed)):
            found = case.outcome(kills)
            outcomes.append(found)
            print(f"| {found.where} | {found.kills} | {found.redone_requests} | {found.redone_texts} | {found.lost} | "
                  f"{', '.join(found.different) or '–'} |", flush=True)  # fmt: skip
    same = sum(not o.different for o in outcomes)
    print(f"{same} of {len(outcomes)} the same bytes; {sum(o.kills for o in outcomes)} kills; redone in all: "
          f"{sum(o.redone_requests for o in outcomes)} requests, {sum(o.redone_texts for o in outcomes)} texts; "
          f"lost: {sum(o.lost for o in outcomes)}")  # fmt: skip


if __name__ == "__main__":
    main()
