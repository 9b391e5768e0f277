"""The main job, from files to exports, in a process that can be killed at a numbered event: used by benchmarks/resume.py.

An event is an SQL statement, a request to the language model or a batch of texts to embed. The models are stand-ins (tests/fakes.py)
and the clock stands still, so that what is made can be compared byte for byte.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import xlsxwriter.core

import summarizer.workspace
from summarizer import pipeline
from summarizer.llm import FakeLLM, Request
from summarizer.pipeline.searching import ensure_index
from summarizer.settings import Settings
from summarizer.store import database
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, retelling

WHEN = datetime.datetime(2026, 1, 7, 12, 0, tzinfo=datetime.UTC)
FORMATS = ("redline", "clean", "report", "matrix", "answers", "receipts", "certificate")  # the log tells of every start


class Events:
    """Counts what happens, kills the process at the chosen number, and writes down what the models were asked."""

    def __init__(self, kill_at: int, log: Path) -> None:
        self.count = 0
        self._kill_at = kill_at
        self._log = log.open("a", encoding="utf-8")

    def happens(self) -> None:
        self.count += 1
        if self.count == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def asked(self, what: str, text: str) -> None:
        """Written when the answer is given: work that was done, whether or not it is kept."""
        self._log.write(f"{what} {hashlib.sha256(text.encode()).hexdigest()}\n")
        self._log.flush()


class StoppedClock(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> StoppedClock:
        return cls.fromtimestamp(WHEN.timestamp(), tz or datetime.UTC)


class CountedEmbedder(FakeEmbedder):
    def __init__(self, events: Events) -> None:
        super().__init__()
        self._events = events

    def encode(self, texts: list[str], kind: Any = "passage") -> Any:
        self._events.happens()
        found = super().encode(texts, kind)
        for text in texts:
            self._events.asked("text", f"{kind}\0{text}")
        return found


def main(workspace: Path, inbox: Path, baseline: Path, out: Path, log: Path, kill_at: int) -> None:
    events = Events(kill_at, log)
    connect = database.connect

    def watched(*arguments: Any) -> sqlite3.Connection:
        connection = connect(*arguments)
        connection.set_trace_callback(lambda statement: events.happens())
        return connection

    database.connect = watched
    summarizer.workspace.datetime = type("Clock", (), {"datetime": StoppedClock})  # type: ignore[attr-defined]
    xlsxwriter.core.datetime = StoppedClock

    def answer(request: Request) -> str:
        events.happens()
        events.asked("request", repr(request))
        return retelling(request)

    found = Workspace(Settings(workspace, workspace), embedder=CountedEmbedder(events), llm=FakeLLM(answer))
    print("begun", flush=True)
    run(found, inbox, baseline, out)
    found.close()
    print(events.count, flush=True)


def run(workspace: Workspace, inbox: Path, baseline: Path, out: Path) -> None:
    """Everything that takes long, in the order of the main job. It is begun again from the top."""
    pipeline.set_baseline(workspace, baseline)
    pipeline.ingest(workspace, [inbox])
    ensure_index(workspace)
    asked = {answer.section for answer in workspace.store.submissions.answers()}
    for section in workspace.consultation.sections:
        if section.id in asked:
            pipeline.summarize(workspace, section.id)
    for section_id in pipeline.sections_to_draft(workspace):
        pipeline.draft(workspace, section_id)
    for kind in FORMATS:
        pipeline.export(workspace, kind, out)


if __name__ == "__main__":
    *paths, number = sys.argv[1:]
    main(*(Path(path) for path in paths), kill_at=int(number))  # type: ignore[misc]
