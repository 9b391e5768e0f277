"""The graded texts, and what is fitted to them."""

from __future__ import annotations

from collections import Counter

import numpy as np

from training.suitability import Labelled, area, fit, graded, learn, load


def test_every_graded_text_is_graded_once() -> None:
    rows = load()
    assert {row.grade for row in rows} == {0, 1, 2}
    assert {row.form for row in rows} == {"fact", "need", "strategy"}
    assert max(Counter((row.origin, row.form, row.text) for row in rows).values()) == 1
    assert all(row.text.strip() == row.text and row.text for row in rows)


def test_nothing_is_learnt_from_sets_that_only_measure() -> None:
    assert not {row.origin for row in load()} & {f"heldout_{letter}" for letter in "jklmno"}


def test_fit_finds_the_direction_that_tells_the_outcomes_apart() -> None:
    chance = np.random.default_rng(1)
    vectors = chance.normal(size=(400, 5))
    outcomes = (vectors[:, 2] + 0.3 * chance.normal(size=400) > 0).astype(float)
    weights = fit(vectors, outcomes, np.ones(400), 1.0)
    assert int(np.argmax(np.abs(weights[:-1]))) == 2
    assert area(vectors @ weights[:-1] + weights[-1], outcomes == 1) > 0.95


def test_a_sentence_of_a_strategy_teaches_facts_and_not_needs() -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 1.0], [0.9, 0.1], [0.1, 0.9], [-1.0, 0.5]])
    rows = [
        Labelled("a", "fact", 2, "bra"),
        Labelled("a", "fact", 0, "illa"),
        Labelled("a", "need", 2, "bra"),
        Labelled("a", "need", 0, "illa"),
    ]
    without = learn(rows, vectors[:4], "need"), learn(rows, vectors[:4], "fact")
    with_one = (
        learn([*rows, Labelled("a", "strategy", 2, "så")], vectors, "need"),
        learn([*rows, Labelled("a", "strategy", 2, "så")], vectors, "fact"),
    )
    assert np.allclose(without[0], with_one[0])
    assert not np.allclose(without[1], with_one[1])


def test_grades_lie_between_noise_and_what_stands_as_it_is() -> None:
    head = np.array([[1.0, 0.0, 0.0], [1.0, 0.0, -1.0]])
    grades = graded(head, np.array([[-50.0, 0.0], [0.5, 0.0], [50.0, 0.0]]))
    assert 0.0 <= grades[0] < grades[1] < grades[2] <= 2.0
