"""Words that stand under no section: letters, mails and cover notes, routed by number, title or meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from summarizer.matching.guide import Guide
from summarizer.matching.headings import NUMBER, UNITS, WORD
from summarizer.matching.settle import Placed, by_words
from summarizer.matching.text import Span, normal
from summarizer.records import Routed

Similarity = Callable[[list[str], list[str]], NDArray[np.float32]]
_REFERENCE = re.compile(rf"(?P<word>{WORD}\s*:?\s*)?(?P<number>{NUMBER})", re.IGNORECASE)
_PRIORITY = re.compile(r"\bprioritering\s+(\d)\b(?![.,]\d)", re.IGNORECASE)
_PAGE = re.compile(r"(?<!\w)(?:s\.?|sid\.?|sida|sidan|sidor|sidorna)\s*(\d{1,3})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[”\"»)]*\s+(?=[A-ZÅÄÖ0-9”\"«])")
_SHARPNESS = 2.0  # of the softmax over standardised similarities that gives the confidence
_SOME_WORDS = 12  # letters without which a text has no meaning to route by


@dataclass(frozen=True)
class Reference:
    sections: tuple[str, ...]  # several: a page that many share
    how: Routed
    confidence: float


def route(loose: list[Span], guide: Guide, similarity: Similarity | None) -> tuple[list[Placed], list[Span]]:
    """(placed, without a place). A sentence that names a section begins it; the paragraph follows; the rest by meaning."""
    placed: list[Placed] = []
    unsaid: list[Span] = []
    shared: list[tuple[Span, Reference]] = []
    for span in loose:
        for piece, reference in _pieces(span, guide):
            if reference is None:
                unsaid.append(piece)
            elif len(reference.sections) == 1:
                placed.append(_place(piece, reference.sections[0], reference.how, reference.confidence, guide))
            else:
                shared.append((piece, reference))
    scores = _scores([p for p, _ in shared] + unsaid, guide, similarity)
    for i, (piece, reference) in enumerate(shared):
        row = {} if scores is None else {s: scores[i][guide.order.index(s)] for s in reference.sections}
        section = max(row, key=lambda s: row[s]) if row else reference.sections[0]
        placed.append(_place(piece, section, reference.how, reference.confidence, guide))
    lost: list[Span] = []
    for i, piece in enumerate(unsaid, start=len(shared)):
        if scores is None or piece.count() < _SOME_WORDS:
            lost.append(piece)
        else:
            best = int(np.argmax(scores[i]))
            placed.append(_place(piece, guide.order[best], "meaning", _confidence(scores[i]), guide))
    placed.sort(key=lambda p: (p.span.line.number, p.span.start))
    return placed, lost


def _place(span: Span, section: str, how: Routed, confidence: float, guide: Guide) -> Placed:
    questions = guide.sections[section].questions
    question = by_words(span.text, questions, guide.consultation) if len(questions) > 1 else questions[0]
    return Placed(span, section, question, how, confidence)


def _pieces(span: Span, guide: Guide) -> Iterable[tuple[Span, Reference | None]]:
    """The span cut where a sentence names another section than the one before it."""
    cuts = [span.start, *(span.start + m.end() for m in _SENTENCE.finditer(span.text)), span.end]
    current: Reference | None = None
    begun = span.start
    for start, end in pairwise(cuts):
        said = reference_in(span.line.text[start:end], guide)
        if said is not None and current is not None and said.sections != current.sections:
            yield span.line.span(begun, start), current
            begun, current = start, said
        else:
            current = current or said
    yield span.line.span(begun, span.end), current


def reference_in(text: str, guide: Guide) -> Reference | None:
    """The first section that a text names: by number, else by title, else by page."""
    for found in _REFERENCE.finditer(text):
        digits = re.sub(r"\s", "", found["number"])
        section = guide.numbers.get(f"{digits[0]}.{digits[-1]}")
        dotted = digits[1:-1] == "."
        if section is not None and (found["word"] or dotted) and not UNITS.match(text[found.end() :]):
            return Reference((section,), "number", 0.95 if found["word"] else 0.8)
    key = normal(text).text
    titles = [(key.find(title), target) for title, target in guide.titles.items() if len(title) >= 14 and title in key]
    for _, target in sorted(titles, key=lambda t: t[0]):
        if len(target.sections) == 1 and target.group is None:
            return Reference(target.sections, "title", 0.85)
    priority = _PRIORITY.search(text)
    if priority and priority[1] in guide.group_numbers:
        return Reference(guide.group_numbers[priority[1]].sections[:1], "number", 0.6)
    page = _PAGE.search(text)
    if page:
        sections = tuple(
            s.id for s in guide.consultation.sections if s.pages and s.pages[0] <= int(page[1]) <= s.pages[1]
        )
        return Reference(sections, "number", 0.9 if len(sections) == 1 else 0.5) if sections else None
    return None


def _scores(texts: list[Span], guide: Guide, similarity: Similarity | None) -> NDArray[np.float32] | None:
    if similarity is None or not texts:
        return None
    described = [f"{s.name}. {s.group}" for s in guide.consultation.sections]
    return similarity([t.text for t in texts], described)


def _confidence(row: NDArray[np.float32]) -> float:
    """How far the best section stands out among all, 0–1."""
    spread = float(np.std(row))
    if spread == 0.0:
        return 0.0
    weights = np.exp(_SHARPNESS * (row - np.max(row)) / spread)
    return round(float(1.0 / np.sum(weights)), 2)
