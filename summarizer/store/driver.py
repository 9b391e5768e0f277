"""The library under the database: Python's own SQLite, or SQLCipher when a passphrase is given."""

from __future__ import annotations

import importlib
import sqlite3
from pathlib import Path
from typing import Any, cast

from summarizer.errors import WorkspaceError


def connect(path: Path, passphrase: str | None) -> sqlite3.Connection:
    """Raises WorkspaceError when there is a passphrase but no SQLCipher."""
    library = _library(passphrase)
    found = cast(sqlite3.Connection, library.connect(str(path), timeout=30, isolation_level=None))
    found.row_factory = library.Row
    if passphrase:
        quoted = passphrase.replace("'", "''")
        found.execute(f"PRAGMA key = '{quoted}'")
    return found


def database_errors(passphrase: str | None) -> type[Exception]:
    """What the library raises when the file is no database, is damaged, or the passphrase is another."""
    return cast(type[Exception], _library(passphrase).DatabaseError)


def _library(passphrase: str | None) -> Any:
    if not passphrase:
        return sqlite3
    try:
        return importlib.import_module("sqlcipher3.dbapi2")
    except ImportError as exc:
        raise WorkspaceError(
            'En lösenfras är satt men SQLCipher saknas; installera det med: pip install -e ".[cipher]"'
        ) from exc
