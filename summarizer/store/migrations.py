"""The schema, as steps that are only ever added to. ``PRAGMA user_version`` says how many have been taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from summarizer.errors import WorkspaceError

M001_START = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (            -- one row per file ever handed in, whatever became of it
    file_id INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT, status TEXT NOT NULL, submission_id TEXT,
    reason TEXT, at TEXT NOT NULL);
CREATE TABLE submissions (
    submission_id TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, organisation TEXT NOT NULL,
    organisation_key TEXT NOT NULL, respondent_type TEXT NOT NULL, received_at TEXT NOT NULL,
    superseded_by TEXT, warnings TEXT NOT NULL DEFAULT '[]');
CREATE TABLE contacts (         -- personal data, read only by the page that shows it to a person
    submission_id TEXT NOT NULL REFERENCES submissions ON DELETE CASCADE, field TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (submission_id, field));
CREATE TABLE answers (          -- text is masked; what the masks hide is in unmasked
    answer_id TEXT PRIMARY KEY, submission_id TEXT NOT NULL REFERENCES submissions ON DELETE CASCADE,
    section TEXT NOT NULL, question TEXT NOT NULL, text TEXT NOT NULL, routed TEXT, confidence REAL NOT NULL,
    position INTEGER NOT NULL);
CREATE INDEX answers_by_section ON answers (section);
CREATE INDEX answers_by_submission ON answers (submission_id);
CREATE TABLE unmasked (
    answer_id TEXT PRIMARY KEY REFERENCES answers ON DELETE CASCADE, text TEXT NOT NULL);
CREATE TABLE remnants (         -- text outside the answers: kind is "unmapped" or "note"
    remnant_id INTEGER PRIMARY KEY, submission_id TEXT NOT NULL REFERENCES submissions ON DELETE CASCADE,
    kind TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE file_ledgers (
    submission_id TEXT PRIMARY KEY REFERENCES submissions ON DELETE CASCADE, received INTEGER NOT NULL,
    labels INTEGER NOT NULL, placeholders INTEGER NOT NULL, background INTEGER NOT NULL, answers INTEGER NOT NULL,
    notes INTEGER NOT NULL, unmapped INTEGER NOT NULL);
CREATE TABLE vectors (          -- by content, so that nothing is embedded twice
    key TEXT PRIMARY KEY, vector BLOB NOT NULL);
CREATE VIRTUAL TABLE chunks USING fts5 (
    chunk_id UNINDEXED, answer_id UNINDEXED, start UNINDEXED, "end" UNINDEXED, stems);
CREATE TABLE points (
    point_id TEXT PRIMARY KEY, answer_id TEXT NOT NULL REFERENCES answers ON DELETE CASCADE, section TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, stance TEXT NOT NULL, places TEXT NOT NULL, theme_id TEXT,
    substance INTEGER NOT NULL);
CREATE INDEX points_by_section ON points (section);
CREATE TABLE summaries (section TEXT PRIMARY KEY, inputs_sha256 TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE generations (      -- what the model wrote, by model, prompt and inputs
    key TEXT PRIMARY KEY, section TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE theme_edits (      -- what persons changed in the themes; kept when themes are computed again
    edit_id INTEGER PRIMARY KEY, section TEXT NOT NULL, action TEXT NOT NULL, theme_id TEXT NOT NULL,
    other TEXT, person TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE baseline (
    section TEXT NOT NULL, part TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (section, part));
CREATE TABLE baseline_file (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE suggestions (      -- never changed; "current" tells which belong to the latest draft of a section
    suggestion_id TEXT PRIMARY KEY, section TEXT NOT NULL, position INTEGER NOT NULL, current INTEGER NOT NULL,
    stale INTEGER NOT NULL DEFAULT 0, json TEXT NOT NULL);
CREATE TABLE drafts (section TEXT PRIMARY KEY, inputs_sha256 TEXT NOT NULL, without_suggestion TEXT NOT NULL);
CREATE TABLE decisions (        -- append-only
    decision_id INTEGER PRIMARY KEY, suggestion_id TEXT NOT NULL, verdict TEXT NOT NULL, reviewer TEXT NOT NULL,
    at TEXT NOT NULL, text TEXT, reason TEXT, via TEXT NOT NULL);
CREATE INDEX decisions_by_suggestion ON decisions (suggestion_id);
CREATE TRIGGER decisions_are_kept BEFORE UPDATE OF verdict, reviewer, at, suggestion_id ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TABLE runs (
    run_id TEXT PRIMARY KEY, stage TEXT NOT NULL, subject TEXT NOT NULL, inputs_sha256 TEXT NOT NULL,
    started_at TEXT NOT NULL, seconds REAL NOT NULL, details TEXT NOT NULL);
CREATE TABLE audit (            -- hash-chained: each row's hash covers the row before
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, details TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE conversation (
    message_id INTEGER PRIMARY KEY, role TEXT NOT NULL, text TEXT NOT NULL, json TEXT, at TEXT NOT NULL);
"""

# The first trigger let a decision be removed, replaced, or given other words.
M002_KEEP_DECISIONS = """
DROP TRIGGER decisions_are_kept;
CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
    WHEN NEW.decision_id IS NOT OLD.decision_id OR NEW.suggestion_id IS NOT OLD.suggestion_id
      OR NEW.verdict IS NOT OLD.verdict OR NEW.reviewer IS NOT OLD.reviewer OR NEW.at IS NOT OLD.at
      OR NEW.via IS NOT OLD.via
      OR (NEW.text IS NOT NULL AND NEW.text IS NOT OLD.text)        -- an erasure empties the words
      OR (NEW.reason IS NOT NULL AND NEW.reason IS NOT OLD.reason)
    BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_are_not_removed BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_are_not_replaced BEFORE INSERT ON decisions
    WHEN EXISTS (SELECT 1 FROM decisions WHERE decision_id = NEW.decision_id)
    BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
"""

# The chain of hashes shows a change afterwards; these refuse it beforehand.
M003_KEEP_LOG = """
CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_not_removed BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_not_replaced BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
"""

# What an erasure took away, as salted hashes, so that every byte can be searched for it afterwards; and who may do what.
M004_ERASURES_AND_ROLES = """
CREATE TABLE erasures (submission_id TEXT PRIMARY KEY, at TEXT NOT NULL, salt BLOB NOT NULL, traces TEXT NOT NULL);
CREATE TABLE roles (person TEXT PRIMARY KEY, role TEXT NOT NULL);
"""

# Every file is looked for by its hash, and every sender by its key, when it comes in.
M005_DOOR = """
CREATE INDEX submissions_by_sha256 ON submissions (sha256);
CREATE INDEX submissions_by_organisation ON submissions (organisation_key);
"""

# A file that is handed in again is looked for among all that ever were.
M006_FILES = """
CREATE INDEX files_by_path ON files (path);
"""

# What full-text search looks in is made anew from the answers at the next question: stems are cut in another way since.
M007_STEMS = """
DELETE FROM chunks;
"""

# The same once more: figures are searched for too.
M008_FIGURES = """
DELETE FROM chunks;
"""

# Whether any text or sender has changed is asked at every question, and must not take a walk through all of them.
M009_CORPUS = """
INSERT INTO meta VALUES ('corpus', '0');
CREATE TRIGGER corpus_submission_added AFTER INSERT ON submissions
    BEGIN UPDATE meta SET value = value + 1 WHERE key = 'corpus'; END;
CREATE TRIGGER corpus_submission_changed AFTER UPDATE ON submissions
    BEGIN UPDATE meta SET value = value + 1 WHERE key = 'corpus'; END;
CREATE TRIGGER corpus_submission_removed AFTER DELETE ON submissions
    BEGIN UPDATE meta SET value = value + 1 WHERE key = 'corpus'; END;
CREATE TRIGGER corpus_answer_added AFTER INSERT ON answers
    BEGIN UPDATE meta SET value = value + 1 WHERE key = 'corpus'; END;
CREATE TRIGGER corpus_answer_changed AFTER UPDATE ON answers
    BEGIN UPDATE meta SET value = value + 1 WHERE key = 'corpus'; END;
CREATE TRIGGER corpus_answer_removed AFTER DELETE ON answers
    BEGIN UPDATE meta SET value = value + 1 WHERE key = 'corpus'; END;
"""

STEPS: tuple[str, ...] = (
    M001_START, M002_KEEP_DECISIONS, M003_KEEP_LOG, M004_ERASURES_AND_ROLES, M005_DOOR, M006_FILES, M007_STEMS,
    M008_FIGURES, M009_CORPUS,
)  # fmt: skip


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to the newest schema, one step a transaction. Raises WorkspaceError when it is newer than we are."""
    if _taken(connection) > len(STEPS):
        raise WorkspaceError(
            "Arbetsytan är gjord av en nyare version av Samspel; uppdatera programmet för att öppna den."
        )
    for number in range(_taken(connection), len(STEPS)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _taken(connection) == number:  # else another process took the step while we waited
                for statement in _statements(STEPS[number]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _taken(connection: sqlite3.Connection) -> int:
    (taken,) = connection.execute("PRAGMA user_version").fetchone()
    return int(taken)


def _statements(script: str) -> Iterator[str]:
    """One by one: ``executescript`` would end the transaction that it is called in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
