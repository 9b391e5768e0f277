"""Summaries and suggestions made in the background, one section after the other."""

from __future__ import annotations

from collections.abc import Callable

from summarizer import pipeline
from summarizer.ui.jobs import Job, stoppable
from summarizer.ui.services import Services, asker
from summarizer.workspace import Workspace


def start_summaries(services: Services, sections: list[str], anew: bool = False) -> None:
    """``anew``: also when the same is being made right now, since something has changed."""
    _start(services, "summarize", sections, pipeline.summarize, anew)


def start_drafts(services: Services, sections: list[str]) -> None:
    _start(services, "draft", sections, pipeline.draft, anew=False)


def answer_counts(services: Services) -> dict[str, int]:
    """How many answers each section has; sections without are left out."""
    counts: dict[str, int] = {}
    for section, _, n in services.workspace.store.submissions.answer_counts():
        counts[section] = counts.get(section, 0) + n
    return counts


def _start(
    services: Services, kind: str, sections: list[str], make: Callable[[Workspace, str], object], anew: bool
) -> None:
    workspace, counts = services.workspace, answer_counts(services)

    def work(job: Job) -> None:
        working = stoppable(workspace, job)
        for section in sections:
            job.begin(workspace.consultation.section(section).name)
            make(working, section)
            job.finish(section)

    services.jobs.start(
        kind, len(sections), work, of=" ".join(sections), by=asker(services), anew=anew,
        sizes=[counts.get(section, 0) for section in sections],
    )  # fmt: skip
