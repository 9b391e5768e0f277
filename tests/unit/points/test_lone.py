"""What one sender says alone leaves the theme that it was put in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from summarizer.points.cut import Run
from summarizer.points.lone import joined, parted, without_lone
from summarizer.points.spans import Ints, Measure, Spans, answers_of
from summarizer.points.units import units_of
from tests.unit.points.test_find import HOUSING, REINDEER, ROADS, answer, by_words

ALONE = f"{REINDEER} Samebyn vill delta när sträckan projekteras."


def section(last: str) -> tuple[Measure, Spans, list[Run], Ints]:
    """Twenty-one answers in two themes; the last one's is ``last``, which lies in the theme of roads."""
    texts = [(ROADS, HOUSING)[i % 2][i % 3] for i in range(20)]
    units = units_of([answer(i, text) for i, text in enumerate([*texts, last])])
    measure = Measure(by_words, units, 1.0)
    spans = measure.spans(units)
    runs = answers_of(units)
    return measure, spans, runs, np.array([i % 2 for i in range(len(runs))])


def themes(last: str, limit: float = 1.0) -> Ints:
    measure, spans, runs, labels = section(last)
    return without_lone(measure.likeness(spans, spans), spans, runs, labels, limit)


def test_what_nobody_else_says_gets_a_theme_of_its_own() -> None:
    found = themes(ALONE)
    assert (found == found[-1]).sum() == 1
    assert len(set(found[:-1].tolist())) == 2


def test_what_others_say_too_stays() -> None:
    assert set(themes(ROADS[0]).tolist()) == {0, 1}


def test_the_limit_decides() -> None:
    assert set(themes(ALONE, limit=10.0).tolist()) == {0, 1}


def test_where_likeness_tells_little_less_is_taken_out() -> None:
    measure, spans, runs, labels = section(ALONE)
    likeness = measure.likeness(spans, spans)
    assert len(set(without_lone(likeness, spans, runs, labels, 1.0).tolist())) == 3
    assert len(set(without_lone(likeness / 100, spans, runs, labels, 1.0).tolist())) == 2


def test_few_runs_tell_nothing_of_what_is_usual() -> None:
    measure, spans, runs, labels = section(ALONE)
    few, themes_of_few = runs[-6:], labels[-6:]
    assert np.array_equal(without_lone(measure.likeness(spans, spans), spans, few, themes_of_few, 0.0), themes_of_few)


@pytest.mark.parametrize("whole", [True, False])
def test_a_single_sentence_leaves_only_when_it_is_the_whole_answer(whole: bool) -> None:
    measure, spans, runs, labels = section(REINDEER if whole else f"{REINDEER} {ROADS[0]}")
    first, last = runs[-1]
    if not whole:
        runs, labels = [*runs[:-1], (first, first + 1), (first + 1, last)], np.append(labels, 0)
    found = without_lone(measure.likeness(spans, spans), spans, runs, labels, 1.0)
    place = runs.index((first, first + 1))
    assert (found == found[place]).sum() == (1 if whole else 12)


@pytest.mark.parametrize(
    ("between", "cut"),
    [(REINDEER, True), ("Bärigheten där är låg för renarnas flyttleder.", False)],
    ids=["nothing ties them", "it leans on what stands before"],
)
def test_what_nobody_echoes_is_cut_off_from_what_many_do(between: str, cut: bool) -> None:
    last = f"{ROADS[0]} {between} Samebyn vill delta när sträckan projekteras."
    measure, spans, runs, labels = section(last)
    first, end = runs[-1]
    found, themes = parted(measure.likeness(spans, spans), spans, runs, labels)
    if cut:
        assert found == [*runs[:-1], (first, first + 2), (first + 2, end)]
        assert themes.tolist() == [*labels.tolist(), labels.max() + 1]
    else:
        assert found == runs and np.array_equal(themes, labels)


def test_neighbours_of_one_theme_are_one_run_within_an_answer_and_as_long_as_is_measured() -> None:
    _, spans, runs, _ = section(ALONE)
    singles = [(i, i + 1) for i in range(len(spans.units))]
    assert joined(spans, singles, np.zeros(len(singles), dtype=np.int64))[0] == runs
    apart = np.arange(len(singles))
    assert joined(spans, singles, apart)[0] == singles
    long = units_of([answer(0, " ".join(ROADS))])
    of_long = replace(spans, units=long)
    found, labels = joined(of_long, [(i, i + 1) for i in range(6)], np.zeros(6, dtype=np.int64))
    assert found == [(0, 4), (4, 6)] and list(labels) == [0, 0]
