"""What the sentences themselves say about where a point ends."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.points.cut import CutCosts, cut
from summarizer.points.spans import Measure
from summarizer.points.units import kindred, turns, units_of
from tests.unit.points.test_find import answer, by_words

COSTS = CutCosts(cut=0.1, paragraph=0.3, turns=0.2, leans=0.05, shares=0.05, single=0.0)


def test_a_sentence_leans_on_the_one_before_by_its_words() -> None:
    first, second, third = units_of([answer(0, "Elbilsladdning saknas.\nDär behövs laddning. Tandvården också.")])
    assert not first.opens_paragraph and second.opens_paragraph and not third.opens_paragraph
    assert (first.leans, second.leans, third.leans) == (False, True, False)
    assert (first.shares, second.shares, third.shares) == (0, 1, 0)
    assert COSTS.before(second) == pytest.approx(0.1 - 0.3 + 0.05 + 0.05)
    assert COSTS.before(third) == pytest.approx(0.1 - 0.2)


@pytest.mark.parametrize("said", ["Det bör framgå.", "Lägg till dem.", "Analysen nämner inte detta med ett ord."])
def test_what_names_no_matter_stays_with_what_it_is_said_of(said: str) -> None:
    units = units_of([answer(0, f"Bussen är sen. {said} Tåget saknas.")])
    assert [unit.bare for unit in units] == [False, True, False]
    spans = Measure(by_words, units, 1.0).spans(units)
    worth = np.array([2.0 if last - first == 1 else 0.0 for first, last in spans.row])
    assert cut(spans, worth, COSTS) == [(0, 2), (2, 3)]


def test_compounds_are_kindred_and_short_stems_are_not() -> None:
    assert kindred("laddning", "elbilsladdning") and kindred("skola", "skola")
    assert not kindred("led", "ledning") and not kindred("laddning", "utbildning")


def test_something_new_is_announced_at_the_start_or_inside_but_not_after_a_word_that_goes_on() -> None:
    assert turns("Vidare behövs bussar.") and turns("Bussar behövs också.")
    assert not turns("Därför behövs också bussar.") and not turns("Bussar behövs.")


def test_runs_of_one_sentence_cost_more_unless_they_are_the_whole_answer() -> None:
    units = units_of([answer(0, "Vägen är dålig. Bussen är sen."), answer(1, "Tåget är dyrt.")])
    spans = Measure(by_words, units, 1.0).spans(units)
    worth = np.array([0.2 if last - first == 1 else 0.1 for first, last in spans.row])
    apart = [(0, 1), (1, 2), (2, 3)]
    assert cut(spans, worth, COSTS) == apart
    assert cut(spans, worth, CutCosts(0.1, 0.3, 0.2, 0.05, 0.05, single=0.2)) == [(0, 2), (2, 3)]
