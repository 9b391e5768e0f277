"""Stand-ins for the models, and small records to test with. All senders and texts are made up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from examples.template import fill_template
from index import Kind
from summarizer import consultation
from summarizer.llm import FakeLLM, Request
from summarizer.records import (
    Answer,
    BaselinePart,
    Citation,
    FileLedger,
    Point,
    RespondentType,
    Sentence,
    Stance,
    Submission,
    Suggestion,
    Target,
)
from summarizer.settings import Settings
from summarizer.store.submissions import NewAnswer, NewSubmission
from summarizer.text.words import stems
from summarizer.workspace import Workspace

RUS = consultation.load("rus_vasterbotten")
SAME = 0.8  # what unrelated texts have in common, as in the E5 models


class FakeEmbedder:
    """Unit vectors from hashed stems: texts that share words are near, all texts lean the same way."""

    def __init__(self, name: str = "fake-embedder", dimensions: int = 96) -> None:
        self.name = name
        self.asked: list[tuple[str, str]] = []  # (kind, text) of everything that was ever asked for
        self._dimensions = dimensions

    def encode(self, texts: list[str], kind: Kind = "passage") -> NDArray[np.float32]:
        self.asked += [(kind, text) for text in texts]
        return np.stack([self._one(text) for text in texts]) if texts else np.zeros((0, self._dimensions), np.float32)

    def _one(self, text: str) -> NDArray[np.float32]:
        words = np.zeros(self._dimensions)
        for stem in stems(text):
            digest = hashlib.sha256(stem.encode()).digest()
            words[1 + digest[0] % (self._dimensions - 1)] += 1.0 if digest[1] % 2 else -1.0
        norm = float(np.linalg.norm(words))
        vector = words / norm * (1 - SAME) ** 0.5 if norm else words
        vector[0] = SAME**0.5
        return (vector / np.linalg.norm(vector)).astype(np.float32)


def shown_text(request: Request) -> str:
    """The text of a sender that a prompt ends with."""
    return request.turns[-1][1]


def retelling(request: Request) -> str:
    """What a good model would do: the sentence again in indirect speech, a heading from the sentences' own words."""
    text = shown_text(request)
    if request.opening.strip() == "att":
        return " " + text[:1].lower() + text[1:]
    words = [word for word in text.replace("-", " ").split() if word.isalpha() and len(word) > 4]
    return " ".join(words[:3])


def faithful_llm() -> FakeLLM:
    return FakeLLM(retelling)


def scripted_llm(answer: Callable[[str], str]) -> FakeLLM:
    """A model that answers by the text shown."""
    return FakeLLM(lambda request: answer(shown_text(request)))


# ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def an_answer(
    sender: str,
    text: str,
    respondent_type: RespondentType = "kommun",
    section: str = "3.2",
    question: str = "needs",
) -> Answer:
    """An answer whose submission id is made from the sender's name."""
    submission = "S" + hashlib.sha256(sender.encode()).hexdigest()[:8]
    return Answer(f"{submission}/{section}/{question}", submission, sender, respondent_type, section, question, text)


def a_point(
    answer: Answer,
    quote: str | None = None,
    theme: str | None = "T1",
    stance: Stance = "change",
    substance: bool = True,
) -> Point:
    """The point of an answer that has these words (all of it when none are given)."""
    words = answer.text if quote is None else quote
    start = answer.text.index(words)
    end = start + len(words)
    return Point(
        f"{answer.answer_id}@{start}-{end}", answer.answer_id, answer.submission_id, answer.section, answer.question,
        start, end, words, stance, (), theme, substance,
    )  # fmt: skip


def a_citation(answer: Answer) -> Citation:
    return Citation(answer.submission_id, answer.answer_id, 0, len(answer.text), answer.text)


def a_submission(
    number: int,
    organisation: str = "Granviks kommun",
    text: str = "Vägarna behöver rustas upp.",
    section: str = "3.2",
    contacts: dict[str, str] | None = None,
    unmapped: tuple[str, ...] = (),
) -> NewSubmission:
    """A submission with one answer, ready to be stored."""
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    size = len("".join(text.split()))
    left = sum(len("".join(t.split())) for t in unmapped)
    return NewSubmission(
        submission=Submission(
            f"S{sha256[:8]}", f"inspel{number}.docx", sha256, organisation, "kommun", "2025-06-01T10:00:00+02:00"
        ),
        organisation_key=organisation.casefold(),
        contacts=contacts or {},
        answers=(NewAnswer(section, "needs", text, None, None, 1.0),),
        unmapped=unmapped,
        notes=("En kommentar i marginalen.",),
        ledger=FileLedger(size + left + 100, 100, 0, 0, size, 0, left),
    )


def a_baseline() -> BaselinePart:
    text = "Vägnätet är slitet. Kollektivtrafiken når inte alla byar."
    sentences = (Sentence(1, 0, 19, text[:19]), Sentence(2, 20, len(text), text[20:]))
    return BaselinePart("3.2", "needs", text, sentences)


def a_suggestion(
    number: int = 1, section: str = "3.2", citations: tuple[Citation, ...] = (), text: str | None = None
) -> Suggestion:
    baseline = a_baseline()
    first = baseline.sentences[0]
    return Suggestion(
        suggestion_id=f"F{number:08x}",
        section=section,
        part="needs",
        op="insert_after",
        target=Target(first.number, first.start, first.end, first.text),
        text=text or f"Det finns även behov av åtgärd {number}.",
        rationale="Två kommuner tar upp vägarna.",
        citations=citations,
    )


# ── workspaces ──────────────────────────────────────────────────────────────────────────────────────────────────────
def a_workspace(folder: Path, embedder: FakeEmbedder | None = None, llm: FakeLLM | None = None) -> Workspace:
    """A workspace with stand-in models in ``folder``/arbetsyta, on the shipped consultation when it is new."""
    settings = Settings(workspace=folder / "arbetsyta", models=folder / "modeller")
    return Workspace(settings, embedder=embedder or FakeEmbedder(), llm=llm or faithful_llm())


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@lru_cache(maxsize=64)
def _filled(background: tuple[tuple[str, str], ...], answers: tuple[tuple[tuple[str, str], str], ...]) -> bytes:
    return fill_template(dict(background), dict(answers), RUS)


def write_template(folder: Path, name: str, background: dict[str, str], answers: dict[tuple[str, str], str]) -> Path:
    """The template with these fields filled in, as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(_filled(tuple(background.items()), tuple(answers.items())))
    return path
