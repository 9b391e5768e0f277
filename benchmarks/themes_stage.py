"""The point and theme stage alone, as a function: fast enough to tune with."""

from __future__ import annotations

import dataclasses
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import theme_figures
from benchmarks.figures import Figure, agreement
from benchmarks.labels import Grouped, Span, directly
from benchmarks.quality_set import QualitySet
from index import SentenceEmbedder
from summarizer import models
from summarizer.points import PointSettings, find_points
from summarizer.records import Answer


class CachedEmbedder:
    """The default embedding model; each text once in a process. Raises ModelMissing."""

    def __init__(self) -> None:
        model = models.find("embedding")
        self._embedder = SentenceEmbedder(models.require(model, models.models_folder()), model.sha256[:16])
        self._known: dict[str, NDArray[np.float32]] = {}

    def __call__(self, texts: list[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._embedder.encode(new, "likeness"), strict=True))
        return np.stack([self._known[text] for text in texts])


def settings_from(changes: Sequence[str]) -> PointSettings:
    """The product's settings with "name=number" changes applied. Raises ValueError on an unknown name."""
    kinds: dict[str, Any] = {f.name: type(f.default) for f in dataclasses.fields(PointSettings)}
    values: dict[str, Any] = {}
    for change in changes:
        name, _, number = change.partition("=")
        if name not in kinds:
            raise ValueError(f"{name} is not a setting; there are {', '.join(kinds)}")
        values[name] = kinds[name](float(number))
    return PointSettings(**values)


def group(answers: Sequence[Answer], embed: CachedEmbedder, settings: PointSettings) -> list[tuple[Grouped, str]]:
    """The product's points of one section, with their themes and senders."""
    found = find_points(answers, embed, settings=settings).points
    return [(Grouped(Span(p.answer_id, p.start, p.end), p.theme_id), p.submission_id) for p in found]


def measure(made: QualitySet, section: str, embed: CachedEmbedder, settings: PointSettings) -> list[Figure]:
    """Agreement of one section's themes with its labels, how many there are of each, and what is most mixed up."""
    answers = [a for a in made.answers() if a.section == section]
    started = time.perf_counter()
    points = group(answers, embed, settings)
    seconds = time.perf_counter() - started
    labels = directly(made)
    pairs = labels.themes_of_sentences(section, [point for point, _ in points])
    sizes, together = Counter(theme for _, theme in pairs), Counter(pairs)
    mixed = tuple(
        f"{theme} ({sizes[theme]}): "
        + ", ".join(f"{label} {n}" for (label, t), n in together.most_common() if t == theme)
        for theme, _ in sizes.most_common()
    )
    held: dict[str, set[str]] = {}
    for label, theme in pairs:
        held.setdefault(theme, set()).add(label)
    held.pop("-", None)
    return [
        *agreement(pairs),
        *theme_figures.figures(labels, section, theme_figures.themes_of(labels, points)),
        theme_figures.kept_apart(labels, section, held),
        Figure("themes found", len({theme for _, theme in pairs} - {"-"})),
        Figure("points labelled", len({label for label, _ in pairs})),
        Figure("runs found", sum(p.theme is not None for p, _ in points)),
        Figure("sentences with substance taken for none", sum(theme == "-" for _, theme in pairs), None, "0"),
        Figure("seconds", round(seconds, 1), None, "", mixed),
    ]
