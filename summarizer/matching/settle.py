"""Second pass: the question of every word that stands under a section but under no question of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.consultation import Consultation
from summarizer.matching.guide import Guide
from summarizer.matching.machine import Entry, Visit
from summarizer.matching.text import Span, plain
from summarizer.records import Part, Routed

# Words that tell which part of a sub-priority a text is about: (in so many words, in passing). They are looked for in
# normal text, which has no dots.
_CUES: dict[Part, tuple[str, str]] = {
    "goal": (r"malformulering\w*|mal(?:et|bild\w*)\b", r"mal(?:en|sattning\w*|s)?\b|delmal\w*"),
    "needs": (r"identifierade behov\w*|behovslista\w*|behoven\b", r"behov(?:et|s\w*)?\b"),
    "actors": (
        r"(?:viktiga|viktig|nya|andra|fler) aktor\w*|aktorslista\w*|lista\w* over (?:viktiga )?aktorer",
        r"aktor\w*",
    ),
    "analysis": (r"analys(?:en|erna)?\b|nulagesanalys\w*|nulagesbild\w*", r"statistik\w*|kalla\b|kallor\b"),
}
_TELLING = 2  # words that a text must share with a question to be taken for its answer
_ORDER: tuple[Part, ...] = ("goal", "needs", "actors", "analysis")


@dataclass(frozen=True)
class Placed:
    """The sender's words in their place."""

    span: Span
    section: str
    question: str
    routed: Routed | None
    confidence: float


def settle(visit: Visit, guide: Guide) -> Iterator[Placed]:
    """Give every entry of a visit its question."""
    if visit.section is None:
        return
    questions = guide.sections[visit.section].questions
    entries = _after_deleted_questions(visit, questions)
    loose = [e for e in entries if e.question is None]
    chosen = {id(e): c for e, c in zip(loose, _choose(visit, loose, questions, guide), strict=True)}
    for entry in entries:
        if entry.prompt:
            continue
        question, certain = (entry.question, not entry.moved) if entry.question is not None else chosen[id(entry)]
        own = certain and not visit.free and not visit.shared
        confidence = visit.confidence if own else round(visit.confidence * (0.95 if certain else 0.8), 2)
        yield Placed(entry.span, visit.section, question or questions[0], None if own else visit.how, confidence)


def _after_deleted_questions(visit: Visit, questions: tuple[str, ...]) -> list[Entry]:
    """A second control under one question is the next question's, when that question's words are gone."""
    entries = list(visit.entries)
    for question in dict.fromkeys(visit.labels):
        at = questions.index(question) if question in questions else len(questions)
        followers = []
        for later in questions[at + 1 :]:
            if later in visit.labels:
                break
            followers.append(later)
        fields = list(dict.fromkeys(e.span.field for e in entries if e.question == question and e.span.field))
        moved = dict(zip(fields[1:], followers, strict=False))
        if moved:
            entries = [
                replace(e, question=moved.get(e.span.field, question)) if e.question == question else e for e in entries
            ]
    return entries


def _choose(visit: Visit, loose: list[Entry], questions: tuple[str, ...], guide: Guide) -> list[tuple[str, bool]]:
    """(question, certain) for entries above the section's first label: by what is missing, by order, by what they say."""
    before = [q for q in questions if q not in visit.labels]
    if visit.labels and visit.labels[0] in questions:
        before = [q for q in before if questions.index(q) < questions.index(visit.labels[0])]
    candidates = tuple(before) or questions
    if len(candidates) == 1:
        return [(candidates[0], len(before) == 1)] * len(loose)
    slots = _slots(loose)
    if len(set(slots)) == len(candidates) and None not in slots:
        order = list(dict.fromkeys(slots))
        return [(candidates[order.index(slot)], True) for slot in slots]
    in_order = _in_order([e for e in loose if not e.prompt], candidates, guide.consultation)
    if in_order:
        lines = list(dict.fromkeys(e.span.line.number for e in loose if not e.prompt))
        return [
            (candidates[lines.index(n)] if (n := e.span.line.number) in lines else candidates[0], False) for e in loose
        ]
    said: list[tuple[str, bool]] = []
    block: tuple[int, str] | None = None
    for entry in loose:
        line = entry.span.line
        goes_on = block is not None and block[0] == line.number - 1 and (not line.first or line.kind == "item")
        if block is not None and goes_on and not _speaks(entry.span.text, candidates, guide.consultation):
            question = block[1]
        else:
            question = by_words(entry.span.text, candidates, guide.consultation)
        block = (line.number, question)
        said.append((question, False))
    return said


def _in_order(loose: list[Entry], candidates: tuple[str, ...], consultation: Consultation) -> bool:
    """As many paragraphs as questions, and what they say fits the order at least once and never contradicts it."""
    lines = list(dict.fromkeys(e.span.line.number for e in loose))
    if len(lines) != len(candidates) or len(loose) != len(lines) or not all(e.span.line.first for e in loose):
        return False
    told = [
        by_words(e.span.text, candidates, consultation) == q if _speaks(e.span.text, candidates, consultation) else None
        for e, q in zip(loose, candidates, strict=True)
    ]
    return any(told) and False not in told


def _slots(loose: list[Entry]) -> list[tuple[str, int] | None]:
    """The field that each entry stands in: a control, or the line of a prompt that was left in plain text."""
    slots: list[tuple[str, int] | None] = []
    current: tuple[str, int] | None = None
    for entry in loose:
        if entry.span.field:
            current = ("control", entry.span.field)
        elif entry.prompt:
            current = ("line", entry.span.line.number)
        slots.append(current)
    return slots


def by_words(text: str, candidates: tuple[str, ...], consultation: Consultation) -> str:
    """The question that a text answers, by the words it uses: goal, needs, actors, else analysis."""
    found = scores(text, candidates, consultation)
    best = max(found.values())
    if best == 0:
        return _default(candidates, consultation)
    parts = consultation.questions
    tied = [q for q in candidates if found[q] == best]
    return min(tied, key=lambda q: _ORDER.index(p) if (p := parts[q].part) else len(_ORDER))


def _speaks(text: str, candidates: tuple[str, ...], consultation: Consultation) -> bool:
    return any(scores(text, candidates, consultation).values())


def scores(text: str, candidates: tuple[str, ...], consultation: Consultation) -> dict[str, int]:
    """How many of each question's words a text uses; the telling ones count three times."""
    key = plain(text)
    found: dict[str, int] = {}
    for question in candidates:
        part = consultation.questions[question].part
        if part is None:
            stems = {w[:5] for w in plain(consultation.questions[question].labels[0]).split() if len(w) >= 5}
            shared = sum(any(word.startswith(stem) for word in key.split()) for stem in stems)
            found[question] = shared if shared >= _TELLING else 0
        else:
            strong, weak = _CUES[part]
            found[question] = 3 * len(re.findall(rf"\b(?:{strong})", key)) + len(re.findall(rf"\b(?:{weak})", key))
    return found


def _default(candidates: tuple[str, ...], consultation: Consultation) -> str:
    for question in candidates:
        if consultation.questions[question].part == "analysis":
            return question
    return next((q for q in candidates if consultation.questions[q].open), candidates[0])
