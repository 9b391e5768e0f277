"""A theme as only some of the senders speak of it. Counts are made anew; the sentences are those of the whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from summarizer.records import STANCES, Answer, Claim, Point, RespondentType, ThemeSummary


@dataclass(frozen=True)
class Filter:
    """Empty means everybody."""

    types: Collection[str] = ()
    places: Collection[str] = ()
    questions: Collection[str] = ()

    @property
    def active(self) -> bool:
        return bool(self.types or self.places or self.questions)

    def keeps(self, point: Point, answer: Answer) -> bool:
        return (
            (not self.types or answer.respondent_type in self.types)
            and (not self.places or bool(set(self.places) & set(point.places)))
            and (not self.questions or point.question in self.questions)
        )


def filtered(
    theme: ThemeSummary, wanted: Filter, points: Mapping[str, Point], answers: Mapping[str, Answer]
) -> ThemeSummary | None:
    """The theme with its counts for the senders wanted, and only the citations of theirs; None when they say nothing."""
    if not wanted.active:
        return theme
    kept = [
        p
        for i in theme.points
        if (p := points.get(i)) and p.answer_id in answers and wanted.keeps(p, answers[p.answer_id])
    ]
    if not kept:
        return None
    senders = {p.submission_id: answers[p.answer_id].respondent_type for p in kept}
    types: dict[RespondentType, int] = {}
    for kind in senders.values():
        types[kind] = types.get(kind, 0) + 1
    stance = {s: n for s in STANCES if (n := sum(p.stance == s for p in kept))}
    claims = tuple(c for claim in theme.claims if (c := _cited_by(claim, kept)).citations)
    return replace(
        theme, stance=stance, respondents=len(senders), respondent_types=types, claims=claims,
        points=tuple(p.point_id for p in kept),
    )  # fmt: skip


def _cited_by(claim: Claim, points: list[Point]) -> Claim:
    def inside(answer_id: str, start: int, end: int) -> bool:
        return any(p.answer_id == answer_id and p.start <= start and end <= p.end for p in points)

    return replace(claim, citations=tuple(c for c in claim.citations if inside(c.answer_id, c.start, c.end)))
