"""The log: each row's hash covers the row before, so that no change goes unseen."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from summarizer.errors import WorkspaceError
from summarizer.records import Run
from summarizer.store import Store
from summarizer.store.audit import as_line, first_broken_line


@pytest.fixture
def logged(store: Store) -> Store:
    for n in range(4):
        store.audit.log(f"2025-06-0{n + 1}", "systemet", "ingest", accepted=n)
    return store


@pytest.fixture
def unguarded(logged: Store) -> Store:
    """As somebody with the file in hand can make it."""
    for guard in ("log_is_not_changed", "log_is_not_removed"):
        logged.database.connection.execute(f"DROP TRIGGER {guard}")
    return logged


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET who = 'Någon' WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 4",
        "INSERT OR REPLACE INTO audit SELECT seq, at, 'Någon', what, details, previous, hash FROM audit WHERE seq = 3",
    ],
)
def test_the_log_is_append_only(change: str, logged: Store) -> None:
    before = logged.audit.rows()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        logged.database.connection.execute(change)
    assert logged.audit.rows() == before


def test_an_untouched_log_holds(logged: Store) -> None:
    assert logged.audit.first_broken() is None
    assert [row["details"] for row in logged.audit.rows()] == [{"accepted": n} for n in range(4)]


def test_an_empty_log_holds(store: Store) -> None:
    assert store.audit.first_broken() is None


@pytest.mark.parametrize("column", ["at", "who", "what", "details", "previous", "hash"])
def test_a_changed_row_is_found(column: str, unguarded: Store) -> None:
    unguarded.database.connection.execute(f"UPDATE audit SET {column} = {column} || ' ' WHERE seq = 3")
    assert unguarded.audit.first_broken() == 3


def test_a_removed_row_is_found(unguarded: Store) -> None:
    unguarded.database.connection.execute("DELETE FROM audit WHERE seq = 2")
    assert unguarded.audit.first_broken() == 2


def test_two_rows_that_change_places_are_found(unguarded: Store) -> None:
    connection = unguarded.database.connection
    connection.execute("UPDATE audit SET seq = 9 WHERE seq = 2")
    connection.execute("UPDATE audit SET seq = 2 WHERE seq = 3")
    connection.execute("UPDATE audit SET seq = 3 WHERE seq = 9")
    assert unguarded.audit.first_broken() == 2


def test_any_flipped_byte_of_a_row_in_the_file_is_found(logged: Store) -> None:
    """Whatever stands in the file where the row's words and the few bytes before them (its sizes and types) stand: either
    the rows read as before, or the change is found."""
    path: Path = logged.database.path
    before = logged.audit.rows()
    logged.database.scrub()  # all rows in the file itself, none in its log
    logged.close()
    sound = path.read_bytes()
    first = sound.index(b"2025-06-03")
    last = sound.index(before[2]["hash"].encode(), first) + 64
    found = 0
    for at in range(first - 12, last):
        content = bytearray(sound)
        content[at] ^= 1 << at % 7
        path.write_bytes(content)
        found += not _reads_as_sound(path, before)
    path.write_bytes(sound)
    assert _reads_as_sound(path, before)
    assert found >= last - first  # the words, one and all


def _reads_as_sound(path: Path, before: list[dict[str, object]]) -> bool:
    """Whether the log is said to hold; then it must also read as before."""
    try:
        store = Store(path)
    except WorkspaceError:
        return False
    try:
        if store.audit.first_broken() is not None:
            return False
        assert store.audit.rows() == before
        return True
    except WorkspaceError:
        return False
    finally:
        store.close()


def test_words_that_have_become_bytes_are_found(unguarded: Store) -> None:
    unguarded.database.connection.execute("UPDATE audit SET who = CAST(who AS BLOB) WHERE seq = 3")
    assert unguarded.audit.first_broken() == 3


def test_an_exported_line_that_was_changed_is_found(logged: Store) -> None:
    lines = [as_line(row) for row in logged.audit.rows()]
    assert first_broken_line(dict(enumerate(lines, 1))) is None
    for at in range(len(lines[2])):
        changed = lines[2][:at] + chr(ord(lines[2][at]) ^ 1) + lines[2][at + 1 :]
        assert first_broken_line(dict(enumerate([*lines[:2], changed, lines[3]], 1))) == 3
    assert first_broken_line(dict(enumerate(lines[1:], 1))) == 1


def test_a_run_stands_in_the_log(store: Store) -> None:
    store.audit.add_run(Run("points/3.2/abc", "points", "3.2", "f" * 64, "2025-06-01", 1.5, {"points": 3}))
    (row,) = store.audit.rows()
    assert (row["what"], row["at"]) == ("run", "2025-06-01")
    assert row["details"] == {
        "run": "points/3.2/abc",
        "stage": "points",
        "subject": "3.2",
        "inputs": "f" * 64,
        "seconds": 1.5,
        "result": {"points": 3},
    }


def test_runs_and_conversation_come_back(store: Store) -> None:
    run = Run("points/3.2/abc", "points", "3.2", "hash", "2025-06-01", 1.5, {"points": 3})
    store.audit.add_run(run)
    store.audit.add_run(run)
    assert store.audit.runs() == [run]
    store.audit.say("user", "Vad säger kommunerna?", None, "2025-06-01")
    store.audit.say("assistant", "Mycket.", {"answered": True}, "2025-06-01")
    assert [m["json"] for m in store.audit.conversation()] == [None, {"answered": True}]
    store.audit.forget_conversation()
    assert store.audit.conversation() == []
