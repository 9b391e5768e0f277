"""One set through the whole product: files in, every section summarised and drafted, all figures out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import edit_figures, map_reduce, summary_figures
from benchmarks.figures import Figure, counted
from benchmarks.labels import Labels, on_answers
from benchmarks.product import Json, Product, Timed, take_in, themes_of, write_baseline, write_files
from benchmarks.quality_set import QualitySet
from benchmarks.summary_figures import Account
from summarizer.llm import LanguageModel
from summarizer.records import Answer
from summarizer.settings import from_environment
from summarizer.workspace import Workspace

ORDINARY = "map-reduce"  # ends the heading of the comparison's columns


@dataclass(frozen=True)
class Wanted:
    """What to measure beside the summary. ``keep``: where files stay; None removes them."""

    drafts: bool = True
    map_reduce: bool = False
    keep: Path | None = None


def measure(made: QualitySet, sections: Sequence[str], wanted: Wanted) -> dict[str, list[Figure]]:
    """Figures by heading. Raises RuntimeError when a command of the product fails."""
    with _folder(wanted.keep, made.name) as folder:
        names = write_files(made, folder / "inspel")
        files = sorted((folder / "inspel").iterdir())
        product = Product(folder / "arbetsyta", keep=folder)
        senders, taken = take_in(product, files, names)
        if wanted.drafts:
            product.run("baseline", str(write_baseline(made, folder)))
        other = Product(folder / "omvand")
        take_in(other, files[::-1], names)
        columns = {made.name: _reading(made, senders, taken)}
        llm = Workspace(from_environment(folder / "arbetsyta")).llm if wanted.map_reduce else None
        for section in sections:
            answers = product.answers(section)
            labels = on_answers(made, answers, senders)
            heading = f"{made.name} {section}"
            columns[heading] = _section(product, other, section, answers, labels, wanted.drafts)
            if llm is not None:
                columns[f"{heading} {ORDINARY}"] = _ordinary(section, answers, labels, llm)
        return columns


@contextmanager
def _folder(keep: Path | None, name: str) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)
        return
    folder = keep / name
    if folder.exists():
        shutil.rmtree(folder)  # a run starts cold
    folder.mkdir(parents=True)
    yield folder


def _reading(made: QualitySet, senders: dict[str, str], taken: Json) -> list[Figure]:
    read_as = {senders.get(f["submission_id"]): f["respondent_type"] for f in taken["files"]}
    outcomes = [
        (read_as[s.submission_id] == s.respondent_type, f"{s.organisation}: {read_as[s.submission_id]}")
        for s in made.submissions
        if s.submission_id in read_as
    ]
    return [
        Figure("files not read", len(made.submissions) - len(senders), None, "0"),
        Figure("characters unaccounted for", taken["ledger"]["unaccounted"], None, "0"),
        counted("respondent types recognised", outcomes, ""),
    ]


def _account(section: str, answers: Sequence[Answer], labels: Labels, points: Json, summary: Json) -> Account:
    known = " ".join([summary.get("title", ""), *labels.made.baseline.get(section, {}).values()])
    return Account(section, labels, {a.answer_id: a for a in answers}, points, summary, known)


def _section(
    product: Product, other: Product, section: str, answers: Sequence[Answer], labels: Labels, drafts: bool
) -> list[Figure]:
    summary, again = product.run("summarize", section), product.run("summarize", section)
    points = product.run("points", section).data
    account = _account(section, answers, labels, points, summary.data)
    same = themes_of(points) == themes_of(other.run("points", section).data)
    found = [
        *summary_figures.figures(account),
        counted("themes the same with files in reverse order", [(same, section)], "100 %"),
        counted("summary the same when run again", [(summary.data == again.data, section)], "100 %"),
        *_times("summary", summary, again, "≤ 90"),
    ]
    if drafts:
        draft, redraft = product.run("draft", section), product.run("draft", section)
        found += [
            *edit_figures.figures(account, draft.data),
            *_times("draft", draft, redraft, "≤ 120"),
        ]
    return found


def _times(what: str, cold: Timed, cached: Timed, goal: str) -> list[Figure]:
    return [
        Figure(f"seconds, {what} cold", round(cold.seconds, 1), None, goal),
        Figure(f"processor seconds, {what} cold", round(cold.processor, 1)),
        Figure(f"seconds, {what} cached", round(cached.seconds, 1), None, "≤ 2"),
    ]


def _ordinary(section: str, answers: Sequence[Answer], labels: Labels, llm: LanguageModel) -> list[Figure]:
    summary, points, seconds = map_reduce.summarise(answers, llm)
    account = _account(section, answers, labels, points, summary)
    return [*summary_figures.figures(account), Figure("seconds, summary cold", round(seconds, 1), None, "≤ 90")]
