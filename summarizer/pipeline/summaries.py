"""The summary stage in a workspace: everything cached by what it was made from."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer.consultation import Section
from summarizer.llm import Request, load_prompt
from summarizer.pipeline.embedding import embed
from summarizer.pipeline.themes import section_points
from summarizer.points.conflicts import find_conflicts
from summarizer.records import Answer, Point, Run, SectionSummary
from summarizer.summary import Materials, summarise
from summarizer.summary.assemble import Writer
from summarizer.workspace import Workspace, now

VERSION = "3"  # of how claims are made: a new one writes them again
ANYWHERE = "*"  # in place of a section: generations that stand on answers from any of them
TITLE_PROMPT, CLAIM_PROMPT = "theme_title.v1", "indirect_speech.v1"


def generator(workspace: Workspace, section: str) -> Callable[[Request], str | None]:
    """Completions through the store: the same model, prompt and inputs give the same text without asking again."""

    def generate(request: Request) -> str | None:
        shown = f"{workspace.llm.name}\0{request.prompt_id}\0{request.turns}\0{request.opening}\0{request.max_tokens}"
        key = hashlib.sha256(shown.encode()).hexdigest()
        kept = workspace.store.vectors.generation(key)
        if kept is None:
            done = workspace.llm.complete(request)
            kept = "" if done.cut else done.text
            workspace.store.vectors.save_generation(key, section, kept)
        return kept or None

    return generate


def summarize(workspace: Workspace, wanted: str) -> SectionSummary:
    """The summary of a section (id, number or title), made anew only when something it stands on changed."""
    section = workspace.consultation.section(wanted)
    points = section_points(workspace, section.id)
    titles = {e.theme_id: e.other for e in workspace.store.themes.edits(section.id) if e.action == "rename" and e.other}
    title_prompt, claim_prompt = load_prompt(TITLE_PROMPT), load_prompt(CLAIM_PROMPT)
    asked = len(workspace.store.submissions.all())
    senders = sorted(
        (a.answer_id, a.organisation, a.respondent_type) for a in workspace.store.submissions.answers(section.id)
    )
    inputs = hashlib.sha256(
        repr(
            (
                VERSION,
                points,
                sorted(titles.items()),
                title_prompt.id,
                claim_prompt.id,
                workspace.llm.name,
                asked,
                senders,
            )
        ).encode()
    ).hexdigest()
    kept = workspace.store.themes.summary(section.id)
    if kept is not None and kept[0] == inputs:
        return kept[1]
    started, clock = now(), time.perf_counter()
    summary = _write(workspace, section, workspace.store.submissions.answers(section.id), points, titles, asked)
    workspace.store.themes.save_summary(inputs, summary)
    run = Run(
        f"summary/{section.id}/{inputs[:12]}", "summary", section.id, inputs, started, time.perf_counter() - clock,
        {"themes": len(summary.themes), "lone_voices": len(summary.lone_voices), "model": workspace.llm.name,
         "prompts": f"{title_prompt.id} {claim_prompt.id}"},
    )  # fmt: skip
    workspace.store.audit.add_run(run)
    return summary


def filtered_summary(workspace: Workspace, wanted: str, keep: Callable[[Answer], bool]) -> SectionSummary:
    """The section's themes as only some of the senders speak of them; counted anew, not stored."""
    section = workspace.consultation.section(wanted)
    answers = [a for a in workspace.store.submissions.answers(section.id) if keep(a)]
    kept = {a.answer_id for a in answers}
    points = [p for p in section_points(workspace, section.id) if p.answer_id in kept]
    if len(answers) == len(workspace.store.submissions.answers(section.id)):
        return summarize(workspace, section.id)
    whole = summarize(workspace, section.id)
    titles = {theme.theme_id: theme.title for theme in (*whole.themes, *whole.lone_voices)}
    return _write(workspace, section, answers, points, titles, len({a.submission_id for a in answers}))


def _write(
    workspace: Workspace,
    section: Section,
    answers: Sequence[Answer],
    points: Sequence[Point],
    titles: Mapping[str, str],
    asked: int,
) -> SectionSummary:
    def embed_here(texts: Sequence[str]) -> NDArray[np.float32]:
        return embed(workspace, texts)

    materials = Materials(
        section=section.id,
        title=section.name,
        answers=answers,
        points=points,
        conflicts=find_conflicts(points, embed_here),
        asked=asked,
        titles=titles,
        known_names=sorted({n for town, villages in workspace.consultation.places.items() for n in (town, *villages)}),
    )
    writer = Writer(embed_here, generator(workspace, section.id), load_prompt(TITLE_PROMPT), load_prompt(CLAIM_PROMPT))
    return summarise(materials, writer)
