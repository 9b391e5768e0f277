"""What a person did in Word with a redline: accepted, rejected or reworded. Read from the text; what is unclear is listed.

A change that still stands as a tracked change is undecided. One that is gone is judged by the part's text with the rest
of the changes in place: the suggested words are there (accepted), the baseline's words are there (rejected), or other
words stand between the same neighbours (edited).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from summarizer.records import BaselinePart, Suggestion

LIKE = 60.0  # how alike (0 to 100) a reworded sentence must be to the suggestion to be its new wording


@dataclass(frozen=True)
class ReadDecision:
    """A decision read back. ``text``: the person's wording, for "edit"."""

    suggestion_id: str
    verdict: Literal["accept", "edit", "reject"]
    text: str | None = None


@dataclass(frozen=True)
class ReadReview:
    decisions: tuple[ReadDecision, ...]
    unmatched: tuple[str, ...]  # one sentence each
    undecided: tuple[str, ...]  # suggestion ids


def read_review(
    suggestions: Sequence[tuple[Suggestion, str]],
    before: Sequence[BaselinePart],
    accepted_view: Sequence[BaselinePart],
    rejected_view: Sequence[BaselinePart],
) -> ReadReview:
    """Decisions on the suggestions (each with the text that was exported) from the returned file, read twice: with the
    tracked changes that are left accepted, and with them rejected. ``before``: the baseline."""
    decisions: list[ReadDecision] = []
    unmatched: list[str] = []
    undecided: list[str] = []
    accepted, rejected, old = _texts(accepted_view), _texts(rejected_view), _texts(before)
    for suggestion, exported in suggestions:
        key = (suggestion.section, suggestion.part)
        if key not in accepted:
            unmatched.append(f"{suggestion.suggestion_id}: avsnitt {suggestion.section} finns inte i filen.")
            continue
        now, then = accepted[key], rejected.get(key, "")
        target = _flat(suggestion.target.text) if suggestion.target else ""
        wanted = _flat(exported)
        if _carried_out(suggestion, wanted, target, now) and not _carried_out(suggestion, wanted, target, then):
            undecided.append(suggestion.suggestion_id)
        elif _carried_out(suggestion, wanted, target, now):
            decisions.append(ReadDecision(suggestion.suggestion_id, "accept"))
        elif wording := _reworded(suggestion, wanted, now, old.get(key, "")):
            decisions.append(ReadDecision(suggestion.suggestion_id, "edit", wording))
        elif not target or target in now:
            decisions.append(ReadDecision(suggestion.suggestion_id, "reject"))
        else:
            unmatched.append(
                f"{suggestion.suggestion_id}: varken den gamla eller den föreslagna texten finns i {suggestion.section}."
            )
    return ReadReview(tuple(decisions), tuple(unmatched), tuple(undecided))


def _texts(parts: Sequence[BaselinePart]) -> dict[tuple[str, str], str]:
    return {(part.section, part.part): _flat(part.text) for part in parts}


def _flat(text: str) -> str:
    return " ".join(text.split())


def _carried_out(suggestion: Suggestion, wanted: str, target: str, text: str) -> bool:
    if suggestion.op == "delete":
        return target not in text
    if suggestion.op == "replace":
        return wanted in text and (target not in text or target in wanted)
    return wanted in text


def _reworded(suggestion: Suggestion, wanted: str, now: str, old: str) -> str | None:
    """The new sentence that is most like the suggestion, if there is one that the baseline did not have."""
    if suggestion.op == "delete":
        return None
    fresh = [s for s in _sentences(now) if s not in old]
    best = max(fresh, key=lambda s: fuzz.ratio(s, wanted), default=None)
    return best if best is not None and fuzz.ratio(best, wanted) >= LIKE else None


def _sentences(text: str) -> list[str]:
    from summarizer.text.sentences import split_sentences

    return [text[a:b] for a, b in split_sentences(text)]
