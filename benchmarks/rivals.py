"""What a user could pick instead, on the same answers with the same model: ``python -m benchmarks.rivals SET.toml --section S``

(a) LangChain and LangGraph, summary by map and reduce; (b) LangChain with FAISS, the nearest passages and one answer; (c)
ThemeFinder through llama.cpp's server; (d) Samspel. The rivals live in an environment of their own (``--venv``), outside the
repository, since their libraries are not ours; it is made with:

    python -m venv DIR && DIR/bin/pip install langchain-core langchain-community langgraph langchain-text-splitters \\
        langchain-openai faiss-cpu themefinder "llama-cpp-python[server]" sentence-transformers "torch<2.14"

(a) and (b) answer by a schema that asks for numbers of answers, so that they cite; a citation is a whole answer, and a labelled
point counts as covered when an answer that makes it is cited, which is generous to them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import map_reduce
from benchmarks.labels import directly, on_answers
from benchmarks.product import Product, take_in, write_files
from benchmarks.quality_set import QualitySet, load
from benchmarks.summary_figures import Account, figures
from summarizer import consultation as consultations
from summarizer import models, pipeline
from summarizer.llm.cores import cores
from summarizer.records import Answer
from summarizer.settings import from_environment
from summarizer.workspace import Workspace

RIVALS = {"map_reduce": "LangGraph map-reduce", "rag": "LangChain + FAISS", "themefinder": "ThemeFinder"}
OWN = "Samspel"
WANTED = {
    "labelled points visible, cited": "labelled points covered",
    "… with a claim mainly about the point": "… with a sentence mainly about them",
    "citations whose span supports the claim": "citations right",
    "coverage × citation F1 (joint score)": "coverage × citation F1",
}
Row = dict[str, str]


def of_first(made: QualitySet, section: str, senders: int) -> QualitySet:
    """The set with the first senders that answer on the section, and the points that these make."""
    answering = [s for s in made.submissions if any(a.section == section for a in s.answers)][:senders]
    kept = tuple(replace(s, answers=tuple(a for a in s.answers if a.section == section)) for s in answering)
    said = {label for s in kept for label in s.labels}
    points = {p.id: p for p in made.points.values() if p.id in said}
    return replace(made, submissions=kept, points=points, sections=(section,))


def rival(kind: str, python: Path, made: QualitySet, section: str, folder: Path, cap: float) -> Row:
    answers = made.answers()
    title = consultations.load(consultations.DEFAULT).section(section).name
    settings = from_environment()
    task = {
        "title": title, "threads": settings.threads or cores(),
        "answers": [{"number": n, **asdict(a)} for n, a in enumerate(answers, 1)],
        "generation": str(models.require(models.find("generation"), settings.models)),
        "embedding": str(models.require(models.find("embedding"), settings.models)),
    }  # fmt: skip
    asked, told = folder / "task.json", folder / f"{kind}.json"
    asked.write_text(json.dumps(task, ensure_ascii=False), encoding="utf-8")
    started, used = time.perf_counter(), _processor()
    with (folder / f"{kind}.log").open("w") as log:
        command = [str(python), str(Path(__file__).with_name("rival_runs.py")), kind, str(asked), str(told)]
        running = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        try:
            running.wait(cap)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(30)
    seconds = time.perf_counter() - started
    result = json.loads(told.read_text(encoding="utf-8"))
    end = "" if result["finished"] else f" (cut at {cap:.0f})" if seconds >= cap else " (failed)"
    row = {
        "seconds on the clock": f"{seconds:.0f}{end}",
        "seconds of the processors": f"{_processor() - used:.0f}",
        "tokens in; out; calls": f"{result['tokens_in']}; {result['tokens_out']}; {result['calls']}",
        "peak memory, MB": str(result["peak_mb"] + result.get("server_mb", 0)),
    }
    claims = [(c["text"], c["svar"]) for c in result["claims"]]
    return row | (_cited(made, section, answers, claims) if result["finished"] else {})


def _cited(
    made: QualitySet, section: str, answers: Sequence[Answer], claims: Sequence[tuple[str, Sequence[int]]]
) -> Row:
    text = "\n".join(f"- {' '.join(said.split())} [{', '.join(map(str, cited))}]" for said, cited in claims)
    points, summary = map_reduce.documents(text, answers)
    return _figures(Account(section, directly(made), {a.answer_id: a for a in answers}, points, summary))


def _figures(account: Account) -> Row:
    found = {WANTED[f.name]: f.shown() for f in figures(account) if f.name in WANTED}
    return {"sentences": str(sum(len(e["claims"]) for e in account.entries)), **found}


def _processor() -> float:
    """Seconds of the processors that ended child processes took, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def own(made: QualitySet, section: str, folder: Path) -> Row:
    """Files taken in beforehand; then one process that summarises, as the command line would."""
    names = write_files(made, folder / "inspel")
    product = Product(folder / "arbetsyta")
    senders, _ = take_in(product, sorted((folder / "inspel").iterdir()), names)
    started, used = time.perf_counter(), _processor()
    command = [sys.executable, "-m", "benchmarks.rivals", "--own", str(folder / "arbetsyta"), "--section", section, "-"]
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    seconds, used = time.perf_counter() - started, _processor() - used
    answers = product.answers(section)
    labels = on_answers(made, answers, senders)
    summary, points = product.run("summarize", section).data, product.run("points", section).data
    return {
        "seconds on the clock": f"{seconds:.0f}",
        "seconds of the processors": f"{used:.0f}",
        "tokens in; out; calls": f"{told['tokens_in']}; {told['tokens_out']}; {told['calls']}",
        "peak memory, MB": str(told["peak_mb"]),
        **_figures(Account(section, labels, {a.answer_id: a for a in answers}, points, summary)),
    }


def _summarise(folder: Path, section: str) -> Mapping[str, Any]:
    workspace = Workspace(from_environment(folder))
    pipeline.summarize(workspace, section)
    usage = workspace.llm.usage
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return {"tokens_in": usage.tokens_in, "tokens_out": usage.tokens_out, "calls": usage.calls, "peak_mb": peak}


def main() -> None:
    parser = argparse.ArgumentParser(description="Samspel beside what a user could pick instead.")
    parser.add_argument("set", type=Path, metavar="SET.toml")
    parser.add_argument("--section", required=True)
    parser.add_argument("--senders", type=int, default=1000, help="only the first so many that answer on the section")
    parser.add_argument("--venv", type=Path, help="environment with the rivals' libraries")
    parser.add_argument("--only", choices=[*RIVALS, "samspel"], action="append", help="this one only (may be repeated)")
    parser.add_argument("--cap", type=float, default=900.0, help="seconds after which a rival is cut (default 900)")
    parser.add_argument("--keep", type=Path, help="folder for what they wrote")
    parser.add_argument("--own", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.own:
        print(json.dumps(_summarise(options.own, options.section)))
        return
    made = of_first(load(options.set), options.section, options.senders)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        columns: dict[str, Row] = {}
        for kind in options.only or [*RIVALS, "samspel"]:
            if kind == "samspel":
                columns[OWN] = own(made, options.section, folder)
            else:
                python = (options.venv or parser.error("--venv is missing")) / "bin" / "python"
                columns[RIVALS[kind]] = rival(kind, python, made, options.section, folder, options.cap)
            print(json.dumps(columns, ensure_ascii=False), file=sys.stderr, flush=True)
    characters = sum(len(a.text) for a in made.answers())
    table = Table(f"{made.name} {options.section}: {len(made.submissions)} senders, {characters} characters", *columns)
    for name in dict.fromkeys(name for row in columns.values() for name in row):
        table.add_row(name, *(row.get(name, "–") for row in columns.values()))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


if __name__ == "__main__":
    main()
