"""How often could the next words be guessed from the prompt? ``python -m benchmarks.lookup WORKSPACE SECTION``

Prompt-lookup decoding guesses that what follows two words in the prompt follows them again, and the model evaluates the guess in
one go. For a section that has been summarised, every answer that is kept is decoded again on paper: how many evaluations would
it have taken? Nothing is generated; the time of an evaluation of several tokens is not measured here.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from summarizer import models
from summarizer.llm import Request
from summarizer.llm.chatml import chatml
from summarizer.pipeline import summaries
from summarizer.pipeline.themes import section_points
from summarizer.settings import from_environment
from summarizer.workspace import Workspace

Guess = Callable[[Any], Sequence[int]]


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


def decoded(prompt: Sequence[int], answer: Sequence[int], guess: Guess) -> tuple[int, int]:
    """(evaluations, tokens evaluated in them)"""
    evaluations = tokens = at = 0
    while at < len(answer):
        guessed = list(guess(np.array([*prompt, *answer[:at]], dtype=np.intc))) if at else []
        right = 0
        while right < len(guessed) and at + right < len(answer) - 1 and guessed[right] == answer[at + right]:
            right += 1
        evaluations, tokens, at = evaluations + 1, tokens + 1 + len(guessed), at + 1 + right
    return evaluations, tokens


def main() -> None:
    from llama_cpp import Llama
    from llama_cpp.llama_speculative import LlamaPromptLookupDecoding

    parser = argparse.ArgumentParser(description="Prompt-lookup decoding, on paper.")
    parser.add_argument("workspace", type=Path)
    parser.add_argument("section")
    options = parser.parse_args()
    settings = from_environment(options.workspace)
    pairs = written(Workspace(settings), options.section)
    model = Llama(str(models.require(models.find("generation"), settings.models)), vocab_only=True, verbose=False)
    texts = [
        (model.tokenize(chatml(request).encode(), special=True), [*model.tokenize(kept.encode(), add_bos=False), 0])
        for request, kept in pairs
    ]
    total = sum(len(answer) for _, answer in texts)
    table = Table(
        f"{len(pairs)} answers, {total} tokens", "evaluations", "tokens an evaluation gives", "tokens it evaluates"
    )
    for ahead in (2, 5, 10):
        guess = LlamaPromptLookupDecoding(num_pred_tokens=ahead, max_ngram_size=2)
        steps, tokens = (sum(column) for column in zip(*(decoded(p, a, guess) for p, a in texts), strict=True))
        table.add_row(f"{ahead} tokens ahead", str(steps), f"{total / steps:.2f}", f"{tokens / steps:.2f}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
