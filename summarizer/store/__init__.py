"""What the product remembers. The only room with SQL; gives and takes records."""

from __future__ import annotations

from pathlib import Path

from summarizer.store.audit import Audit
from summarizer.store.database import Database
from summarizer.store.erasures import Erasures
from summarizer.store.review import Review
from summarizer.store.roles import Roles
from summarizer.store.submissions import Submissions
from summarizer.store.themes import Themes
from summarizer.store.vectors import Vectors


class Store:
    """One workspace's database, as one small repository per kind of record."""

    def __init__(self, path: Path, passphrase: str | None = None) -> None:
        self.database = Database(path, passphrase)
        self.submissions = Submissions(self.database)
        self.vectors = Vectors(self.database)
        self.themes = Themes(self.database)
        self.review = Review(self.database)
        self.audit = Audit(self.database)
        self.roles = Roles(self.database)
        self.erasures = Erasures(self.database)

    def setting(self, key: str) -> str | None:
        row = self.database.row("SELECT value FROM meta WHERE key = ?", key)
        return str(row["value"]) if row else None

    def set_setting(self, key: str, value: str) -> None:
        with self.database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def corpus_version(self) -> int:
        """Another after every change of a submission or an answer, by whatever process."""
        return int(self.setting("corpus") or 0)

    def close(self) -> None:
        self.database.close()


__all__ = ["Store"]
