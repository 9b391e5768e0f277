"""Who may do what: person (as the sign-in names them, in small letters) → role. ``*`` stands for everybody who signs in."""

from __future__ import annotations

from summarizer.store.database import Database


class Roles:
    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> dict[str, str]:
        rows = self._db.rows("SELECT person, role FROM roles ORDER BY person")
        return {row["person"]: row["role"] for row in rows}

    def put(self, person: str, role: str | None) -> None:
        """Give a person a role; None takes it away."""
        with self._db.transaction() as c:
            c.execute("DELETE FROM roles WHERE person = ?", (person,))
            if role is not None:
                c.execute("INSERT INTO roles VALUES (?,?)", (person, role))
