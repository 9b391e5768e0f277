"""What is asked, found among the words around it."""

from __future__ import annotations

import pytest

from summarizer.asking.wording import asked_in, groups_of, other_words, wished
from summarizer.text.words import plain_form


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Vad säger kommunerna om vägarna?", "Vad säger kommunerna om vägarna?"),
        (
            "Jag skriver om skolan och undrar, eftersom någon nämnde det på ett möte, om det kommit in något om luften i salarna?",
            "om det kommit in något om luften i salarna?",
        ),
        ("Hej! Min chef frågade häromdagen om det här med att folk jobbar hemma, har det ändrats?", "folk jobbar hemma, har det ändrats?"),
        (
            "Jag ska träffa kommunalrådet i morgon och behöver veta vad som har skrivits om hur dyrt det är att bygga.",
            "hur dyrt det är att bygga.",
        ),
    ],
)  # fmt: skip
def test_a_long_question_is_cut_to_what_it_asks(text: str, asked: str) -> None:
    assert asked_in(text).endswith(asked)
    assert len(asked_in(text)) < len(text) or asked_in(text) == text


def test_words_of_asking_are_no_matter() -> None:
    assert groups_of("Vad tycker dom egentligen om brandkåren, finns det nån som klagat?") == [frozenset({"brandkår"})]


def test_an_everyday_word_stands_for_what_is_written() -> None:
    (group,) = groups_of("dagiset")
    assert "förskol" in group


def test_a_plural_with_another_vowel_is_the_same_word() -> None:
    (one,), (many,) = groups_of("bostaden"), groups_of("bostäder")
    assert {plain_form(word) for word in one} == {plain_form(word) for word in many}


def test_figures_are_part_of_what_is_asked_about() -> None:
    assert frozenset({"363"}) in groups_of("Vad sägs om väg 363?")


def test_what_is_wanted_of_the_text_is_asked_about_only_where_no_part_of_it_is_named() -> None:
    assert groups_of("Vad vill de lägga till?", on_section=True) == []
    assert groups_of("Vad är fel?", on_section=True) == []
    assert groups_of("Vad vill de stryka?") == [frozenset({"stryk"})]
    assert groups_of("Vad är fel om dataskyddet?") == groups_of("dataskyddet")


def test_what_a_thing_is_also_called_can_be_told() -> None:
    assert other_words("fler laddstolpar") == ["laddning", "laddpunkt", "laddplats"]
    assert other_words("luftskepp") == []


def test_a_measure_is_asked_for_and_not_looked_for() -> None:
    assert groups_of("Hur länge har banan varit stängd?") == groups_of("banan stängd")
    assert groups_of("Hur ofta är banan stängd?") == groups_of("banan stängd")
    assert groups_of("Är tiden för lång?") == groups_of("tiden lång")


def test_what_is_wished_for_is_the_thing_and_not_that_it_comes_about() -> None:
    assert wished("införa sex timmars arbetsdag") == wished("ha sex timmars arbetsdag") != []
    assert wished("bättre vägar") == [] == wished("ha tåg")


def test_a_letter_and_a_hyphen_belong_to_the_word() -> None:
    assert groups_of("Finns det något om e-sport?") == [frozenset({"esport"})]
    assert groups_of("Finns det något om sport?") != [frozenset({"sport"})]  # which is also called idrott
