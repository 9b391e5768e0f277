"""Runs, and the log of what was done: append-only, each row's hash covering the row before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from summarizer.errors import WorkspaceError
from summarizer.records import Run
from summarizer.store.database import Database

START = "0" * 64
_COLUMNS = ("at", "who", "what", "details", "previous", "hash")
# As bytes with their types, so that a row that no longer is text at all is read too, and not taken for what it was.
_RAW = (
    "SELECT seq, " + ", ".join(f"CAST({c} AS BLOB) AS {c}" for c in _COLUMNS) + ", "
    + " AND ".join(f"typeof({c}) = 'text'" for c in _COLUMNS) + " AS is_text FROM audit ORDER BY seq"
)  # fmt: skip


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
                (at, who, what, text, previous, row_hash(previous, at, who, what, text)),
            )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {**dict(row), "details": json.loads(row["details"])}
            for row in self._db.rows("SELECT * FROM audit ORDER BY seq")
        ]

    def first_broken(self) -> int | None:
        """The number of the first row that was changed or taken away after it was written; None when the chain holds.

        Raises WorkspaceError when the file is too damaged to be read.
        """
        previous = START.encode()
        try:
            for number, row in enumerate(self._db.rows(_RAW), 1):
                expected = _chain(previous, row["at"], row["who"], row["what"], row["details"])
                if row["seq"] != number or not row["is_text"] or row["previous"] != previous or row["hash"] != expected:
                    return number
                previous = row["hash"]
        except self._db.errors as exc:
            raise WorkspaceError(
                f"Loggen går inte att läsa, databasen är skadad ({exc}); återställ den från en säkerhetskopia."
            ) from exc
        return None

    def add_run(self, run: Run) -> None:
        """Keep a run, and say in the log that it was made."""
        details = {"run": run.run_id, "stage": run.stage, "subject": run.subject, "inputs": run.inputs_sha256}
        with self._db.transaction() as c:
            c.execute(
                "INSERT OR REPLACE INTO runs VALUES (?,?,?,?,?,?,?)",
                (run.run_id, run.stage, run.subject, run.inputs_sha256, run.started_at, run.seconds,
                 json.dumps(run.details, ensure_ascii=False)),
            )  # fmt: skip
            self.log(run.started_at, "systemet", "run", **details, seconds=round(run.seconds, 3), result=run.details)

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


def row_hash(previous: str, at: str, who: str, what: str, details: str) -> str:
    """The hash of a row, which covers the hash of the row before."""
    return _chain(*(text.encode() for text in (previous, at, who, what, details))).decode()


def first_broken_line(lines: Mapping[int, str]) -> int | None:
    """The same for exported rows, JSON texts by their line number: the first line that is not as it was written."""
    previous = START
    for position, (number, line) in enumerate(lines.items(), 1):
        try:
            row = json.loads(line)
            text = as_line(row)
            details = json.dumps(row["details"], ensure_ascii=False, sort_keys=True)
            expected = row_hash(previous, row["at"], row["who"], row["what"], details)
            as_written = text == line and row["seq"] == position and row["previous"] == previous
            if not as_written or row["hash"] != expected:
                return number
        except (ValueError, KeyError, TypeError, AttributeError):
            return number
        previous = row["hash"]
    return None


def as_line(row: Mapping[str, Any]) -> str:
    """A row as the one JSON text that it has in an export."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _chain(*fields: bytes) -> bytes:
    return hashlib.sha256(b"\0".join(fields)).hexdigest().encode()
