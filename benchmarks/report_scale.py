"""How long the files take to write for a large consultation: ``python -m benchmarks.report_scale --count 1000``.

The example answers are dealt out at random to made-up senders, nine sections each, every text made different from every
other. Themes and claims come from the tests' fakes, since here only the writing of the files is measured.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer import pipeline
from summarizer.records import RESPONDENT_TYPES, FileLedger, Submission
from summarizer.settings import Settings
from summarizer.store.submissions import NewAnswer, NewSubmission
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, faithful_llm

EXAMPLES = Path(__file__).parents[1] / "examples" / "submissions"
SECTIONS_EACH = 9


def opened(folder: Path) -> Workspace:
    return Workspace(
        Settings(workspace=folder, models=folder / "modeller"), embedder=FakeEmbedder(), llm=faithful_llm()
    )


def texts_by_section(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Question and text of every example answer."""
    workspace = opened(folder)
    pipeline.ingest(workspace, [EXAMPLES])
    found: dict[str, list[tuple[str, str]]] = {}
    for answer in workspace.store.submissions.answers():
        found.setdefault(answer.section, []).append((answer.question, answer.text))
    workspace.close()
    return found


def made_up(number: int, texts: dict[str, list[tuple[str, str]]], rng: random.Random) -> NewSubmission:
    chosen = [(section, *rng.choice(texts[section])) for section in rng.sample(sorted(texts), SECTIONS_EACH)]
    answers = tuple(
        NewAnswer(section, question, f"{text.replace('. ', f' i by nummer {number}. ')} Det gäller ärende {number}.", None, None, 1.0)
        for section, question, text in chosen
    )  # fmt: skip
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    size = sum(len("".join(answer.text.split())) for answer in answers)
    submission = Submission(
        f"S{sha256[:8]}", f"inspel{number}.docx", sha256, f"Avsändare {number}", rng.choice(RESPONDENT_TYPES), "2025-06-01T10:00:00"
    )  # fmt: skip
    return NewSubmission(submission, f"avsändare {number}", {}, answers, (), (), FileLedger(size, 0, 0, 0, size, 0, 0))


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    print(f"{what:44}{time.perf_counter() - started:8.1f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="submissions")
    arguments = parser.parse_args()
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        texts = texts_by_section(Path(folder) / "exempel")
        workspace = opened(Path(folder) / "stort")
        with timed(f"store {arguments.count} submissions"), workspace.store.database.transaction():
            for number in range(arguments.count):
                workspace.store.submissions.add(made_up(number, texts, rng), None)
        with timed("points, themes and summaries (fake models)"):
            for section in sorted(texts):
                pipeline.summarize(workspace, section)
        for kind in ("report", "matrix", "answers", "receipts"):
            with timed(kind):
                files = pipeline.export(
                    workspace, kind, Path(folder) / kind, progress=lambda *at: print(*at, end="\r", file=sys.stderr)
                )
            print(f"{'':4}{len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB")
        workspace.close()


if __name__ == "__main__":
    main()
