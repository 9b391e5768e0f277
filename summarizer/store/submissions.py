"""Files, submissions, answers, what stood outside the answers, and the contact fields (apart)."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from summarizer.errors import UsageError
from summarizer.records import Answer, FileLedger, RespondentType, Submission
from summarizer.store.database import Database

IN_FORCE = "submission_id IN (SELECT submission_id FROM submissions WHERE superseded_by IS NULL)"


@dataclass(frozen=True)
class NewAnswer:
    """An answer on its way in: masked text, and the unmasked one where a mask hides something."""

    section: str
    question: str
    text: str
    unmasked: str | None
    routed: str | None
    confidence: float


@dataclass(frozen=True)
class NewSubmission:
    """Everything that one file brings into the store, in one transaction."""

    submission: Submission
    organisation_key: str
    contacts: dict[str, str]
    answers: tuple[NewAnswer, ...]
    unmapped: tuple[str, ...]
    notes: tuple[str, ...]
    ledger: FileLedger


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file that was handed in."""

    path: str
    status: str
    submission_id: str | None
    reason: str | None
    at: str


class Submissions:
    def __init__(self, database: Database) -> None:
        self._db = database

    # ── writing ──
    def add(self, new: NewSubmission, supersedes: str | None) -> None:
        """Store one submission whole; the one it supersedes stays, marked."""
        s = new.submission
        with self._db.transaction() as c:
            c.execute(
                "INSERT INTO submissions VALUES (?,?,?,?,?,?,?,NULL,?)",
                (s.submission_id, s.file, s.sha256, s.organisation, new.organisation_key, s.respondent_type, s.received_at,
                 json.dumps(s.warnings, ensure_ascii=False)),
            )  # fmt: skip
            c.executemany(
                "INSERT INTO contacts VALUES (?,?,?)", [(s.submission_id, k, v) for k, v in new.contacts.items()]
            )
            for position, answer in enumerate(new.answers):
                self._add_answer(c, s.submission_id, answer, position)
            remnants = [("unmapped", text) for text in new.unmapped] + [("note", text) for text in new.notes]
            c.executemany(
                "INSERT INTO remnants (submission_id, kind, text) VALUES (?,?,?)",
                [(s.submission_id, kind, text) for kind, text in remnants],
            )
            c.execute(
                "INSERT INTO file_ledgers VALUES (?,?,?,?,?,?,?,?)", (s.submission_id, *asdict(new.ledger).values())
            )
            if supersedes:
                c.execute(
                    "UPDATE submissions SET superseded_by = ? WHERE submission_id = ?", (s.submission_id, supersedes)
                )

    def _add_answer(self, c: sqlite3.Connection, submission_id: str, answer: NewAnswer, position: int) -> str:
        base = f"{submission_id}/{answer.section}/{answer.question}"
        taken = c.execute(  # a range, since LIKE would read every answer of the consultation
            "SELECT count(*) FROM answers WHERE answer_id = ? OR (answer_id > ? AND answer_id < ?)",
            (base, f"{base}~", f"{base}~:"),  # ":" comes after the digits
        ).fetchone()[0]
        answer_id = base if not taken else f"{base}~{taken + 1}"
        c.execute(
            "INSERT INTO answers VALUES (?,?,?,?,?,?,?,?)",
            (answer_id, submission_id, answer.section, answer.question, answer.text, answer.routed, answer.confidence, position),
        )  # fmt: skip
        if answer.unmasked is not None:
            c.execute("INSERT INTO unmasked VALUES (?,?)", (answer_id, answer.unmasked))
        return answer_id

    def log_file(
        self, path: str, sha256: str | None, status: str, submission_id: str | None, reason: str | None, at: str
    ) -> None:
        with self._db.transaction() as c:
            c.execute(
                "INSERT INTO files (path, sha256, status, submission_id, reason, at) VALUES (?,?,?,?,?,?)",
                (path, sha256, status, submission_id, reason, at),
            )

    def correct_sender(self, submission_id: str, organisation: str, key: str, respondent_type: RespondentType) -> None:
        """A person corrects who sent it."""
        self.get(submission_id)
        with self._db.transaction() as c:
            c.execute(
                "UPDATE submissions SET organisation = ?, organisation_key = ?, respondent_type = ? WHERE submission_id = ?",
                (organisation, key, respondent_type, submission_id),
            )

    def set_superseded(self, submission_id: str, by: str | None) -> None:
        """Mark a submission as replaced by another, or (None) as in force again."""
        with self._db.transaction() as c:
            c.execute("UPDATE submissions SET superseded_by = ? WHERE submission_id = ?", (by, submission_id))

    def place_remnant(self, remnant_id: int, section: str, question: str) -> str:
        """A person moves unmapped text to the question it belongs to. Returns the new answer's id; the ledger follows."""
        with self._db.transaction() as c:  # of two persons who place the same text, one is told
            row = self._db.row("SELECT * FROM remnants WHERE remnant_id = ? AND kind = 'unmapped'", remnant_id)
            if row is None:
                raise UsageError(f"Det finns ingen oplacerad text med nummer {remnant_id}; den kan redan vara flyttad.")
            # List marks that the reader added were never counted; the last text takes what is left along.
            ledger = self._db.row("SELECT unmapped FROM file_ledgers WHERE submission_id = ?", row["submission_id"])
            left = int(ledger["unmapped"]) if ledger else 0
            size = min(len("".join(row["text"].split())), left)
            if len(self.remnants("unmapped", row["submission_id"])) == 1:
                size = left
            new = NewAnswer(section, question, row["text"], None, None, 1.0)
            answer_id = self._add_answer(c, row["submission_id"], new, 9999)
            c.execute("DELETE FROM remnants WHERE remnant_id = ?", (remnant_id,))
            c.execute(
                "UPDATE file_ledgers SET unmapped = unmapped - ?, answers = answers + ? WHERE submission_id = ?",
                (size, size, row["submission_id"]),
            )
        return answer_id

    def move_answer(self, answer_id: str, section: str, question: str) -> str:
        """A person moves an answer to where it belongs. Returns its new id."""
        row = self._db.row("SELECT * FROM answers WHERE answer_id = ?", answer_id)
        if row is None:
            raise UsageError(f"Svaret {answer_id} finns inte.")
        kept = self._db.row("SELECT text FROM unmasked WHERE answer_id = ?", answer_id)
        with self._db.transaction() as c:
            c.execute("DELETE FROM answers WHERE answer_id = ?", (answer_id,))
            new = NewAnswer(section, question, row["text"], kept["text"] if kept else None, None, 1.0)
            return self._add_answer(c, row["submission_id"], new, row["position"])

    def erase(self, submission_id: str) -> dict[str, int]:
        """Delete a submission with everything that hangs on it. Returns how many rows of each kind went."""
        removed = {}
        with self._db.transaction() as c:
            for table in ("answers", "contacts", "remnants", "file_ledgers"):
                found = c.execute(f"SELECT count(*) FROM {table} WHERE submission_id = ?", (submission_id,)).fetchone()
                removed[table] = int(found[0])
            c.execute("UPDATE submissions SET superseded_by = NULL WHERE superseded_by = ?", (submission_id,))
            c.execute("DELETE FROM submissions WHERE submission_id = ?", (submission_id,))  # the rest cascades
            c.execute(
                "UPDATE files SET path = 'raderad', sha256 = NULL, reason = NULL, status = 'erased' WHERE submission_id = ?",
                (submission_id,),
            )
        return removed

    # ── reading ──
    def all(self, in_force: bool = True) -> list[Submission]:
        where = "WHERE superseded_by IS NULL" if in_force else ""
        rows = self._db.rows(f"SELECT * FROM submissions {where} ORDER BY organisation, submission_id")
        return [_submission(row) for row in rows]

    def get(self, submission_id: str) -> Submission:
        """Raises UsageError when there is none."""
        row = self._db.row("SELECT * FROM submissions WHERE submission_id = ?", submission_id)
        if row is None:
            raise UsageError(f"Inspelet {submission_id} finns inte i arbetsytan.")
        return _submission(row)

    def by_sha256(self, sha256: str) -> Submission | None:
        row = self._db.row("SELECT * FROM submissions WHERE sha256 = ?", sha256)
        return _submission(row) if row else None

    def by_organisation_key(self, key: str) -> list[Submission]:
        """The submissions in force from this organisation, in the order they came."""
        rows = self._db.rows(
            "SELECT * FROM submissions WHERE organisation_key = ? AND superseded_by IS NULL ORDER BY rowid", key
        )
        return [_submission(row) for row in rows]

    def with_keys(self) -> list[tuple[Submission, str]]:
        """(submission in force, its organisation's key), in the order they came, for proposing merges."""
        rows = self._db.rows("SELECT * FROM submissions WHERE superseded_by IS NULL ORDER BY rowid")
        return [(_submission(row), str(row["organisation_key"])) for row in rows]

    def answers(
        self, section: str | None = None, submission_id: str | None = None, in_force: bool = True
    ) -> list[Answer]:
        """Answers of submissions in force (or of one submission, whatever its state), in a fixed order."""
        where, values = [], []
        if section is not None:
            where.append("a.section = ?")
            values.append(section)
        if submission_id is not None:
            where.append("a.submission_id = ?")
            values.append(submission_id)
        elif in_force:
            where.append("s.superseded_by IS NULL")
        rows = self._db.rows(
            "SELECT a.*, s.organisation, s.respondent_type, s.file FROM answers a JOIN submissions s USING (submission_id) "
            f"WHERE {' AND '.join(where) or '1'} ORDER BY a.submission_id, a.position, a.answer_id",
            *values,
        )
        return [_answer(row) for row in rows]

    def answer_ids(self) -> list[str]:
        """The ids of answers of submissions in force, in a fixed order."""
        rows = self._db.rows(f"SELECT answer_id FROM answers WHERE {IN_FORCE} ORDER BY answer_id")
        return [row["answer_id"] for row in rows]

    def answer_counts(self) -> list[tuple[str, RespondentType, int]]:
        """(section, respondent type, how many senders in force have answered there)"""
        rows = self._db.rows(
            "SELECT a.section, s.respondent_type, count(DISTINCT a.submission_id) AS n FROM answers a "
            "JOIN submissions s USING (submission_id) WHERE s.superseded_by IS NULL GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return [(row["section"], row["respondent_type"], row["n"]) for row in rows]

    def unmasked(self, answer_id: str) -> str | None:
        row = self._db.row("SELECT text FROM unmasked WHERE answer_id = ?", answer_id)
        return str(row["text"]) if row else None

    def remnants(self, kind: str, submission_id: str | None = None) -> list[dict[str, Any]]:
        """Text outside the answers: remnant_id, submission_id, text."""
        rows = self._db.rows(
            "SELECT remnant_id, submission_id, text FROM remnants WHERE kind = ? AND (? IS NULL OR submission_id = ?) "
            "ORDER BY submission_id, remnant_id",
            kind, submission_id, submission_id,
        )  # fmt: skip
        return [dict(row) for row in rows]

    def contacts(self, submission_id: str) -> dict[str, str]:
        rows = self._db.rows("SELECT field, text FROM contacts WHERE submission_id = ?", submission_id)
        return {row["field"]: row["text"] for row in rows}

    def ledgers(self, submission_id: str | None = None) -> dict[str, FileLedger]:
        rows = self._db.rows(
            "SELECT * FROM file_ledgers WHERE ? IS NULL OR submission_id = ? ORDER BY submission_id",
            submission_id,
            submission_id,
        )
        return {row["submission_id"]: FileLedger(*tuple(row)[1:]) for row in rows}

    def file_outcomes(self) -> list[FileOutcome]:
        rows = self._db.rows("SELECT path, status, submission_id, reason, at FROM files ORDER BY file_id")
        return [FileOutcome(**dict(row)) for row in rows]

    def last_outcome(self, path: str) -> FileOutcome | None:
        """What became of the file of this name when it was last handed in."""
        row = self._db.row(
            "SELECT path, status, submission_id, reason, at FROM files WHERE path = ? ORDER BY file_id DESC LIMIT 1",
            path,
        )
        return FileOutcome(**dict(row)) if row else None

    def private_persons(self) -> int:
        """How many private persons have been numbered so far."""
        row = self._db.row("SELECT value FROM meta WHERE key = 'private_persons'")
        return int(row["value"]) if row else 0


def _submission(row: sqlite3.Row) -> Submission:
    return Submission(
        submission_id=row["submission_id"],
        file=row["file"],
        sha256=row["sha256"],
        organisation=row["organisation"],
        respondent_type=row["respondent_type"],
        received_at=row["received_at"],
        superseded_by=row["superseded_by"],
        warnings=tuple(json.loads(row["warnings"])),
    )


def _answer(row: sqlite3.Row) -> Answer:
    return Answer(
        answer_id=row["answer_id"],
        submission_id=row["submission_id"],
        organisation=row["organisation"],
        respondent_type=row["respondent_type"],
        section=row["section"],
        question=row["question"],
        text=row["text"],
        file=row["file"],
        routed=row["routed"],
        confidence=row["confidence"],
    )
