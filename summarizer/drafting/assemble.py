"""All suggestions of one section, and for every point without one the reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.drafting import explain
from summarizer.drafting.actors import ActorEdit, edit_list
from summarizer.drafting.evidence import Core, cores, evidence, likeness
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
from summarizer.drafting.routing import parts_of
from summarizer.drafting.targets import Place, operation, place
from summarizer.drafting.wording import Ground, Names, Written, correction, facts, needs, repeats, substituted
from summarizer.llm import load_prompt
from summarizer.records import Op, Part, Point, PointWithoutSuggestion, Suggestion, ThemeSummary
from summarizer.text.words import content_stems

NEED, FACT, ACTORS = "draft_need.v1", "draft_fact.v1", "draft_actors.v1"
_PROSE: tuple[Part, ...] = ("analysis", "goal", "needs")
_LEAST_NEED, _LEAST_FACT = 0.3, 0.35  # scores below which a text is not about the theme
_COMMON = content_stems(
    "kommun förening privatperson myndighet region universitet högskola bolag företag bibliotek kultur norr nätverk"
)
_LONGEST_LIST = 38  # words
_LEADS: Mapping[Part, str] = {"needs": "Det finns även behov av", "goal": "Delprioriteringen ska även verka för"}


@dataclass(frozen=True)
class _Plan:
    """A case with its place and operation, before its text is written. ``against`` asks for the contrary of ``case``."""

    case: Case
    op: Op
    where: Place | None
    against: Case | None = None


@dataclass(frozen=True)
class _Edit:
    op: Op
    kind: explain.Kind
    written: Written


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
        self._of_points = Vectors(said, embed)
        self._of_baseline = Vectors([s.text for part in materials.parts for s in part.sentences], embed)
        self._cores = cores(self._groups)
        self._names = Names([*said, *(part.text for part in materials.parts)])
        self._why: dict[str, str] = {}

    def run(self) -> Draft:
        themes = sorted(self._materials.themes, key=lambda t: (-t.respondents, t.theme_id))
        wanted, on_actors = self._sorted_points(themes)
        actors = self._actors(on_actors, wanted)
        plans = self._without_collisions([self._plan(case) for case in self._cases(themes, wanted)])
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
                parts = parts_of(point, self._parts.keys())
                if not parts:
                    self._why[point.point_id] = explain.NO_PART
                for part in parts:
                    if part == "actors":
                        on_actors.append(point)
                    else:
                        wanted.setdefault((theme.theme_id, part), []).append(point)
        return wanted, on_actors

    def _actors(self, points: Sequence[Point], wanted: dict[tuple[str, Part], list[Point]]) -> list[Suggestion]:
        """The edit of the list; points that name no actor are handed on to the part where the rest of their theme is."""
        if not points:
            return []
        ordered = sorted(points, key=lambda p: p.point_id)
        edit = edit_list(self._parts["actors"], ordered, self._answers, load_prompt(ACTORS), self._generate)
        for point in edit.covered:
            self._why.setdefault(point.point_id, explain.COVERED)
        for point in edit.silent:
            self._hand_on(point, wanted)
        return [self._actor_suggestion(edit)] if edit.text else []

    def _hand_on(self, point: Point, wanted: dict[tuple[str, Part], list[Point]]) -> None:
        self._why.setdefault(point.point_id, explain.NO_ACTOR)
        theme = point.theme_id or ""
        there = [part for part in _PROSE if (theme, part) in wanted]
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
            theme_id=_theme_of_most(edit.points),
            confidence=_confidence(senders, 0.8, by_rule=True),
        )

    # ── what is to be done where ────────────────────────────────────────────────────────────────────────────────────
    def _cases(self, themes: Sequence[ThemeSummary], wanted: Mapping[tuple[str, Part], list[Point]]) -> list[Case]:
        """A theme's main part, and every other part where two senders speak of it or one asks for a change."""
        cases = []
        for theme in themes:
            of_parts = {part: wanted[theme.theme_id, part] for part in _PROSE if (theme.theme_id, part) in wanted}
            if not of_parts:
                continue
            main = max(of_parts, key=lambda part: (len(of_parts[part]), -_PROSE.index(part)))
            for part, points in of_parts.items():
                senders = {p.submission_id for p in points}
                if part == main or len(senders) > 1 or any(p.stance in ("change", "oppose") for p in points):
                    cases.append(Case(theme, self._parts[part], tuple(points), self._groups[theme.theme_id]))
        return cases

    def _plan(self, case: Case) -> _Plan:
        where = place(case, self._of_points, self._of_baseline)
        return _Plan(case, "insert_after" if where is None else operation(case, where), where)

    def _without_collisions(self, plans: Sequence[_Plan]) -> list[_Plan]:
        """A sentence is changed once. Of two who want contrary things one plan is made, with the other as its alternative;
        of others the one with most senders changes the sentence, the rest come after it."""
        kept: list[_Plan] = []
        for plan in sorted(plans, key=lambda p: (p.op == "insert_after", -p.case.senders, p.case.theme.theme_id)):
            rival = self._rival(plan, kept)
            taken = any(self._same_sentence(plan, other) and other.op != "insert_after" for other in kept)
            if rival is not None:
                kept[kept.index(rival)] = replace(rival, against=plan.case)
            elif taken and plan.op != "insert_after":
                kept.append(replace(plan, op="insert_after"))
            else:
                kept.append(plan)
        return kept

    def _rival(self, plan: _Plan, others: Sequence[_Plan]) -> _Plan | None:
        contrary = {c.theme_b if c.theme_a == plan.case.theme.theme_id else c.theme_a for c in self._materials.conflicts
                    if plan.case.theme.theme_id in (c.theme_a, c.theme_b)}  # fmt: skip
        return next(
            (
                o
                for o in others
                if o.case.part is plan.case.part and o.case.theme.theme_id in contrary and o.against is None
            ),
            None,
        )

    @staticmethod
    def _same_sentence(one: _Plan, other: _Plan) -> bool:
        return (
            one.case.part is other.case.part
            and one.where is not None
            and other.where is not None
            and (one.where.sentence == other.where.sentence)
        )

    # ── the texts, prompt by prompt, since the model reuses the state of a prompt's beginning ───────────────────────
    def _write(self, plans: Sequence[_Plan]) -> list[Suggestion]:
        made = []
        for part in ("needs", "goal", "analysis"):
            for plan in plans:
                edit = self._edit(plan, plan.case) if plan.case.part.part == part else None
                if edit is not None:
                    second = self._edit(plan, plan.against) if plan.against is not None else None
                    made.append(self._suggestion(plan, edit, second))
        return made

    def _edit(self, plan: _Plan, case: Case) -> _Edit | None:
        """The operation and text for one case at the plan's place; None when no text holds."""
        if plan.op == "delete":
            return _Edit("delete", "struck", Written("", (), True))
        asks = case.part.part != "analysis"
        core = self._cores[case.theme.theme_id]
        current = case.part.sentences[plan.where.sentence - 1].text if plan.where is not None else ""
        if plan.op == "replace":
            swapped = substituted(current, evidence(case, self._of_points, core, asks))
            if swapped is not None:
                return _Edit("replace", "changed", swapped)
        written = self._chosen(case, core, asks)
        if plan.op == "replace" and not asks:
            put_right = correction(current, written, [point.quote for point in case.points])
            return None if put_right is None else _Edit("replace", "changed", put_right)
        if written is None:
            return None
        if repeats(written.text, case.part.text):
            self._why.update({point.point_id: explain.COVERED for point in case.points})
            return None
        if not asks:
            return _Edit("insert_after", "new", written)
        if plan.op == "replace" and (longer := _extended(current, written.text)) is not None:
            return _Edit("replace", "longer", replace(written, text=longer))
        return _Edit("insert_after", "new", replace(written, text=f"{_LEADS[case.part.part]} {written.text}."))

    def _chosen(self, case: Case, core: Core, asks: bool) -> Written | None:
        """Of all texts that hold, the one that says most of what the theme is about. Wishes may come from the theme's points
        on other parts as well; what a point under this part says counts more."""
        wide = replace(case, points=case.theme_points) if asks else case
        ranked = tuple(evidence(wide, self._of_points, core, asks))
        quotes = tuple(point.quote for point in wide.points)
        ground = Ground(ranked, quotes, case.part.text)
        if asks:
            found = needs(ground, self._names.lower, self._local, load_prompt(NEED), self._generate)
        else:
            found = facts(ground, self._local, load_prompt(FACT), self._generate)
        if not found:
            return None
        near = likeness([text.text for text in found], case, self._of_points)
        own = {point.point_id for point in case.points}
        scored = [
            core.in_text(w.text) + 0.5 * close + _bonus(w, own) - 0.02 * max(0, len(w.text.split()) - 18)
            for w, close in zip(found, near, strict=True)
        ]
        at = max(range(len(found)), key=lambda i: (round(scored[i], 6), found[i].text))
        return found[at] if scored[at] >= (_LEAST_NEED if asks else _LEAST_FACT) else None

    def _local(self, text: str, point: Point) -> bool:
        """Does the text speak of the sender's own village or firm?"""
        return bool(content_stems(self._answers[point.answer_id].organisation) & content_stems(text) - _COMMON)

    # ── suggestions ─────────────────────────────────────────────────────────────────────────────────────────────────
    def _suggestion(self, plan: _Plan, edit: _Edit, second: _Edit | None) -> Suggestion:
        case = plan.case
        target = target_of(case.part, plan.where.sentence) if plan.where is not None else None
        why = explain.rationale(edit.kind, case.theme.title, case.points, self._answers)
        points = (*case.points, *edit.written.points)
        alternatives: tuple[str, ...] = ()
        if plan.against is not None:
            points = (*points, *plan.against.points, *(second.written.points if second else ()))
            stays = target.text if target is not None and edit.op != "insert_after" else ""
            other = second.written.text if second is not None else stays
            alternatives = (other,) if other and other != edit.written.text else ()
            why += explain.opposed(plan.against.points, self._answers, bool(alternatives))
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

    @staticmethod
    def _merged(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
        """Themes that lead to the same edit give one suggestion, with the citations of all."""
        merged: dict[str, Suggestion] = {}
        for suggestion in suggestions:
            first = merged.get(suggestion.suggestion_id)
            if first is None:
                merged[suggestion.suggestion_id] = suggestion
                continue
            both = tuple(dict.fromkeys((*first.citations, *suggestion.citations)))
            merged[suggestion.suggestion_id] = replace(first, citations=both)
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


def _theme_of_most(points: Sequence[Point]) -> str | None:
    themes = [p.theme_id for p in points if p.theme_id]
    return max(sorted(set(themes)), key=themes.count) if themes else None


def _extended(current: str, phrase: str) -> str | None:
    """The need worked into a sentence that lists needs: "… samt att rusta banan."; None for other sentences and long ones."""
    lead = re.match(
        r"(?P<plain>Identifierade behov (?:inkluderar|är|omfattar))|Det finns(?: även| också)? behov av", current
    )
    if lead is None or len(current.split()) + len(phrase.split()) > _LONGEST_LIST:
        return None
    return f"{current.rstrip('.')} samt {'' if lead['plain'] else 'av '}{phrase}."


def _bonus(written: Written, own: Collection[str]) -> float:
    """A sender's own words are surer than the model's, and those under this part fit it better."""
    if not written.by_rule:
        return 0.0
    return 0.1 + (0.15 if any(point.point_id in own for point in written.points) else 0.0)


def _confidence(senders: int, likeness: float, by_rule: bool) -> float:
    """0 to 1: more senders, a sentence that is clearly about the same thing and a sender's own words make it surer."""
    return round(0.35 + 0.05 * min(senders, 6) + 0.25 * min(1.0, max(0.0, likeness)) + (0.1 if by_rule else 0.0), 2)
