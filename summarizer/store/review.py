"""The baseline, suggestions and decisions. Decisions are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import TypeAdapter

from summarizer.errors import DecisionConflict, UsageError
from summarizer.records import BaselinePart, Decision, PointWithoutSuggestion, Suggestion, SuggestionState, Target
from summarizer.store.database import Database

_PART = TypeAdapter(BaselinePart)
_SUGGESTION = TypeAdapter(Suggestion)
_WITHOUT = TypeAdapter(tuple[PointWithoutSuggestion, ...])
_STATUS = {"accept": "accepted", "edit": "edited", "reject": "rejected", "undo": "pending"}


def _anchored(suggestion: Suggestion, parts: Sequence[BaselinePart]) -> Suggestion | None:
    """The suggestion at its sentence's place in a new text; None when that sentence is not there."""
    part = next((p for p in parts if (p.section, p.part) == (suggestion.section, suggestion.part)), None)
    if part is None:
        return None
    if suggestion.target is None:
        return suggestion if not part.sentences else None
    there = next((s for s in part.sentences if s.text == suggestion.target.text), None)
    return (
        None if there is None else replace(suggestion, target=Target(there.number, there.start, there.end, there.text))
    )


class Review:
    def __init__(self, database: Database) -> None:
        self._db = database

    # ── baseline ──
    def set_baseline(self, parts: Sequence[BaselinePart], name: str, content: bytes) -> None:
        """Put this text in place of the one before. Suggestions follow their sentence to where it stands now; those whose
        sentence is gone or has other words are stale."""
        with self._db.transaction() as c:
            c.execute("DELETE FROM baseline")
            rows = [(p.section, p.part, _PART.dump_json(p).decode()) for p in parts]
            c.executemany("INSERT INTO baseline VALUES (?,?,?)", rows)
            c.execute("INSERT OR REPLACE INTO baseline_file VALUES (1,?,?)", (name, content))
            for row in c.execute("SELECT suggestion_id, json FROM suggestions").fetchall():
                moved = _anchored(_SUGGESTION.validate_json(row["json"]), parts)
                if moved is None:
                    c.execute("UPDATE suggestions SET stale = 1 WHERE suggestion_id = ?", (row["suggestion_id"],))
                else:
                    c.execute(
                        "UPDATE suggestions SET json = ? WHERE suggestion_id = ?",
                        (_SUGGESTION.dump_json(moved).decode(), row["suggestion_id"]),
                    )

    def baseline(self, section: str | None = None) -> list[BaselinePart]:
        rows = self._db.rows(
            "SELECT json FROM baseline WHERE ? IS NULL OR section = ? ORDER BY rowid", section, section
        )
        return [_PART.validate_json(row["json"]) for row in rows]

    def outdate(self, section: str) -> None:
        """Mark a section's suggestions as made for a text that has changed since."""
        with self._db.transaction() as c:
            c.execute("UPDATE suggestions SET stale = 1 WHERE section = ?", (section,))
            c.execute("DELETE FROM drafts WHERE section = ?", (section,))

    def baseline_file(self) -> tuple[str, bytes] | None:
        """(name, content) of the file that the baseline was read from."""
        row = self._db.row("SELECT name, content FROM baseline_file")
        return (row["name"], row["content"]) if row else None

    # ── suggestions ──
    def save_draft(
        self,
        section: str,
        inputs_sha256: str,
        suggestions: Sequence[Suggestion],
        without: Sequence[PointWithoutSuggestion],
    ) -> None:
        """Make these the section's current suggestions. Earlier ones that somebody decided on stay, as not current."""
        with self._db.transaction() as c:
            c.execute("UPDATE suggestions SET current = 0 WHERE section = ?", (section,))
            c.execute(
                "DELETE FROM suggestions WHERE section = ? AND suggestion_id NOT IN (SELECT suggestion_id FROM decisions)",
                (section,),
            )
            for position, s in enumerate(suggestions):
                c.execute(
                    "INSERT INTO suggestions VALUES (?,?,?,1,0,?) ON CONFLICT (suggestion_id) DO UPDATE SET current = 1, "
                    "position = excluded.position, stale = 0, json = excluded.json",  # the same edit; its place may have moved
                    (s.suggestion_id, section, position, _SUGGESTION.dump_json(s).decode()),
                )
            # a decision whose suggestion is no longer proposed comes back for review
            c.execute("UPDATE suggestions SET stale = 1 WHERE section = ? AND current = 0", (section,))
            text = _WITHOUT.dump_json(tuple(without)).decode()
            c.execute("INSERT OR REPLACE INTO drafts VALUES (?,?,?)", (section, inputs_sha256, text))

    def draft(self, section: str) -> tuple[str, tuple[PointWithoutSuggestion, ...]] | None:
        """(hash of what the draft was made from, points without a suggestion)"""
        row = self._db.row("SELECT inputs_sha256, without_suggestion FROM drafts WHERE section = ?", section)
        return (row["inputs_sha256"], _WITHOUT.validate_json(row["without_suggestion"])) if row else None

    def suggestions(self, section: str | None = None) -> list[SuggestionState]:
        """Current suggestions, and earlier ones with a decision (as stale), each with the decision in force."""
        rows = self._db.rows(
            "SELECT * FROM suggestions WHERE ? IS NULL OR section = ? ORDER BY section, current DESC, position, suggestion_id",
            section, section,
        )  # fmt: skip
        latest = {}
        for decision in self._decisions():
            latest[decision.suggestion_id] = decision
        return [self._state(_SUGGESTION.validate_json(row["json"]), bool(row["stale"]), latest) for row in rows]

    def waiting(self) -> dict[str, int]:
        """How many suggestions of each section are pending or stale; sections without any are left out."""
        rows = self._db.rows(
            "SELECT s.section, COUNT(*) AS n FROM suggestions s LEFT JOIN decisions d ON d.decision_id = "
            "(SELECT MAX(decision_id) FROM decisions WHERE suggestion_id = s.suggestion_id) "
            "WHERE s.stale OR d.verdict IS NULL OR d.verdict = 'undo' GROUP BY s.section ORDER BY s.section"
        )
        return {row["section"]: row["n"] for row in rows}

    def suggestion(self, suggestion_id: str) -> SuggestionState:
        """Raises UsageError when there is none."""
        row = self._db.row("SELECT * FROM suggestions WHERE suggestion_id = ?", suggestion_id)
        if row is None:
            raise UsageError(
                f"Ändringsförslaget {suggestion_id} finns inte; ”samspel suggestions” listar dem som finns."
            )
        history = self.history(suggestion_id)
        latest = {suggestion_id: history[-1]} if history else {}
        return self._state(_SUGGESTION.validate_json(row["json"]), bool(row["stale"]), latest)

    def _state(self, suggestion: Suggestion, stale: bool, latest: dict[str, Decision]) -> SuggestionState:
        decision = latest.get(suggestion.suggestion_id)
        status = _STATUS[decision.verdict] if decision else "pending"
        if stale:
            status = "stale"
        in_force = decision if decision and decision.verdict != "undo" else None
        return SuggestionState(suggestion, status, in_force)  # type: ignore[arg-type]

    # ── decisions ──
    def decide(self, decision: Decision, seen: int | None = None) -> None:
        """Write a decision. ``seen`` is how many decisions the person saw on it; raises DecisionConflict if there are more."""
        with self._db.transaction() as c:
            self.suggestion(decision.suggestion_id)
            history = self.history(decision.suggestion_id)
            if seen is not None and len(history) > seen:
                last = history[-1]
                raise DecisionConflict(
                    f"{last.reviewer} hann besluta om förslaget {last.at[:16].replace('T', ' ')}; läs det beslutet och välj på nytt."
                )
            c.execute(
                "INSERT INTO decisions (suggestion_id, verdict, reviewer, at, text, reason, via) VALUES (?,?,?,?,?,?,?)",
                (decision.suggestion_id, decision.verdict, decision.reviewer, decision.at, decision.text, decision.reason,
                 decision.via),
            )  # fmt: skip

    def history(self, suggestion_id: str) -> list[Decision]:
        return self._decisions(suggestion_id)

    def decisions(self) -> list[Decision]:
        """All decisions ever made, in order."""
        return self._decisions()

    def reasons(self) -> list[str]:
        """The reasons that decisions have been given, each once, the most frequent first."""
        rows = self._db.rows(
            "SELECT reason FROM decisions WHERE reason IS NOT NULL GROUP BY reason ORDER BY count(*) DESC, max(decision_id) DESC"
        )
        return [str(row["reason"]) for row in rows]

    def _decisions(self, suggestion_id: str | None = None) -> list[Decision]:
        rows = self._db.rows(
            "SELECT suggestion_id, verdict, reviewer, at, text, reason, via FROM decisions "
            "WHERE ? IS NULL OR suggestion_id = ? ORDER BY decision_id",
            suggestion_id, suggestion_id,
        )  # fmt: skip
        return [Decision(**dict(row)) for row in rows]

    # ── erasure ──
    def forget_submission(self, submission_id: str, sections: set[str]) -> list[str]:
        """Take a submission's words out of suggestions. Undecided ones go; decided ones keep their shape, emptied and
        stale. Returns the ids that were touched."""
        touched = []
        with self._db.transaction() as c:
            for row in c.execute("SELECT suggestion_id, json FROM suggestions").fetchall():
                suggestion = _SUGGESTION.validate_json(row["json"])
                if not any(citation.submission_id == submission_id for citation in suggestion.citations):
                    continue
                touched.append(suggestion.suggestion_id)
                kept = tuple(x for x in suggestion.citations if x.submission_id != submission_id)
                emptied = replace(suggestion, text="", rationale="", alternatives=(), citations=kept)
                c.execute(
                    "UPDATE suggestions SET json = ?, stale = 1, current = 0 WHERE suggestion_id = ?",
                    (_SUGGESTION.dump_json(emptied).decode(), suggestion.suggestion_id),
                )
                c.execute(
                    "UPDATE decisions SET text = NULL, reason = NULL WHERE suggestion_id = ?",
                    (suggestion.suggestion_id,),
                )
            c.execute(
                "DELETE FROM suggestions WHERE stale = 1 AND suggestion_id NOT IN (SELECT suggestion_id FROM decisions)"
            )
            c.executemany("DELETE FROM drafts WHERE section = ?", [(section,) for section in sorted(sections)])
            for row in c.execute("SELECT suggestion_id, section, json FROM suggestions").fetchall():
                if row["section"] in sections:
                    # a rationale names its theme, and a theme's title may be the sender's words
                    bare = replace(_SUGGESTION.validate_json(row["json"]), rationale="")
                    c.execute(
                        "UPDATE suggestions SET stale = 1, json = ? WHERE suggestion_id = ?",
                        (_SUGGESTION.dump_json(bare).decode(), row["suggestion_id"]),
                    )
        return touched
