"""How near is a summary and a draft to what the machine can do? ``python -m benchmarks.limit SET.toml --section 5.3``

The set's files are read, then one section is summarised and drafted in this process. Printed: how much of the time is spent in
the models, what the language model is asked for, and its pace beside that of llama.cpp's bare evaluation with the same model,
threads and depth, in short rounds by turns with the calls. Seconds of a stage are on the clock, those rounds left out; pace is
per second of processor time, times the threads, since the machine may have other work: medians, and in brackets the quartiles.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.growth import Clocked
from benchmarks.product import write_baseline, write_files
from benchmarks.quality_set import load
from summarizer import pipeline
from summarizer.llm.base import Generation, Request
from summarizer.llm.llama import LlamaCpp
from summarizer.settings import from_environment
from summarizer.workspace import Workspace

_EVERY = 3  # calls between two bare rounds
_BARE = 58, 12  # tokens evaluated at once, as a prompt is here; tokens one by one


class Watched:
    """llama.cpp's adapter, watched from outside: calls by prompt, tokens, seconds, and what its evaluations take."""

    def __init__(self, real: LlamaCpp) -> None:
        self.name, self.turns_we, self.usage, self._real = real.name, real.turns_we, real.usage, real
        self.calls: Counter[str] = Counter()
        self.computed: list[int] = []  # tokens of a prompt that had to be evaluated, each time
        self.seconds, self.apart = 0.0, 0.0  # on the clock: in the model; in bare rounds
        self.read: list[float] = []  # processor seconds a token, of each evaluation of some length
        self.wrote: list[float] = []  # … a token written, of each call, all that the adapter does included
        self.bare_read: list[float] = []
        self.bare_wrote: list[float] = []
        self.model: Any = real._loaded()
        self._eval = self.model.eval
        self.model.eval = self._watch
        self._prefill, self._single = 0.0, 0
        self.processor, self.inside = 0.0, 0.0  # processor seconds: of all calls; of them in llama_decode
        self._decode = self.model._ctx.decode
        self.model._ctx.decode = self._evaluate

    def _evaluate(self, batch: Any) -> None:
        started = time.process_time()
        self._decode(batch)
        self.inside += time.process_time() - started

    def _watch(self, tokens: Sequence[int]) -> None:
        started = time.process_time()
        self._eval(tokens)
        if len(tokens) == 1:
            self._single += 1
            return
        spent = time.process_time() - started
        self._prefill += spent
        self.computed.append(len(tokens))
        if len(tokens) >= _BARE[0] // 2:
            self.read.append(spent / len(tokens))

    def complete(self, request: Request) -> Generation:
        self._prefill, self._single = 0.0, 0
        started, used = time.perf_counter(), time.process_time()
        done = self._real.complete(request)
        self.seconds += time.perf_counter() - started
        used = time.process_time() - used
        self.processor += used
        if self._single:
            self.wrote.append((used - self._prefill) / self._single)
        self.calls[request.prompt_id.partition("+")[0]] += 1
        if self.calls.total() % _EVERY == 0:
            started, inside = time.perf_counter(), self.inside
            together, single = bare(self.model, *_BARE)
            self.inside = inside
            self.bare_read.append(together)
            self.bare_wrote.append(single)
            self.apart += time.perf_counter() - started
        return done

    def stream(self, request: Request) -> Iterator[str]:
        return self._real.stream(request)

    def taken(self) -> dict[str, float]:
        return {
            "llm": self.seconds, "apart": self.apart, "computed": sum(self.computed),
            "in": self.usage.tokens_in, "out": self.usage.tokens_out, "calls": self.usage.calls,
        }  # fmt: skip


def bare(model: Any, size: int, singles: int) -> tuple[float, float]:
    """llama.cpp's own evaluation after what stands in the context, which is left as it was: processor seconds a token for ``size``
    tokens at once, and one by one."""
    words = model.tokenize("Vägarna i inlandet behöver rustas upp så att bussarna kommer fram. ".encode() * 9)
    past = model.n_tokens
    started = time.process_time()
    _decode(model, words[:size], past)
    together = (time.process_time() - started) / size
    started = time.process_time()
    for at in range(size, size + singles):
        _decode(model, words[at : at + 1], past + at)
    single = (time.process_time() - started) / singles
    model._ctx.kv_cache_seq_rm(-1, past, -1)
    return together, single


def _decode(model: Any, tokens: Sequence[int], past: int) -> None:
    """Without the adapter's own record of what stands in the context."""
    model._ctx.kv_cache_seq_rm(-1, past, -1)
    model._batch.set_batch(batch=tokens, n_past=past, logits_all=False)
    model._ctx.decode(model._batch)


def measure(path: Path, section: str) -> list[tuple[str, str]]:
    made = load(path)
    with tempfile.TemporaryDirectory() as folder:
        settings = from_environment(Path(folder) / "yta")
        opened = Workspace(settings)
        real = opened.llm
        if not isinstance(real, LlamaCpp):
            raise SystemExit("The model must run in this process (no SAMSPEL_LLM_URL).")
        embedder, llm = Clocked(opened.embedder, time.perf_counter), Watched(real)
        embedder.encode(["värm upp"], "likeness")
        workspace = Workspace(settings, embedder=embedder, llm=llm)
        write_files(made, Path(folder) / "inspel")
        pipeline.ingest(workspace, sorted((Path(folder) / "inspel").iterdir()))
        pipeline.set_baseline(workspace, write_baseline(made, Path(folder)))
        rows: list[tuple[str, str]] = []
        for stage, work in (("summarise", pipeline.summarize), ("draft", pipeline.draft)):
            before, inside, texts, calls = llm.taken(), embedder.seconds, embedder.texts, Counter(llm.calls)
            started = time.perf_counter()
            work(workspace, section)
            spent = {key: value - before[key] for key, value in llm.taken().items()}
            total = time.perf_counter() - started - spent["apart"]
            rows += _rows(stage, total, embedder.seconds - inside, embedder.texts - texts, spent, llm.calls - calls)
            _tell(rows)
        summary = pipeline.summarize(workspace, section)
        themes = len(summary.themes) + len(summary.lone_voices)
        rows.append(("themes and lone voices", str(themes)))
        rows.append(
            (
                "tokens evaluated and written a theme, summary and draft",
                f"{(sum(llm.computed) + llm.usage.tokens_out) / themes:.0f}",
            )
        )
        rows += _beside("evaluated", llm.read, llm.bare_read, llm.model.n_threads_batch)
        rows += _beside("written", llm.wrote, llm.bare_wrote, llm.model.n_threads)
        rows.append(("of the calls' processor time, in llama.cpp's evaluation", f"{llm.inside / llm.processor:.3f}"))
        rows.append(("peak memory, MB", str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)))
        return rows


def _beside(what: str, ours: Sequence[float], theirs: Sequence[float], threads: int) -> list[tuple[str, str]]:
    def pace(seconds: Sequence[float]) -> str:
        low, middle, high = (threads / s for s in reversed(statistics.quantiles(seconds, n=4)))
        return f"{middle:.1f} ({low:.1f}–{high:.1f}), {len(seconds)} times"

    ratio = statistics.median(theirs) / statistics.median(ours)
    return [
        (f"our tokens/s {what}", pace(ours)),
        (f"bare llama.cpp's tokens/s {what}", pace(theirs)),
        ("… ours ÷ bare", f"{ratio:.2f}"),
    ]


def _tell(rows: Sequence[tuple[str, str]]) -> None:
    """Of a run that is cut, what came so far."""
    print("\n".join(f"{name}: {told}" for name, told in rows), file=sys.stderr, flush=True)


def _rows(
    stage: str, total: float, embedding: float, texts: int, spent: dict[str, float], calls: Counter[str]
) -> list[tuple[str, str]]:
    return [
        (f"{stage}: seconds", f"{total:.1f}"),
        (f"{stage}: in the language model", f"{spent['llm']:.1f} ({spent['llm'] / total:.0%})"),
        (f"{stage}: in the embedding model", f"{embedding:.1f} ({embedding / total:.0%}), {texts} texts"),
        (f"{stage}: in models ÷ total", f"{(spent['llm'] + embedding) / total:.2f}"),
        (f"{stage}: calls", f"{spent['calls']:.0f}: " + ", ".join(f"{n} {p}" for p, n in sorted(calls.items()))),
        (f"{stage}: tokens in, of them evaluated; out", f"{spent['in']:.0f}, {spent['computed']:.0f}; {spent['out']:.0f}"),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="Time in the models, and their pace beside llama.cpp's own.")
    parser.add_argument("set", type=Path, metavar="SET.toml")
    parser.add_argument("--section", required=True)
    options = parser.parse_args()
    table = Table("", "")
    for row in measure(options.set, options.section):
        table.add_row(*row)
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
