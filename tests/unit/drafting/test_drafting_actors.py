"""The list of actors: who is to go, and where a new one stands."""

from __future__ import annotations

import pytest

from summarizer.drafting.actor_names import are_actors
from summarizer.drafting.actors import edit_list
from summarizer.llm import load_prompt
from tests.fakes import a_point, an_answer
from tests.unit.drafting.test_drafting_challenges import part

LISTED = "Viktiga aktörer inkluderar energibolag, kommuner, Region Granvik, stadsnät, Telestyrelsen och teleoperatörer."


def edited(*said: str) -> str:
    answers = [an_answer(f"Granvik {n}", text, question="actors") for n, text in enumerate(said)]
    points = [a_point(a) for a in answers]
    of = {a.answer_id: a for a in answers}
    return edit_list(part("actors", LISTED), points, of, load_prompt("draft_actors.v1"), lambda request: None).text


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("Telestyrelsen finns inte längre.", "Telestyrelsen"),
        ("Telestyrelsen står kvar trots att alla vet. Den finns inte längre.", "Telestyrelsen"),
        ("Ta bort teleoperatörerna ur listan.", "teleoperatörer"),
    ],
)
def test_who_is_gone_or_to_be_struck_leaves_the_list(said: str, gone: str) -> None:
    assert gone not in edited(said)


@pytest.mark.parametrize(
    "said",
    [
        "Fiberföreningarna byggde nätet i vår kommun men finns inte med på listan. Lägg till dem.",
        "Fiberföreningar bör läggas till. Stryk inte ihop dem med kommuner, det är något annat.",
    ],
)
def test_who_is_named_beside_what_is_missing_stays(said: str) -> None:
    new = edited(said)
    assert "fiberföreningar" in new
    assert "kommuner" in new


def test_a_new_actor_stands_in_its_place_though_the_list_has_a_slip() -> None:
    assert edited("Fiberföreningar ska med.") == LISTED.replace("kommuner", "fiberföreningar, kommuner")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("insatser för terminalbolagen och skogsägarna", True),
        ("fler bolag med kollektivavtal", False),
        ("laddning i byarna", False),
    ],
)
def test_who_is_to_be_listed_is_no_need(phrase: str, expected: bool) -> None:
    assert are_actors(phrase) is expected


def test_what_the_model_names_is_an_actor_of_the_list_or_none() -> None:
    quote = "En demonstrationsfabrik i Granvik behöver de regionala skyddsombuden."
    answer = an_answer("Storforsa", quote, question="actors")
    point = a_point(answer)
    made = edit_list(
        part("actors", LISTED), [point], {answer.answer_id: answer}, load_prompt("draft_actors.v1"),
        lambda request: "demonstrationsfabrik, Granvik, stryk Telestyrelsen och de regionala skyddsombuden",
    )  # fmt: skip
    assert "regionala skyddsombud," in made.text
    assert "demonstrationsfabrik" not in made.text
    assert "stryk" not in made.text
    assert "Granvik," not in made.text.replace("Region Granvik", "")


@pytest.mark.parametrize(
    "said",
    [
        "Telestyrelsen heter sedan 2014 Myndigheten för nät och kommunikation.",
        "Telestyrelsen lades ned och uppgifterna ligger sedan 2009 hos Myndigheten för nät och kommunikation.",
    ],
)
def test_a_successor_takes_the_place_of_who_is_gone(said: str) -> None:
    new = edited(said)
    assert "Myndigheten för nät och kommunikation" in new
    assert "Telestyrelsen" not in new
    assert "sedan" not in new


def test_what_is_on_the_list_or_only_told_of_is_not_added() -> None:
    new = edited("På listan finns fabrikernas branschorganisationer men inte fiberföreningarna.")
    assert "branschorganisationer" not in new
    assert "fiberföreningar" in new
    told = "Vår skola utbildar i dag fritidsledare, behandlingsassistenter och andra som länet sedan länge har haft svårt att få tag i."
    assert edited(told) == ""


def test_one_trade_is_listed_once() -> None:
    new = edited("Åkerierna saknas helt bland aktörerna.", "Lägg till åkeriföretagen.")
    assert new.casefold().count("åkeri") == 1


def test_a_sentence_about_an_actor_that_is_to_go_is_not_the_actor() -> None:
    assert edited("Meningen om Telestyrelsen bör strykas.") == ""


def test_an_actor_is_known_by_its_letters() -> None:
    answer = an_answer("Storforsa", "TST har bytt namn till Nätverket.", question="actors")
    listed = part("actors", "Viktiga aktörer inkluderar kommuner, TST Telestiftelsen och universitet.")
    made = edit_list(
        listed, [a_point(answer)], {answer.answer_id: answer}, load_prompt("draft_actors.v1"), lambda request: None
    )
    assert made.text == "Viktiga aktörer inkluderar kommuner, Nätverket och universitet."
