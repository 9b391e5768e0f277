"""The schema as a page: ``python -m summarizer.store.schema > docs/schema.md``. Made from the migrations, so that it cannot lag behind."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from summarizer.store.migrations import STEPS, migrate

_HEAD = """\
# The database

Made by `python -m summarizer.store.schema > docs/schema.md` from `summarizer/store/migrations.py`; do not change it by hand. One SQLite file
per workspace, `samspel.db`. Schema version {version}. What the columns mean beyond their names stands in `summarizer/records.py`.
"""
_COUNTING = "corpus_"  # triggers that count changes and refuse nothing
_TABLE_NOTE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \(\s*-- (.+)")


def page() -> str:
    """The whole page as Markdown."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection)
        return "\n".join(_lines(connection)) + "\n"
    finally:
        connection.close()


def _lines(connection: sqlite3.Connection) -> Iterator[str]:
    yield _HEAD.format(version=len(STEPS)).rstrip()
    notes = dict(_TABLE_NOTE.findall("\n".join(STEPS)))
    for name in _names(connection, "table"):
        yield from ("", f"## {name}", "")
        if name in notes:
            yield from (f"{notes[name][0].upper()}{notes[name][1:].strip().rstrip('.')}.", "")
        yield from ("| column | type | |", "|---|---|---|")
        points_at = {row[3]: f"→ {row[2]}" for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
        for _, column, kind, required, default, key in connection.execute(f"PRAGMA table_info({name})"):
            said = ["key" if key else "", "required" if required else "", points_at.get(column, "")]
            said += [f"default {default}"] if default is not None else []
            yield f"| {column} | {kind or 'any'} | {', '.join(word for word in said if word)} |"
    guards = [name for name in _names(connection, "trigger") if not name.startswith(_COUNTING)]
    if guards:
        yield from ("", "## What the database itself refuses", "", *(f"- {name.replace('_', ' ')}" for name in guards))


def _names(connection: sqlite3.Connection, kind: str) -> list[str]:
    """In the order they were made; the shadow tables of a full-text index are its own affair."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = ? ORDER BY rowid", (kind,)).fetchall()
    virtual = [name for name, sql in rows if sql and sql.upper().startswith("CREATE VIRTUAL")]
    return [
        name
        for name, sql in rows
        if not name.startswith("sqlite_") and not any(name.startswith(f"{whole}_") for whole in virtual)
    ]


if __name__ == "__main__":
    print(page(), end="")
