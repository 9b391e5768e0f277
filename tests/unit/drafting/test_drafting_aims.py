"""A sentence that senders speak of without calling it wrong, and what becomes of it."""

from __future__ import annotations

import pytest

from summarizer.drafting.aims import aims
from summarizer.drafting.materials import Vectors
from summarizer.drafting.targets import asserts
from summarizer.records import Part
from tests.fakes import FakeEmbedder, a_point, an_answer
from tests.unit.drafting.test_drafting_challenges import part, suggested_on

ANALYSIS = (
    "Länet har en lång kust. Familjecentraler finns i elva kommuner. Stödet fördelas jämnt mellan kvinnor och män."
)
SAID: list[tuple[str, Part]] = [
    ("Familjecentraler finns i sju kommuner, och inte hos oss.", "analysis"),
    ("Det finns familjecentraler i sju kommuner.", "analysis"),
]


def test_a_point_aims_at_the_sentence_that_it_is_most_about() -> None:
    others: list[tuple[str, Part]] = [
        ("Skolan behöver fler lärare.", "analysis"),
        ("Bussen går för sällan.", "analysis"),
    ]
    said = [*SAID, *others]
    points = [a_point(an_answer(f"Granvik {n}", text, question=q)) for n, (text, q) in enumerate(said)]
    embed, analysis = FakeEmbedder().encode, part("analysis", ANALYSIS)
    of_baseline = Vectors([s.text for s in analysis.sentences], embed)
    found = aims(analysis, points, Vectors([p.quote for p in points], embed), of_baseline)
    assert {a.point for a in found[2]} == set(points[: len(SAID)])
    assert not found[1]
    assert not found[3]


def test_a_figure_that_two_give_takes_the_place_of_another() -> None:
    [made] = [s for s in suggested_on({"analysis": ANALYSIS}, SAID) if s.op == "replace"]
    assert made.text == "Familjecentraler finns i sju kommuner."
    assert len({c.submission_id for c in made.citations}) == 2


def test_what_the_analysis_says_of_the_county_is_not_denied() -> None:
    said: list[tuple[str, Part]] = [
        ("Länet har en lång kust men ingen färja.", "analysis"),
        ("Kusten i länet är lång.", "analysis"),
    ]
    assert not [s for s in suggested_on({"analysis": "Länet har en lång kust."}, said) if " inte " in s.text]


def test_what_is_found_wanting_or_expected_is_not_denied_by_what_is_lacking() -> None:
    assert asserts("Stödet fördelas jämnt mellan kvinnor och män.")
    assert not asserts("Banan har låg standard.")
    assert not asserts("Byggstart väntas inom några år.")
    assert not asserts("Många företag är begränsade av sin storlek.")


def test_who_says_that_a_sentence_is_right_does_not_aim_at_it() -> None:
    answers = ["Att länet har en lång kust är riktigt.", *(text for text, _ in SAID), "Skolan behöver fler lärare."]
    points = [a_point(an_answer(f"Granvik {n}", text, question="analysis")) for n, text in enumerate(answers)]
    embed, analysis = FakeEmbedder().encode, part("analysis", ANALYSIS)
    of_baseline = Vectors([s.text for s in analysis.sentences], embed)
    found = aims(analysis, points, Vectors([p.quote for p in points], embed), of_baseline)
    assert points[0] not in [a.point for near in found.values() for a in near]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Arbetsgivaren har ansvaret för arbetsmiljön.", "Arbetsgivarens ansvar för arbetsmiljön saknar skyddsombud."),
        ("Sjukfrånvaron är högre bland kvinnor än bland män.", "Sjukfrånvaron bland kvinnor har inte minskat."),
    ],
)
def test_what_is_merely_told_is_not_changed_by_what_is_lacking(told: str, said: str) -> None:
    three: list[tuple[str, Part]] = [
        (said, "analysis"),
        (said.replace("inte ", "aldrig "), "analysis"),
        (f"{said} Det dröjer.", "analysis"),
    ]
    assert not [s for s in suggested_on({"analysis": told}, three) if s.op != "insert_after"]
