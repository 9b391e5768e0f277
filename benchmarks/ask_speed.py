"""How fast are passages found among many submissions? Texts and vectors are made up; the question is really embedded."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure
from index import Embedder, Kind
from index.embedder import Vectors
from summarizer.pipeline.answering import understand
from summarizer.pipeline.finding import find
from summarizer.pipeline.searching import searchable
from summarizer.records import FileLedger, Submission
from summarizer.settings import from_environment
from summarizer.store.submissions import NewAnswer, NewSubmission
from summarizer.workspace import Workspace

ANSWERS = 10  # a submission
_QUESTIONS = (
    "Vad säger kommunerna om vägarna?", "Hur är bredbandet i byarna?", "Vad tycker man om bussarna till skolan?",
    "Vilka behov finns av bostäder?", "Vad sägs om kärnkraft?", "What do they say about railways?",
)  # fmt: skip
_SUBJECTS = [
    "Vägarna",
    "Bussarna",
    "Skolan",
    "Bredbandet",
    "Järnvägen",
    "Bostäderna",
    "Vården",
    "Skogen",
    "Butiken",
    "Flyget",
    "Kulturen",
    "Hamnen",
]
_VERBS = (
    "behöver rustas upp",
    "måste få mer pengar",
    "har blivit sämre",
    "bör nämnas i målet",
    "fungerar inte på vintern",
)
_SYLLABLES = (
    "ba",
    "ck",
    "del",
    "er",
    "fin",
    "gå",
    "hus",
    "in",
    "kra",
    "lo",
    "mö",
    "na",
    "or",
    "pil",
    "re",
    "sko",
    "tu",
    "vä",
)
_WHERE = [
    "i byarna",
    "vid kusten",
    "i fjällen",
    "längs vägen",
    "i hela kommunen",
    "för de unga",
    "för företagen",
    "året om",
]


class _Synthetic:
    """Passages get made-up vectors; questions are embedded by the real model."""

    def __init__(self, real: Embedder) -> None:
        self.name, self._real = f"synthetic {real.name}", real

    def encode(self, texts: list[str], kind: Kind = "passage") -> Vectors:
        if kind == "query":
            return self._real.encode(texts, kind)
        made = np.random.default_rng(len(texts)).normal(size=(len(texts), 384)).astype(np.float32) + 0.9
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def measure(submissions: int, embedder: Embedder) -> list[Figure]:
    workspace = Workspace(from_environment(Path(tempfile.mkdtemp())), embedder=_Synthetic(embedder))
    _fill(workspace, submissions)
    searchable(workspace)
    again = Workspace(workspace.settings, embedder=_Synthetic(embedder))  # a new process finds the index on the disk
    started = time.perf_counter()
    held = searchable(again)
    opened = time.perf_counter() - started
    find(again, understand(again, _QUESTIONS[0]))
    times = []
    for question in _QUESTIONS * 3:
        started = time.perf_counter()
        find(again, understand(again, question))
        times.append(1000 * (time.perf_counter() - started))
    return [
        Figure("passages", len(held.chunks)),
        Figure("passages found, median, ms", round(statistics.median(times)), goal="< 150"),
        Figure("passages found, slowest, ms", round(max(times)), goal="< 150"),
        Figure("opening the index once a process, s", round(opened, 1)),
    ]


def _fill(workspace: Workspace, submissions: int) -> None:
    rng = random.Random(1)
    sections = [s for s in workspace.consultation.sections if "needs" in s.questions]
    for number in range(submissions):
        sha256 = f"{number:064x}"
        answers = tuple(
            NewAnswer(section.id, "needs", _text(rng), None, None, 1.0)
            for section in rng.sample(sections, min(ANSWERS, len(sections)))
        )
        submission = Submission(
            f"S{number:08x}", f"inspel{number}.docx", sha256, f"Avsändare {number}", rng.choice(("kommun", "näringsliv")),
            "2026-01-01T00:00:00+01:00",
        )  # fmt: skip
        new = NewSubmission(submission, f"avsändare {number}", {}, answers, (), (), FileLedger(0, 0, 0, 0, 0, 0, 0))
        workspace.store.submissions.add(new, None)


def _word(rng: random.Random) -> str:
    """One of a hundred thousand: submissions share a few hundred words and have tens of thousands that are their own."""
    return "".join(rng.choice(_SYLLABLES) for _ in range(4))


def _text(rng: random.Random) -> str:
    sentences = [
        f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_WHERE)}, särskilt {_word(rng)} efter {rng.randint(2010, 2025)}."
        for _ in range(rng.randint(4, 10))
    ]
    return "\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))
