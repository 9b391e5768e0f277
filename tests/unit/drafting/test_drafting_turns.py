"""What senders agree on against a sentence: another figure, the other way."""

from __future__ import annotations

import pytest

from summarizer.drafting.turns import turned

SPENT = "Företagens utgifter för forskning ökar och uppgick till 2,1 miljarder kronor."
CENTRES = "Familjecentraler finns i elva kommuner."
ALL = "Samtliga kommuner har en anställd folkhälsostrateg."


@pytest.mark.parametrize(
    ("current", "said", "text"),
    [
        (
            SPENT,
            [
                ["Utgifterna för forskning är nu 1,6 miljarder.", "Nedgången är stor."],
                ["Forskning kostar 1,6 miljarder, en minskning."],
            ],
            "Företagens utgifter för forskning minskar och uppgick till 1,6 miljarder kronor.",
        ),
        (SPENT, [["Utgifterna för forskning är nu 1,6 miljarder, en minskning."]], None),  # one sender
        (
            SPENT,
            [["Forskning kostar 1,6 miljarder."], ["Utgifterna för forskning är 1,9 miljarder."]],
            None,
        ),  # they do not agree
        (
            CENTRES,
            [["En av de sju familjecentraler som är kvar."], ["Familjecentraler: sju."]],
            "Familjecentraler finns i sju kommuner.",
        ),
        (
            CENTRES,
            [["Familjecentralen stängde 2021."], ["Familjecentraler saknas sedan 2021."]],
            None,
        ),  # a year counts nothing
        (
            ALL,
            [["Sex av femton kommuner har en strateg."], ["Vi räknar till sex."]],
            "Sex av femton kommuner har en anställd folkhälsostrateg.",
        ),
        ("Hushållen slänger allt mindre mat.", [["Svinnet ökar."], ["Det stiger."]], "Hushållen slänger allt mer mat."),
        (
            "Resandet ökar.",
            [["Det minskar."], ["Resandet ökar mest."], ["Det är en minskning."], ["Vi ser en ökning."]],
            None,
        ),
    ],
)
def test_turned(current: str, said: list[list[str]], text: str | None) -> None:
    assert turned(current, said) == text


def test_a_figure_of_a_year_is_exchanged_with_its_year_or_not_at_all() -> None:
    current = "Underhållsbehovet beräknades år 2017 till 1,2 miljarder kronor."
    told = [["Underhållsbehovet beräknades 2023 till 2,9 miljarder."], ["Behovet av underhåll är 2,9 miljarder."]]
    assert turned(current, told) == "Underhållsbehovet beräknades år 2023 till 2,9 miljarder kronor."
    assert turned(current, [[s.replace("2023 ", "") for s in sender] for sender in told]) is None


def test_a_figure_of_thousands_that_senders_name_is_exchanged_wherever_they_say_the_new_one() -> None:
    said = [
        ["Siffran 9 000 är för gammal.", "Nämnden räknar med att länet behöver 12 500 personer."],
        ["Var kommer siffran 9 000 ifrån?", "På webben står det 12 500."],
        ["Enligt den nya är behovet 12 500 fram till år 2032."],
    ]
    assert turned("Enligt prognosen behöver länet 9 000 nya medarbetare fram till år 2028.", said) == (
        "Enligt prognosen behöver länet 12 500 nya medarbetare fram till år 2032."
    )


def test_a_share_of_ten_is_not_exchanged_by_another_ten() -> None:
    current = "Nio av tio elever i länet lämnar grundskolan med behörighet."
    assert (
        turned(
            current, [["Tio elever lämnade grundskolan utan behörighet."], ["Av våra elever saknade tio behörighet."]]
        )
        is None
    )


def test_a_number_of_all_that_two_give_takes_the_place_of_another() -> None:
    current = "Familjecentraler finns i dag i fem av länets kommuner och ger föräldrar ett samlat stöd."
    said = [
        ["Antalet familjecentraler är elva, inte fem."],
        ["Uppgiften om fem familjecentraler är gammal.", "Det finns elva sedan i våras."],
    ]
    assert turned(current, said) == current.replace("fem", "elva")
