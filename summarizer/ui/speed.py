"""Inställningar: the speed test of the language model, and what its result means for the sections at hand."""

from __future__ import annotations

import time
from contextlib import suppress

import streamlit as st

from summarizer.errors import SamspelError
from summarizer.pipeline.speed import LIMIT, ROUNDS, Pace, calibrate, measure, themes_of
from summarizer.ui.html import e, show
from summarizer.ui.jobs import Job, stoppable
from summarizer.ui.sections import section_name
from summarizer.ui.services import Services, asker
from summarizer.ui.texts import t

_EXAMPLE = 20  # themes, when nothing has been read in


def render(services: Services, model: str) -> None:
    st.caption(t("settings.speed_help"))
    if st.button(t("settings.speed_test"), key="speed_test"):
        _start(services, model)
        st.rerun()
    job = services.jobs.last("speed")
    if job is not None and job.results:
        show(
            f"<p><strong>{e(job.of)}</strong></p>"
            + "".join(f"<p>{e(line)}</p>" for line in told(services, job.results[-1]))
        )


def _start(services: Services, model: str) -> None:
    workspace, step = services.workspace, t("settings.testing")

    def work(job: Job) -> None:
        def begin(number: int) -> None:
            job.done = number
            job.begin(step)

        job.begin(step)
        began = time.monotonic()
        with suppress(
            SamspelError
        ):  # where threads are not ours to choose, or cannot be kept, the pace is measured all the same
            calibrate(workspace, job.check)
        pace = measure(stoppable(workspace, job).llm, begin, LIMIT - (time.monotonic() - began))
        job.results.append(pace)
        job.done = job.total

    services.jobs.start("speed", ROUNDS, work, of=model, by=asker(services))


def told(services: Services, pace: Pace) -> list[str]:
    """The pace in tokens, and in minutes for the largest section and for all that are answered."""
    lines = [t("settings.speed", read=_number(pace.read), written=_number(pace.written))]
    themes = themes_of(services.workspace)
    if not themes:
        return [*lines, t("settings.speed_example", themes=_EXAMPLE, time=duration(pace.section(_EXAMPLE)))]
    largest = max(themes, key=lambda section: themes[section])
    name, n = section_name(services.workspace.consultation, largest), themes[largest]
    lines.append(t("settings.speed_section", section=name, themes=n, time=duration(pace.section(n))))
    if len(themes) > 1:
        whole = pace.section(sum(themes.values()))
        lines.append(t("settings.speed_all", sections=len(themes), time=duration(whole)))
    return [*lines, t("settings.speed_known")]


def _number(value: float) -> str:
    return (f"{value:.0f}" if value >= 10 else f"{value:.1f}").replace(".", t("decimal"))


def duration(seconds: float) -> str:
    """In the unit that a person would say it in."""
    if seconds < 90:
        return t("duration.seconds", count=max(2, round(seconds)))
    if seconds < 90 * 60:
        return t("duration.minutes", count=round(seconds / 60))
    return t("duration.hours", count=_number(round(seconds / 3600, 1)))
