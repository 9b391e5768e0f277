"""The two files that the examples are made from, as records."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from examples.template import Habit
from summarizer.records import RESPONDENT_TYPES, RespondentType

HERE = Path(__file__).parent
FORMATS = (".docx", ".txt", ".eml", ".pdf", ".odt")


@dataclass(frozen=True)
class ExampleSubmission:
    """One sender's file. Either ``answers`` (on the template) or ``letter`` (a free text, its subject first)."""

    file: str
    type: RespondentType
    date: date
    background: dict[str, str]
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    letter: str = ""
    habit: Habit = "block"


@dataclass(frozen=True)
class ExampleSubPriority:
    """A sub-priority of the strategy; ``analysis`` is paragraphs, the other parts are one paragraph each."""

    number: str
    analysis: tuple[str, ...]
    goal: str
    needs: str
    actors: str


@dataclass(frozen=True)
class ExamplePriority:
    """``plans``: rows of (level, strategy or plan)."""

    heading: str
    introduction: str
    plans: tuple[tuple[str, str], ...]
    sub: tuple[ExampleSubPriority, ...]


@dataclass(frozen=True)
class ExampleStrategy:
    title: str
    subtitle: str
    header: str
    footer: str
    foreword: tuple[str, ...]
    priorities: tuple[ExamplePriority, ...]


def load_submissions(path: Path = HERE / "submissions.toml") -> tuple[ExampleSubmission, ...]:
    """Every submission, in the order of the file. Raises ValueError, KeyError or TOMLDecodeError for a faulty source."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    submissions = tuple(_submission(entry) for entry in raw["submissions"])
    names = [s.file for s in submissions]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"two submissions share a file name: {twice}")
    return submissions


def load_strategy(path: Path = HERE / "strategy.toml") -> ExampleStrategy:
    """The baseline. Raises KeyError, TypeError or TOMLDecodeError for a faulty source."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return ExampleStrategy(
        title=raw["title"],
        subtitle=raw["subtitle"],
        header=raw["header"],
        footer=raw["footer"],
        foreword=tuple(raw["foreword"]),
        priorities=tuple(_priority(entry) for entry in raw["priorities"]),
    )


def _submission(raw: dict[str, Any]) -> ExampleSubmission:
    file, habit = raw["file"], raw.get("habit", "block")
    answers = {(s, q): text.strip() for s, questions in raw.get("answers", {}).items() for q, text in questions.items()}
    letter = raw.get("letter", "").strip()
    if Path(file).suffix not in FORMATS or raw["type"] not in RESPONDENT_TYPES or habit not in get_args(Habit):
        raise ValueError(f"{file}: unknown format, type or habit")
    if bool(answers) == bool(letter) or (answers and not file.endswith(".docx")):
        raise ValueError(f"{file}: a submission has answers (in a .docx) or a letter, one of them")
    return ExampleSubmission(
        file=file,
        type=cast(RespondentType, raw["type"]),
        date=raw["date"],
        background=dict(raw["background"]),
        answers=answers,
        letter=letter,
        habit=habit,
    )


def _priority(raw: dict[str, Any]) -> ExamplePriority:
    return ExamplePriority(
        heading=raw["heading"],
        introduction=raw["introduction"],
        plans=tuple((level, plan) for level, plan in raw["plans"]),
        sub=tuple(ExampleSubPriority(**{**entry, "analysis": tuple(entry["analysis"])}) for entry in raw["sub"]),
    )


def write(files: Mapping[str, bytes], target: Path) -> int:
    """Write every file (path relative to ``target`` → bytes) and remove other submissions. Returns how many files."""
    folder = target / "submissions"
    folder.mkdir(parents=True, exist_ok=True)
    for left_over in folder.iterdir():
        if f"submissions/{left_over.name}" not in files:
            left_over.unlink()
    for name, content in files.items():
        (target / name).write_bytes(content)
    return len(files)
