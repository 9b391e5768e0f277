from __future__ import annotations

import pytest

from summarizer.records import RESPONDENT_TYPES, RespondentType
from summarizer.text.counting import (
    RESPONDENT_NOUNS,
    capitalised,
    count_phrase,
    enumeration,
    number_word,
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


def test_enumeration_and_capital() -> None:
    assert enumeration(["a"]) == "a"
    assert enumeration(["a", "b", "c"]) == "a, b och c"
    assert capitalised("en kommun i Åsele") == "En kommun i Åsele"
    assert capitalised("ålder") == "Ålder"
    assert capitalised("") == ""
