"""``match``: a document in, a submission with every character in its place out."""

from __future__ import annotations

from itertools import groupby

from summarizer.consultation import Consultation
from summarizer.matching.assemble import answers_of, joined, ledger_of
from summarizer.matching.displaced import put_right
from summarizer.matching.guide import Guide
from summarizer.matching.letter import set_apart
from summarizer.matching.lines import background_tables, sort_out
from summarizer.matching.machine import Machine, Sorted, is_form
from summarizer.matching.routing import Loose, Similarity, loosened, route
from summarizer.matching.settle import Placed, settle
from summarizer.matching.text import Line, Span
from summarizer.reading import Document
from summarizer.records import MatchedSubmission


def match(document: Document, consultation: Consultation, similarity: Similarity | None = None) -> MatchedSubmission:
    """Sort a document's text into the consultation's sections and questions.

    ``similarity(texts, section_descriptions)`` gives cosine similarities, shape (texts, descriptions); without it, text
    that names no section is left unmapped. Never raises for any document.
    """
    guide = Guide(consultation)
    lines, notes, noted = sort_out(document.blocks, guide)
    tables = background_tables(lines, guide)
    parts = [list(part) for _, part in groupby(lines, key=lambda line: line.part)]
    forms = [is_form(part, guide) for part in parts]
    whole = Sorted()
    apart: list[Span] = []
    sender: dict[str, str] = {}
    for part, form in zip(parts, forms, strict=True):
        body: list[Line] = part
        if not form:
            body, letter = set_apart(part, guide, document.metadata, any(forms))
            apart += letter.spans
            for key, value in letter.sender.items():
                sender.setdefault(key, value)
        found = Machine(guide, form, tables).read(body)
        for visit in found.visits:
            headings, told = put_right(visit, guide)
            found.labels += headings
            found.warnings += told
        whole.take(found)
    loose = [Loose(span) for span in whole.loose] + [item for visit in whole.visits for item in loosened(visit, guide)]
    placed = [p for visit in whole.visits for p in settle(visit, guide)]
    routed, unmapped = route(sorted(loose, key=_position), guide, similarity)
    placed = sorted([*placed, *routed], key=_position)
    notes += [span.text for span in apart]
    noted += sum(span.count() for span in apart)
    ledger = ledger_of(
        document.received, whole.labels, whole.prompts, (s for _, s in whole.background), placed, noted, unmapped
    )
    warnings = [*document.warnings, *whole.warnings, *_by_order(whole, guide)]
    if ledger.unaccounted:
        warnings.append(
            f"{abs(ledger.unaccounted)} tecken i filen kunde inte stämmas av; jämför svaren med originalet."
        )
    return MatchedSubmission(
        answers=answers_of(placed, consultation),
        background=_background(whole, document.metadata, sender),
        unmapped=tuple(span.text for span in unmapped),
        notes=tuple(notes),
        ledger=ledger,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _position(piece: Placed | Loose) -> tuple[int, int]:
    return piece.span.line.number, piece.span.start


def _by_order(found: Sorted, guide: Guide) -> list[str]:
    """A warning for each answer whose section only the order of the template tells."""
    sections = [v.section for v in found.visits if v.by_order and v.section and any(not e.prompt for e in v.entries)]
    return [
        f"Rubriken till ett svar saknas; svaret lades efter ordningen under {guide.sections[s].name}." for s in sections
    ]


def _background(found: Sorted, metadata: dict[str, str], letter: dict[str, str]) -> dict[str, str]:
    """Background fields as written; what the form leaves out, from the letter or the mail."""
    fields: dict[str, list[Span]] = {}
    for name, span in found.background:
        fields.setdefault(name, []).append(span)
    filled = {name: text for name, spans in fields.items() if (text := joined(spans))}
    for name, value in letter.items():
        filled.setdefault(name, value)
    if metadata.get("sender_email"):
        filled.setdefault("email", metadata["sender_email"])
    return filled
