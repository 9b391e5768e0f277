"""Who stands behind it that a sentence of the baseline does not hold."""

from __future__ import annotations

import re

from summarizer.drafting.materials import Case
from summarizer.drafting.targets import agrees, asserts, contrary, disputes
from summarizer.records import Point

_DONE = re.compile(
    r"\bhar (?:\w+ )?\w+(?:ats|its|ts|tts)\b"
)  # what was done is denied only by who says that it was not


def disputed(case: Case) -> bool:
    """Do two senders speak of the sentence, or one who says that something is lacking or is not so?"""
    return case.senders > 1 or any(contrary(point.quote) for point in case.points)


def doubting(case: Case, current: str) -> tuple[Point, ...]:
    """The points behind a denial that nobody words outright: all that speak of a claim when it is in dispute; else those that say that
    something is not so, when two senders do."""
    unsure = tuple(p for p in case.points if not agrees(p.quote))
    if case.aimed and asserts(current) and not (_DONE.search(current) and not any(disputes(p.quote) for p in unsure)):
        return unsure if disputed(case) else ()
    against = tuple(p for p in unsure if contrary(p.quote))
    return of_two(against)


def of_two(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points when at least two senders are behind them."""
    return points if len({point.submission_id for point in points}) > 1 else ()
