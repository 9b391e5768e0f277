"""Writes examples/submissions/* and examples/strategy.docx from submissions.toml and strategy.toml.

    python examples/build.py

Building again gives the same bytes. Files in examples/submissions that the source no longer has are removed.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # examples is a folder of the checkout, not installed

from examples.letters import render_letter
from examples.source import ExampleSubmission, load_strategy, load_submissions, write
from examples.strategy import render_strategy
from examples.template import fill_template
from summarizer.consultation import DEFAULT, Consultation, load

HERE = Path(__file__).resolve().parent


def render(submission: ExampleSubmission, consultation: Consultation) -> bytes:
    """The submission's file."""
    if submission.letter:
        return render_letter(submission)
    return fill_template(
        submission.background, submission.answers, consultation, submission.habit, saved=submission.date
    )


def render_all(consultation: Consultation) -> dict[str, bytes]:
    """Path relative to the examples folder → bytes, for every file that is built."""
    files = {f"submissions/{s.file}": render(s, consultation) for s in load_submissions()}
    return {**files, "strategy.docx": render_strategy(load_strategy(), consultation)}


def build(target: Path = HERE) -> int:
    """Write every file into ``target`` and remove submissions that the source no longer has. Returns how many files."""
    return write(render_all(load(DEFAULT)), target)


if __name__ == "__main__":
    print(f"{build()} files written")
