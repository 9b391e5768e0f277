"""The database file is for its owner's eyes only."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from summarizer.errors import WorkspaceError
from summarizer.store.database import Database


def rights(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def test_the_file_and_its_logs_are_read_by_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    path.touch(mode=0o644)
    database = Database(path)
    with database.transaction() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
    assert len(list(tmp_path.iterdir())) > 1  # the write-ahead log is there too
    assert rights(tmp_path) == {0o600}


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    path.write_bytes(b"not a database, only words " * 50)
    with pytest.raises(WorkspaceError, match="går inte att öppna"):
        Database(path)
