"""Is a written sentence true to its source? Decided by code."""

from __future__ import annotations

import pytest

from summarizer.text.words import content_stems, overlap
from summarizer.verification import Thresholds, support, true_rewrite, unsupported_facts

SOURCE = "Vi anser att gång- och cykelvägar mellan byarna behöver byggas ut före 2030."


@pytest.mark.parametrize(
    "rewrite",
    [
        "gång- och cykelvägar mellan byarna behöver byggas ut före 2030",
        "cykelvägar mellan byarna behöver byggas ut",
        "gång- och cykelvägarna mellan byarna bör byggas ut före 2030",
    ],
)
def test_a_rewrite_that_says_the_same_holds(rewrite: str) -> None:
    assert true_rewrite(SOURCE, rewrite)


@pytest.mark.parametrize(
    ("rewrite", "why"),
    [
        ("gång- och cykelvägar mellan byarna behöver byggas ut före 2035", "another year"),
        ("12 mil gång- och cykelvägar mellan byarna behöver byggas ut före 2030", "a number nobody said"),
        ("gång- och cykelvägar mellan byarna inte behöver byggas ut före 2030", "the opposite"),
        ("gång- och cykelvägar mellan byarna i Dorotea behöver byggas ut före 2030", "a place nobody said"),
        ("bussarna behöver gå oftare till skolan på morgonen", "something else"),
        ("byarna", "too little"),
        ("det är så att det är", "no content words"),
        ("", "nothing"),
        (
            "gång- och cykelvägar mellan byarna behöver byggas ut eftersom turismen, sysselsättningen och kulturen gynnas",
            "reasons nobody gave",
        ),
    ],
)
def test_a_rewrite_that_says_something_else_does_not_hold(rewrite: str, why: str) -> None:
    assert not true_rewrite(SOURCE, rewrite), why


def test_three_words_may_be_enough_and_two_are_not() -> None:
    assert true_rewrite("Rusta vägarna snabbt.", "rusta vägarna snabbt")
    assert not true_rewrite("Bredband behövs.", "bredband behövs")


def test_a_share_that_is_just_reached_holds() -> None:
    source, rewrite = "Vägar, broar och hamnar rustas före sommaren.", "vägar och skolor rustas"
    forth = overlap(content_stems(rewrite), content_stems(source))
    back = overlap(content_stems(source), content_stems(rewrite))
    assert 0 < back < forth < 1
    assert true_rewrite(source, rewrite, Thresholds(forth, back))
    assert not true_rewrite(source, rewrite, Thresholds(forth + 0.01, back))
    assert not true_rewrite(source, rewrite, Thresholds(forth, back + 0.01))


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("Flygplatsen ska inte läggas ned.", "flygplatsen ska läggas ned"),
        ("Stryk meningen om snöskoterleder.", "meningen om snöskoterleder ska lyftas fram"),
        ("Bygg aldrig vindkraft i fjällnära skog.", "vindkraft ska byggas i fjällnära skog"),
    ],
)
def test_a_lost_negation_is_found(source: str, rewrite: str) -> None:
    assert not true_rewrite(source, rewrite)


def test_support_is_meaning_and_words_equally() -> None:
    assert support(1.0, "vägarna är dåliga", "Vägarna är dåliga.") == pytest.approx(1.0)
    assert support(0.0, "vägarna är dåliga", "Vägarna är dåliga.") == pytest.approx(0.5)
    assert support(0.6, "vägarna", "skolan") == pytest.approx(0.3)
    assert support(-0.9, "vägarna", "skolan") == 0.0


def test_facts_that_stand_in_no_passage_are_named() -> None:
    found = unsupported_facts("Nu vill byn Granvik ha 40 bussar före 2030.", ["Vi vill ha bussar före 2030."])
    assert any("40" in fact for fact in found)
    assert any("Granvik" in fact for fact in found)
    assert not any("2030" in fact for fact in found)
    assert unsupported_facts("vägen är dålig", ["Vägen är dålig."]) == ()
