"""From a case to an edit: of all texts that hold, the one that says most of what the theme is about, put into the form of the part."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np

from summarizer.drafting.actor_names import are_actors
from summarizer.drafting.denial import denied, worsened
from summarizer.drafting.disputes import disputed, doubting, of_two
from summarizer.drafting.evidence import Core, cores, evidence, likeness
from summarizer.drafting.explain import Kind
from summarizer.drafting.forms import against, extended, held_for, lead
from summarizer.drafting.materials import Case, Embed, Generate, Vectors
from summarizer.drafting.scope import scopes
from summarizer.drafting.suitability import Form, suitability
from summarizer.drafting.swaps import substituted
from summarizer.drafting.targets import (
    asserts,
    contradicts,
    contrary,
    denies,
    measures,
    names_subject,
    same_matter,
)
from summarizer.drafting.things import gone, opposes, unwanted
from summarizer.drafting.turns import turned
from summarizer.drafting.wording import (
    Ground,
    Names,
    Written,
    correction,
    facts,
    facts_of_claims,
    needs,
    needs_of_claims,
    repeats,
    stands_on,
)
from summarizer.llm import load_prompt
from summarizer.records import Answer, Op, Point
from summarizer.summary.sentences import sentences_of
from summarizer.text.words import content_stems, missing_facts, overlap, proper_names

NEED, FACT = "draft_need.v1", "draft_fact.v1"
_LEAST_NEED, _LEAST_FACT = 0.3, 0.35  # scores below which a text is not about the theme
_MANY = 8  # senders of a section among whom one is one of many
_GROUPS = 3  # that are added to a goal at once
_OF_THE_MATTER = 0.3  # share of the theme's core in a fact by a sender who says that the sentence does not hold
_UNSUITABLE = 0.25  # grade below which a text is not proposed (see suitability)
_STANDS = 0.4  # grade from which it can take a sentence's place where that could be denied instead
_SPEAKS_OF_IT = 0.3  # what it is worth in grade that a text has all words of the sentence that it puts right
_TOUCHES = 0.15  # share of a sentence's words in a fact that is told of it
_ANECDOTE = 0.2  # taken off a text with a name that only its own sender gives
# Likeness and share of words below which a point is about something else than a text.
_ANOTHER, _OTHER_WORDS = 0.25, 0.1
_WIDER = re.compile(r"\b(?:läne\w*|region\w*|landet\w*|Sverige\w*|nationell\w*|kommuner\w*|norr\w*)\b", re.I)
_COMMON = content_stems(
    "kommun förening privatperson myndighet region universitet högskola bolag företag bibliotek kultur norr nätverk"
)


@dataclass(frozen=True)
class Edit:
    """An operation with its text, before it is tied to its place. ``kind`` says what it does to the text, for the rationale."""

    op: Op
    kind: Kind
    written: Written


STRUCK = Edit("delete", "struck", Written("", (), True))


class Composer:
    """Writes the texts of one section."""

    def __init__(
        self,
        names: Names,
        groups: Mapping[str, Sequence[Point]],
        of_points: Vectors,
        answers: Mapping[str, Answer],
        generate: Generate,
        embed: Embed,
    ) -> None:
        self._names = names
        self._embed = embed
        self._points = {point.point_id: point for points in groups.values() for point in points}
        self._groups = groups
        self._senders = len({point.submission_id for point in self._points.values()})
        self._cores = cores(groups)
        self._of_points = of_points
        self._answers = answers
        self._generate = generate

    def edit(self, case: Case, current: str, changes: bool) -> Edit | Literal["covered"] | None:
        """The edit at the baseline sentence ``current``; ``changes``: the sentence itself is to be changed, if that can be
        done. None when no text holds."""
        if case.part.part == "analysis":
            return self._fact(case, current, changes)
        return self._need(case, current, changes)

    def rest(self, case: Case, first: Edit) -> Case | None:
        """The points of the case that the edit says nothing of: a theme can hold several wishes, and each is owed an answer."""
        said = [first.written.text, *(point.quote for point in first.written.points)]
        stems = content_stems(" ".join(said)) - _COMMON
        near = (self._of_points.of([p.quote for p in case.points]) @ self._of_points.of(said).T).max(axis=1)
        left = tuple(
            point
            for point, likeness in zip(case.points, near, strict=True)
            if likeness < _ANOTHER and overlap(stems, content_stems(point.quote)) < _OTHER_WORDS
        )
        return replace(case, points=left, theme_points=left) if left else None

    def _is_rest(self, case: Case) -> bool:
        return len(case.theme_points) < len(self._groups[case.theme.theme_id])

    def _core(self, case: Case) -> Core:
        own = case.theme.theme_id
        return cores({own: case.theme_points})[own] if self._is_rest(case) else self._cores[own]

    def _asked(self, case: Case) -> Generate:
        """The model is asked once for a theme; what is left of it is proposed where a rule finds it outright."""
        return (lambda request: None) if self._is_rest(case) else self._generate

    def _known(self, case: Case) -> Mapping[str, Point]:
        return {point.point_id: point for point in case.theme_points} if self._is_rest(case) else self._points

    def _fact(self, case: Case, current: str, changes: bool) -> Edit | Literal["covered"] | None:
        core = self._core(case)
        ground = self._ground(case, core, asks=False)
        if changes and (swapped := substituted(current, ground.ranked)) is not None:
            return Edit("replace", "changed", swapped)
        if changes and (text := turned(current, _by_sender(case.points))) is not None:
            return Edit("replace", "changed", Written(text, (), True))
        found = facts(ground, self._hearsay, load_prompt(FACT), self._asked(case))
        found += facts_of_claims(case.theme.claims, self._known(case), ground, self._hearsay)
        written = self._chosen(found, case, core, _LEAST_FACT, current if changes else "")
        if (
            changes
            and (not case.aimed or disputed(case))
            and (put_right := self._put_right(case, current, core, ground, written)) is not None
        ):
            return put_right
        if written is None or self._of_one_place(written):
            return None
        if case.senders == 1 and self._senders >= _MANY and not re.search(r"\d", written.text):
            return None  # what one of many thinks, without a figure, is no part of the analysis
        return "covered" if repeats(written.text, case.part.text) else Edit("insert_after", "new", written)

    def _put_right(self, case: Case, current: str, core: Core, ground: Ground, fact: Written | None) -> Edit | None:
        """A sentence that does not hold: with the fact in place of what is wrong in it, or denied."""
        denial = self._contradiction(case, current, core, ground)
        if fact is None or (
            denial is not None and (self._only_ground(fact.text, current) or self._weak(fact.text, current))
        ):
            return denial
        denying = {p.submission_id for p in case.points if contradicts(p.quote, current)}
        if denial is not None and denying and not denying & {p.submission_id for p in fact.points}:
            return denial  # others say outright that it does not hold, and he something else
        outright = any(denies(p.quote, current) for p in fact.points)
        surely = core.in_text(fact.text) >= _OF_THE_MATTER and outright
        put_right = correction(current, fact, ground.quotes, surely)
        return Edit("replace", "changed", put_right) if put_right is not None else denial

    def _contradiction(self, case: Case, current: str, core: Core, ground: Ground) -> Edit | None:
        """The sentence denied, as senders deny the whole of it, with a fact as ground that one of them gives, or somebody else who speaks
        of the same: here what is so in a place that is named with a figure will do."""
        behind = tuple(p for p in case.points if contradicts(p.quote, current))
        if not behind and (asserts(current) or measures(current)):
            behind = doubting(case, current)
        quotes = [p.quote for p in behind]
        if not behind:
            return None
        text = worsened(current, [p.quote for p in case.points]) or denied(
            current, quotes, partial(self._wrong, behind)
        )
        if text is None:
            return None
        fact = self._reason(ground, behind, case, core, current)
        if fact is not None and contradicts(fact.text, current):
            return Edit(
                "replace", "changed", replace(fact, points=behind)
            )  # it says itself that the sentence does not hold
        return Edit("replace", "changed", Written(f"{text} {fact.text}" if fact is not None else text, behind, True))

    def _wrong(self, behind: Sequence[Point], statements: Sequence[str]) -> set[int]:
        """Which of the statements do not hold: those that two fifths, or more, of what senders say against something are nearest to."""
        said = [piece for point in behind for piece in sentences_of(point)]
        pieces = [piece for piece in said if contrary(piece)] or said
        near = self._of_points.of(pieces) @ self._of_points.of(statements).T
        words = [[overlap(content_stems(s), content_stems(piece)) for s in statements] for piece in pieces]
        nearest = (near + np.array(words)).argmax(axis=1).tolist()
        return {at for at in range(len(statements)) if nearest.count(at) * 5 >= 2 * len(pieces)}

    def _reason(self, ground: Ground, behind: Sequence[Point], case: Case, core: Core, current: str) -> Written | None:
        """Of what senders say is so, what says most of the matter: of those who deny the sentence when they say something of it."""
        found = facts(ground, self._vague, load_prompt(FACT), lambda request: None)
        found = [f for f in found if not repeats(f.text, current)]
        theirs = [
            f for f in found
            if set(f.points) & set(behind) and core.in_text(f.text) >= _OF_THE_MATTER
            and (re.search(r"\d", f.text) or overlap(content_stems(current), content_stems(f.text)) >= _TOUCHES)
        ]  # fmt: skip
        return self._chosen(theirs or found, case, core, _LEAST_FACT, current)

    def past(self, case: Case, current: str) -> Edit | None:
        """A sentence on what is no more, with what senders say became of it in its place; None when none says it plainly."""
        told = tuple(p for p in case.points if gone(p.quote, current))
        core = self._core(case)
        ground = self._ground(case, core, asks=False)
        theirs = replace(ground, ranked=tuple(e for e in ground.ranked if e.point in told and gone(e.text, current)))
        found = facts(theirs, lambda text, point: False, load_prompt(FACT), lambda request: None)
        fact = self._chosen(found, case, core, 0.0, current)
        return Edit("replace", "changed", replace(fact, points=told)) if fact is not None else None

    def _need(self, case: Case, current: str, changes: bool) -> Edit | Literal["covered"] | None:
        core = self._core(case)
        wishes = tuple(point for point in case.theme_points if point.question != "actors") or case.points
        ground = self._ground(replace(case, points=wishes), core, asks=True)
        if changes and (swapped := substituted(current, ground.ranked, self._in_full)) is not None:
            return Edit("replace", "changed", replace(swapped, points=self._read_for(swapped.points)))
        if changes and (wider := self._wider(case, current)) is not None:
            return wider
        found = needs(ground, self._names.lower, self._local, load_prompt(NEED), self._asked(case))
        found += needs_of_claims(case.theme.claims, self._known(case), self._names.lower, ground)
        found = [w for w in found if not are_actors(w.text)]  # who is to be listed is no need
        if changes and (other := self._unwanted(case, current, core, found)) is not None:
            return other
        written = self._chosen(found, case, core, _LEAST_NEED)
        if written is None:
            return None
        written = replace(written, text=against(written.text))
        if repeats(written.text, case.part.text):
            return "covered"
        not_wanted = any(unwanted(p.quote) or opposes(p.quote, current) for p in case.points)
        if changes and not not_wanted and (longer := extended(current, written.text)) is not None:
            return Edit("replace", "longer", replace(written, text=longer))
        return Edit("insert_after", "new", replace(written, text=f"{lead(case.part, current)} {written.text}."))

    def _in_full(self, point: Point) -> str:
        """What the sender writes: of a goal the whole answer, since what is missing and what is to stand instead are often two points."""
        return self._answers[point.answer_id].text if point.question == "goal" else point.quote

    def _read_for(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """The points whose words were read for these (see ``_in_full``): what a text is made of is cited."""
        answers = {point.answer_id for point in points if point.question == "goal"}
        return (*points, *(p for p in self._points.values() if p.answer_id in answers and p not in points))

    def _wider(self, case: Case, current: str) -> Edit | None:
        """A goal with those whom senders say that it is to hold for as well."""
        if case.part.part != "goal":
            return None
        groups: dict[str, list[Point]] = {}
        for point in case.points:
            for sentence in sentences_of(point):
                for who in scopes(sentence, self._names.lower):
                    if not repeats(who, f"{current} {' '.join(g for g in groups if g != who)}"):
                        groups.setdefault(who, []).append(point)
        named = sorted(groups, key=lambda who: (-len(groups[who]), who))[:_GROUPS]
        if not named or not all(
            stands_on(who, Ground((), tuple(p.quote for p in groups[who]), current)) for who in named
        ):
            return None
        points = tuple(dict.fromkeys(p for who in named for p in groups[who]))
        return Edit(
            "replace",
            "longer",
            Written(held_for(current, named), points, True),
        )

    def _unwanted(self, case: Case, current: str, core: Core, found: Sequence[Written]) -> Edit | None:
        """A need that senders do not want, or that is past: what they want instead, or struck when several say so."""
        past = tuple(p for p in case.points if gone(p.quote, current))
        behind = past or tuple(p for p in case.points if opposes(p.quote, current))
        if not behind and case.aimed:
            behind = of_two(tuple(p for p in case.points if unwanted(p.quote)))
        if not behind:
            return None
        theirs = [w for w in found if any(p in behind for p in w.points) or (past and same_matter(w.text, current))]
        wish = self._chosen(theirs, case, core, 0.0)
        if wish is not None:
            opening = (
                "Identifierade behov inkluderar" if current.startswith("Identifierade behov") else "Det finns behov av"
            )
            return Edit("replace", "changed", Written(f"{opening} {wish.text}.", behind, True))
        return STRUCK if past or of_two(behind) else None

    def _only_ground(self, fact: str, current: str) -> bool:
        """Is the fact one place's, or of another matter than the sentence? Then it is a ground, but does not stand for the whole."""
        return (
            bool(proper_names(fact) - proper_names(current))
            or not same_matter(fact, current)
            or not names_subject(fact, current)
        )

    def _weak(self, fact: str, current: str) -> bool:
        """Would the fact alone be a poor sentence in place of the one that is there? Not if it says itself that that does not hold."""
        if contradicts(fact, current):
            return False
        speaks = overlap(content_stems(current), content_stems(fact))
        return suitability([fact], "fact", self._embed)[0] + _SPEAKS_OF_IT * speaks < _STANDS

    def _ground(self, case: Case, core: Core, asks: bool) -> Ground:
        ranked = evidence(case, self._of_points, core, asks)
        return Ground(tuple(ranked), tuple(point.quote for point in case.points), case.part.text)

    def _chosen(
        self, found: Sequence[Written], case: Case, core: Core, least: float, disputed: str = ""
    ) -> Written | None:
        """Of what would suit a strategy, what says most of the theme's core; a sender's own words, and those under this part, count
        more, and so does what speaks of the same as the ``disputed`` sentence."""
        wrong = content_stems(disputed)
        form: Form = "fact" if case.part.part == "analysis" else "need"
        grades = suitability([written.text for written in found], form, self._embed)
        speaks = [overlap(wrong, content_stems(written.text)) for written in found]
        graded = [
            (written, grade, close) for written, grade, close in zip(found, grades, speaks, strict=True)
            if grade + _SPEAKS_OF_IT * close >= _UNSUITABLE
        ]  # fmt: skip
        if not graded:
            return None
        near = likeness([written.text for written, _, _ in graded], case, self._of_points)
        own = {point.point_id for point in case.points}
        said = [
            core.in_text(w.text) + 0.5 * like + _bonus(w, own) - 0.02 * max(0, len(w.text.split()) - 18) + close
            - (_ANECDOTE if self._own_place(w, case) else 0.0)
            for (w, _, close), like in zip(graded, near, strict=True)
        ]  # fmt: skip
        scores = [round(says + grade, 6) for says, (_, grade, _) in zip(said, graded, strict=True)]
        at = max(range(len(graded)), key=lambda i: (scores[i], graded[i][0].text))
        return graded[at][0] if said[at] >= least else None

    def _local(self, text: str, point: Point) -> bool:
        """Does the text speak of the sender's own village or firm, or of a place that only one private person names?"""
        sender = self._answers[point.answer_id]
        own = content_stems(sender.organisation) - _COMMON
        return bool(own & content_stems(text)) or (
            sender.respondent_type == "privatperson" and self._named_alone(text, point)
        )

    def _named_alone(self, text: str, point: Point) -> bool:
        others = [p.quote for p in self._points.values() if p.submission_id != point.submission_id]
        return any(not fact[0].isdigit() for fact in missing_facts(text, others))

    def _of_one_place(self, written: Written) -> bool:
        """Does the text name what nobody else on the section names? An analysis of the whole does not gain by one hut or one lake."""
        return len(written.points) == 1 and self._named_alone(written.text, written.points[0])

    def _own_place(self, written: Written, case: Case) -> bool:
        """Does the text name what one sender of several names, and the strategy does not: a village, a road, a scheme?"""
        others = {point.submission_id for point in case.theme_points}
        if len(others) < 2 or not written.points:
            return False
        said = {p.submission_id for p in written.points}
        elsewhere = [p.quote for p in case.theme_points if p.submission_id not in said or len(said) > 1]
        return any(not fact[0].isdigit() for fact in missing_facts(written.text, [*elsewhere, case.part.text]))

    def _vague(self, text: str, point: Point) -> bool:
        """Is the text hearsay, and not even a figure of a place that it names?"""
        return self._hearsay(text, point) and not (re.search(r"\d", text) and proper_names(text))

    def _hearsay(self, text: str, point: Point) -> bool:
        """What a private person has seen, without a figure or a source, is no fact of the strategy; nor what a sender's own place is like, nor a
        municipality's figures without a word of where they hold: they are its own."""
        kind, figures = self._answers[point.answer_id].respondent_type, re.search(r"\d", text)
        alone = kind == "privatperson" and not figures
        own_figures = kind == "kommun" and figures is not None and not (_WIDER.search(text) or proper_names(text))
        return alone or own_figures or self._local(text, point)


def _by_sender(points: Sequence[Point]) -> list[list[str]]:
    """The sentences of each sender."""
    said: dict[str, list[str]] = {}
    for point in points:
        said.setdefault(point.submission_id, []).extend(sentences_of(point))
    return list(said.values())


def _bonus(written: Written, own: Collection[str]) -> float:
    if not written.by_rule:
        return 0.0
    return 0.1 + (0.15 if any(point.point_id in own for point in written.points) else 0.0)
