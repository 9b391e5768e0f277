"""How near is a summary and a draft to what the machine can do? ``python -m benchmarks.limit SET.toml --section 5.3``

The set's files are read, then one section is summarised and drafted in this process. Printed: how much of the time is spent in
the models, what the language model is asked for, and its pace beside that of llama.cpp's bare evaluation with the same model,
threads and sizes, run just before and just after. Seconds are on the clock; pace is per second of processor time, times the
threads, since the machine may have other work.
"""

from __future__ import annotations

import argparse
import resource
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

_BARE_DECODE = 64  # tokens


class Watched:
    """llama.cpp's adapter, watched from outside: calls by prompt, tokens, seconds, and what its evaluations take."""

    def __init__(self, real: LlamaCpp) -> None:
        self.name, self.turns_we, self.usage, self._real = real.name, real.turns_we, real.usage, real
        self.calls: Counter[str] = Counter()
        self.computed: list[int] = []  # tokens of a prompt that had to be evaluated, each time
        self.seconds, self.processor = 0.0, 0.0
        self.prefill, self.evaluated = 0.0, 0  # processor seconds and tokens of evaluations of more than one token
        self.model: Any = real._loaded()
        self._eval = self.model.eval
        self.model.eval = self._watch

    def _watch(self, tokens: Sequence[int]) -> None:
        started = time.process_time()
        self._eval(tokens)
        if len(tokens) > 1:
            self.prefill += time.process_time() - started
            self.evaluated += len(tokens)
            self.computed.append(len(tokens))

    def complete(self, request: Request) -> Generation:
        started, used = time.perf_counter(), time.process_time()
        done = self._real.complete(request)
        self.seconds += time.perf_counter() - started
        self.processor += time.process_time() - used
        self.calls[request.prompt_id.partition("+")[0]] += 1
        return done

    def stream(self, request: Request) -> Iterator[str]:
        return self._real.stream(request)

    def taken(self) -> dict[str, float]:
        return {
            "llm": self.seconds, "llm processor": self.processor, "prefill": self.prefill, "computed": self.evaluated,
            "in": self.usage.tokens_in, "out": self.usage.tokens_out, "calls": self.usage.calls,
        }  # fmt: skip


def bare(model: Any, size: int, depth: int) -> tuple[float, float]:
    """llama.cpp's own evaluation: processor seconds a token for ``size`` tokens at once after ``depth``, and one by one."""
    words = model.tokenize("Vägarna i inlandet behöver rustas upp så att bussarna kommer fram. ".encode() * 200)
    model.reset()
    _decode(model, words[:depth], 0)
    started = time.process_time()
    _decode(model, words[depth : depth + size], depth)
    together = (time.process_time() - started) / size
    started = time.process_time()
    for at in range(_BARE_DECODE):
        _decode(model, words[depth + size + at : depth + size + at + 1], depth + size + at)
    model.reset()
    return together, (time.process_time() - started) / _BARE_DECODE


def _decode(model: Any, tokens: Sequence[int], past: int) -> None:
    """Without the adapter's own record of what stands in the context."""
    model._ctx.kv_cache_seq_rm(-1, past, -1)
    for start in range(0, len(tokens), model.n_batch):
        piece = tokens[start : start + model.n_batch]
        model._batch.set_batch(batch=piece, n_past=past + start, logits_all=False)
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
        rows = [("bare llama.cpp before, tokens/s together and one by one", _pace(llm.model))]
        llm.model.reset()
        for stage, work in (("summarise", pipeline.summarize), ("draft", pipeline.draft)):
            before, inside, texts, calls = llm.taken(), embedder.seconds, embedder.texts, Counter(llm.calls)
            llm.computed.clear()
            started = time.perf_counter()
            work(workspace, section)
            total = time.perf_counter() - started
            spent = {key: value - before[key] for key, value in llm.taken().items()}
            rows += _rows(
                stage,
                total,
                embedder.seconds - inside,
                embedder.texts - texts,
                spent,
                llm.calls - calls,
                llm.model,
            )
            rows.append(
                (f"{stage}: tokens evaluated a time, median", str(sorted(llm.computed or [0])[len(llm.computed) // 2]))
            )
        summary = pipeline.summarize(workspace, section)
        themes = len(summary.themes) + len(summary.lone_voices)
        rows.append(("themes and lone voices", str(themes)))
        rows.append(
            (
                "tokens evaluated and written a theme, summary and draft",
                f"{(llm.evaluated + llm.usage.tokens_out) / themes:.0f}",
            )
        )
        rows.append(("bare llama.cpp after, tokens/s together and one by one", _pace(llm.model)))
        rows.append(("peak memory, MB", str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)))
        return rows


def _pace(model: Any) -> str:
    found = {size: bare(model, size, 600) for size in (40, 512)}
    single = sum(one for _, one in found.values()) / len(found)
    return (
        "; ".join(f"{size} at once {model.n_threads_batch / found[size][0]:.0f}" for size in found)
        + f"; one by one {model.n_threads / single:.1f}"
    )


def _rows(
    stage: str, total: float, embedding: float, texts: int, spent: dict[str, float], calls: Counter[str], model: Any
) -> list[tuple[str, str]]:
    decode = spent["llm processor"] - spent["prefill"]
    return [
        (f"{stage}: seconds", f"{total:.1f}"),
        (f"{stage}: in the language model", f"{spent['llm']:.1f} ({spent['llm'] / total:.0%})"),
        (f"{stage}: in the embedding model", f"{embedding:.1f} ({embedding / total:.0%}), {texts} texts"),
        (f"{stage}: in models ÷ total", f"{(spent['llm'] + embedding) / total:.2f}"),
        (f"{stage}: calls", f"{spent['calls']:.0f}: " + ", ".join(f"{n} {p}" for p, n in sorted(calls.items()))),
        (f"{stage}: tokens in, of them evaluated; out", f"{spent['in']:.0f}, {spent['computed']:.0f}; {spent['out']:.0f}"),
        (f"{stage}: our tokens/s evaluated", f"{model.n_threads_batch * spent['computed'] / max(spent['prefill'], 1e-9):.0f}"),
        (f"{stage}: our tokens/s written", f"{model.n_threads * spent['out'] / max(decode, 1e-9):.1f}"),
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
