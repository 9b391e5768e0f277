"""What has changed in a section's account since an earlier run: which themes are new, which have grown, which are gone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.errors import UsageError
from summarizer.records import SectionSummary
from summarizer.workspace import Workspace

STATE = "themes_then"  # the run's detail that holds which points each theme had: ids only, no words


@dataclass(frozen=True)
class ThemeChange:
    """A theme that is new or has other senders than before. ``submissions``: those that have come to it since."""

    theme_id: str
    title: str
    submissions: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """``gone``: ids of themes that no point is in any more."""

    since: str
    new: tuple[ThemeChange, ...]
    grown: tuple[ThemeChange, ...]
    gone: tuple[str, ...]
    unchanged: int


def state_of(summary: SectionSummary) -> str:
    """The points of each theme, for the run's details."""
    return json.dumps({t.theme_id: sorted(t.points) for t in (*summary.themes, *summary.lone_voices)}, sort_keys=True)


def latest_run(workspace: Workspace, section: str) -> str:
    """The id of the newest summary run of a section, to compare with later on; "" when there is none."""
    runs = [r for r in workspace.store.audit.runs() if r.stage == "summary" and r.subject == section]
    return runs[-1].run_id if runs else ""


def changes_since(workspace: Workspace, summary: SectionSummary, run_id: str) -> Changes:
    """Compare a summary with the state at an earlier summary run of the same section. Raises UsageError for other runs."""
    run = next((r for r in workspace.store.audit.runs() if r.run_id == run_id), None)
    state = run.details.get(STATE) if run is not None and run.subject == summary.section else None
    if not isinstance(state, str):
        known = [r.run_id for r in workspace.store.audit.runs() if r.subject == summary.section and STATE in r.details]
        raise UsageError(
            f"Körningen {run_id} är ingen sammanställning av {summary.section}; jämför med någon av: {', '.join(known) or 'ingen finns'}."
        )
    return _compared(run_id, json.loads(state), summary)


def _compared(run_id: str, before: Mapping[str, Sequence[str]], summary: SectionSummary) -> Changes:
    new, grown, unchanged = [], [], 0
    now = (*summary.themes, *summary.lone_voices)
    for theme in now:
        senders = _senders(theme.points)
        if theme.theme_id not in before:
            new.append(ThemeChange(theme.theme_id, theme.title, tuple(sorted(senders))))
        elif come := senders - _senders(before[theme.theme_id]):
            grown.append(ThemeChange(theme.theme_id, theme.title, tuple(sorted(come))))
        else:
            unchanged += 1
    gone = tuple(sorted(set(before) - {theme.theme_id for theme in now}))
    return Changes(run_id, tuple(new), tuple(grown), gone, unchanged)


def _senders(points: Sequence[str]) -> set[str]:
    """A point's id opens with its submission's."""
    return {point.split("/", 1)[0] for point in points}


def told(changes: Changes) -> list[str]:
    """The changes as lines of text."""
    lines = [f"Sedan {changes.since}: {len(changes.new)} nya teman, {len(changes.grown)} med nya avsändare, "
             f"{len(changes.gone)} borta, {changes.unchanged} oförändrade."]  # fmt: skip
    lines += [f"  nytt: {c.title} ({len(c.submissions)} inspel)" for c in changes.new]
    lines += [f"  fler avsändare: {c.title} (+{len(c.submissions)})" for c in changes.grown]
    return [*lines, *(f"  borta: {theme}" for theme in changes.gone)]
