"""A web form's columns find their questions, and every cell of a row is accounted for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.consultation import load
from summarizer.matching.columns import Columns, columns_of, match_row
from summarizer.reading.characters import visible
from summarizer.reading.sheet import Row, Sheet
from tests.fakes import RUS

REMISS = load("kulturplan_salgvik")


def sheet(*rows: tuple[str, ...]) -> Sheet:
    return Sheet("", tuple(Row(i, cells) for i, cells in enumerate(rows, start=1)))


def found(*rows: tuple[str, ...]) -> Columns:
    columns = columns_of(sheet(*rows), REMISS)
    assert columns is not None
    return columns


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Biblioteken: vad tycker ni att kommunen ska göra?", "bibliotek/gora"),  # the file's own mapping
        ("Scener och lokaler [Är kapitlets mål de rätta?]", "scener/vill"),  # section and question
        ("Barns och ungas kultur – Dit vill vi", "barn/vill"),  # section and the question's short name
        ("Kulturplanen som helhet", "hela/ovrigt"),  # a section with one question
        ("Vill ni tillägga något?", "hela/ovrigt"),  # a question of one section
        ("Är kapitlets mål de rätta?", None),  # a question of four sections
        ("VILKA SVARAR NI FÖR", "organisation"),
        ("E-post", "email"),
        ("Namn", "contact"),  # what form services add is a contact field, not an answer
        ("Tid för svaret", "-"),
        ("Tidsstämpel", "-"),
        ("", None),
    ],
)
def test_headers(header: str, target: str | None) -> None:
    assert found(("Något annat?", header)).targets == ("hela/ovrigt", target)


def test_a_region_whose_file_maps_no_columns_still_knows_its_own_words() -> None:
    header = "3.2 Investeringar i hållbara transportsystem: Hur kan identifierade behov utvecklas?"
    columns = columns_of(sheet((header,)), RUS)
    assert columns is not None and columns.targets == ("3.2/needs",)


def test_the_header_may_stand_below_a_title_and_in_two_rows() -> None:
    columns = found(
        ("Svar på remissen",),
        ("", "Bibliotek och läsande", "", "Scener och lokaler"),
        ("E-post", "Är kapitlets mål de rätta?", "Vad behöver göras, och vad saknas?", "Är kapitlets mål de rätta?"),
        ("x@y.example", "Ja.", "Mer.", "Nej."),
    )
    assert columns.header.number == 3
    assert columns.targets == ("email", "bibliotek/vill", "bibliotek/gora", "scener/vill")


def test_a_table_that_asks_nothing_known_has_no_columns() -> None:
    assert columns_of(sheet(("Namn", "Skostorlek"), ("Eva", "38")), REMISS) is None


def test_a_row_in_its_places() -> None:
    columns = found(("E-post", "Något annat?", "Tid för svaret", "Skostorlek"))
    matched = match_row(Row(2, ("a@b.example", " Mer musik. ", "2026-10-02", "38", "utanför")), columns, REMISS)
    (answer,) = matched.answers
    assert (answer.section, answer.question, answer.text, answer.routed) == ("hela", "ovrigt", "Mer musik.", None)
    assert matched.background == {"email": "a@b.example"}
    assert matched.unmapped == ("38", "utanför")
    assert matched.notes == ("Tid för svaret: 2026-10-02",)
    assert any("Skostorlek" in w for w in matched.warnings) and any("Kolumn 5" in w for w in matched.warnings)


def test_two_columns_on_one_question_are_one_answer_and_a_prompt_is_none() -> None:
    columns = found(("Något annat?", "Vill ni tillägga något?", "Kulturplanen som helhet"))
    matched = match_row(Row(2, ("Ett.", "Skriv ert svar här", "Två.")), columns, REMISS)
    assert [a.text for a in matched.answers] == ["Ett.\n\nTvå."]
    assert matched.ledger.placeholders == visible("Skriv ert svar här") and matched.ledger.unaccounted == 0


_HEADERS = ("E-post", "Något annat?", "Tid för svaret", "Okänd kolumn", "Bibliotek och läsande Så ser det ut", "")


@given(st.lists(st.text(max_size=20), max_size=8))
def test_every_character_of_a_row_is_accounted_for(cells: list[str]) -> None:
    matched = match_row(Row(2, tuple(cells)), found(_HEADERS), REMISS)
    assert matched.ledger.unaccounted == 0
    assert matched.ledger.received == sum(map(visible, (*_HEADERS, *cells)))
    assert sum(visible(a.text) for a in matched.answers) == matched.ledger.answers
    assert sum(map(visible, matched.unmapped)) == matched.ledger.unmapped
    assert sum(map(visible, matched.background.values())) == matched.ledger.background
