"""Themes of a section of any size, and of one that has grown by a few answers.

Up to some thousand sentences are searched together. More are searched in layers: a sample of whole senders is searched, the
other senders' answers are fitted to its themes, and what fits none of them is the next layer. So work and memory grow with
the number of sentences, not with its square. The sample is drawn by the senders' ids, which are hashes of what they sent: the
order in which answers came does not matter, and one more sender seldom changes anything but his own points.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

import numpy as np

from summarizer.points.cut import Run
from summarizer.points.spans import Embed, Measure, Spans
from summarizer.points.themes import PointSettings, fit, rows_of, search
from summarizer.points.units import Unit
from summarizer.records import Stance
from summarizer.text.stance import stance_of

Found = list[tuple[int, int, int]]  # (first, last, theme) of runs of sentences; theme -1: fits none
_NONE = -1


class Memory:
    """What earlier searches and fits found, by a hash of all that they stood on (``known``), and what this one used (``used``,
    to be kept for the next). Plain lists of numbers, which JSON can hold; ``stances`` likewise, of points by their words."""

    def __init__(self, known: Mapping[str, Found] | None = None, stances: Mapping[str, Stance] | None = None) -> None:
        self.known = known or {}
        self.used: dict[str, Found] = {}
        self._stances = stances or {}
        self.stances: dict[str, Stance] = {}

    def recall(self, key: str) -> Found | None:
        found = self.known.get(key)
        return None if found is None else self.keep(key, found)

    def keep(self, key: str, found: Found) -> Found:
        self.used[key] = found
        return found

    def stance_of(self, quote: str) -> Stance:
        key = _hash(quote)
        return self.stances.setdefault(key, self._stances.get(key) or stance_of(quote))


def find_themes(
    units: Sequence[Unit], embed: Embed, settings: PointSettings, memory: Memory | None = None
) -> list[int]:
    """The theme of each sentence, numbered from 0. The units must be in order of answer."""
    theme_of: dict[Unit, int] = {}
    left: list[list[Unit]] = [list(units)] if units else []  # runs without a theme
    layer: _Layer | None = None
    taken = 0
    for _ in range(settings.layers):
        if not left:
            break
        sample, rest = _sampled([unit for run in left for unit in run], settings.most)
        layer = _Layer(sample, embed, settings, memory or Memory(), layer)
        runs = [*layer.runs(), *layer.fitted(rest)]
        theme_of |= {unit: taken + theme for run, theme in runs for unit in run if theme != _NONE}
        left = [run for run, theme in runs if theme == _NONE]
        taken += layer.themes
    theme_of |= {unit: taken + number for number, run in enumerate(left) for unit in run}  # each a theme of its own
    return [theme_of[unit] for unit in units]


def _sampled(units: Sequence[Unit], most: int) -> tuple[list[Unit], list[Unit]]:
    """Whole senders in order of id, while they have at most ``most`` sentences (at least one sender); and everybody else."""
    sizes = Counter(unit.sender for unit in units)
    chosen, size = set[str](), 0
    for sender in sorted(sizes):
        size += sizes[sender]
        if chosen and size > most:
            break
        chosen.add(sender)
    return [u for u in units if u.sender in chosen], [u for u in units if u.sender not in chosen]


class _Layer:
    """The themes of a sample; likeness is measured as in the layer ``above``, since what is left may be about one thing only."""

    def __init__(
        self, sample: Sequence[Unit], embed: Embed, settings: PointSettings, memory: Memory, above: _Layer | None
    ) -> None:
        self._sample, self._embed, self._settings, self._memory, self._above = sample, embed, settings, memory, above
        self._key: str = _hash(
            above._key if above else repr(settings), *(_hash_of(answer) for answer in _answers(sample))
        )
        self._found = memory.recall(self._key) or memory.keep(self._key, self._search())
        self.themes = 1 + max(theme for _, _, theme in self._found)

    def runs(self) -> list[tuple[list[Unit], int]]:
        return _units(self._sample, self._found)

    def fitted(self, rest: Sequence[Unit]) -> list[tuple[list[Unit], int]]:
        """Runs of the answers outside the sample, with the theme that each fits."""
        pairs = [(_hash(self._key, _hash_of(answer)), answer) for answer in _answers(rest)]
        known = {key: self._memory.recall(key) for key, _ in pairs}
        new = {key: answer for key, answer in pairs if known[key] is None}
        for batch in _batches(list(new), lambda key: len(new[key]), self._settings.most):
            known |= self._fit({key: new[key] for key in batch})
        return [run for key, answer in pairs for run in _units(answer, known[key] or [])]

    def _search(self) -> Found:
        runs, labels = search(self._measure, self._spans, self._settings)
        return [(first, last, int(label)) for (first, last), label in zip(runs, labels, strict=True)]

    def _fit(self, answers: Mapping[str, Sequence[Unit]]) -> dict[str, Found | None]:
        """Each answer is fitted to the sample alone, so that its company does not matter."""
        runs: list[Run] = [(first, last) for first, last, _ in self._found]
        labels = np.array([theme for _, _, theme in self._found])
        late = self._measure.spans([unit for answer in answers.values() for unit in answer])
        likeness = self._measure.likeness(late, self._spans, rows_of(self._spans, runs))
        found, themes = fit(late, likeness, self._spans, runs, labels, self._settings)
        made: dict[str, Found | None] = {}
        start, at = 0, 0
        for key, answer in answers.items():
            mine: Found = []
            while at < len(found) and found[at][1] <= start + len(answer):
                (first, last), theme = found[at], themes[at]
                mine.append((first - start, last - start, _NONE if theme is None else theme))
                at += 1
            made[key] = self._memory.keep(key, mine)
            start += len(answer)
        return made

    @cached_property
    def _measure(self) -> Measure:
        return self._above._measure if self._above else Measure(self._embed, self._sample, self._settings.wording)

    @cached_property
    def _spans(self) -> Spans:
        return self._measure.spans(self._sample)


def _answers(units: Sequence[Unit]) -> list[list[Unit]]:
    return [list(answer) for _, answer in groupby(units, key=lambda unit: unit.answer)]


def _units(units: Sequence[Unit], found: Found) -> list[tuple[list[Unit], int]]:
    return [(list(units[first:last]), theme) for first, last, theme in found]


def _batches(keys: Sequence[str], size: Callable[[str], int], most: int) -> list[list[str]]:
    """The keys in order, each batch with about ``most`` sentences."""
    batches: list[list[str]] = []
    room = 0
    for key in keys:
        if size(key) > room:
            batches.append([])
            room = most
        batches[-1].append(key)
        room -= size(key)
    return batches


def _hash_of(answer: Sequence[Unit]) -> str:
    """Of all that a search looks at in an answer."""
    return _hash(answer[0].sender, *(f"{unit.opens_paragraph} {unit.text}" for unit in answer))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
