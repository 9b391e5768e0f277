"""What is to be done where: which sentence of the baseline each theme concerns, and with which operation, before any text is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.drafting.actors import is_list
from summarizer.drafting.aims import NEAR, VERY_NEAR, Aim, aims
from summarizer.drafting.materials import Case, DraftMaterials, Embed, Vectors
from summarizer.drafting.routing import names_part
from summarizer.drafting.swaps import spelled_out
from summarizer.drafting.targets import (
    Place,
    asserts,
    challenges,
    claims,
    contradicts,
    contrary,
    disputes,
    measures,
    operation,
    place,
    rejects,
    strikes,
)
from summarizer.drafting.things import gone, unwanted
from summarizer.records import BaselinePart, Op, Part, Point, ThemeSummary

PROSE: tuple[Part, ...] = ("analysis", "goal", "needs")
_CHALLENGED: tuple[Part, ...] = ("analysis", "goal", "needs", "actors")
_AIMED_AT: tuple[Part, ...] = ("analysis", "needs")


@dataclass(frozen=True)
class Plan:
    """A case with its place and operation, before its text is written. ``against`` asks for the contrary of ``case``."""

    case: Case
    op: Op
    where: Place | None
    against: Case | None = None

    def at_same_sentence(self, other: Plan) -> bool:
        if self.where is None or other.where is None:
            return False
        return self.case.part is other.case.part and self.where.sentence == other.where.sentence


class Planner:
    """Plans for one section."""

    def __init__(
        self, materials: DraftMaterials, groups: Mapping[str, Sequence[Point]], of_points: Vectors, embed: Embed
    ) -> None:
        self._materials = materials
        self._parts = {part.part: part for part in materials.parts}
        self._texts = {answer.answer_id: " ".join(answer.text.split()) for answer in materials.answers}
        self._groups = {theme: tuple(points) for theme, points in groups.items()}
        self._of_points = of_points
        self._of_baseline = Vectors([s.text for part in materials.parts for s in part.sentences], embed)

    def plans(self, themes: Sequence[ThemeSummary], wanted: Mapping[tuple[str, Part], list[Point]]) -> list[Plan]:
        """All plans, changes first. ``wanted``: the points of a theme that concern a part."""
        return self._without_collisions(self._challenged([self.plan(case) for case in self._cases(themes, wanted)]))

    def plan(self, case: Case) -> Plan:
        """What is to be done for one case."""
        where = place(case, self._of_points, self._of_baseline)
        return Plan(case, "insert_after" if where is None else operation(case, where), where)

    def contrary(self, theme_id: str) -> set[str]:
        """The themes that stand against this one."""
        pairs = [(c.theme_a, c.theme_b) for c in self._materials.conflicts]
        return {b if a == theme_id else a for a, b in pairs if theme_id in (a, b)}

    def _cases(self, themes: Sequence[ThemeSummary], wanted: Mapping[tuple[str, Part], list[Point]]) -> list[Case]:
        """A theme's main part, and every other part where two senders speak of it or one asks for a change."""
        cases = []
        for theme in themes:
            of_parts = {part: wanted[theme.theme_id, part] for part in PROSE if (theme.theme_id, part) in wanted}
            if not of_parts:
                continue
            main = max(of_parts, key=lambda part: (len(of_parts[part]), -PROSE.index(part)))
            for part, points in of_parts.items():
                if part == main or _enough(part, points):
                    cases.append(Case(theme, self._parts[part], tuple(points), self._groups[theme.theme_id]))
        return cases

    # ── sentences that senders challenge ────────────────────────────────────────────────────────────────────────────
    def _challenged(self, plans: Sequence[Plan]) -> list[Plan]:
        """Plans for sentences that senders speak of as wrong, gone or unwanted, outright and wherever they say so, or by what they write of
        the same, put first among the others: what a theme is mostly about often stands elsewhere than what it finds wrong."""
        said = [p for points in self._groups.values() for p in points if p.stance != "support"]
        found = list(plans)
        for part in (self._parts[name] for name in _CHALLENGED if name in self._parts):
            near = self._aims(part, said)
            for sentence in part.sentences:
                if part.part == "actors" and is_list(sentence.text):
                    continue
                aimed = near.get(sentence.number, ())
                outright = tuple(p for p in said if p not in aimed and self._concerns(p, sentence.text, part.part))
                found = self._with_challenge(
                    found, part, sentence.number, (*aimed, *outright), bool(aimed) or part.part == "goal"
                )
        return found

    def _concerns(self, point: Point, sentence: str, part: Part) -> bool:
        """Does the sender challenge this sentence, or spell out what it should say instead? A goal is no statement that could be false; of
        what is told of actors it matters whether they are there."""
        if part == "actors":
            return gone(point.quote, sentence) or strikes(point.quote, sentence, named=True)
        if part == "goal":
            return spelled_out(sentence, self._in_full(point)) is not None
        return challenges(point.quote, sentence, part) or spelled_out(sentence, point.quote) is not None

    def _in_full(self, point: Point) -> str:
        """What is missing in a goal and what is to stand instead are often two points of an answer."""
        return self._texts[point.answer_id] if point.question == "goal" else point.quote

    def _aims(self, part: BaselinePart, said: Sequence[Point]) -> dict[int, tuple[Point, ...]]:
        """The points that speak of a sentence of the part in a way that calls for a change of it."""
        if part.part not in _AIMED_AT:
            return {}
        asked = [p for p in said if p.question == part.part]
        near = aims(part, asked, self._of_points, self._of_baseline)
        texts = {sentence.number: sentence.text for sentence in part.sentences}
        surest = {
            point: max((a.surely for found in near.values() for a in found if a.point == point), default=0.0)
            for point in asked
        }
        calls = {
            n: found
            for n, found in near.items()
            if _calls_for_change(
                part.part, texts[n], found, [a for a in found if a.surely == surest[a.point] and a.surely >= NEAR]
            )
        }
        return {number: tuple(aim.point for aim in found) for number, found in calls.items()}

    def _with_challenge(
        self, plans: list[Plan], part: BaselinePart, sentence: int, behind: Sequence[Point], aimed: bool
    ) -> list[Plan]:
        plan = self._challenge(part, sentence, behind, aimed)
        if plan is None:
            return plans
        others = [o for o in plans if o.at_same_sentence(plan) and o.op != "insert_after"]
        if any(o.case.theme.theme_id in self.contrary(plan.case.theme.theme_id) for o in others):
            return plans  # both sides of a conflict have a plan of their own
        if others and not aimed:
            return plans
        mine = [o for o in others if o.case.theme is plan.case.theme or _mostly(o, behind)]
        if mine:
            both = tuple(dict.fromkeys((*behind, *(p for o in mine for p in o.case.points))))
            plan = self._challenge(part, sentence, both, aimed) or plan
        return [plan, *(o for o in plans if o not in mine and not _taken_in(o, plan))]

    def _challenge(self, part: BaselinePart, sentence: int, behind: Sequence[Point], aimed: bool) -> Plan | None:
        """The change of a sentence that the points ``behind`` challenge, as a case of the theme that most of them belong to."""
        theme_id = theme_of_most(behind)
        theme = next((t for t in self._materials.themes if t.theme_id == theme_id), None)
        if theme is None:
            return None
        of_theme = tuple(behind) if aimed else self._groups[theme.theme_id]
        case, where = Case(theme, part, tuple(behind), of_theme, aimed), Place(sentence, 1.0)
        if part.part == "actors":
            return Plan(case, "delete", where)  # all that is asked of what is told beside the list
        current = part.sentences[sentence - 1].text
        op = operation(case, where)
        if any(spelled_out(current, self._in_full(p)) for p in behind) or (
            op == "delete" and not any(gone(p.quote, current) for p in behind)
        ):
            op = "replace"  # to strike one sentence of a theme is not to strike this one
        if aimed and op == "insert_after":
            op = "replace"
        return Plan(case, op, where) if op != "insert_after" else None

    # ── one change a sentence ───────────────────────────────────────────────────────────────────────────────────────
    def _without_collisions(self, plans: Sequence[Plan]) -> list[Plan]:
        """A sentence is changed once. Of two who want contrary things one plan is made, with the other as its alternative;
        of others the one with most senders changes the sentence, the rest come after it."""
        kept: list[Plan] = []
        for plan in sorted(plans, key=_turn):
            rival = self._rival(plan, kept)
            taken = any(plan.at_same_sentence(other) and other.op != "insert_after" for other in kept)
            if rival is not None:
                kept[kept.index(rival)] = replace(rival, against=plan.case)
            elif taken and plan.case.part.part == "goal":
                continue  # a goal is one sentence, and is changed as most of those want who say how
            elif taken and plan.op != "insert_after":
                kept.append(replace(plan, op="insert_after"))
            else:
                kept.append(plan)
        return kept

    def _rival(self, plan: Plan, others: Sequence[Plan]) -> Plan | None:
        contrary = self.contrary(plan.case.theme.theme_id)
        fitting = (
            o for o in others
            if o.case.part is plan.case.part and o.case.theme.theme_id in contrary and not _both_dispute(plan, o)
        )  # fmt: skip
        return next((other for other in fitting if other.against is None), None)


def _both_dispute(one: Plan, other: Plan) -> bool:
    """Do both say that one statement does not hold? Then they are at one, whatever they stand apart on."""
    return one.case.part.part == "analysis" and one.op == other.op == "replace" and one.at_same_sentence(other)


def theme_of_most(points: Sequence[Point]) -> str | None:
    """The theme that most of the points belong to."""
    themes = [p.theme_id for p in points if p.theme_id]
    return max(sorted(set(themes)), key=themes.count) if themes else None


def _calls_for_change(part: Part, sentence: str, found: Sequence[Aim], own: Sequence[Aim]) -> bool:
    """``own``: of those who speak of the sentence the ones that are near and speak of no other more surely. A claim or a measure is put in question by two who speak of it, or by one who surely does and finds something lacking; what is
    merely told only by one who says that it is wrong; a need by one who does not want it."""
    if part == "needs":
        return any(unwanted(a.point.quote) for a in found)
    if any(contradicts(a.point.quote, sentence) for a in found):
        return True
    senders = {a.point.submission_id for a in found}
    if not claims(sentence):
        return len({a.point.submission_id for a in own if rejects(a.point.quote)}) > 1
    if any(disputes(a.point.quote) for a in found):
        return True
    if not (asserts(sentence) or measures(sentence)):
        return False
    return len(senders) > 1 or any(a.surely >= VERY_NEAR and contrary(a.point.quote) for a in found)


def _mostly(plan: Plan, behind: Sequence[Point]) -> bool:
    """Are at least half of the plan's points among these?"""
    return 2 * sum(point in behind for point in plan.case.points) >= len(plan.case.points)


def _taken_in(plan: Plan, change: Plan) -> bool:
    """Is the plan an addition by those who want the change, after the sentence that is to be changed, or a fact that nobody else gives?"""
    ids = {point.point_id for point in change.case.points}
    of_change = sum(point.point_id in ids for point in plan.case.points)
    every = of_change == len(plan.case.points)
    if not plan.at_same_sentence(change):
        return every and plan.op == "insert_after" and plan.case.part.part == "analysis"
    return every or (change.case.aimed and (2 * of_change >= len(plan.case.points) or plan.case.senders == 1))


def _turn(plan: Plan) -> tuple[bool, bool, bool, int, str]:
    """Changes before insertions, those of a sentence that is spoken of before those of a theme that is near it, what senders say is wrong before what they add to a goal, many senders before few."""
    adds = plan.case.part.part == "goal" and not any(disputes(point.quote) for point in plan.case.points)
    return plan.op == "insert_after", not plan.case.aimed, adds, -plan.case.senders, plan.case.theme.theme_id


def _enough(part: Part, points: Sequence[Point]) -> bool:
    """Two senders, or one who asks for a change; a goal is changed for one sender only when he speaks of the goal."""
    if len({p.submission_id for p in points}) > 1:
        return True
    if part == "goal":
        return any(names_part(p.quote, "goal") for p in points)
    return any(p.stance in ("change", "oppose") or disputes(p.quote) for p in points)
