"""Changes that senders spell out: what a sentence leaves out is put in where it belongs."""

from __future__ import annotations

import pytest

from summarizer.drafting.swaps import refigured, renumbered, reworded, shortened, spelled_out, widened

GOAL = "Delprioriteringen ska verka för att länets tätorter har snabbt bredband."
SECTOR = "Delprioriteringen ska verka för att den offentliga sektorn i länet använder digitala tjänster."


@pytest.mark.parametrize(
    ("current", "quote", "expected"),
    [
        (GOAL, "Målet talar bara om tätorterna. Fiber i hela länet är rimligt.", GOAL.replace("länets tätorter", "hela länet")),
        (GOAL, "Det nämner endast tätorter, hälften bor i byar.", GOAL.replace("tätorter", "tätorter och byar")),
        (SECTOR, "Varför gäller målet bara offentlig sektor? Småföretagen måste med.", SECTOR.replace("sektorn", "sektorn och småföretagen")),
        (SECTOR, "Målet gäller bara offentlig sektor. I inlandet är det tunt med folk.", None),  # a place is not a sector
        (GOAL, "Bredband behövs i hela länet.", None),  # nothing is said to be left out
    ],
)  # fmt: skip
def test_widened(current: str, quote: str, expected: str | None) -> None:
    assert widened(current, quote) == expected


WASTE = "Matsvinnet var 44 kilo per invånare vid den senaste mätningen."


@pytest.mark.parametrize(
    ("quote", "figure"),
    [
        ("Siffran om 44 kilo mat i soporna måste rättas till 61.", "61"),
        ("Matsvinnet: 61 kilo per invånare, mot 54 i riket. De 44 kilo som står i utkastet är från 2018.", "61"),
        ("Talet 44 stämmer inte, det var 38,5 kilo förra året.", "38,5"),
        ("De 44 kilo som står i texten är från 2018.", None),  # no other figure
        ("Vi mätte upp 61 kilo per invånare.", None),  # and does not say that the text is wrong
        ("De 44 kilona är gamla, men riket 54 kilo är värre.", None),  # another's figure
    ],
)
def test_another_figure_for_one_that_is_named(quote: str, figure: str | None) -> None:
    assert refigured(WASTE, quote) == (WASTE.replace("44", figure) if figure else None)


def test_another_word_for_one_that_is_named() -> None:
    need = "Det finns behov av att köken köper mer ekologisk mat."
    quote = "Vi vill stryka ordet ekologisk och skriva lokalt producerad mat i stället."
    assert reworded(need, quote) == "Det finns behov av att köken köper mer lokalt producerad mat."
    assert reworded(need, "Byt ut fönstren mot nya.") is None


def test_a_year_is_no_figure_to_exchange() -> None:
    current = "Behovet beräknades år 2019 till 1,2 miljarder kronor."
    assert refigured(current, "Siffran från 2019 är gammal, behovet har ökat till 2,9 miljarder.") is None
    quote = "Siffran 1,2 miljarder är gammal, nu är det 2,9 miljarder."
    assert refigured(current, quote) is None  # nobody says that it was 2,9 in 2019
    dated = "Siffran 1,2 miljarder är gammal, 2023 var det 2,9 miljarder."
    assert refigured(current, dated) == "Behovet beräknades år 2023 till 2,9 miljarder kronor."


def test_a_figure_is_put_right_though_the_old_one_is_not_named() -> None:
    current = "Andelen lokalt producerade livsmedel i köken är 41 procent."
    quote = "Siffran för lokala livsmedel ska vara 26 procent."
    assert refigured(current, quote) == current.replace("41", "26")
    assert refigured(current, "Siffran för arbetslösheten ska vara 26 procent.") is None
    assert refigured(f"{current[:-1]} och 12 procent i skolan.", quote) is None  # which of them cannot be told


def test_words_that_are_to_go_leave_the_sentence_and_not_the_sentence_the_text() -> None:
    current = "Skola och vård delar utan hinder den information som behövs."
    assert shortened(current, "Orden ”utan hinder” bör tas bort.") == "Skola och vård delar den information som behövs."
    assert shortened(current, "Orden ”med möda” bör tas bort.") is None
    assert shortened(current, f"Stryk ”{current}”") is None  # that is the sentence


def test_a_thing_takes_the_place_of_another_with_its_article() -> None:
    current = "Delprioriteringen ska verka för att kommuner samordnar den fysiska planeringen."
    assert reworded(current, "Byt fysisk planering mot goda platser att leva på.") == current.replace(
        "den fysiska planeringen", "goda platser att leva på"
    )


def test_rules_that_were_replaced_are_named_by_their_new_number() -> None:
    current = "Arbetsmiljön styrs av AFS 2015:4."
    quote = "Hänvisningen till AFS 2015:4 stämmer inte längre. Reglerna finns nu i AFS 2023:2."
    assert renumbered(current, quote) == "Arbetsmiljön styrs av AFS 2023:2."
    assert renumbered(current, quote.replace("AFS 2023:2", "SFS 2023:2")) is None


def test_what_is_rather_to_be_written_takes_the_place_of_its_like() -> None:
    current = "Planen ska verka för att företagen i länet kan rekrytera."
    assert spelled_out(current, "Skriv hellre ”företag och offentliga verksamheter”.") == (
        "Planen ska verka för att företag och offentliga verksamheter i länet kan rekrytera."
    )


def test_how_things_are_is_not_worded_as_somebody_would_rather_have_it() -> None:
    assert spelled_out("Företagen i länet växer.", "Skriv hellre ”företag och offentliga verksamheter”.") is None


def test_a_goal_for_some_places_is_for_all_when_the_sender_writes_so() -> None:
    current = "Planen ska verka för att invånarna i länets större orter har tillgång till kultur."
    assert (
        spelled_out(current, "Skriv hela länet.")
        == "Planen ska verka för att invånarna i hela länet har tillgång till kultur."
    )
    assert spelled_out(current, "Det lyfte staden, inte hela länet.") is None
    assert spelled_out("Kulturen finns i länets större orter.", "Skriv hela länet.") is None  # how things are
