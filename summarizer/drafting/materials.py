"""What suggestions are made from, and what comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.llm import Request
from summarizer.records import (
    Answer,
    BaselinePart,
    Citation,
    Conflict,
    Op,
    Part,
    Point,
    PointWithoutSuggestion,
    Suggestion,
    Target,
    ThemeSummary,
)

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Generate = Callable[[Request], str | None]  # None: cut off or empty


@dataclass(frozen=True)
class DraftMaterials:
    """One section. ``themes`` are both the shared ones and the lone voices; ``points`` are all of the section's."""

    section: str
    parts: Sequence[BaselinePart]
    answers: Sequence[Answer]
    points: Sequence[Point]
    themes: Sequence[ThemeSummary]
    conflicts: Sequence[Conflict] = ()


@dataclass(frozen=True)
class Draft:
    """Every point is cited by a suggestion or stands in ``without`` with the reason."""

    suggestions: tuple[Suggestion, ...]
    without: tuple[PointWithoutSuggestion, ...]


@dataclass(frozen=True)
class Case:
    """What one theme asks of one part: the unit that a suggestion is made for. ``points`` are those that concern the part,
    ``theme_points`` all of the theme's; ``aimed``: the points speak of one sentence of the part, whatever themes they belong to."""

    theme: ThemeSummary
    part: BaselinePart
    points: tuple[Point, ...]
    theme_points: tuple[Point, ...]
    aimed: bool = False

    @property
    def senders(self) -> int:
        return len({point.submission_id for point in self.points})


class Vectors:
    """Unit vectors with the mean of a sample taken away. Points and sentences of the baseline each have a mean of their own,
    since how a text is written moves its vector as much as what it says."""

    def __init__(self, sample: Sequence[str], embed: Embed) -> None:
        self._embed = embed
        self._mean = embed(sample).mean(axis=0) if sample else np.zeros(1, dtype=np.float32)

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimensions)."""
        if not texts:
            return np.zeros((0, len(self._mean)), dtype=np.float32)
        return unit(self._embed(texts) - self._mean)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row at length 1 (a row of zeros stays)."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled


def citation(point: Point) -> Citation:
    return Citation(point.submission_id, point.answer_id, point.start, point.end, point.quote)


def citations(points: Sequence[Point]) -> tuple[Citation, ...]:
    """One a point, in the order of their ids."""
    return tuple(
        citation(point) for point in sorted({p.point_id: p for p in points}.values(), key=lambda p: p.point_id)
    )


def suggestion_id(section: str, part: Part, op: Op, target: Target | None, text: str) -> str:
    """The same edit has the same id whoever asks for it."""
    shown = "\0".join((section, part, op, target.text if target else "", text))
    return "F" + hashlib.sha256(shown.encode()).hexdigest()[:8]


def target_of(part: BaselinePart, number: int) -> Target:
    """The target that is the part's sentence ``number`` (from 1)."""
    sentence = part.sentences[number - 1]
    return Target(sentence.number, sentence.start, sentence.end, sentence.text)


def by_theme(points: Sequence[Point], themes: Sequence[ThemeSummary]) -> Mapping[str, tuple[Point, ...]]:
    """Theme id → its points that have substance, in the order of their ids."""
    known = {point.point_id: point for point in points}
    return {
        theme.theme_id: tuple(known[i] for i in sorted(theme.points) if i in known and known[i].substance)
        for theme in themes
    }
