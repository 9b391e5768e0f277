"""Whom a goal is to hold for as well, and how the goal then reads."""

from __future__ import annotations

import pytest

from summarizer.drafting.scope import scope
from tests.unit.drafting.test_drafting_challenges import suggested_on


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
