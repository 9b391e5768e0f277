"""Points with their themes, the summaries made from them, and what persons changed by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from summarizer.records import Answer, Point, SectionSummary
from summarizer.store.database import Database

_SUMMARY = TypeAdapter(SectionSummary)


@dataclass(frozen=True)
class ThemeEdit:
    """A change by hand. action: rename (other = title), merge (other = theme it goes into), move (theme_id = the new
    theme or "" for one of its own, other = point id)."""

    section: str
    action: str
    theme_id: str
    other: str | None
    person: str
    at: str


class Themes:
    def __init__(self, database: Database) -> None:
        self._db = database

    def points(self, section: str, answers: Sequence[Answer]) -> list[Point]:
        """The stored points of a section; quotes are cut from the answers given (those of the section)."""
        texts = {answer.answer_id: answer for answer in answers}
        points = []
        for row in self._db.rows("SELECT * FROM points WHERE section = ? ORDER BY answer_id, start", section):
            answer = texts.get(row["answer_id"])
            if answer is None:
                continue
            points.append(
                Point(
                    point_id=row["point_id"],
                    answer_id=row["answer_id"],
                    submission_id=answer.submission_id,
                    section=section,
                    question=answer.question,
                    start=row["start"],
                    end=row["end"],
                    quote=answer.text[row["start"] : row["end"]],
                    stance=row["stance"],
                    places=tuple(json.loads(row["places"])),
                    theme_id=row["theme_id"],
                    substance=bool(row["substance"]),
                )
            )
        return points

    def replace_points(self, section: str, points: Sequence[Point]) -> None:
        with self._db.transaction() as c:
            c.execute("DELETE FROM points WHERE section = ?", (section,))
            c.executemany(
                "INSERT INTO points VALUES (?,?,?,?,?,?,?,?,?)",
                [
                    (p.point_id, p.answer_id, section, p.start, p.end, p.stance, json.dumps(p.places, ensure_ascii=False),
                     p.theme_id, int(p.substance))
                    for p in points
                ],
            )  # fmt: skip

    def summary(self, section: str) -> tuple[str, SectionSummary] | None:
        """(hash of what it was made from, the summary)"""
        row = self._db.row("SELECT inputs_sha256, json FROM summaries WHERE section = ?", section)
        return (row["inputs_sha256"], _SUMMARY.validate_json(row["json"])) if row else None

    def save_summary(self, inputs_sha256: str, summary: SectionSummary) -> None:
        with self._db.transaction() as c:
            text = _SUMMARY.dump_json(summary).decode()
            c.execute("INSERT OR REPLACE INTO summaries VALUES (?,?,?)", (summary.section, inputs_sha256, text))

    def summarised(self) -> list[str]:
        """Ids of the sections that have a summary."""
        return [row["section"] for row in self._db.rows("SELECT section FROM summaries ORDER BY section")]

    def place_counts(self) -> dict[str, int]:
        """Municipality → how many senders in force speak of it, in the sections whose points are known."""
        senders: dict[str, set[str]] = {}
        for row in self._db.rows(
            "SELECT p.places, a.submission_id FROM points p JOIN answers a USING (answer_id) "
            "JOIN submissions s USING (submission_id) WHERE s.superseded_by IS NULL AND p.places != '[]'"
        ):
            for place in json.loads(row["places"]):
                senders.setdefault(place, set()).add(row["submission_id"])
        return {place: len(found) for place, found in senders.items()}

    def forget_generations(self) -> None:
        """Forget everything the model wrote: which texts lean on which submission is not kept, and they can be made again."""
        with self._db.transaction() as c:
            c.execute("DELETE FROM generations")

    def sections_mentioning(self, submission_id: str) -> set[str]:
        """Sections whose summary quotes a submission, also where its answers stood before they were moved."""
        rows = self._db.rows("SELECT section FROM summaries WHERE instr(json, ?) > 0", submission_id)
        return {row["section"] for row in rows}

    def forget_section(self, section: str) -> None:
        """Forget what was computed for a section: points, summary, generations."""
        with self._db.transaction() as c:
            for table in ("points", "summaries", "generations"):
                c.execute(f"DELETE FROM {table} WHERE section = ?", (section,))

    def add_edit(self, edit: ThemeEdit) -> None:
        with self._db.transaction() as c:
            c.execute(
                "INSERT INTO theme_edits (section, action, theme_id, other, person, at) VALUES (?,?,?,?,?,?)",
                (edit.section, edit.action, edit.theme_id, edit.other, edit.person, edit.at),
            )

    def edits(self, section: str) -> list[ThemeEdit]:
        rows = self._db.rows(
            "SELECT section, action, theme_id, other, person, at FROM theme_edits WHERE section = ? ORDER BY edit_id",
            section,
        )
        return [ThemeEdit(**dict(row)) for row in rows]
