"""The whole main job on the examples, with how long each stage took and how much memory."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.pipeline.account import ledger
from summarizer.pipeline.drafts import decide, draft, set_baseline
from summarizer.pipeline.exports import export
from summarizer.pipeline.ingest import ingest
from summarizer.pipeline.searching import ensure_index
from summarizer.pipeline.summaries import summarize
from summarizer.pipeline.themes import section_points
from summarizer.records import SuggestionState
from summarizer.workspace import Workspace

SECTIONS = ("3.2", "5.3")
REVIEWER = "Granskare (demo)"


@dataclass(frozen=True)
class Stage:
    name: str
    seconds: float
    peak_memory_mb: int  # of the whole process so far
    result: str


@dataclass
class DemoResult:
    """What was made, where it lies, and how long it took."""

    workspace: str
    stages: list[Stage] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    summary: str = ""
    accepted: str = ""

    def lines(self) -> Iterator[str]:
        yield self.summary
        yield f"Godkänt ändringsförslag: {self.accepted}"
        yield ""
        yield f"{'Steg':<34}{'sekunder':>9}{'minne MB':>10}  resultat"
        for stage in self.stages:
            yield f"{stage.name:<34}{stage.seconds:>9.1f}{stage.peak_memory_mb:>10}  {stage.result}"
        yield ""
        yield "Skrivna filer:"
        yield from (f"  {name}" for name in self.files)
        yield ""
        yield f"Arbetsytan ligger i {self.workspace}. Öppna skärmen med: streamlit run app.py"


def run_demo(workspace: Workspace, examples: Path, out: Path, note: Callable[[str], None]) -> DemoResult:
    """Ingest the examples, summarise and draft 3.2 and 5.3, accept one suggestion, write the exports."""
    result = DemoResult(str(workspace.folder))

    @contextmanager
    def stage(name: str) -> Iterator[list[str]]:
        note(f"{name} …")
        said: list[str] = []
        started = time.perf_counter()
        yield said
        result.stages.append(Stage(name, round(time.perf_counter() - started, 1), _peak_memory(), "; ".join(said)))

    with stage("Läser nuvarande text") as said:
        parts, unmapped = set_baseline(workspace, examples / "strategy.docx")
        said.append(f"{len(parts)} delar, {len(unmapped)} stycken utanför delarna")
    with stage("Läser inspel") as said:
        found = ingest(
            workspace, [examples / "submissions"], lambda r: note(f"  {r.path}: {r.reason or r.organisation}")
        )
        answers = workspace.store.submissions.answers()
        said.append(f"{len(found)} filer, {len(answers)} svar, {ledger(workspace)['unaccounted']} tecken saknas")
    with stage("Bygger sökindex") as said:
        said.append(f"{len(ensure_index(workspace).ids)} textstycken")
    for section in SECTIONS:
        with stage(f"Finner synpunkter och teman, {section}") as said:
            points = section_points(workspace, section)
            said.append(f"{len(points)} synpunkter, {len({p.theme_id for p in points if p.theme_id})} teman")
        with stage(f"Sammanställer {section}") as said:
            summary = summarize(workspace, section)
            said.append(
                f"{len(summary.themes)} teman, {len(summary.lone_voices)} enskilda, {summary.ledger.unaccounted} saknas"
            )
            result.summary = result.summary or summary.markdown
        with stage(f"Föreslår ändringar, {section}") as said:
            suggestions, without = draft(workspace, section)
            said.append(f"{len(suggestions)} förslag, {len(without)} synpunkter förklarade")
            if not result.accepted and suggestions:
                result.accepted = _accept_one(workspace, suggestions)
    with stage("Skriver filer") as said:
        for kind in ("redline", "report", "answers"):
            result.files += [str(path) for path in export(workspace, kind, out)]
        said.append(f"{len(result.files)} filer i {out}")
    return result


def _accept_one(workspace: Workspace, suggestions: list[SuggestionState]) -> str:
    """Accept the suggestion with most senders behind it that nobody has decided on (a second demo finds it decided already)."""
    pending = [s for s in suggestions if s.status == "pending"]
    if not any(s.status == "accepted" for s in suggestions) and pending:
        best = max(
            pending, key=lambda s: (len({c.submission_id for c in s.suggestion.citations}), s.suggestion.suggestion_id)
        )
        decide(workspace, best.suggestion.suggestion_id, "accept", REVIEWER, via="demo")
    accepted = [s for s in workspace.store.review.suggestions(SECTIONS[0]) if s.status == "accepted"]
    return f"{accepted[0].suggestion.suggestion_id} ({accepted[0].suggestion.text})" if accepted else "inget"


def _peak_memory() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
