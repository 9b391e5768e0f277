from __future__ import annotations

import pytest

from summarizer.records import RESPONDENT_TYPES, RespondentType
from summarizer.text.counting import (
    QUANTIFIERS,
    RESPONDENT_NOUNS,
    capitalised,
    count_phrase,
    enumeration,
    number_word,
    quantifier,
)


@pytest.mark.parametrize(
    ("counts", "phrase"),
    [
        ({"kommun": 5, "näringsliv": 2, "privatperson": 1}, "fem kommuner, två företag och en privatperson"),
        ({"privatperson": 1, "kommun": 1}, "en kommun och en privatperson"),
        ({"akademi": 1}, "ett lärosäte"),
        ({"näringsliv": 1}, "ett företag"),
        ({"civilsamhälle": 12, "region_myndighet": 13}, "13 myndigheter och tolv föreningar"),
        ({"okänd": 1}, "en avsändare utan angiven typ"),
        ({"okänd": 3, "akademi": 2}, "två lärosäten och tre avsändare utan angiven typ"),
        ({"kommun": 0, "akademi": 0}, "ingen avsändare"),
        ({}, "ingen avsändare"),
    ],
)
def test_count_phrase(counts: dict[RespondentType, int], phrase: str) -> None:
    assert count_phrase(counts) == phrase


def test_every_respondent_type_has_a_noun() -> None:
    assert set(RESPONDENT_NOUNS) == set(RESPONDENT_TYPES)


@pytest.mark.parametrize(("n", "word"), [(0, "noll"), (1, "en"), (12, "tolv"), (13, "13"), (1200, "1\u00a0200")])
def test_number_word(n: int, word: str) -> None:
    assert number_word(n) == word


@pytest.mark.parametrize(
    ("n", "total", "word"),
    [
        (0, 10, "ingen"),
        (0, 0, "ingen"),
        (1, 10, "en"),
        (1, 1, "en"),
        (2, 2, "enstaka"),
        (2, 40, "enstaka"),
        (3, 40, "några"),
        (3, 3, "samtliga"),
        (4, 40, "några"),
        (5, 40, "flera"),
        (4, 7, "de flesta"),
        (4, 8, "några"),
        (8, 40, "flera"),
        (11, 40, "många"),
        (20, 40, "många"),
        (21, 40, "de flesta"),
        (40, 40, "samtliga"),
    ],
)
def test_quantifier(n: int, total: int, word: str) -> None:
    assert quantifier(n, total) == word


@pytest.mark.parametrize(("n", "total"), [(-1, 4), (5, 4)])
def test_impossible_counts_are_refused(n: int, total: int) -> None:
    with pytest.raises(ValueError, match="cannot be counted"):
        quantifier(n, total)


def test_more_respondents_never_give_a_weaker_word() -> None:
    strength = {
        "ingen": 0,
        "en": 1,
        **{row.word: 10 - i for i, row in enumerate(QUANTIFIERS) if row.word != "en"},
        "samtliga": 99,
    }
    for total in range(1, 60):
        ranks = [strength[quantifier(n, total)] for n in range(total + 1)]
        assert ranks == sorted(ranks)


def test_enumeration_and_capital() -> None:
    assert enumeration(["a"]) == "a"
    assert enumeration(["a", "b", "c"]) == "a, b och c"
    assert capitalised("en kommun i Åsele") == "En kommun i Åsele"
    assert capitalised("ålder") == "Ålder"
    assert capitalised("") == ""
