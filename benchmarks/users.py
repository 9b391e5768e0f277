"""Many people at work in one workspace at once: is a write lost, is an error shown, how long does a decision take?

    python benchmarks/users.py [--seconds 300] [--users 20] [--processes 4] [--pause 1.0]

Users are threads in processes (the screen is one process with a thread per person; commands are processes of their own) that call
what the pages call. Each decides, edits, undoes, reads summaries and suggestions, asks, and now and then hands in a file, with a
pause of 0 to 2 × ``--pause`` seconds between. The models are stand-ins (tests/fakes.py): what is measured is the store. Afterwards every decision that was
acknowledged is looked for in the database, the log's chain is checked, and every file is accounted for.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from summarizer import pipeline  # noqa: E402
from summarizer.errors import DecisionConflict  # noqa: E402
from summarizer.pipeline.searching import ensure_index  # noqa: E402
from summarizer.settings import Settings  # noqa: E402
from summarizer.workspace import Workspace  # noqa: E402
from tests.fakes import FakeEmbedder, faithful_llm, write_template  # noqa: E402

SECTIONS = ("3.2", "5.3")
FILES = 10  # of the examples, to begin with
QUESTIONS = ("Vad säger kommunerna om vägarna?", "Vilka har svarat på 3.2?", "Vad sägs om laddstolpar?")


@dataclass
class Done:
    """What the users of one process did."""

    decided: list[tuple[str, str, str, str]] = field(default_factory=list)  # suggestion, verdict, person, reason
    handed_in: list[str] = field(default_factory=list)  # ids of submissions that were said to be read
    seconds: dict[str, list[float]] = field(default_factory=dict)  # by what was done
    conflicts: int = 0  # somebody else decided first, and the person was told
    errors: list[str] = field(default_factory=list)


class User:
    """One person. ``seen`` is how many decisions they had before their eyes, as on the page."""

    def __init__(self, workspace: Workspace, name: str, done: Done, lock: threading.Lock) -> None:
        self._workspace, self._name, self._done, self._lock = workspace, name, done, lock
        self._chance = random.Random(name)
        self._number = 0

    def work(self, until: float, pause: float) -> None:
        acts: list[tuple[str, Callable[[], None], int]] = [
            ("decide", self._decide, 8), ("suggestions", self._look, 3), ("summary", self._read, 3), ("ask", self._ask, 2),
            ("hand in", self._hand_in, 1),
        ]  # fmt: skip
        while time.monotonic() < until:
            name, act, _ = self._chance.choices(acts, [weight for *_, weight in acts])[0]
            started = time.perf_counter()
            try:
                act()
            except DecisionConflict:
                with self._lock:
                    self._done.conflicts += 1
            except Exception as exc:
                with self._lock:
                    self._done.errors.append(f"{name}: {type(exc).__name__}: {exc}")
            with self._lock:
                self._done.seconds.setdefault(name, []).append(time.perf_counter() - started)
            time.sleep(self._chance.uniform(0, 2 * pause))
        self._workspace.store.close()

    def _decide(self) -> None:
        review = self._workspace.store.review
        chosen = self._chance.choice([row for section in SECTIONS for row in review.suggestions(section)])
        suggestion = chosen.suggestion.suggestion_id
        seen = len(review.history(suggestion))
        verdict = self._chance.choice(["accept", "edit", "reject", *(["undo"] if chosen.decision else [])])
        text = f"Ändrat av {self._name}." if verdict == "edit" else None
        self._number += 1
        reason = f"{self._name}/{self._number}"
        started = time.perf_counter()
        pipeline.decide(self._workspace, suggestion, verdict, self._name, text, reason, seen)  # type: ignore[arg-type]
        with self._lock:
            self._done.decided.append((suggestion, verdict, self._name, reason))
            self._done.seconds.setdefault("the decision itself", []).append(time.perf_counter() - started)

    def _look(self) -> None:
        for state in self._workspace.store.review.suggestions(self._chance.choice(SECTIONS)):
            self._workspace.store.review.history(state.suggestion.suggestion_id)

    def _read(self) -> None:
        section = self._chance.choice(SECTIONS)
        kept = self._workspace.store.themes.summary(section)
        assert kept is not None
        self._workspace.store.themes.points(section, self._workspace.store.submissions.answers(section))

    def _ask(self) -> None:
        pipeline.ask(self._workspace, self._chance.choice(QUESTIONS))

    def _hand_in(self) -> None:
        self._number += 1
        sender = f"Föreningen {self._name} {self._number}"
        answers = {("1.1", "needs"): f"{sender} vill ha fler bussar på linje {self._number}."}
        with tempfile.TemporaryDirectory() as folder:
            file = write_template(Path(folder), f"{sender}.docx", {"organisation": sender}, answers)
            (result,) = pipeline.ingest(self._workspace, [file])
        assert result.submission_id is not None, result.reason
        with self._lock:
            self._done.handed_in.append(result.submission_id)


def opened(folder: Path) -> Workspace:
    return Workspace(Settings(folder, folder), embedder=FakeEmbedder(), llm=faithful_llm())


def prepare(folder: Path, files: int = FILES) -> None:
    """A workspace with suggestions to decide on."""
    workspace = opened(folder)
    pipeline.set_baseline(workspace, ROOT / "examples" / "strategy.docx")
    submissions = sorted((ROOT / "examples" / "submissions").glob("*.docx"))
    pipeline.ingest(workspace, submissions[:files])
    ensure_index(workspace)
    for section in SECTIONS:
        pipeline.draft(workspace, section)
    workspace.close()


def at_work(folder: Path, names: list[str], seconds: float, pause: float) -> Done:
    """The users of this process, until the time is up."""
    workspace, done, lock = opened(folder), Done(), threading.Lock()
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=User(workspace, name, done, lock).work, args=(until, pause)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    workspace.close()
    return done


def crowd(folder: Path, users: int, processes: int, seconds: float, pause: float) -> list[Done]:
    """All users, shared out among processes."""
    names = [f"Person {n:02}" for n in range(users)]
    children = [
        subprocess.Popen(
            [sys.executable, __file__, "--seconds", str(seconds), "--pause", str(pause), "--worker", str(folder), *names[n::processes]],
            stdout=subprocess.PIPE, text=True,
        )
        for n in range(processes)
    ]  # fmt: skip
    try:
        told = [child.communicate(timeout=seconds * 3 + 300)[0] for child in children]
    finally:
        for child in children:
            child.kill()
    return [Done(**json.loads(text)) for text in told]


def lost(folder: Path, done: list[Done]) -> list[str]:
    """What was acknowledged and is not in the database, or there without having been acknowledged."""
    workspace = opened(folder)
    store = workspace.store
    kept = Counter((d.suggestion_id, d.verdict, d.reviewer, d.reason or "") for d in store.review.decisions())
    said = Counter(tuple(row) for part in done for row in part.decided)
    found = [f"decision lost: {row}" for row in said - kept] + [f"decision nobody made: {row}" for row in kept - said]
    there = {s.submission_id for s in store.submissions.all(in_force=False)}
    found += [f"submission lost: {i}" for part in done for i in part.handed_in if i not in there]
    logged = sum(row["what"] == "decision" for row in store.audit.rows())
    if logged != kept.total():
        found.append(f"{logged} decisions in the log, {kept.total()} in the table")
    if store.audit.first_broken() is not None:
        found.append("the log's chain is broken")
    if unaccounted := pipeline.ledger(workspace)["unaccounted"]:
        found.append(f"{unaccounted} characters unaccounted for")
    ensure_index(workspace)
    (chunks, different) = store.database.row("SELECT count(*), count(DISTINCT chunk_id) FROM chunks") or (0, 0)
    if chunks != different:
        found.append(f"{chunks - different} chunks twice in the full-text index")
    workspace.close()
    return found


def _p(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description="Many users at once in one workspace.")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker:
        json.dump(asdict(at_work(chosen.worker, chosen.names, chosen.seconds, chosen.pause)), sys.stdout)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workspace"
        prepare(folder)
        before = os.getloadavg()
        done = crowd(folder, chosen.users, chosen.processes, chosen.seconds, chosen.pause)
        missing = lost(folder, done)
    print(f"{chosen.users} users in {chosen.processes} processes, {chosen.seconds:g} s, pause {chosen.pause:g} s; {os.cpu_count()} cores, "
          f"load before {before[0]:.1f}, after {os.getloadavg()[0]:.1f}")  # fmt: skip
    print("| what | times | median ms | p95 ms | longest ms |\n|---|---|---|---|---|")
    for what in sorted({key for part in done for key in part.seconds}):
        took = [1000 * s for part in done for s in part.seconds.get(what, [])]
        print(f"| {what} | {len(took)} | {_p(took, 0.5):.0f} | {_p(took, 0.95):.0f} | {max(took):.0f} |")
    print(f"decisions {sum(len(d.decided) for d in done)}, files {sum(len(d.handed_in) for d in done)}, "
          f"told that another was first {sum(d.conflicts for d in done)}")  # fmt: skip
    for text, count in Counter(error for part in done for error in part.errors).most_common(10):
        print(f"error × {count}: {text}")
    print("\n".join(missing) if missing else "nothing lost, nothing twice")


if __name__ == "__main__":
    main()
