"""Baseline, suggestions and decisions in a workspace."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from summarizer.actors import needs
from summarizer.baseline import read_baseline
from summarizer.drafting import Draft, DraftMaterials
from summarizer.drafting import draft as draft_section
from summarizer.errors import UsageError
from summarizer.llm import Request, load_prompt
from summarizer.llm.prompts import FOLDER as PROMPTS
from summarizer.pipeline.auditing import content_hash
from summarizer.pipeline.baselines import placed_by_hand
from summarizer.pipeline.embedding import embed
from summarizer.pipeline.summaries import ask_ahead, generator, summarize
from summarizer.pipeline.themes import section_points
from summarizer.records import BaselinePart, Decision, PointWithoutSuggestion, Run, SuggestionState, Verdict
from summarizer.text.sentences import split_sentences
from summarizer.workspace import Workspace, now

VERSION = "14"  # of how suggestions are made: a new one makes them again


@needs("administratör")
def set_baseline(workspace: Workspace, file: Path) -> tuple[tuple[BaselinePart, ...], tuple[str, ...]]:
    """Read the strategy and keep its file, so that the redline is made in it. Returns parts and unplaced paragraphs."""
    if not file.is_file():
        raise UsageError(f"Det finns ingen fil som heter {file}; kontrollera sökvägen.")
    parts, unmapped = read_baseline(file, workspace.consultation, split_sentences, placed_by_hand(workspace))
    if not parts:
        raise UsageError(
            f"I {file.name} hittades ingen delprioritering; rubrikerna ska ha nummer (3.2) eller titel som i samrådet."
        )
    content = file.read_bytes()
    workspace.store.review.set_baseline(parts, file.name, content)
    workspace.store.audit.log(
        now(), workspace.actor.name, "baseline", file=file.name, sha256=hashlib.sha256(content).hexdigest()
    )
    return parts, unmapped


def sections_to_draft(workspace: Workspace) -> list[str]:
    """Sections that have both a baseline and answers, in the consultation's order."""
    with_text = {part.section for part in workspace.store.review.baseline()}
    return [
        s.id for s in workspace.consultation.sections if s.id in with_text and workspace.store.submissions.answers(s.id)
    ]


@needs("skribent")
def draft(workspace: Workspace, wanted: str) -> tuple[list[SuggestionState], tuple[PointWithoutSuggestion, ...]]:
    """Suggestions for a section and the points without one; made anew only when something they stand on changed."""
    section = workspace.consultation.section(wanted)
    parts = workspace.store.review.baseline(section.id)
    if not parts:
        raise UsageError(
            f"Det finns ingen nuvarande text för {section.name}; läs in strategin med: samspel baseline FIL"
        )
    summary = summarize(workspace, section.id)
    prompts = sorted(load_prompt(path.stem).id for path in PROMPTS.glob("draft_*.md"))
    inputs = hashlib.sha256(repr((VERSION, summary, parts, prompts, workspace.llm.name)).encode()).hexdigest()
    kept = workspace.store.review.draft(section.id)
    if kept is None or kept[0] != inputs:
        started, clock = now(), time.perf_counter()
        materials = DraftMaterials(
            section=section.id,
            parts=parts,
            answers=workspace.store.submissions.answers(section.id),
            points=section_points(workspace, section.id),
            themes=(*summary.themes, *summary.lone_voices),
            conflicts=summary.conflicts,
        )

        def write(generate: Callable[[Request], str | None]) -> Draft:
            return draft_section(materials, lambda texts: embed(workspace, texts), generate)

        ask_ahead(workspace, section.id, write)
        made = write(generator(workspace, section.id))
        made_with = f"{' '.join(prompts)}, {workspace.llm.name}, regler {VERSION}"
        suggestions = [replace(s, made_with=made_with) for s in made.suggestions]
        run = Run(
            f"draft/{section.id}/{inputs[:12]}", "draft", section.id, inputs, started, time.perf_counter() - clock,
            {"suggestions": len(made.suggestions), "model": workspace.llm.name, "prompts": " ".join(prompts)},
        )  # fmt: skip
        with workspace.store.database.transaction():
            workspace.store.review.save_draft(section.id, inputs, suggestions, made.without)
            workspace.store.audit.add_run(run)
    kept = workspace.store.review.draft(section.id)
    return workspace.store.review.suggestions(section.id), kept[1] if kept else ()


@needs("granskare", signed_by="reviewer")
def decide(
    workspace: Workspace,
    suggestion_id: str,
    verdict: Verdict,
    reviewer: str,
    text: str | None = None,
    reason: str | None = None,
    seen: int | None = None,
    via: str = "skärmen",
) -> SuggestionState:
    """Write a decision and return the suggestion as it then stands. ``seen``: how many decisions the person had seen."""
    if not reviewer.strip():
        raise UsageError("Beslutet saknar granskare; ange ditt namn.")
    if verdict == "edit" and not (text or "").strip():
        raise UsageError("Ett ändrat förslag behöver din lydelse; skriv texten.")
    with workspace.store.database.transaction():  # nobody else decides between the look and the writing
        before = workspace.store.review.suggestion(suggestion_id)
        decision = Decision(
            suggestion_id, verdict, reviewer.strip(), now(), text if verdict == "edit" else None, reason, via
        )
        workspace.store.review.decide(decision, seen)  # first whether somebody else was quicker
        if verdict == "undo" and before.decision is None:
            raise UsageError(f"Det finns inget beslut att ångra om förslaget {suggestion_id}.")
        workspace.store.audit.log(
            decision.at, decision.reviewer, "decision", suggestion=suggestion_id, verdict=verdict, via=via,
            seen=hashlib.sha256(before.suggestion.text.encode()).hexdigest(), content=content_hash(decision),
        )  # fmt: skip
    return workspace.store.review.suggestion(suggestion_id)
