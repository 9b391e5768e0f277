"""Words that stand under no section: letters, mails and cover notes, routed by number, title or meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from summarizer.matching.guide import Guide
from summarizer.matching.headings import NUMBER, UNITS, WORD
from summarizer.matching.machine import Visit
from summarizer.matching.settle import Placed, by_words
from summarizer.matching.text import Span, plain
from summarizer.records import Routed

Similarity = Callable[[list[str], list[str]], NDArray[np.float32]]
_REFERENCE = re.compile(rf"(?P<word>{WORD}\s*:?\s*)?(?P<number>{NUMBER})", re.IGNORECASE)
_PRIORITY = re.compile(r"\bprioritering\s+(\d)\b(?![.,]\d)", re.IGNORECASE)
_PAGE = re.compile(r"(?<!\w)(?:s\.?|sid\.?|sida|sidan|sidor|sidorna)\s*(\d{1,3})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[”\"»)]*\s+(?=[A-ZÅÄÖ”\"«]|\d\.\d)")
_SHARPNESS = 2.0  # of the softmax over standardised similarities that gives the confidence
_CLEARLY = 1.5  # standard deviations by which meaning must beat the section at hand
_TELLING = 700  # characters of a text that tell what it is about
_MOST_TEXTS = 200  # of one file that are each compared with the sections
_NO_LETTER, _FEW_TEXTS = 1000, 40  # a file with more texts than that is no letter, and gets less time
_OPENING = 40  # characters within which a paragraph says what it is about
_CONTINUES = re.compile(
    r"(?:det (?:är|här|gäller|innebär|handlar|skulle|bör|vore)|detta|dessa|därför|dessutom|vidare|även|samtidigt|"
    r"exempelvis|till exempel|här|också|däremot)\b|vi (?:vill|anser|menar) (?:också|även|dessutom)\b",
    re.IGNORECASE,
)
_NEVER_SURE = 0.95
_SOME_WORDS = 12  # letters without which a text has no meaning to route by


@dataclass(frozen=True)
class Reference:
    """The sections that some words name (several: a page that many share), and how far into the text they do."""

    sections: tuple[str, ...]
    how: Routed
    confidence: float
    at: int = 0


@dataclass(frozen=True)
class Loose:
    """Words under no section's heading; ``fallback`` is the section they most likely go on about."""

    span: Span
    fallback: Reference | None = None


def loosened(visit: Visit, guide: Guide) -> list[Loose]:
    """Take out of a visit of the sender's own making what does not belong there.

    A paragraph that begins with the name of another section is about that one. A heading in front of a colon
    ("Hållbar mobilitet: …") holds for its own paragraph; what comes after only most likely goes on.
    """
    if not visit.free or visit.section is None:
        return []
    held = visit.heading.line if visit.heading is not None else None
    inline = held is not None and any(e.span.line is held for e in visit.entries)
    kept, out = [], []
    here = Reference((visit.section,), visit.how, round(visit.confidence * 0.8, 2))
    for entry in visit.entries:
        soft = inline and entry.span.line is not held and entry.question is None
        if entry.prompt:
            kept.append(entry)
        elif soft:
            out.append(Loose(entry.span, here))
        else:
            for piece, reference in _pieces(entry.span, guide, here, _OPENING):
                if reference is here:
                    kept.append(replace(entry, span=piece))
                else:
                    out.append(Loose(piece, here))
    visit.entries = kept
    return out


def route(loose: list[Loose], guide: Guide, similarity: Similarity | None) -> tuple[list[Placed], list[Span]]:
    """(placed, without a place). A sentence that names a section begins it; the paragraph follows; the rest by meaning."""
    placed: list[Placed] = []
    unsaid: list[Loose] = []
    shared: list[tuple[Span, Reference]] = []
    last: Reference | None = None
    for item in loose:
        for piece, reference in _pieces(item.span, guide):
            if reference is None:
                unsaid.append(Loose(piece, item.fallback or _weaker(last, piece)))
                continue
            last = reference
            if len(reference.sections) == 1:
                placed.append(_place(piece, reference.sections[0], reference.how, reference.confidence, guide))
            else:
                shared.append((piece, reference))
    scores = _scores([p for p, _ in shared] + [u.span for u in unsaid], guide, similarity)
    for i, (piece, reference) in enumerate(shared):
        row = {} if scores is None else {s: scores[i][guide.order.index(s)] for s in reference.sections}
        section = max(row, key=lambda s: row[s]) if row else reference.sections[0]
        placed.append(_place(piece, section, reference.how, reference.confidence, guide))
    lost: list[Span] = []
    for i, item in enumerate(unsaid, start=len(shared)):
        found = _by_meaning(item, None if scores is None else scores[i], guide)
        if found is None:
            lost.append(item.span)
        else:
            placed.append(found)
    placed.sort(key=lambda p: (p.span.line.number, p.span.start))
    return placed, lost


def _weaker(last: Reference | None, span: Span) -> Reference | None:
    """What was named before most likely goes on; surely so when the text says that it does."""
    if last is None:
        return None
    return replace(last, confidence=round(last.confidence * (0.8 if _CONTINUES.match(span.text) else 0.5), 2))


def _by_meaning(item: Loose, row: NDArray[np.float32] | None, guide: Guide) -> Placed | None:
    """The section most like the text, unless the one before is nearly as like it; None when nothing tells."""
    back = item.fallback
    if row is None or item.span.count() < _SOME_WORDS:
        return None if back is None else _place(item.span, back.sections[0], back.how, back.confidence, guide)
    best = int(np.argmax(row))
    if back is not None:
        lead = float(row[best] - row[guide.order.index(back.sections[0])])
        if lead <= _CLEARLY * float(np.std(row)):
            return _place(item.span, back.sections[0], back.how, back.confidence, guide)
    return _place(item.span, guide.order[best], "meaning", _confidence(row), guide)


def _place(span: Span, section: str, how: Routed, confidence: float, guide: Guide) -> Placed:
    questions = guide.sections[section].questions
    question = by_words(span.text, questions, guide.consultation) if len(questions) > 1 else questions[0]
    return Placed(span, section, question, how, confidence)


def _pieces(
    span: Span, guide: Guide, current: Reference | None = None, near: int | None = None
) -> Iterable[tuple[Span, Reference | None]]:
    """The span cut where a sentence names another section than the one before it.

    ``current``: what the span is about until it says something else; ``near``: only what a sentence names within so
    many characters counts.
    """
    cuts = [span.start, *(span.start + m.end() for m in _SENTENCE.finditer(span.text)), span.end]
    begun = span.start
    for start, end in pairwise(cuts):
        said = reference_in(span.line.text[start:end], guide)
        if said is not None and near is not None and said.at > near:
            said = None
        if said is not None and current is not None and not set(current.sections) & set(said.sections):
            if begun < start:
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
            return Reference((section,), "number", 0.95 if found["word"] else 0.8, found.start())
    key = plain(text)
    titles = [(key.find(title), target) for title, target in guide.titles.items() if len(title) >= 14 and title in key]
    for at, target in sorted(titles, key=lambda t: t[0]):
        if len(target.sections) == 1 and target.group is None:
            return Reference(target.sections, "title", 0.85, at)
    priority = _PRIORITY.search(text)
    if priority and priority[1] in guide.group_numbers:
        return Reference(guide.group_numbers[priority[1]].sections[:1], "number", 0.6, priority.start())
    page = _PAGE.search(text)
    if page:
        sections = tuple(
            s.id for s in guide.consultation.sections if s.pages and s.pages[0] <= int(page[1]) <= s.pages[1]
        )
        confidence = 0.9 if len(sections) == 1 else 0.5
        return Reference(sections, "number", confidence, page.start()) if sections else None
    return None


def _scores(texts: list[Span], guide: Guide, similarity: Similarity | None) -> NDArray[np.float32] | None:
    if similarity is None or not texts:
        return None
    described = [f"{s.name}. {s.group}" for s in guide.consultation.sections]
    # The beginning tells what a text is about; the whole of a very long one would only cost time and memory. Of very
    # many texts, neighbours are taken together.
    most = _MOST_TEXTS if len(texts) <= _NO_LETTER else _FEW_TEXTS
    together = -(-len(texts) // most)
    groups = ["\n".join(t.text[:_TELLING] for t in texts[i : i + together]) for i in range(0, len(texts), together)]
    wanted = [group[:_TELLING] for group in groups]
    different = list(dict.fromkeys(wanted))
    scores = similarity(different, described)
    place = {text: i for i, text in enumerate(different)}
    return scores[[place[wanted[i // together]] for i in range(len(texts))]]


def _confidence(row: NDArray[np.float32]) -> float:
    """How far the best section stands out among all, 0–1."""
    spread = float(np.std(row))
    if spread == 0.0:
        return 0.0
    weights = np.exp(_SHARPNESS * (row - np.max(row)) / spread)
    return min(round(float(1.0 / np.sum(weights)), 2), _NEVER_SURE)
