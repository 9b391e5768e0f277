"""Points and themes on made-up answers, with vectors that count words: the search is tested, not the embedding model."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from summarizer.points import PointSet, find_points
from summarizer.records import Answer

ROADS = (
    "Vägarna i inlandet har låg bärighet och underhållet är eftersatt. Därför behöver vägarna få mer underhåll.",
    "Underhållet av vägarna i inlandet är eftersatt. Bärigheten på vägarna är för låg.",
    "Bärigheten på vägarna är låg i inlandet. Det eftersatta underhållet av vägarna måste tas om hand.",
)
HOUSING = (
    "Bostadsbristen hindrar rekryteringen av personal. Nya bostäder behövs för att personal ska kunna flytta hit.",
    "Vi kan inte rekrytera personal utan bostäder. Bostadsbristen är det största hindret för rekryteringen.",
    "Utan nya bostäder flyttar ingen personal hit. Bostadsbristen måste lösas för rekryteringen.",
)
REINDEER = "Renarnas flyttleder korsar järnvägen och behöver ekodukter med stängsel."


def by_words(texts: list[str]) -> NDArray[np.float32]:
    """Unit vectors of word beginnings, hashed to 256 places."""
    vectors = np.zeros((len(texts), 256), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in re.findall(r"\w{4,}", text.casefold()):
            vectors[row, sum(map(ord, word[:5])) % 256] += 1.0
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def answer(sender: int, text: str, question: str = "needs") -> Answer:
    submission = f"S{sender:08x}"
    return Answer(f"{submission}/3.2/{question}", submission, f"Avsändare {sender}", "kommun", "3.2", question, text)


def consultation() -> list[Answer]:
    both = [answer(i, f"{road} {house}") for i, (road, house) in enumerate(zip(ROADS, HOUSING, strict=True))]
    return [
        *both,
        answer(3, f"{ROADS[0]} {REINDEER}"),
        answer(4, f"Hej!\n{HOUSING[1]}\nMed vänlig hälsning"),
        answer(5, "Inga synpunkter."),
    ]


def covered(points: PointSet, answers: list[Answer]) -> None:
    """Every character that is not white space lies in exactly one point, and quotes are the answers' own words."""
    for one in answers:
        spans = [p for p in points.points if p.answer_id == one.answer_id]
        assert spans == sorted(spans, key=lambda p: p.start)
        assert all(p.quote == one.text[p.start : p.end] for p in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        inside = "".join(p.quote for p in spans)
        assert re.sub(r"\s", "", inside) == re.sub(r"\s", "", one.text)


def theme_of(points: PointSet, words: str) -> str | None:
    return next(p.theme_id for p in points.points if words in p.quote)


def test_points_cover_every_answer_and_say_who_said_the_same() -> None:
    answers = consultation()
    found = find_points(answers, by_words)
    covered(found, answers)
    road, housing = theme_of(found, "Vägarna i inlandet"), theme_of(found, "Bostadsbristen hindrar")
    assert road != housing
    assert theme_of(found, "Bärigheten på vägarna är låg") == road
    assert theme_of(found, "Utan nya bostäder") == housing
    assert {p.submission_id for p in found.points if p.theme_id == housing} >= {"S00000000", "S00000001", "S00000002"}


def test_a_lone_voice_keeps_a_theme_of_its_own() -> None:
    found = find_points(consultation(), by_words)
    reindeer = theme_of(found, "ekodukter")
    assert [p.quote for p in found.points if p.theme_id == reindeer] == [REINDEER]


def test_text_without_substance_is_a_point_without_a_theme() -> None:
    found = find_points(consultation(), by_words)
    empty = {p.quote: p for p in found.points if not p.substance}
    assert {"Hej!", "Med vänlig hälsning", "Inga synpunkter."} <= set(empty)
    assert all(p.theme_id is None for p in empty.values())
    assert all(p.theme_id for p in found.points if p.substance)


def test_the_order_of_the_answers_does_not_matter() -> None:
    answers = consultation()
    expected = find_points(answers, by_words)
    for seed in range(4):
        random.Random(seed).shuffle(answers)
        assert find_points(answers, by_words) == expected


@pytest.mark.parametrize(
    ("texts", "points"),
    [
        ([], 0),
        ([""], 0),
        (["  \n "], 0),
        (["Vägen är dålig."], 1),
        (["Inga synpunkter."], 1),
        (["Inga synpunkter.", "Se ovan."], 2),
        (["Vägen är dålig.", "Vägen är dålig."], 2),
        (["Vägen är dålig.", "", "Inga synpunkter."], 2),
    ],
)
def test_small_sets_work(texts: list[str], points: int) -> None:
    answers = [answer(i, text) for i, text in enumerate(texts)]
    found = find_points(answers, by_words)
    assert len(found.points) == points
    covered(found, answers)


def test_the_same_words_from_two_senders_are_one_theme() -> None:
    found = find_points([answer(i, "Vägen till byn måste plogas oftare.") for i in range(3)], by_words)
    assert {p.theme_id for p in found.points} == {"c0"}
