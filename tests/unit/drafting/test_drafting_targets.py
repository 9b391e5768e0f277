"""What senders say of a baseline sentence: false, gone, not wanted, to be struck."""

from __future__ import annotations

import pytest

from summarizer.drafting.targets import contradicts, strikes
from summarizer.drafting.things import gone, opposes

GOOD = "Mobiltäckningen är god längs samtliga större vägar."


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Påståendet att mobiltäckningen är god längs samtliga större vägar är fel.", True),
        ("Det stämmer inte att mobiltäckningen är god längs alla större vägar.", True),
        ("Mobiltäckningen är god längs samtliga större vägar, det är vår erfarenhet.", False),
        ("Vi har inte råd med fler vägar.", False),
        ("Mobiltäckningen är inte god.", True),  # hardly anything else than some of it
        ("Mobiltäckningen längs vägarna är usel.", True),
        ("Att mobiltäckningen är god längs vägarna gäller möjligen i städerna.", True),
    ],
)
def test_contradicts(quote: str, expected: bool) -> None:
    assert contradicts(quote, GOOD) is expected


def test_what_is_no_more() -> None:
    need = "Det finns behov av att införa appen Mitt Granvik i samtliga kommuner."
    assert gone("Appen Mitt Granvik stängdes i juni 2023.", need)
    assert not gone("Biblioteket stängdes i juni 2023.", need)
    assert not gone("Appen Mitt Storforsa stängdes, den gällde samtliga kommuner.", need)  # another app


def test_a_single_thing_is_known_by_its_long_name() -> None:
    bus = "Kommunernas gemensamma rådgivningsbuss besöker varje ort två gånger om året."
    assert gone("Rådgivningsbussen såldes hösten 2023.", bus)
    assert not gone("Rådgivningskontoret såldes hösten 2023.", bus)
    assert not gone("Biblioteksfilialen stängdes.", "Biblioteksfilialer finns i alla kommuner och lånar ut böcker.")


def test_what_is_not_wanted() -> None:
    need = "Identifierade behov inkluderar att uppföra en ny konsthall i Granvik."
    assert opposes("Bygg inte en konsthall i Granvik när inlandet saknar det mesta.", need)
    assert not opposes("En konsthall i Granvik vore fint.", need)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Meningen om den goda mobiltäckningen bör utgå.", True),
        ("Texten utgår från en mobiltäckning som är god.", False),  # to start from is not to strike
    ],
)
def test_strikes(quote: str, expected: bool) -> None:
    assert strikes(quote, GOOD) is expected


def test_a_figure_of_the_sentence_that_is_called_false_is_about_the_sentence() -> None:
    waiting = "Väntetiden till barnpsykiatrin är högst 30 dagar i hela länet."
    assert contradicts("30 dagar är rena lögnen, vår son fick vänta i ett halvår.", waiting)
    assert not contradicts("30 dagar semester är ett önsketänkande.", "Väntetiden är 30 veckor.")


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Ett gemensamt larmcenter för hemsjukvården avråder vi från.", True),
        ("Larmcentret i Staden har våra ombud sagt nej till i tre omgångar.", True),
        ("Larmcentret i Staden är välkommet.", False),
        ("Vi säger nej till fler mastar.", False),  # of something else
    ],
)
def test_a_need_that_is_not_wanted(quote: str, expected: bool) -> None:
    assert opposes(quote, "Vidare behöver hemsjukvården samlas i ett gemensamt larmcenter i Staden.") is expected


def test_who_has_closed_something_of_his_own_is_not_gone() -> None:
    need = "Det finns även behov av bättre studie- och yrkesvägledning."
    assert not gone("Studieförbunden har lagt ned sina lokalkontor i tre byar.", need)
    assert gone("Huset för företag i Lyckan blev aldrig av.", "Ett hus för företag i Lyckan samlar service.")


def test_somebody_elses_no_is_no_refusal() -> None:
    need = "Samarbetet mellan etablerade företag och nystartade behöver utvecklas."
    assert not opposes("Banken säger nej till företag som är nystartade.", need)
    assert opposes("Kommunen säger nej till samarbetet mellan etablerade företag och nystartade.", need)


def test_one_of_several_things_that_closed_does_not_end_them_all() -> None:
    sentence = "Bygdegårdar, Folkets hus och andra lokaler är i huvudsak i gott skick."
    assert not gone("Folkets hus i centralorten stängdes i november.", sentence)
