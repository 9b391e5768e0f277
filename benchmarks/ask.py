"""How well are questions answered? python -m benchmarks.ask [--faq FOLDER] [--set FILE.toml …] [--misses]

Over the submissions in examples/: the right passage among the first five, refusals, sentences that their citations support,
senders counted. Over SweFAQ (a folder with swefaq_*.jsonl): the right answer among all. ``--calibrate`` prints weights for
summarizer/asking/retrieval.py from the sets given; ``--speed N`` measures N made-up submissions.
"""

from __future__ import annotations

import argparse
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import ask_faq, ask_speed
from benchmarks.ask_judge import unsupported
from benchmarks.figures import Figure, counted
from summarizer import pipeline
from summarizer.asking import Answered
from summarizer.llm import FakeLLM
from summarizer.pipeline.answering import understand
from summarizer.pipeline.finding import find
from summarizer.settings import from_environment
from summarizer.workspace import Workspace

SETS = Path(__file__).parent / "questions"
EXAMPLES = Path(__file__).parent.parent / "examples" / "submissions"
MATERIAL = Path(__file__).parent.parent.parent / "shared" / "material" / "superlim2"


@dataclass(frozen=True)
class Asked:
    """A question of a set. No ``gold``: the submissions do not say. ``after``: the questions before it in the conversation."""

    ask: str
    gold: tuple[str, ...]
    kind: str
    after: tuple[str, ...] = ()


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    options.set = options.set or [
        SETS / f"ask_{name}.toml"
        for name in (
            "tuned",
            "tuned_2",
            "heldout",
            "heldout_2",
            "heldout_3",
            "heldout_4",
            "heldout_5",
            "heldout_6",
            "counted",
        )
    ]
    figures: dict[str, list[Figure]] = {}
    if options.faq.is_dir() and not options.calibrate:
        figures["SweFAQ"] = ask_faq.measure(options.faq, _workspace(Path(tempfile.mkdtemp())).embedder)
    workspace = _workspace(options.workspace or Path(tempfile.mkdtemp()))
    pipeline.ingest(workspace, [EXAMPLES])
    sets = {path.stem: read_set(path) for path in options.set}
    if options.calibrate:
        print(calibrated(workspace, [asked for made in sets.values() for asked in made], options.faq))
        return
    for name, made in sets.items():
        figures[name] = measure(workspace, made, not options.search_only)
    for path in options.set:
        figures[path.stem].append(measure_counted(workspace, path))
    if options.speed:
        figures[f"{options.speed} submissions"] = ask_speed.measure(options.speed, workspace.embedder)
    _print(figures, options.misses)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Answers to questions about the submissions.")
    parser.add_argument(
        "--faq", type=Path, default=MATERIAL, help="folder with swefaq_*.jsonl (skipped when not there)"
    )
    parser.add_argument("--set", type=Path, action="append", default=[], metavar="FILE.toml")
    parser.add_argument("--workspace", type=Path, help="keep what is read in and written here, for the next time")
    parser.add_argument("--search-only", action="store_true", help="passages and refusals; no answers are written")
    parser.add_argument("--speed", type=int, default=0, metavar="N")
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list what went wrong under the table")
    return parser


def _workspace(folder: Path) -> Workspace:
    return Workspace(from_environment(folder), llm=FakeLLM([]))  # no question may reach a language model


def read_set(path: Path) -> list[Asked]:
    raw = tomllib.loads(path.read_text(encoding="utf-8")).get("questions", [])
    return [Asked(q["ask"], tuple(q.get("gold", ())), q.get("kind", "plain"), tuple(q.get("after", ()))) for q in raw]


def measure(workspace: Workspace, made: Sequence[Asked], with_answers: bool) -> list[Figure]:
    """Passages for every question that has an answer; refusals for all; support for every sentence that was written."""
    right: list[tuple[bool, str]] = []
    first: list[tuple[bool, str]] = []
    said: list[tuple[bool, str]] = []
    unsaid: list[tuple[bool, str]] = []
    cited: list[tuple[bool, str]] = []
    sentences: list[tuple[bool, str]] = []
    for asked in made:
        passages = _shown(workspace, asked)
        if asked.gold:
            right.append((any(_holds(text, asked) for text in passages[:5]), asked.ask))
            first.append((any(_holds(text, asked) for text in passages[:1]), asked.ask))
        answer = pipeline.ask(workspace, asked.ask, earlier=asked.after) if with_answers else None
        refused = _refused(workspace, asked) if answer is None else not answer.answered or _nobody(answer)
        (said if asked.gold else unsaid).append((refused, asked.ask))
        if asked.gold and answer is not None and answer.answered:
            quotes = [c.quote for claim in answer.claims for c in claim.citations]
            cited.append((any(_holds(quote, asked) for quote in quotes), asked.ask))
        sentences += [(not why, f"{asked.ask} → {text}: {why}") for text, why in unsupported(answer, workspace)]
    figures = [
        counted("right passage in the first five", right, "≥ 95 %"),
        counted("right passage first", first, ""),
        counted("unanswerable refused", unsaid, "≥ 90 %"),
        counted("answerable answered", [(not hit, what) for hit, what in said], "≥ 95 %"),
    ]
    if not with_answers:
        return figures
    return [
        *figures,
        counted("answers that cite a right passage", cited, ""),
        counted("sentences supported", sentences, "≥ 97 %"),
    ]


def _shown(workspace: Workspace, asked: Asked) -> list[str]:
    found = find(workspace, understand(workspace, asked.ask, earlier=asked.after))
    return [answer.text[p.start : p.end] for p, answer in found.passages]


def _holds(text: str, asked: Asked) -> bool:
    return any(gold in text or text in gold for gold in asked.gold)


def _refused(workspace: Workspace, asked: Asked) -> bool:
    query = understand(workspace, asked.ask, earlier=asked.after)
    return query.way == "declined" or find(workspace, query).bears.score <= 0


def _nobody(answer: Answered) -> bool:
    """ "Nobody mentions it" is a true answer to who mentions it, and a refusal to what is said."""
    return answer.route == "exhaustive" and not answer.senders


def measure_counted(workspace: Workspace, path: Path) -> Figure:
    """The senders that an answer counts, cites and prints, against the truth."""
    files = {s.submission_id: s.file.rpartition(".")[0] for s in workspace.store.submissions.all()}
    outcomes = []
    for case in tomllib.loads(path.read_text(encoding="utf-8")).get("counted", []):
        answer = pipeline.ask(workspace, case["ask"], earlier=case.get("after", ()))
        senders, truth = {files[s] for s in answer.senders}, set(case["senders"])
        cited = {files[c.submission_id] for claim in answer.claims for c in claim.citations}
        nobody = answer.text.startswith("Ingen avsändare")  # said, and then what is near is shown
        right = senders == truth and (not answer.claims or cited == truth or nobody)
        wrong = f"{case['ask']}: missing {sorted(truth - senders)}, too many {sorted(senders - truth)}"
        outcomes.append((right, wrong))
    return counted("senders counted as they are", outcomes, "100 %")


def calibrated(workspace: Workspace, made: Sequence[Asked], faq: Path) -> str:
    """Logistic regression of "has an answer" on how passages bear; SweFAQ's questions have none in the submissions."""
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    outside = [Asked(question, (), "faq") for question in ask_faq.questions(faq)[::3]]
    for asked in (*made, *outside):
        query = understand(workspace, asked.ask, earlier=asked.after)
        if query.way == "declined" or query.senders:
            continue
        bears = find(workspace, query).bears
        rows.append((bears.meaning, bears.words, bears.together))
        labels.append(bool(asked.gold))
    fitted: Any = LogisticRegression(C=3, class_weight="balanced").fit(rows, labels)
    scores = fitted.decision_function(rows)
    kept = sorted(score for score, has in zip(scores, labels, strict=True) if has)
    return (
        f"{len(labels)} questions, {sum(labels)} of them with an answer\n"
        f"WEIGHTS = {tuple(round(float(w), 2) for w in (*fitted.coef_[0], fitted.intercept_[0]))}\n"
        f"the score that 1 in 25 answerable ones fall below: {kept[len(kept) // 25]:.2f}"
    )


def _print(figures: dict[str, list[Figure]], misses: bool) -> None:
    console = Console(width=150)
    table = Table("set", "figure", "measured", "to reach")
    for name, rows in figures.items():
        for figure in rows:
            if figure.total == 0:
                continue  # the set has no such questions
            table.add_row(name, figure.name, figure.shown(), figure.goal)
    console.print(table)
    for name, rows in figures.items() if misses else ():
        for figure in rows:
            for miss in figure.misses:
                console.print(f"{name} · {figure.name}: {miss}", markup=False, highlight=False)


if __name__ == "__main__":
    main()
