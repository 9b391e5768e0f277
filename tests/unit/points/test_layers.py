"""Sections with more sentences than are searched together."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from summarizer.points import Memory, PointSet, PointSettings, find_points
from summarizer.records import Answer
from tests.unit.points.test_find import HOUSING, ROADS, answer, by_words, covered

SETTINGS = PointSettings(most=12, unshared=0.45)  # few and like texts: what is shared is very much alike
LIBRARY = (
    "Biblioteket måste ha öppet på kvällarna. Böcker lånas mest efter arbetstid på biblioteket.",
    "Öppet bibliotek på kvällarna behövs. Biblioteket lånar ut böcker efter arbetstid.",
    "Låt biblioteket ha öppet på kvällarna. Många lånar böcker på biblioteket efter arbetstid.",
)


def senders() -> list[Answer]:
    """The first three, who are the sample, speak of roads and housing; the others of the library."""
    first = [f"{road} {house}" for road, house in zip(ROADS, HOUSING, strict=True)]
    return [answer(number, text) for number, text in enumerate((*first, *LIBRARY))]


def themes(found: PointSet) -> dict[str, set[str]]:
    """Theme → the quotes of its points."""
    groups: dict[str, set[str]] = {}
    for point in found.points:
        groups.setdefault(point.theme_id or "", set()).add(point.quote)
    return groups


def test_what_the_sample_does_not_speak_of_is_searched_too() -> None:
    found = find_points(senders(), by_words, settings=SETTINGS)
    covered(found, senders())
    assert set(LIBRARY) in themes(found).values()
    assert not any({ROADS[0], HOUSING[0]} <= group for group in themes(found).values())


def test_with_one_layer_what_fits_nothing_stands_alone() -> None:
    found = find_points(senders(), by_words, settings=replace(SETTINGS, layers=1))
    assert {len(group & set(LIBRARY)) for group in themes(found).values()} == {0, 1}


def test_the_order_does_not_matter_above_the_threshold() -> None:
    expected = find_points(senders(), by_words, settings=SETTINGS)
    for seed in range(4):
        answers = senders()
        random.Random(seed).shuffle(answers)
        assert find_points(answers, by_words, settings=SETTINGS) == expected


class Counting:
    """``by_words`` that tells what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: list[str]) -> NDArray[np.float32]:
        self.asked += texts
        return by_words(texts)


def test_memory_changes_nothing_and_saves_all_work() -> None:
    memory = Memory()
    expected = find_points(senders(), by_words, settings=SETTINGS, memory=memory)
    embed = Counting()
    kept = Memory(json.loads(json.dumps(memory.used)))
    assert find_points(senders(), embed, settings=SETTINGS, memory=kept) == expected
    assert embed.asked == [] and kept.used.keys() == memory.used.keys()


def test_a_late_sender_changes_only_his_own_points() -> None:
    memory, late = Memory(), answer(99, f"{ROADS[1]}\n{HOUSING[0]}")
    before = find_points(senders(), by_words, settings=SETTINGS, memory=memory)
    embed = Counting()
    after = find_points([*senders(), late], embed, settings=SETTINGS, memory=Memory(memory.used))
    assert after == find_points([*senders(), late], by_words, settings=SETTINGS)
    mine = [p for p in after.points if p.submission_id == late.submission_id]
    same = {p.theme_id for p in before.points if p.quote in (ROADS[1], HOUSING[0])}
    theirs = {(p.point_id, p.theme_id) for p in after.points if p.submission_id != late.submission_id}
    assert theirs == {(p.point_id, p.theme_id) for p in before.points}
    assert [p.quote for p in mine] == [ROADS[1], HOUSING[0]]
    assert {p.theme_id for p in mine} == same


def test_two_answers_of_one_sender_in_the_same_words_are_two_points() -> None:
    twice = [answer(50, LIBRARY[0], question) for question in ("needs", "goal")]
    found = find_points([*senders(), *twice], by_words, settings=SETTINGS)
    covered(found, [*senders(), *twice])
    assert len({p.theme_id for p in found.points if p.submission_id == twice[0].submission_id}) == 1


def test_stances_are_remembered_by_the_words_of_a_point() -> None:
    first = Memory()
    find_points(senders(), by_words, settings=SETTINGS, memory=first)
    again = Memory(first.used, dict.fromkeys(first.stances, "oppose"))
    found = find_points([*senders(), answer(9, "Vi instämmer i målet.")], by_words, settings=SETTINGS, memory=again)
    assert {p.stance for p in found.points if p.quote.startswith("Vi instämmer")} == {"support"}
    assert {p.stance for p in found.points if p.substance} == {"oppose", "support"}
    assert set(again.stances) > set(first.stances)
