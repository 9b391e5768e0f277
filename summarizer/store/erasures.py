"""What was erased, as salted hashes, and every value of the database, to search for it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from summarizer.store.database import Database
from summarizer.text.traces import Traces


class Erasures:
    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, submission_id: str, at: str, traces: Traces) -> None:
        with self._db.transaction() as c:
            c.execute(
                "INSERT OR REPLACE INTO erasures VALUES (?,?,?,?)",
                (submission_id, at, traces.salt, json.dumps(traces.kept)),
            )

    def traces(self, submission_id: str) -> Traces | None:
        row = self._db.row("SELECT salt, traces FROM erasures WHERE submission_id = ?", submission_id)
        return Traces(row["salt"], tuple(json.loads(row["traces"]))) if row else None

    def erased(self) -> list[tuple[str, str]]:
        """(submission id, when), in order."""
        rows = self._db.rows("SELECT submission_id, at FROM erasures ORDER BY rowid")
        return [(row["submission_id"], row["at"]) for row in rows]

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """(table, value) of every value that is stored, and every term of the full-text index. In the file itself long
        values lie in pieces and terms without the letters that they share with the term before."""
        tables = [row["name"] for row in self._db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in self._db.rows(f'SELECT * FROM "{table}"'):
                yield from ((table, content) for value in row if (content := _as_bytes(value)))
        self._db.connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'chunks', 'row')"
        )
        for row in self._db.rows("SELECT term FROM temp.terms"):
            yield "chunks", str(row["term"]).encode()


def _as_bytes(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", errors="surrogatepass")
    return bytes(value) if isinstance(value, bytes | memoryview) else b""
