"""Runs, and the log of what was done: append-only, each row's hash covering the row before."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from summarizer.records import Run
from summarizer.store.database import Database

START = "0" * 64


class Audit:
    def __init__(self, database: Database) -> None:
        self._db = database

    def log(self, at: str, who: str, what: str, **details: Any) -> None:
        """Add one row. Details are facts about what was done, never the words of a submission."""
        text = json.dumps(details, ensure_ascii=False, sort_keys=True)
        with self._db.transaction() as c:
            last = c.execute("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
            previous = last["hash"] if last else START
            c.execute(
                "INSERT INTO audit (at, who, what, details, previous, hash) VALUES (?,?,?,?,?,?)",
                (at, who, what, text, previous, _chain(previous, at, who, what, text)),
            )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {**dict(row), "details": json.loads(row["details"])}
            for row in self._db.rows("SELECT * FROM audit ORDER BY seq")
        ]

    def first_broken(self) -> int | None:
        """The number of the first row that was changed after it was written, or None when the chain holds."""
        previous = START
        for row in self._db.rows("SELECT * FROM audit ORDER BY seq"):
            expected = _chain(previous, row["at"], row["who"], row["what"], row["details"])
            if row["previous"] != previous or row["hash"] != expected:
                return int(row["seq"])
            previous = row["hash"]
        return None

    def add_run(self, run: Run) -> None:
        with self._db.transaction() as c:
            c.execute(
                "INSERT OR REPLACE INTO runs VALUES (?,?,?,?,?,?,?)",
                (run.run_id, run.stage, run.subject, run.inputs_sha256, run.started_at, run.seconds,
                 json.dumps(run.details, ensure_ascii=False)),
            )  # fmt: skip

    def runs(self) -> list[Run]:
        rows = self._db.rows("SELECT * FROM runs ORDER BY started_at, run_id")
        return [Run(**{**dict(row), "details": json.loads(row["details"])}) for row in rows]

    # ── conversation ──
    def say(self, role: str, text: str, data: dict[str, Any] | None, at: str) -> None:
        with self._db.transaction() as c:
            c.execute(
                "INSERT INTO conversation (role, text, json, at) VALUES (?,?,?,?)",
                (role, text, json.dumps(data, ensure_ascii=False) if data is not None else None, at),
            )

    def conversation(self) -> list[dict[str, Any]]:
        rows = self._db.rows("SELECT role, text, json, at FROM conversation ORDER BY message_id")
        return [{**dict(row), "json": json.loads(row["json"]) if row["json"] else None} for row in rows]

    def forget_conversation(self) -> None:
        with self._db.transaction() as c:
            c.execute("DELETE FROM conversation")


def _chain(previous: str, at: str, who: str, what: str, details: str) -> str:
    return hashlib.sha256("\0".join((previous, at, who, what, details)).encode()).hexdigest()
