"""The summary stage in a workspace: everything cached by what it was made from."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from summarizer.actors import needs
from summarizer.consultation import Section
from summarizer.llm import Request, load_prompt
from summarizer.pipeline.changes import STATE, state_of
from summarizer.pipeline.embedding import embed
from summarizer.pipeline.themes import section_points
from summarizer.points.conflicts import find_conflicts
from summarizer.records import Answer, Point, Run, SectionSummary
from summarizer.summary import Materials, summarise
from summarizer.summary.assemble import Writer
from summarizer.workspace import Workspace, now

VERSION = "13"  # of how claims are made: a new one writes them again
TITLE_PROMPT, CLAIM_PROMPT = "theme_title.v1", "indirect_speech.v1"


def generator(workspace: Workspace, section: str) -> Callable[[Request], str | None]:
    """Completions through the store: the same model, prompt and inputs give the same text without asking again."""

    def generate(request: Request) -> str | None:
        key = _generation_key(workspace, request)
        kept = workspace.store.vectors.generation(key)
        if kept is None:
            done = workspace.llm.complete(request)
            kept = "" if done.cut else done.text
            workspace.store.vectors.save_generation(key, section, kept)
        return kept or None

    return generate


def ask_ahead(workspace: Workspace, section: str, work: Callable[[Callable[[Request], str | None]], object]) -> None:
    """With a server that answers several at once: run the work with nobody to ask, note what it would ask, ask all of that
    together, and keep the answers for the work itself. The result is the same; only the waiting is shorter."""
    at_once = getattr(workspace.llm, "in_flight", 1)
    if at_once == 1:
        return
    wanted: dict[str, Request] = {}

    def note(request: Request) -> str | None:
        key = _generation_key(workspace, request)
        kept = workspace.store.vectors.generation(key)
        if kept is None:
            wanted[key] = request
        return kept or None

    work(note)
    with ThreadPoolExecutor(at_once) as pool:
        for key, done in zip(wanted, pool.map(workspace.llm.complete, wanted.values()), strict=True):
            workspace.store.vectors.save_generation(key, section, "" if done.cut else done.text)


def _written_before(workspace: Workspace) -> Callable[[Request], str | None]:
    """Only what the model has written before, so that nobody waits for it."""
    return lambda request: workspace.store.vectors.generation(_generation_key(workspace, request)) or None


def _generation_key(workspace: Workspace, request: Request) -> str:
    shown = f"{workspace.llm.name}\0{request.prompt_id}\0{request.turns}\0{request.opening}\0{request.max_tokens}"
    return hashlib.sha256(shown.encode()).hexdigest()


@needs("skribent")
def summarize(workspace: Workspace, wanted: str) -> SectionSummary:
    """The summary of a section (id, number or title), made anew only when something it stands on changed."""
    section = workspace.consultation.section(wanted)
    points = section_points(workspace, section.id)
    inputs = _inputs(workspace, section, points)
    kept = workspace.store.themes.summary(section.id)
    if kept is not None and kept[0] == inputs:
        return kept[1]
    started, clock = now(), time.perf_counter()
    answers, asked = workspace.store.submissions.answers(section.id), len(workspace.store.submissions.all())
    titles = _renamed(workspace, section)

    def write(generate: Callable[[Request], str | None]) -> SectionSummary:
        return _write(workspace, section, answers, points, titles, asked, generate)

    ask_ahead(workspace, section.id, write)
    summary = write(generator(workspace, section.id))
    run = Run(
        f"summary/{section.id}/{inputs[:12]}", "summary", section.id, inputs, started, time.perf_counter() - clock,
        {"themes": len(summary.themes), "lone_voices": len(summary.lone_voices), "model": workspace.llm.name,
         "prompts": f"{load_prompt(TITLE_PROMPT).id} {load_prompt(CLAIM_PROMPT).id}", STATE: state_of(summary)},
    )  # fmt: skip
    with workspace.store.database.transaction():  # a summary without its run would never get one
        workspace.store.themes.save_summary(inputs, summary)
        workspace.store.audit.add_run(run)
    return summary


def _renamed(workspace: Workspace, section: Section) -> dict[str, str]:
    """Titles that a person has given."""
    edits = workspace.store.themes.edits(section.id)
    return {e.theme_id: e.other for e in edits if e.action == "rename" and e.other}


def _inputs(workspace: Workspace, section: Section, points: Sequence[Point]) -> str:
    """A hash of everything that the summary stands on."""
    answers = workspace.store.submissions.answers(section.id)
    stands_on = (
        VERSION,
        points,
        sorted(_renamed(workspace, section).items()),
        load_prompt(TITLE_PROMPT).id,
        load_prompt(CLAIM_PROMPT).id,
        workspace.llm.name,
        len(workspace.store.submissions.all()),
        sorted((a.answer_id, a.organisation, a.respondent_type) for a in answers),
    )
    return hashlib.sha256(repr(stands_on).encode()).hexdigest()


def filtered_summary(workspace: Workspace, wanted: str, keep: Callable[[Answer], bool]) -> SectionSummary:
    """The section's themes as those of its senders speak of them that ``keep`` chooses, counted anew and not stored; the
    summary itself when it is made and all are chosen. At once: what the model has not written before is told without it."""
    section = workspace.consultation.section(wanted)
    everyone = workspace.store.submissions.answers(section.id)
    answers = [a for a in everyone if keep(a)]
    points = section_points(workspace, section.id)
    kept = workspace.store.themes.summary(section.id)
    if kept is not None and len(answers) == len(everyone) and kept[0] == _inputs(workspace, section, points):
        return kept[1]
    chosen = {a.answer_id for a in answers}
    mine = [p for p in points if p.answer_id in chosen]
    titles = {t.theme_id: t.title for t in (*kept[1].themes, *kept[1].lone_voices)} if kept is not None else {}
    asked = len({a.submission_id for a in answers})
    return _write(workspace, section, answers, mine, titles, asked, _written_before(workspace))


def _write(
    workspace: Workspace,
    section: Section,
    answers: Sequence[Answer],
    points: Sequence[Point],
    titles: Mapping[str, str],
    asked: int,
    generate: Callable[[Request], str | None],
) -> SectionSummary:
    at_hand: dict[str, NDArray[np.float32]] = {}  # the same few thousand texts are asked for again and again

    def embed_here(texts: Sequence[str]) -> NDArray[np.float32]:
        missing = [text for text in texts if text not in at_hand]
        at_hand.update(zip(missing, embed(workspace, missing), strict=True))
        return np.stack([at_hand[text] for text in texts])

    materials = Materials(
        section=section.id,
        title=section.name,
        answers=answers,
        points=points,
        conflicts=find_conflicts(points),
        asked=asked,
        titles=titles,
        known_names=sorted({n for town, villages in workspace.consultation.places.items() for n in (town, *villages)}),
    )
    turns_we = getattr(workspace.llm, "turns_we", True)
    prompts = load_prompt(TITLE_PROMPT), load_prompt(CLAIM_PROMPT)
    return summarise(materials, Writer(embed_here, generate, *prompts, turns_we=turns_we))
