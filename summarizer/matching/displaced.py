"""Answers that do not stand below their question: under a heading that took the question's place, or above the question.

Between the passes: a visit is whole, so that it can be told which questions are there and which have nothing below them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from summarizer.consultation import Consultation
from summarizer.matching.guide import Guide
from summarizer.matching.machine import Entry, Visit
from summarizer.matching.settle import scores
from summarizer.matching.text import Span, plain

_OWN_HEADING = re.compile(r"\s*(?:[-–•*]\s*)?([^\W\d_][^:?.!\n]{2,38}?)\s*(?::\s*|$)")


def put_right(visit: Visit, guide: Guide) -> tuple[list[Span], list[str]]:
    """Give the entries of an official section the questions that they answer. Gives the words that were headings in
    place of a question, and warnings for a person."""
    if visit.section is None or visit.free:
        return [], []
    headings = _under_headings(visit, guide)
    name = guide.sections[visit.section].name
    if _all_above(visit, guide):
        return headings, [f"Svaren på {name} står ovanför sina frågor; kontrollera att de hamnade under rätt fråga."]
    titles = [guide.consultation.questions[q].title.lower() for q in _some_above(visit, guide)]
    told = f"Ett svar på {name} står ovanför sin fråga ({', '.join(titles)}); kontrollera att det hamnade rätt."
    return headings, [told] if titles else []


def _under_headings(visit: Visit, guide: Guide) -> list[Span]:
    """``Målformulering:`` where the question on the goal is gone: what follows is its answer."""
    assert visit.section is not None
    gone = [q for q in guide.sections[visit.section].questions if q not in visit.labels]
    labels: list[Span] = []
    entries: list[Entry] = []
    before, current = None, None
    for entry in visit.entries:
        if before is None or entry.question != before.question:
            current = None
        before = entry
        found = _heading(entry, gone, guide)
        if found is not None:
            current, end = found
            visit.asked_at.setdefault(current, entry.span.line.number)
            labels.append(entry.span.line.span(entry.span.start, end))
            rest = entry.span.line.span(end, entry.span.end)
            if rest.start < rest.end:
                entries.append(replace(entry, span=rest, question=current))
        else:
            entries.append(replace(entry, question=current) if current is not None else entry)
    if labels:
        visit.entries = entries
        visit.labels += [q for q in gone if q in visit.asked_at]
    return labels


def _heading(entry: Entry, gone: list[str], guide: Guide) -> tuple[str, int] | None:
    """(question, where the heading ends) when an entry begins its paragraph with the name of a question that is gone."""
    span = entry.span
    if entry.prompt or span.field or not span.line.first or span.line.text[: span.start].strip():
        return None
    found = _OWN_HEADING.match(span.text)
    if found is None or (found.end() < len(span.text) and ":" not in found[0]):
        return None
    question = guide.part_titles.get(plain(found[1]))
    return (question, span.start + found.end()) if question in gone else None


def _all_above(visit: Visit, guide: Guide) -> bool:
    """Move every answer to the question below it, when all stand so: something above the first question, nothing below
    the last, no answer on its question's line, and what they say fits at least as well."""
    assert visit.section is not None
    questions = guide.sections[visit.section].questions
    texts = [e for e in visit.entries if not e.prompt]
    if tuple(visit.labels) != questions or len(questions) < 2:
        return False
    below = dict(zip((None, *questions), (*questions, None), strict=True))
    if {None, questions[-1]} & {e.question for e in texts} != {None} or any(_in_place(e, visit) for e in texts):
        return False
    fits = sum(_fit(e, below[e.question], guide.consultation) - _fit(e, e.question, guide.consultation) for e in texts)
    if fits >= 0:
        visit.entries = [e if e.prompt else replace(e, question=below[e.question], moved=True) for e in visit.entries]
    return fits >= 0


def _some_above(visit: Visit, guide: Guide) -> list[str]:
    """Move what stands between an answer in its place and a question without one to that question, when its own words
    or the lack of a field there say so. Gives the questions."""
    moved = []
    for question, following in pairwise(visit.labels):
        texts = [e for e in visit.entries if e.question == question and not e.prompt]
        own_field = texts[0].span.field if texts else 0
        others = (i for i, e in enumerate(texts) if not _in_place(e, visit) or e.span.field not in (0, own_field))
        first = next(others, len(texts))
        answer, rest = texts[:first], texts[first:]
        empty = all(e.prompt for e in visit.entries if e.question == following)
        if not answer or not rest or not empty or question == following:
            continue
        without_field = bool(answer[-1].span.field) and all(e.question != following for e in visit.entries)
        said = sum(_fit(e, following, guide.consultation) - _fit(e, question, guide.consultation) for e in rest)
        if said > 0 or (said == 0 and without_field):
            own = set(map(id, rest))
            visit.entries = [replace(e, question=following, moved=True) if id(e) in own else e for e in visit.entries]
            moved.append(following)
    return moved


def _in_place(entry: Entry, visit: Visit) -> bool:
    """Whether an entry stands in a field or on the line of its question, where the template has the answer."""
    return bool(entry.question) and (
        entry.span.field != 0 or entry.span.line.number == visit.asked_at.get(entry.question or "")
    )


def _fit(entry: Entry, question: str | None, consultation: Consultation) -> int:
    return scores(entry.span.text, (question,), consultation)[question] if question else 0
