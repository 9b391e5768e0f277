"""Would it pay to guess the next words from the prompt? ``python -m benchmarks.lookup WORKSPACE SECTION``

Prompt-lookup decoding guesses that what followed the last words before follows them again, and the model evaluates the guess in
one go: it pays when several tokens evaluated together cost little more than one. Both sides are measured: for a section that has been
summarised every answer that is kept is decoded again on paper (how many evaluations, of how many tokens?), and the model is
timed on that many tokens with the odds of each, by turns. Seconds are the processors', so that other work disturbs less.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from summarizer import models
from summarizer.llm import Request
from summarizer.llm.chatml import chatml
from summarizer.llm.cores import cores
from summarizer.pipeline import summaries
from summarizer.pipeline.themes import section_points
from summarizer.settings import from_environment
from summarizer.workspace import Workspace

AHEAD = (1, 3, 5, 7)
LONGEST = 3  # tokens that are looked for
DEPTH = 600  # tokens before those that are timed
ROUNDS = 5


def written(workspace: Workspace, name: str) -> list[tuple[Request, str]]:
    """What the section's summary asks the model, with the answers that are kept."""
    section = workspace.consultation.section(name)
    noted: list[tuple[Request, str]] = []

    def note(request: Request) -> str | None:
        kept = workspace.store.vectors.generation(summaries._generation_key(workspace, request))
        if kept:
            noted.append((request, kept))
        return kept or None

    answers, points = workspace.store.submissions.answers(section.id), section_points(workspace, section.id)
    summaries._write(workspace, section, answers, points, {}, len(workspace.store.submissions.all()), note)
    return noted


def following(tokens: Sequence[int], most: int) -> Sequence[int]:
    """What followed the last tokens where they stood before: three if they did, else two, else one; the latest place."""
    for size in range(min(LONGEST, len(tokens) - 1), 0, -1):
        tail = tokens[-size:]
        for at in range(len(tokens) - size - 1, -1, -1):
            if tokens[at : at + size] == tail:
                return tokens[at + size : at + size + most]
    return ()


def decoded(prompt: Sequence[int], answer: Sequence[int], most: int) -> Counter[int]:
    """Evaluations by how many tokens they are of."""
    sizes: Counter[int] = Counter()
    at = 0
    while at < len(answer):
        guessed = following([*prompt, *answer[:at]], most) if at else ()
        right = 0
        while right < len(guessed) and at + right < len(answer) - 1 and guessed[right] == answer[at + right]:
            right += 1
        sizes[1 + len(guessed)] += 1
        at += 1 + right
    return sizes


def costs(model: Any, sizes: Sequence[int]) -> dict[int, float]:
    """Processor seconds of an evaluation of so many tokens, with the odds of each; median of rounds by turns."""
    words = model.tokenize("Vägarna i inlandet behöver rustas upp så att bussarna kommer fram. ".encode() * 60)
    model.eval(words[:DEPTH])
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(ROUNDS):
        for size in sizes:
            model._ctx.kv_cache_seq_rm(-1, DEPTH, -1)
            model._batch.set_batch(batch=words[DEPTH : DEPTH + size], n_past=DEPTH, logits_all=True)
            started = time.process_time()
            model._ctx.decode(model._batch)
            taken[size].append(time.process_time() - started)
    return {size: statistics.median(times) for size, times in taken.items()}


def share(sizes: Mapping[int, int], cost: Mapping[int, float], tokens: int) -> float:
    """Of the time that it takes to write one by one."""
    return sum(number * cost[size] for size, number in sizes.items()) / (tokens * cost[1])


def main() -> None:
    from llama_cpp import Llama

    parser = argparse.ArgumentParser(description="Prompt-lookup decoding: evaluations on paper, their cost measured.")
    parser.add_argument("workspace", type=Path)
    parser.add_argument("section")
    options = parser.parse_args()
    settings = from_environment(options.workspace)
    pairs = written(Workspace(settings), options.section)
    threads = settings.threads or cores()
    model = Llama(
        str(models.require(models.find("generation"), settings.models)),
        n_ctx=1024, n_batch=512, n_threads=threads, n_threads_batch=threads, verbose=False,
    )  # fmt: skip
    texts = [
        (model.tokenize(chatml(request).encode(), special=True), [*model.tokenize(kept.encode(), add_bos=False), 0])
        for request, kept in pairs
    ]
    total = sum(len(answer) for _, answer in texts)
    cost = costs(model, range(1, max(AHEAD) + 2))
    table = Table(
        f"{len(pairs)} answers, {total} tokens", "evaluations", "tokens that one gives", "tokens that it evaluates",
        "one of the largest ÷ one of one token", "time ÷ without",
    )  # fmt: skip
    for ahead in AHEAD:
        sizes = sum((decoded(prompt, answer, ahead) for prompt, answer in texts), Counter[int]())
        steps = sizes.total()
        evaluated = sum(size * number for size, number in sizes.items())
        table.add_row(
            f"{ahead} ahead", str(steps), f"{total / steps:.2f}", f"{evaluated / steps:.2f}",
            f"{cost[1 + ahead] / cost[1]:.2f}", f"{share(sizes, cost, total):.2f}",
        )  # fmt: skip
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
