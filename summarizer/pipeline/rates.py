"""How people have received the suggestions, by what they were made with: whether a new prompt or model is better than the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz.distance import Levenshtein

from summarizer.records import SuggestionState


@dataclass(frozen=True)
class Rates:
    """``edit_distance``: of the suggestions that were edited, the median share of characters changed; None when none was.
    ``decided`` counts those that are accepted, edited or rejected; stale ones, whose text has changed since, are left out."""

    made_with: str
    decided: int
    accepted: int
    edited: int
    rejected: int
    pending: int
    edit_distance: float | None


def rates(states: Sequence[SuggestionState]) -> tuple[Rates, ...]:
    """One row for each combination of prompts and model."""
    return tuple(
        _of(made_with, [s for s in states if s.suggestion.made_with == made_with and s.status != "stale"])
        for made_with in sorted({s.suggestion.made_with for s in states})
    )


def _of(made_with: str, states: Sequence[SuggestionState]) -> Rates:
    count = {name: sum(s.status == name for s in states) for name in ("accepted", "edited", "rejected", "pending")}
    changed = [Levenshtein.normalized_distance(s.suggestion.text, s.final_text) for s in states if s.status == "edited"]
    return Rates(
        made_with=made_with,
        decided=count["accepted"] + count["edited"] + count["rejected"],
        accepted=count["accepted"],
        edited=count["edited"],
        rejected=count["rejected"],
        pending=count["pending"],
        edit_distance=round(median(changed), 3) if changed else None,
    )


def told(found: Sequence[Rates]) -> list[str]:
    """The rates as lines of text."""
    return [
        f"{r.made_with or 'okänt'}: {r.accepted} godkända, {r.edited} ändrade, {r.rejected} avvisade av {r.decided} beslutade; {r.pending} kvar"
        + (
            f"; ändringarna rör i mitten {round(100 * r.edit_distance)} % av tecknen"
            if r.edit_distance is not None
            else ""
        )
        for r in found
    ]
