"""Whom a goal is to hold for as well, and how the goal then reads."""

from __future__ import annotations

import pytest

from summarizer.drafting import DraftMaterials, draft
from summarizer.drafting.scope import scope, scopes
from summarizer.records import ThemeSummary
from tests.fakes import FakeEmbedder, a_point, an_answer
from tests.unit.drafting.test_drafting_challenges import part, suggested_on


def lower(text: str) -> str:
    return text[:1].lower() + text[1:]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Låt därför målet omfatta också livets slut och ålderdomen.", "livets slut och ålderdomen"),
        ("Målet bör gälla lokaler, industri och offentlig verksamhet.", "lokaler, industri och offentlig verksamhet"),
        ("Målet glömmer helt bort de äldre.", "de äldre"),
        ("Äldre saknas i målet.", "äldre"),
        ("Företagen bör omfattas av målet, anser vi.", "företagen"),
        ("Målet måste gälla alla.", None),
        ("Målet borde handla om mer än barn.", None),
        ("Målet är bra.", None),
        ("Vi saknar patienter och anhöriga i målet.", "patienter och anhöriga"),
        ("Personer med nedsatt syn rör sig minst av alla och saknas i målet.", None),  # a whole sentence
    ],
)
def test_scope(sentence: str, who: str | None) -> None:
    assert scope(sentence, lower) == who


def test_a_goal_holds_for_those_whom_senders_miss_in_it() -> None:
    goal = "Delprioriteringen ska verka för att barn får en trygg vård."
    [made] = suggested_on({"goal": goal}, [("Målet glömmer de äldre.", "goal"), ("Äldre saknas i målet.", "goal")])
    assert made.op == "replace"
    assert made.text == "Delprioriteringen ska verka för att barn får en trygg vård, vilket även ska gälla de äldre."


def test_a_goal_is_worded_as_a_sender_proposes_it() -> None:
    goal = "Delprioriteringen ska verka för att barn och unga får en trygg vård i hela länet."
    [made] = suggested_on(
        {"goal": goal}, [("Vi föreslår: ”att barn, unga och äldre får en trygg vård i hela länet”.", "goal")]
    )
    assert made.text == "Delprioriteringen ska verka för att barn, unga och äldre får en trygg vård i hela länet."


def test_a_goal_is_changed_once_as_it_is_spelled_out_over_two_points_of_an_answer() -> None:
    goal = "Delprioriteringen ska verka för att länets tätorter har snabbt bredband."
    made = suggested_on(
        {"goal": goal},
        [
            ("Målet är för snävt när det bara talar om tätorterna. Fiber i hela länet är rimligt.", "goal"),
            ("Målet bör omfatta laddning av bilar.", "goal"),
        ],
    )
    assert [s.text for s in made if s.part == "goal"] == [goal.replace("länets tätorter", "hela länet")]


def test_a_goal_cites_every_point_of_the_answer_whose_words_it_takes() -> None:
    goal = part("goal", "Delprioriteringen ska verka för att länets tätorter har snabbt bredband.")
    narrow, wide = "Målet är för snävt när det bara talar om tätorterna.", "Fiber i hela länet är rimligt."
    answer = an_answer("Granvik", f"{narrow} {wide}", question="goal")
    points = [a_point(answer, narrow), a_point(answer, wide)]
    theme = ThemeSummary("T1", "Fiber", {"change": 2}, 1, {"kommun": 1}, (), tuple(p.point_id for p in points))
    materials = DraftMaterials("3.2", [goal], [answer], points, [theme])
    [made] = draft(materials, FakeEmbedder().encode, lambda request: None).suggestions
    assert "hela länet" in made.text
    assert {c.quote for c in made.citations} == {narrow, wide}


def test_several_are_taken_one_by_one() -> None:
    lower = lambda text: text[:1].lower() + text[1:]  # noqa: E731
    assert scopes("Vi föreslår därför att barn och unga samt samhällslivet förs in.", lower) == [
        "barn",
        "unga",
        "samhällslivet",
    ]
    assert scopes("Målet bör omfatta tillgång till natur i alla åldrar och för alla.", lower) == [
        "tillgång till natur i alla åldrar och för alla"
    ]
    assert scopes("Bussen går sällan.", lower) == []
