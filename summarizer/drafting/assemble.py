"""All suggestions of one section, and for every point without one the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.drafting import explain
from summarizer.drafting.actors import ActorEdit, edit_list, strikes_actor
from summarizer.drafting.composing import STRUCK, Composer, Edit
from summarizer.drafting.materials import (
    Case,
    Draft,
    DraftMaterials,
    Embed,
    Generate,
    Vectors,
    by_theme,
    citations,
    suggestion_id,
    target_of,
)
from summarizer.drafting.planning import PROSE, Plan, Planner, theme_of_most
from summarizer.drafting.routing import parts_of, wishes
from summarizer.drafting.targets import contrary, keeps, same_matter, strikes
from summarizer.drafting.things import gone, opposes
from summarizer.drafting.wording import Names
from summarizer.llm import load_prompt
from summarizer.records import Part, Point, PointWithoutSuggestion, Suggestion, ThemeSummary
from summarizer.text.masking import MASK
from summarizer.text.words import content_stems, missing_facts

ACTORS = "draft_actors.v1"
_ADDS = ("new", "longer")
# What stands before a wish that is added as a sentence of its own.
_ADDED = re.compile(
    r"^(?:Det finns(?: även| också)? behov av|(?:\w+ )+ska även verka för|Målet är även att verka för) "
)


def draft(materials: DraftMaterials, embed: Embed, generate: Generate) -> Draft:
    """Suggestions for a section. The same materials in another order give the same suggestions."""
    return _Drafting(materials, embed, generate).run()


class _Drafting:
    """The state of one run: who answered what, the vectors, and what has been said about each point."""

    def __init__(self, materials: DraftMaterials, embed: Embed, generate: Generate) -> None:
        self._materials = materials
        self._generate = generate
        self._parts = {part.part: part for part in materials.parts}
        self._answers = {answer.answer_id: answer for answer in materials.answers}
        self._groups = by_theme(materials.points, materials.themes)
        said = sorted({point.quote for points in self._groups.values() for point in points})
        of_points = Vectors(said, embed)
        names = Names([*said, *(part.text for part in materials.parts)])
        self._planner = Planner(materials, self._groups, of_points, embed)
        self._composer = Composer(names, self._groups, of_points, self._answers, generate, embed)
        self._why: dict[str, str] = {}

    def run(self) -> Draft:
        themes = sorted(self._materials.themes, key=lambda t: (-t.respondents, t.theme_id))
        wanted, on_actors = self._sorted_points(themes)
        actors = self._actors(on_actors, wanted)
        plans = self._planner.plans(themes, wanted)
        suggestions = self._merged([*actors, *self._write(plans)])
        return Draft(tuple(suggestions), self._explained(suggestions))

    # ── which points concern which part ─────────────────────────────────────────────────────────────────────────────
    def _sorted_points(self, themes: Sequence[ThemeSummary]) -> tuple[dict[tuple[str, Part], list[Point]], list[Point]]:
        wanted: dict[tuple[str, Part], list[Point]] = {}
        on_actors: list[Point] = []
        for theme in themes:
            for point in self._groups[theme.theme_id]:
                if point.stance == "support":
                    self._why[point.point_id] = explain.SUPPORTS
                    continue
                struck = "actors" in self._parts and strikes_actor(point.quote, self._parts["actors"])
                parts = ("actors",) if struck else parts_of(point, self._parts.keys())
                if not parts:
                    self._why[point.point_id] = explain.NO_PART
                for part in parts:
                    if part == "actors":
                        on_actors.append(point)
                    else:
                        wanted.setdefault((theme.theme_id, part), []).append(point)
            self._wished_elsewhere(theme.theme_id, wanted)
        return wanted, on_actors

    def _wished_elsewhere(self, theme: str, wanted: dict[tuple[str, Part], list[Point]]) -> None:
        """What a theme asks for outright is a need, under whatever question it stands, when nobody asks under that one."""
        if "needs" not in self._parts or (theme, "needs") in wanted:
            return
        said = [p for part in PROSE for p in wanted.get((theme, part), ())]
        if asked := list(dict.fromkeys(p for p in said if p.question != "goal" and wishes(p.quote))):
            wanted[theme, "needs"] = asked

    def _actors(self, points: Sequence[Point], wanted: dict[tuple[str, Part], list[Point]]) -> list[Suggestion]:
        """The edit of the list; points that name no actor are handed on to the part where the rest of their theme is."""
        if not points:
            return []
        ordered = sorted(points, key=lambda p: p.point_id)
        edit = edit_list(self._parts["actors"], ordered, self._answers, load_prompt(ACTORS), self._generate)
        for point in edit.left.covered:
            self._why.setdefault(point.point_id, explain.COVERED)
        for point in edit.left.unnamed:
            self._why.setdefault(point.point_id, explain.NO_ACTOR)
        for point in edit.left.silent:
            self._hand_on(point, wanted)
        return [self._actor_suggestion(edit)] if edit.text else []

    def _hand_on(self, point: Point, wanted: dict[tuple[str, Part], list[Point]]) -> None:
        self._why.setdefault(point.point_id, explain.NO_ACTOR)
        theme = point.theme_id or ""
        there = [part for part in PROSE if (theme, part) in wanted]
        main = max(
            there, key=lambda part: len(wanted[theme, part]), default="needs" if "needs" in self._parts else None
        )
        if main is not None and point not in wanted.get((theme, main), []):
            wanted.setdefault((theme, main), []).append(point)

    def _actor_suggestion(self, edit: ActorEdit) -> Suggestion:
        section = self._materials.section
        senders = len({p.submission_id for p in edit.points})
        return Suggestion(
            suggestion_id=suggestion_id(section, "actors", edit.op, edit.target, edit.text),
            section=section,
            part="actors",
            op=edit.op,
            target=edit.target,
            text=edit.text,
            rationale=edit.rationale,
            citations=citations(edit.points),
            theme_id=theme_of_most(edit.points),
            confidence=_confidence(senders, 0.8, by_rule=True),
        )

    # ── the texts, part by part, since the model reuses the state of a prompt's beginning ───────────────────────────
    def _write(self, plans: Sequence[Plan]) -> list[Suggestion]:
        made = []
        for part in ("needs", "goal", "analysis", "actors"):
            for plan in plans:
                made += self._made(plan) if plan.case.part.part == part else []
        return made

    def _made(self, plan: Plan) -> list[Suggestion]:
        """One suggestion; for two who want contrary things one with both texts if these speak of what they stand apart on."""
        edit = self._edit(plan, plan.case)
        if plan.against is None:
            return [self._suggestion(plan, edit, None), *self._further(plan, edit)] if edit is not None else []
        other = replace(plan, case=plan.against, against=None, op="insert_after")
        second = self._edit(other, plan.against)
        if edit is None:
            return [self._suggestion(other, second, None)] if second is not None else []
        if second is None or self._contested(plan) & content_stems(f"{edit.written.text} {second.written.text}"):
            return [self._suggestion(plan, edit, second)]
        return [self._suggestion(replace(plan, against=None), edit, None), self._suggestion(other, second, None)]

    def _further(self, plan: Plan, first: Edit) -> list[Suggestion]:
        """A second text for what the first says nothing of, when a sender asks for it outright."""
        rest = self._composer.rest(plan.case, first) if plan.op != "delete" and plan.case.part.part != "goal" else None
        if rest is None:
            return []
        own = replace(self._planner.plan(rest), op="insert_after")
        edit = self._edit(own, rest)
        return [self._suggestion(own, edit, None)] if edit is not None and edit.written.points else []

    def _contested(self, plan: Plan) -> frozenset[str]:
        """Stems of what the two themes of a plan stand apart on."""
        pair = {plan.case.theme.theme_id, plan.against.theme.theme_id if plan.against else ""}
        return content_stems(" ".join(c.about for c in self._materials.conflicts if {c.theme_a, c.theme_b} == pair))

    def _edit(self, plan: Plan, case: Case) -> Edit | None:
        current = case.part.sentences[plan.where.sentence - 1].text if plan.where is not None else ""
        if case.part.part == "actors":
            return STRUCK if plan.op == "delete" else None
        if plan.op == "delete":
            return self._put_right(case, current) or self._struck(case, current)
        edit = self._composer.edit(case, current, changes=plan.op == "replace")
        if isinstance(edit, Edit) and MASK in edit.written.text:
            return None  # what a mask hides has no place in a strategy
        struck = {p.submission_id for p in case.points if strikes(p.quote, current)}
        if plan.op == "replace" and case.part.part == "analysis" and len(struck) > 1 and _still_stands(edit):
            return STRUCK
        if edit == "covered":
            self._why.update({point.point_id: explain.COVERED for point in case.points})
            return None
        return edit

    def _struck(self, case: Case, current: str) -> Edit | None:
        """The sentence struck, unless somebody who speaks of it wants it to stand."""
        if not any(gone(point.quote, current) for point in case.points) and any(keeps(p.quote) for p in case.points):
            self._why.update({point.point_id: explain.DISPUTED for point in case.points})
            return None
        return STRUCK

    def _put_right(self, case: Case, current: str) -> Edit | None:
        """A sentence that is to be struck, changed instead where a sender says how it is, or what is needed instead."""
        if case.part.part == "analysis" and any(gone(point.quote, current) for point in case.points):
            return self._composer.past(case, current)
        edit = self._composer.edit(case, current, changes=True)
        if not isinstance(edit, Edit) or edit.kind != "changed" or MASK in edit.written.text:
            return None
        return edit if same_matter(edit.written.text, current) else None

    # ── suggestions ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _suggestion(self, plan: Plan, edit: Edit, second: Edit | None) -> Suggestion:
        case = plan.case
        target = target_of(case.part, plan.where.sentence) if plan.where is not None else None
        behind = self._behind(case, edit, target.text if target is not None else "")
        words = edit.written.points if edit.kind in _ADDS else ()
        why = explain.rationale(edit.kind, case.theme.title, behind, self._answers, words)
        points = (*behind, *edit.written.points)
        alternatives: tuple[str, ...] = ()
        if plan.against is not None:
            points = (*points, *plan.against.points, *(second.written.points if second else ()))
            stays = target.text if target is not None and edit.op != "insert_after" else ""
            other = second.written.text if second is not None else stays
            alternatives = (other,) if other and other != edit.written.text else ()
            why += explain.opposed(plan.against.points, self._answers, bool(alternatives))
        elif others := [
            p for theme in sorted(self._planner.contrary(case.theme.theme_id)) for p in self._groups.get(theme, ())
        ]:
            why += explain.opposed(others, self._answers, False)  # an editor must know before one side becomes the text
        return Suggestion(
            suggestion_id=suggestion_id(self._materials.section, case.part.part, edit.op, target, edit.written.text),
            section=self._materials.section,
            part=case.part.part,
            op=edit.op,
            target=target,
            text=edit.written.text,
            rationale=why,
            citations=citations(points),
            alternatives=alternatives,
            theme_id=case.theme.theme_id,
            confidence=_confidence(case.senders, plan.where.likeness if plan.where else 0.0, edit.written.by_rule),
        )

    def _behind(self, case: Case, edit: Edit, current: str) -> tuple[Point, ...]:
        """The points of the case that an addition says something of, or that want the sentence ``current`` gone; those of a
        change say that something is not so or give a figure or a name of it, or all speak of its sentence."""
        if edit.kind == "struck" and current:
            against = tuple(
                p
                for p in case.points
                if strikes(p.quote, current) or gone(p.quote, current) or opposes(p.quote, current)
            )
            return against or case.points
        if edit.kind not in _ADDS and case.part.part == "analysis":
            new = missing_facts(edit.written.text, [current])
            against = tuple(
                p for p in case.points
                if contrary(p.quote) or p in edit.written.points
                or len(missing_facts(edit.written.text, [current, p.quote])) < len(new)
            )  # fmt: skip
            return against or case.points
        if edit.kind not in _ADDS:
            return case.points
        rest = self._composer.rest(case, edit)
        left = rest.points if rest is not None else ()
        for point in left:
            self._why.setdefault(point.point_id, explain.UNSPECIFIC)
        return tuple(p for p in case.points if p not in left) or case.points

    @staticmethod
    def _merged(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
        """Themes that lead to the same edit give one suggestion, with the citations of all; so do an addition and a change that
        already says it."""
        merged: dict[str, Suggestion] = {}
        for suggestion in sorted(suggestions, key=lambda s: (s.op == "insert_after", s.part == "goal")):
            first = merged.get(suggestion.suggestion_id) or next(
                (s for s in merged.values() if _says_already(s, suggestion)), None
            )
            if first is None:
                merged[suggestion.suggestion_id] = suggestion
                continue
            both = tuple(dict.fromkeys((*first.citations, *suggestion.citations)))
            merged[first.suggestion_id] = replace(first, citations=both)
        order = {part: i for i, part in enumerate(("analysis", "goal", "needs", "actors"))}
        return sorted(
            merged.values(), key=lambda s: (order[s.part], s.target.sentence if s.target else 0, s.op, s.suggestion_id)
        )

    def _explained(self, suggestions: Sequence[Suggestion]) -> tuple[PointWithoutSuggestion, ...]:
        """A reason for every point that no suggestion cites."""
        cited = {(c.answer_id, c.start, c.end) for s in suggestions for c in s.citations}
        of_theme = {s.theme_id: s.suggestion_id for s in reversed(suggestions) if s.theme_id}
        without = []
        for point in sorted(self._materials.points, key=lambda p: p.point_id):
            if (point.answer_id, point.start, point.end) in cited:
                continue
            if not point.substance or point.theme_id is None:
                why = explain.EMPTY
            elif point.point_id in self._why:
                why = self._why[point.point_id]
            elif point.theme_id in of_theme:
                why = explain.handled(of_theme[point.theme_id])
            else:
                why = explain.UNSPECIFIC
            without.append(PointWithoutSuggestion(point.point_id, why))
        return tuple(without)


def _says_already(kept: Suggestion, addition: Suggestion) -> bool:
    """Does a change of the same part, or a need where it is added to the goal, hold what the addition adds? Or the very same text, put
    at another sentence?"""
    if kept.part == addition.part and kept.text and kept.text == addition.text:
        return True
    if addition.op != "insert_after":
        return False
    elsewhere = addition.part == "goal" and kept.part == "needs"
    if not elsewhere and (kept.op == "insert_after" or kept.part != addition.part):
        return False
    added = _ADDED.sub("", addition.text).rstrip(".")
    return added.casefold() in kept.text.casefold()


def _still_stands(edit: Edit | str | None) -> bool:
    """Does the edit leave the sentence that was to be replaced as it was?"""
    return not isinstance(edit, Edit) or edit.op == "insert_after"


def _confidence(senders: int, likeness: float, by_rule: bool) -> float:
    """0 to 1: more senders, a sentence that is clearly about the same thing and a sender's own words make it surer."""
    return round(0.35 + 0.05 * min(senders, 6) + 0.25 * min(1.0, max(0.0, likeness)) + (0.1 if by_rule else 0.0), 2)
