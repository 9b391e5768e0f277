"""The state machine over a document's lines: which section and question every word of the sender stands under.

Two passes. The first walks the lines and opens a *visit* each time a section begins; the second settles, visit by visit,
what could not be known on the way (an answer whose question was deleted is known by the questions that remain).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from summarizer.matching.guide import Guide, Target
from summarizer.matching.headings import Heading
from summarizer.matching.text import Line, Span, normal
from summarizer.matching.tokens import LONGEST_LABEL, Expecting, Token, tokens_of
from summarizer.records import Routed

_BACKGROUND_LINES = 4  # a background field outside a table ends after this many lines


@dataclass(frozen=True)
class Entry:
    """The sender's words (or a prompt, which only marks a field) under a question, or under none yet."""

    span: Span
    question: str | None
    prompt: bool = False
    moved: bool = False  # from where it stood to the question that it answers


@dataclass
class Visit:
    """One stretch of the document under one section heading."""

    section: str | None
    how: Routed
    confidence: float
    free: bool  # the heading is the sender's own: what stands under it is marked as routed
    heading: Span | None = None
    by_order: bool = False  # there was no heading; the order of the template told the section
    shared: bool = False  # the heading names other sections too
    labels: list[str] = field(default_factory=list)
    asked_at: dict[str, int] = field(default_factory=dict)  # question → number of its line
    entries: list[Entry] = field(default_factory=list)
    filled: set[str | None] = field(default_factory=set)  # questions whose field has been seen

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        if entry.prompt or entry.span.field:
            self.filled.add(entry.question)


@dataclass
class Sorted:
    """What the first pass found in one part of a file."""

    visits: list[Visit] = field(default_factory=list)
    loose: list[Span] = field(default_factory=list)  # words under no section
    labels: list[Span] = field(default_factory=list)
    prompts: list[Span] = field(default_factory=list)
    background: list[tuple[str, Span]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def take(self, other: Sorted) -> None:
        """Add what was found in the next part."""
        self.visits += other.visits
        self.loose += other.loose
        self.labels += other.labels
        self.prompts += other.prompts
        self.background += other.background
        self.warnings += other.warnings


def is_form(lines: Iterable[Line], guide: Guide) -> bool:
    """Whether a part is the template (filled in, taken apart or not), rather than a letter of the sender's own."""
    hits = 0
    for line in lines:
        key = normal(line.text, line.mask).text
        hits += len(guide.label_pattern.findall(key)) + sum(
            h in guide.form_headings for h in guide.heading_pattern.findall(key)
        )
        if line.text.rstrip().endswith("?") and len(key) <= LONGEST_LABEL and not guide.label_pattern.search(key):
            hits += guide.similar_label(key) is not None
        if hits >= 2:
            return True
    return False


class Machine:
    """First pass over one part of a file."""

    def __init__(self, guide: Guide, form: bool, background_tables: set[int]) -> None:
        self.guide, self.form, self.tables = guide, form, background_tables
        self.out = Sorted()
        self.visit: Visit | None = None
        self.official: Visit | None = None  # the last section that the template's own heading opened
        self.group: Target | None = None
        self.question: str | None = None
        self.last: str | None = None  # the last section seen, for the order
        self.background: str | None = None
        self.background_at: Line | None = None

    def read(self, lines: Sequence[Line]) -> Sorted:
        for line, following in zip_longest(lines, lines[1:]):
            front = self.visit is None and self.last is None
            ends = following is None or not line.goes_on_in(following)
            expecting = Expecting(front, front or self._in_background_table(line), self._inside_answer(line), ends)
            for token in tokens_of(line, self.guide, expecting):
                self._take(token)
        return self.out

    def _inside_answer(self, line: Line) -> bool:
        """Whether a line of the form is likely to go on with an answer: its field is not behind us yet."""
        if not self.form or self.question is None or self.visit is None:
            return False
        return "c" in line.mask or self.question not in self.visit.filled

    def _in_background_table(self, line: Line) -> bool:
        return line.cell is not None and line.cell.table in self.tables

    def _take(self, token: Token) -> None:
        if token.kind == "text":
            self._text(token.span)
            return
        if token.kind == "prompt":
            self.out.prompts.append(token.span)
            if self.visit is not None:
                self.visit.add(Entry(token.span, self.question, prompt=True))
            return
        self.out.labels.append(token.span)
        self.background = None
        if token.kind == "heading" and token.heading is not None:
            self._heading(token.heading, token.span)
        elif token.kind == "question":
            self._ask(token.value, token.wording, token.span.line.number)
        elif token.kind == "background":
            self.background, self.background_at = token.value, token.span.line
        elif token.kind == "printed" and self.form:
            self.visit = self.question = None

    # ── background ──────────────────────────────────────────────────────────────────────────────────────────────────
    def _text(self, span: Span) -> None:
        if self.background is not None and self._still_background(span.line):
            self.out.background.append((self.background, span))
        elif self.visit is not None and self.visit.section is not None:
            named = self._named_part(self.visit, span)
            if named is not None:
                self.question = named
                self.out.labels.append(span)
            elif span.line.kind == "heading" and not self.form:
                self.visit = self.question = None  # a letter's own heading ends the section before it
                self.out.loose.append(span)
            else:
                self.visit.add(Entry(span, self.question))
        else:
            self.out.loose.append(span)

    def _named_part(self, visit: Visit, span: Span) -> str | None:
        """The question that a heading of the sender's own names, under a section of the sender's own: "Mål:"."""
        alone = span.start == 0 or not span.line.text[: span.start].strip(" -•*")
        if (
            not visit.free
            or visit.section is None
            or not alone
            or len(span.text) > 40
            or span.end < len(span.line.text.rstrip())
        ):
            return None
        question = self.guide.part_titles.get(normal(span.text, span.mask).text)
        return question if question in self.guide.sections[visit.section].questions else None

    def _still_background(self, line: Line) -> bool:
        label = self.background_at
        if label is None or line is label:
            return True
        if label.cell is not None or line.cell is not None:
            return label.cell is not None and line.cell is not None and label.cell.table == line.cell.table
        return line.number - label.number <= _BACKGROUND_LINES and len(line.text) <= 200

    # ── headings ────────────────────────────────────────────────────────────────────────────────────────────────────
    def _heading(self, heading: Heading, span: Span) -> None:
        self.question = None
        target = heading.target
        section = self._choose(target)
        if target.group is not None:
            self.group = target
        inside = "c" in span.mask and self.form
        free = not self.form or inside or (not heading.official and self._expects_more())
        if section is None:
            self.visit = None
            return
        if heading.conflict:
            self.out.warnings.append(
                f"Rubriken {heading.conflict}; svaret lades under {self.guide.sections[section].name}."
            )
        self.visit = Visit(section, heading.how, heading.confidence, free, span, shared=heading.several)
        self.out.visits.append(self.visit)
        if target.group is None:
            self.last = section
        if not free:
            self.official = self.visit

    def _expects_more(self) -> bool:
        """Whether the template's own section still has questions to come, so that a new heading is in an answer."""
        here = self.official
        if here is None or here.section is None or not here.labels:
            return False
        questions = self.guide.sections[here.section].questions
        return questions.index(here.labels[-1]) < len(questions) - 1 if here.labels[-1] in questions else False

    def _choose(self, target: Target) -> str | None:
        """The one section that a heading means: the only one, the one in this group, or the next one in order."""
        if target.group is not None or len(target.sections) == 1:
            return target.sections[0]
        if self.group is not None:
            here = [s for s in target.sections if s in self.group.sections]
            if here:
                return self._next(here) or here[0]
        if self.last is not None:
            group = self.guide.sections[self.last].group
            here = [s for s in target.sections if self.guide.sections[s].group == group]
            following = self._next(here) or self._next(list(target.sections))
            if following is not None:
                return following
        return target.sections[0] if self.form else None

    def _next(self, sections: list[str]) -> str | None:
        """The first of some sections that comes after the last one seen."""
        after = self.guide.order.index(self.last) if self.last is not None else -1
        return next((s for s in self.guide.order if s in sections and self.guide.order.index(s) > after), None)

    # ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _ask(self, question: str, wording: int, line: int) -> None:
        visit = self._visit_for(question, wording)
        if visit is None:
            return
        self.visit, self.question = visit, question
        visit.labels.append(question)
        visit.asked_at.setdefault(question, line)

    def _visit_for(self, question: str, wording: int) -> Visit | None:
        """The visit that a question belongs to; a new one, by order, when its heading was deleted."""
        here, official = self.visit, self.official
        if (
            official is not None
            and official is not here
            and (here is None or here.free)
            and self._is_next(official, question)
        ):
            return official
        if here is not None and here.section is not None:
            questions = self.guide.sections[here.section].questions
            if (
                question in questions
                and not self._starts_over(here, question)
                and not self._hinted_away(here, question, wording)
            ):
                if here.free and not here.entries:
                    here.free, self.official = False, here
                return here
        section = self._section_asking(question, wording)
        if section is None:
            return None
        visit = Visit(section, "title", 0.6, free=False, by_order=True)
        self.out.visits.append(visit)
        self.last, self.official = section, visit
        return visit

    def _is_next(self, visit: Visit, question: str) -> bool:
        if visit.section is None or not visit.labels:
            return False
        questions = self.guide.sections[visit.section].questions
        return question in questions and questions.index(question) > questions.index(visit.labels[-1])

    def _starts_over(self, visit: Visit, question: str) -> bool:
        """A question asked again, after others or as a section's only one: a new section has begun without a heading."""
        if visit.section is None or question not in visit.labels:
            return False
        return len(self.guide.sections[visit.section].questions) == 1 or visit.labels[-1] != question

    def _hinted_away(self, visit: Visit, question: str, wording: int) -> bool:
        """Whether the wording tells of another section: the introduction's question under the table's heading."""
        if visit.section is None or not wording or (not visit.free and visit.labels == []):
            return False
        hinted = self.guide.hinted(question, wording, self._members(question))
        return hinted is not None and hinted != visit.section

    def _section_asking(self, question: str, wording: int) -> str | None:
        members = self._members(question)
        hinted = self.guide.hinted(question, wording, members)
        if hinted is not None:
            return hinted
        asking = [s for s in self.guide.order if question in self.guide.sections[s].questions]
        return self._next(members) or self._next(asking) or (asking[0] if asking and self.last is None else None)

    def _members(self, question: str) -> list[str]:
        """Sections of the group at hand that ask the question, in order."""
        if self.group is not None:
            sections = self.group.sections
        elif self.last is not None:
            group = self.guide.sections[self.last].group
            sections = tuple(s for s in self.guide.order if self.guide.sections[s].group == group)
        else:
            return []
        return [s for s in sections if question in self.guide.sections[s].questions]
