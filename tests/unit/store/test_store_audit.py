"""The log: each row's hash covers the row before, so that no change goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.records import Run
from summarizer.store import Store


@pytest.fixture
def logged(store: Store) -> Store:
    for n in range(4):
        store.audit.log(f"2025-06-0{n + 1}", "systemet", "ingest", accepted=n)
    return store


def test_an_untouched_log_holds(logged: Store) -> None:
    assert logged.audit.first_broken() is None
    assert [row["details"] for row in logged.audit.rows()] == [{"accepted": n} for n in range(4)]


def test_an_empty_log_holds(store: Store) -> None:
    assert store.audit.first_broken() is None


@pytest.mark.parametrize("column", ["at", "who", "what", "details", "previous", "hash"])
def test_a_changed_row_is_found(column: str, logged: Store) -> None:
    logged.database.connection.execute(f"UPDATE audit SET {column} = {column} || ' ' WHERE seq = 3")
    assert logged.audit.first_broken() == 3


def test_a_removed_row_is_found(logged: Store) -> None:
    logged.database.connection.execute("DELETE FROM audit WHERE seq = 2")
    assert logged.audit.first_broken() == 3


def test_two_rows_that_change_places_are_found(logged: Store) -> None:
    connection = logged.database.connection
    connection.execute("UPDATE audit SET seq = 9 WHERE seq = 2")
    connection.execute("UPDATE audit SET seq = 2 WHERE seq = 3")
    connection.execute("UPDATE audit SET seq = 3 WHERE seq = 9")
    assert logged.audit.first_broken() == 2


def test_one_flipped_byte_in_the_file_is_found(logged: Store) -> None:
    path: Path = logged.database.path
    logged.database.scrub()  # all rows in the file itself, none in its log
    logged.close()
    content = bytearray(path.read_bytes())
    at = content.index(b'{"accepted": 2}') + len('{"accepted": ')
    content[at] ^= 1  # 2 becomes 3
    path.write_bytes(content)
    again = Store(path)
    assert again.audit.first_broken() == 3
    again.close()


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
