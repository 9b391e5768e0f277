"""Everything sorted, put together: answers as the sender wrote them, and the ledger of where every character went."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.consultation import Consultation
from summarizer.matching.settle import Placed
from summarizer.matching.text import Span
from summarizer.records import FileLedger, MatchedAnswer, Routed


def answers_of(placed: Iterable[Placed], consultation: Consultation) -> tuple[MatchedAnswer, ...]:
    """One answer for each section and question, in the consultation's order; its pieces in the document's order."""
    by_place: dict[tuple[str, str], list[Placed]] = {}
    for piece in placed:
        by_place.setdefault((piece.section, piece.question), []).append(piece)
    found = []
    for section in consultation.sections:
        for question in section.questions:
            pieces = by_place.get((section.id, question))
            if pieces:
                text = joined(p.span for p in pieces)
                if text:
                    confidence = min(p.confidence for p in pieces)
                    found.append(MatchedAnswer(section.id, question, text, _routed(pieces), confidence))
    return tuple(found)


def _routed(pieces: list[Placed]) -> Routed | None:
    """The least certain way that any piece came here, so that a person looks at it."""
    ways = {p.routed for p in pieces}
    certainty: tuple[Routed, ...] = ("meaning", "title", "number")
    return next((way for way in certainty if way in ways), None)


def joined(spans: Iterable[Span]) -> str:
    """Spans of one line with a space between them (a prompt stood there), lines with a line break."""
    pieces: list[str] = []
    before: Span | None = None
    for span in spans:
        if before is not None:
            pieces.append(" " if before.line is span.line else "\n")
        pieces.append(span.text)
        before = span
    return "".join(pieces).strip()


def ledger_of(
    received: int, labels: Iterable[Span], prompts: Iterable[Span], background: Iterable[Span], placed: Iterable[Placed],
    noted: int, unmapped: Iterable[Span],
) -> FileLedger:  # fmt: skip
    return FileLedger(
        received=received,
        labels=sum(s.count() for s in labels),
        placeholders=sum(s.count() for s in prompts),
        background=sum(s.count() for s in background),
        answers=sum(p.span.count() for p in placed),
        notes=noted,
        unmapped=sum(s.count() for s in unmapped),
    )
