"""Small records for the tests of exports."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.export.edits import TrackedEdit
from summarizer.records import BaselinePart, Op, Part, Sentence, Target
from summarizer.text.sentences import split_sentences


def part(text: str, section: str = "3.2", name: Part = "analysis", **placed: object) -> BaselinePart:
    spans = split_sentences(text)
    sentences = tuple(Sentence(i, start, end, text[start:end]) for i, (start, end) in enumerate(spans, 1))
    return BaselinePart(section, name, text, sentences, **placed)  # type: ignore[arg-type]


def edit(on: BaselinePart, op: Op, number: int | None, text: str = "", **changed: object) -> TrackedEdit:
    """An edit on the numbered sentence; None: text for a part without sentences."""
    target = None
    if number is not None:
        s = on.sentences[number - 1]
        target = Target(s.number, s.start, s.end, s.text)
    fields: dict[str, object] = {
        "suggestion_id": f"F{abs(hash((on.part, op, number, text))) % 16**8:08x}",
        "section": on.section,
        "part": on.part,
        "op": op,
        "target": target,
        "new_text": text,
        "author": "Anna Granskare",
        "date": "2026-03-01T10:30:00+01:00",
        "comment": "Motivering: två kommuner.\nGranviks kommun: ”Bygg ut.”",
    }
    return TrackedEdit(**fields | changed)  # type: ignore[arg-type]


def ids(edits: Sequence[TrackedEdit]) -> list[str]:
    return [e.suggestion_id for e in edits]
