"""Themes, claims, lone voices, conflicts, sources and silence of one section, put together and counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from summarizer.llm.prompts import Prompt
from summarizer.records import (
    STANCES,
    Answer,
    Claim,
    Conflict,
    Point,
    RespondentType,
    SectionLedger,
    SectionSummary,
    Source,
    ThemeSummary,
)
from summarizer.summary.claims import citation, standing_behind, write_claim, write_lead
from summarizer.summary.indirect import Generate, Retelling, retell, retell_by_rules
from summarizer.summary.render import markdown
from summarizer.summary.sentences import Embed, KeySentence, SectionVectors, choose, ranked_sentences
from summarizer.summary.titles import spread_of, write_title
from summarizer.text.sources import sources_in
from summarizer.text.stance import stance_of
from summarizer.verification import DEFAULT, Thresholds

_EACH_TOLD = 4  # points of a theme at most that are all told


@dataclass(frozen=True)
class Materials:
    """What a summary is made from. ``answers`` are all of the section's; ``points`` cover them."""

    section: str
    title: str
    answers: Sequence[Answer]
    points: Sequence[Point]
    conflicts: Sequence[Conflict]
    asked: int  # submissions in force
    titles: Mapping[str, str] = field(default_factory=dict)  # theme id → title that a person has given
    known_names: Sequence[str] = ()  # place names, which keep their capital

    @cached_property
    def names(self) -> frozenset[str]:
        """With those that stand in senders' names: "Havsbo kommun" and "Byarådet i Lillsele" know of Havsbo and Lillsele."""
        senders = "\n".join(sorted({answer.organisation for answer in self.answers}))
        found = re.findall(
            r"(?:(?<=[^\n])\b[A-ZÅÄÖ][\wåäö-]+|^[A-ZÅÄÖ][\wåäö-]+(?= (?:kommun|sameby|stad|län)\b))", senders, re.M
        )
        return frozenset({*self.known_names, *found, *(name.removesuffix("s") for name in found)})


@dataclass(frozen=True)
class Writer:
    """The collaborators: how to embed, how to generate, the prompts and the thresholds."""

    embed: Embed
    generate: Generate
    title_prompt: Prompt
    claim_prompt: Prompt
    thresholds: Thresholds = DEFAULT
    turns_we: bool = True  # does the model retell "vi" as "de"?


def summarise(materials: Materials, writer: Writer) -> SectionSummary:
    """Everything that was said on a section, each sentence cited."""
    by_id = {answer.answer_id: answer for answer in materials.answers}
    everything = sorted(materials.points, key=lambda p: (p.answer_id, p.start, p.end))  # any order gives the same
    substance = [p for p in everything if p.substance and p.theme_id is not None]
    vectors = SectionVectors([p.quote for p in substance], writer.embed)
    groups: dict[str, list[Point]] = {}
    for point in substance:
        groups.setdefault(point.theme_id or "", []).append(point)
    ordered = sorted(groups.items(), key=lambda item: (-_senders(item[1]), -len(item[1]), item[0]))
    drafts = [_draft(theme_id, points, by_id, vectors, materials, writer) for theme_id, points in ordered]
    themes = _titled(drafts, groups, materials, writer)
    shared = tuple(t for t in themes if t.respondents > 1)
    lone = tuple(t for t in themes if t.respondents == 1)
    empty = tuple(p.point_id for p in everything if not p.substance or p.theme_id is None)
    summary = SectionSummary(
        section=materials.section,
        title=materials.title,
        themes=shared,
        lone_voices=lone,
        conflicts=tuple(materials.conflicts),
        sources=_sources(substance),
        asked=materials.asked,
        answered=len({p.submission_id for p in substance}),
        ledger=SectionLedger(
            points=len(everything),
            in_themes=sum(len(t.points) for t in shared),
            lone_voices=sum(len(t.points) for t in lone),
            without_substance=len(empty),
        ),
        without_substance=empty,
    )
    return replace(summary, markdown=markdown(summary, by_id))


def _senders(points: Sequence[Point]) -> int:
    return len({p.submission_id for p in points})


@dataclass(frozen=True)
class _Draft:
    """A theme before it has its title."""

    theme: ThemeSummary
    keys: Sequence[KeySentence]


def _draft(
    theme_id: str,
    points: list[Point],
    answers: Mapping[str, Answer],
    vectors: SectionVectors,
    materials: Materials,
    writer: Writer,
) -> _Draft:
    ranked = ranked_sentences(points, vectors)
    keys = choose(ranked, most=2 if _senders(points) <= 5 else 3) if _senders(points) > 1 else _one_per_point(ranked)
    stance = {s: sum(p.stance == s for p in points) for s in STANCES}
    senders = {p.submission_id: answers[p.answer_id].respondent_type for p in points}
    types: dict[RespondentType, int] = {}
    for kind in senders.values():
        types[kind] = types.get(kind, 0) + 1
    theme = ThemeSummary(
        theme_id=theme_id,
        title="",
        stance={s: n for s, n in stance.items() if n},
        respondents=len(senders),
        respondent_types=types,
        claims=tuple(_claims(points, keys, answers, vectors, materials, writer)),
        points=tuple(p.point_id for p in points),
    )
    return _Draft(theme, keys)


def _one_per_point(ranked: Sequence[KeySentence]) -> list[KeySentence]:
    """A lone voice is heard in full: the best sentence of each of its points."""
    best: dict[str, KeySentence] = {}
    for key in ranked:
        best.setdefault(key.point.point_id, key)
    return list(best.values())


def _titled(
    drafts: Sequence[_Draft],
    groups: Mapping[str, Sequence[Point]],
    materials: Materials,
    writer: Writer,
) -> list[ThemeSummary]:
    """Titles after all claims, since the model reuses the state of a prompt's beginning while the prompt stays the same."""
    themes: list[ThemeSummary] = []
    spread = spread_of(groups.values())
    for draft in drafts:
        taken = {theme.title.casefold() for theme in themes}
        theme_id = draft.theme.theme_id
        title = materials.titles.get(theme_id) or write_title(
            draft.keys, groups[theme_id], writer.title_prompt, writer.generate, taken, spread
        )
        themes.append(replace(draft.theme, title=title))
    return themes


def _claims(
    points: list[Point],
    keys: Sequence[KeySentence],
    answers: Mapping[str, Answer],
    vectors: SectionVectors,
    materials: Materials,
    writer: Writer,
) -> list[Claim]:
    """Who raises the matter, cited to every point of the theme; then what is said, each sentence by those who say it.

    Senders word the same demand so differently that a sentence of one seldom holds for all (measured: two points of one
    theme share hardly a word). So the count stands with the matter, and the wording with the sender. Where the points are
    few, each is told instead: nothing is left to count, and nobody is counted for what a stranger in the theme says.
    """
    told = []
    for key in keys:
        text = retell(
            key.text, writer.claim_prompt, writer.generate, materials.names, writer.thresholds, key.point.question,
            writer.turns_we,
        )  # fmt: skip
        told.append(_told(key, text, points, answers, vectors, writer.thresholds))
    if _senders(points) == 1:
        return told
    if len(points) > _EACH_TOLD:
        return [write_lead(points, answers), *told]
    for key in _one_per_point(ranked_sentences(points, vectors)):
        if not any(citation(key.point) in claim.citations for claim in told):
            text = retell_by_rules(key.text, materials.names, key.point.question)  # the model's time is for the first
            told.append(_told(key, text, [key.point], answers, vectors, writer.thresholds))
    return told


def _told(
    key: KeySentence,
    text: Retelling | None,
    points: Sequence[Point],
    answers: Mapping[str, Answer],
    vectors: SectionVectors,
    thresholds: Thresholds,
) -> Claim:
    """One sentence, retold, by those of ``points`` who stand behind it."""
    behind = standing_behind(key, points, vectors, thresholds)
    said_by = [p for p, _ in behind]
    return write_claim(key, said_by, answers, text, stance_of(key.text), [score for _, score in behind])


def _sources(points: Sequence[Point]) -> tuple[Source, ...]:
    """Every source that a sender gave, once per sender, by text."""
    found: dict[tuple[str, str], Source] = {}
    for point in points:
        for start, end, kind in sources_in(point.quote):
            text = point.quote[start:end]
            at = replace(citation(point), start=point.start + start, end=point.start + end, quote=text)
            found.setdefault((text.casefold(), point.submission_id), Source(text, kind, at))
    return tuple(found[key] for key in sorted(found))
