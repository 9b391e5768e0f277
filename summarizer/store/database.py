"""The SQLite file: one connection per thread, write-ahead log, deleted bytes overwritten."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from summarizer.errors import WorkspaceError
from summarizer.store.driver import connect, database_errors
from summarizer.store.migrations import migrate

_ATTEMPTS, _PAUSE = 100, 0.05  # to change the journal of a file that others open, and seconds between them


class Database:
    """Opens (and on first use makes) the file. Rows come back as ``sqlite3.Row``. Raises WorkspaceError."""

    def __init__(self, path: Path, passphrase: str | None = None) -> None:
        self.path = path
        self._passphrase = passphrase
        self.errors = database_errors(passphrase)  # of a file that is damaged, or of another passphrase
        self._local = threading.local()
        self._migrating = threading.Lock()
        with suppress(OSError):  # what cannot be opened is told below
            if not path.is_dir():
                path.touch(mode=0o600)
                path.chmod(0o600)  # read by its owner only; SQLite gives its log files the same rights
        with self._migrating:
            try:
                migrate(self.connection)
            except self.errors as exc:
                raise WorkspaceError(
                    f"Databasen {path.name} går inte att öppna ({exc}); kontrollera lösenfrasen om den har en, återställ den från en säkerhetskopia eller välj en annan arbetsyta."
                ) from exc

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = connect(self.path, self._passphrase)
            self._write_ahead(found)
            found.execute("PRAGMA synchronous = FULL")  # a decision is on the disk before the screen says so
            found.execute("PRAGMA foreign_keys = ON")
            found.execute("PRAGMA secure_delete = ON")
            self._local.connection = found
        return found

    def _write_ahead(self, opened: sqlite3.Connection) -> None:
        """SQLite does not wait for others who open a new file at the same moment and change its journal too: it says that it is locked."""
        for attempt in range(_ATTEMPTS):
            try:
                opened.execute("PRAGMA journal_mode = WAL")
                return
            except self.errors as exc:
                if "locked" not in str(exc) or attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(_PAUSE)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. Nested use joins the outer transaction."""
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # some errors, such as a full disk, have rolled it back already
                connection.execute("ROLLBACK")
            raise

    def version(self) -> tuple[int, ...]:
        """Changes with every transaction of any process: when and how far the file and its log were written."""
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        found = [file.stat() for file in files if file.exists()]
        return tuple(n for stat in found for n in (stat.st_mtime_ns, stat.st_size))

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self.connection.execute(sql, values).fetchone()
        return found

    def scrub(self) -> None:
        """Rewrite the file so that no deleted byte is left in it or in its log."""
        self.connection.execute("INSERT INTO chunks (chunks) VALUES ('optimize')")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.execute("VACUUM")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close this thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            found.close()
            self._local.connection = None
