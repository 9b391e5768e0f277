"""Many at work in one workspace at once: no write is lost and no error shown (benchmarks/users.py measures how long it takes)."""

from __future__ import annotations

from pathlib import Path

from benchmarks.users import crowd, lost, prepare

USERS, PROCESSES, SECONDS, PAUSE = 12, 3, 8.0, 0.2


def test_no_lost_write_and_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "arbetsyta"
    prepare(folder, files=6)
    done = crowd(folder, USERS, PROCESSES, SECONDS, PAUSE)
    assert [error for part in done for error in part.errors] == []
    assert sum(len(part.decided) for part in done) > USERS
    assert any(part.handed_in for part in done)
    assert lost(folder, done) == []
