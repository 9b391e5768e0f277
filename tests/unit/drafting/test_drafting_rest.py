"""A theme can hold several wishes: each has a suggestion of its own, and none is made twice."""

from __future__ import annotations

from summarizer.drafting import DraftMaterials, draft
from summarizer.records import RespondentType, Suggestion, ThemeSummary
from tests.fakes import FakeEmbedder, a_baseline, a_point, an_answer

BUSES = "Det behövs fler avgångar med buss på kvällarna."
SAME_BUSES = "Det behövs tätare avgångar med buss på kvällarna."
CABLES = "Vi efterfrågar nedgrävda elkablar längs kusten."


def suggested(*texts: str, kind: RespondentType = "kommun") -> list[Suggestion]:
    answers = [an_answer(f"Granvik {n}", text, kind) for n, text in enumerate(texts)]
    points = [a_point(answer) for answer in answers]
    theme = ThemeSummary(
        "T1",
        "Resor",
        {"change": len(points)},
        len(points),
        {"kommun": len(points)},
        (),
        tuple(p.point_id for p in points),
    )
    materials = DraftMaterials("3.2", [a_baseline()], answers, points, [theme])
    return list(draft(materials, FakeEmbedder().encode, lambda request: None).suggestions)


def test_a_wish_that_the_first_text_leaves_out_gets_a_text_of_its_own() -> None:
    made = suggested(BUSES, SAME_BUSES, CABLES)
    assert any("avgångar" in s.text for s in made)
    [cables] = [s for s in made if "elkablar" in s.text]
    assert [c.quote for c in cables.citations] == [CABLES]


def test_a_wish_in_other_words_gets_no_second_text() -> None:
    assert len(suggested(BUSES, SAME_BUSES)) == 1


def test_a_place_that_one_private_person_names_is_left_to_an_editor() -> None:
    road = "Laga den trasiga vägen till Storforsa."
    assert suggested(road, kind="privatperson") == []
    assert len(suggested(road, "Vägen till Storforsa är trasig.", kind="privatperson")) == 1
    assert len(suggested(road)) == 1


def test_a_farewell_is_no_need() -> None:
    [made] = suggested(f"{BUSES} Lycka till med arbetet!")
    assert "avgångar" in made.text
