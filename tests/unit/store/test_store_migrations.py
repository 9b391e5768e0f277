"""The schema's steps: each can be taken from the one before, with rows in the tables."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summarizer.errors import WorkspaceError
from summarizer.store import Store
from summarizer.store.audit import START, row_hash
from summarizer.store.migrations import STEPS, migrate


def at_step_one(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(STEPS[0] + "\nPRAGMA user_version = 1;")
    return connection


def test_rows_of_the_first_schema_are_read_by_the_newest(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    old = at_step_one(path)
    old.execute("INSERT INTO meta VALUES ('consultation', 'text')")
    old.execute(
        "INSERT INTO submissions VALUES ('Sa', 'a.docx', 'hash', 'Granviks kommun', 'granvik', 'kommun', '2025', NULL, '[]')"
    )
    old.execute("INSERT INTO answers VALUES ('Sa/3.2/needs', 'Sa', '3.2', 'needs', 'Vägarna.', NULL, 1.0, 0)")
    old.execute(
        "INSERT INTO decisions (suggestion_id, verdict, reviewer, at, text, reason, via) "
        "VALUES ('F1', 'accept', 'Anna Prov', '2025', NULL, NULL, 'skärmen')"
    )
    old.execute("INSERT INTO runs VALUES ('r', 'points', '3.2', 'hash', '2025', 1.5, '{}')")
    old.close()
    store = Store(path)
    assert store.setting("consultation") == "text"
    assert [a.text for a in store.submissions.answers("3.2")] == ["Vägarna."]
    assert [d.reviewer for d in store.review.history("F1")] == ["Anna Prov"]
    assert [run.stage for run in store.audit.runs()] == ["points"]
    assert store.database.connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
    store.close()


def test_a_log_of_the_second_schema_goes_on_and_is_append_only(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    old = at_step_one(path)
    old.executescript(STEPS[1] + "\nPRAGMA user_version = 2;")
    first = row_hash(START, "2025", "systemet", "ingest", "{}")
    old.execute("INSERT INTO audit VALUES (1, '2025', 'systemet', 'ingest', '{}', ?, ?)", (START, first))
    old.close()
    store = Store(path)
    store.audit.log("2026", "systemet", "export")
    assert store.audit.first_broken() is None and len(store.audit.rows()) == 2
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.database.connection.execute("DELETE FROM audit")
    store.close()


def test_a_workspace_of_the_third_schema_gets_roles_and_erasures(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    old = at_step_one(path)
    old.executescript(STEPS[1] + STEPS[2] + "\nPRAGMA user_version = 3;")
    old.execute("INSERT INTO meta VALUES ('consultation', 'text')")
    old.close()
    store = Store(path)
    assert store.setting("consultation") == "text"
    for table in ("erasures", "roles"):
        assert store.database.rows(f"SELECT * FROM {table}") == []
    store.close()


def test_a_workspace_of_the_fourth_schema_finds_files_and_senders_without_reading_all(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    old = at_step_one(path)
    old.executescript("".join(STEPS[1:4]) + "\nPRAGMA user_version = 4;")
    old.execute("INSERT INTO meta VALUES ('consultation', 'text')")
    old.close()
    store = Store(path)
    for column in ("sha256", "organisation_key"):
        plan = store.database.row(f"EXPLAIN QUERY PLAN SELECT * FROM submissions WHERE {column} = ?", "x")
        assert plan is not None and plan["detail"].startswith("SEARCH")
    store.close()


@pytest.mark.parametrize("at", [6, 7])
def test_a_workspace_whose_stems_were_cut_otherwise_makes_what_it_searches_anew(tmp_path: Path, at: int) -> None:
    path = tmp_path / "samspel.db"
    old = at_step_one(path)
    old.executescript("".join(STEPS[1:at]) + f"\nPRAGMA user_version = {at};")
    old.execute("INSERT INTO chunks VALUES ('Sa/3.2/needs@0-12', 'Sa/3.2/needs', 0, 12, 'skolan')")
    old.close()
    store = Store(path)
    assert store.vectors.chunk_ids() == set() and store.vectors.bm25(["skolan"], 5) == []
    store.close()


def test_a_workspace_of_the_eighth_schema_counts_every_change_of_a_text_or_a_sender(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    old = at_step_one(path)
    old.executescript("".join(STEPS[1:8]) + "\nPRAGMA user_version = 8;")
    old.close()
    store = Store(path)
    seen = [store.corpus_version()]
    for change in (
        "INSERT INTO submissions VALUES ('Sa','f','1','Byn','byn|','okänd','2026',NULL,'[]')",
        "INSERT INTO answers VALUES ('Sa/3.2/needs','Sa','3.2','needs','Mer buss.',NULL,1.0,0)",
        "UPDATE answers SET text = 'Mindre buss.'",
        "UPDATE submissions SET organisation = 'Staden'",
        "DELETE FROM answers",
        "DELETE FROM submissions",
    ):
        store.database.connection.execute(change)
        seen.append(store.corpus_version())
    assert len(set(seen)) == len(seen)
    store.set_setting("nyckel", "värde")
    assert store.corpus_version() == seen[-1]
    store.close()


def test_opening_twice_takes_no_step_twice(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    first = Store(path)
    first.set_setting("nyckel", "värde")
    first.close()
    second = Store(path)
    assert second.setting("nyckel") == "värde"
    second.close()


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*STEPS, "CREATE TABLE half (id INTEGER); CREATE TABLE half (id INTEGER);")
    monkeypatch.setattr("summarizer.store.migrations.STEPS", broken)
    connection = sqlite3.connect(tmp_path / "samspel.db", isolation_level=None)
    with pytest.raises(sqlite3.Error):
        migrate(connection)
    connection.close()  # as when the process ends
    again = sqlite3.connect(tmp_path / "samspel.db")
    assert again.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
    assert again.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0
    again.close()


def test_a_newer_workspace_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    Store(path).close()
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    raw.close()
    with pytest.raises(WorkspaceError, match="nyare version"):
        Store(path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "samspel.db"
    path.write_bytes(b"inte en databas " * 400)
    with pytest.raises(WorkspaceError, match="säkerhetskopia"):
        Store(path)


def test_many_open_a_new_workspace_at_once(tmp_path: Path) -> None:
    path, barrier = tmp_path / "samspel.db", threading.Barrier(8)

    def opened(_: int) -> int:
        barrier.wait()
        store = Store(path)
        version: int = store.database.connection.execute("PRAGMA user_version").fetchone()[0]
        store.close()
        return version

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(opened, range(8))) == [len(STEPS)] * 8
