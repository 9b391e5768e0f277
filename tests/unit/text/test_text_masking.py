"""Masking: the benchmark's strings must hold, and masks never move an offset."""

from __future__ import annotations

import itertools
import re
import tomllib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.privacy import MASKED_AT_LEAST, STRINGS, TOUCHED_AT_MOST, leaks, main, measure
from summarizer.text.masking import MASK, find_personal, mask
from summarizer.text.person_names import name_parts

RAW = tomllib.loads(STRINGS.read_text(encoding="utf-8"))
NAMES = ["Ture Almkvist"]


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in find_personal(text, NAMES)]


def test_benchmark_reaches_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    figures = measure()
    assert sum(row.strings for row in figures.rows if row.personal) >= 60
    assert sum(row.strings for row in figures.rows if not row.personal) >= 60
    assert figures.masked >= MASKED_AT_LEAST
    assert figures.touched <= TOUCHED_AT_MOST
    assert main() == 0
    assert "maskerat" in capsys.readouterr().out


@pytest.mark.parametrize("marked", [string for group in RAW["personal"].values() for string in group])
def test_what_is_marked_is_masked_and_nothing_else(marked: str) -> None:
    pieces = re.split(r"«([^»]*)»", marked)  # every other one was marked
    plain = "".join(pieces)
    wanted = "".join(MASK * len(piece) if number % 2 else piece for number, piece in enumerate(pieces))
    letters = [place for place, char in enumerate(plain) if not char.isspace()]
    masked = mask(plain, RAW["names"])
    assert [masked[place] for place in letters] == [wanted[place] for place in letters]


@pytest.mark.parametrize("string", [string for group in RAW["lookalike"].values() for string in group])
def test_what_looks_alike_is_left(string: str) -> None:
    assert mask(string, RAW["names"]) == string


def test_the_benchmark_notices_a_leak() -> None:
    assert leaks("Ring «12» gånger", [])
    assert not leaks("Ring «070-174 06 05»", [])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("900101-9802", [("personnummer", "900101-9802")]),
        ("900101-9803", [("personnummer?", "900101-9803")]),
        ("680161-9922", [("personnummer", "680161-9922")]),
        ("680161-9923", [("personnummer?", "680161-9923")]),
        ("0701740605", [("phone", "0701740605")]),
        ("ture@granvik.example", [("email", "ture@granvik.example")]),
        ("Storgatan 12, 931 31 Skellefteå", [("address", "Storgatan 12, 931 31 Skellefteå")]),
        ("Tures bil, Almkvist", [("name", "Tures"), ("name", "Almkvist")]),
        ("556012-5790", []),
        ("900001-9802", []),
        ("900132-9802", []),
        ("900230-9802", []),
        ("199013019802", []),
        (
            "Ture Almkvist, 070-174 06 05, ture@granvik.example, 900101-9802",
            [
                ("name", "Ture Almkvist"),
                ("phone", "070-174 06 05"),
                ("email", "ture@granvik.example"),
                ("personnummer", "900101-9802"),
            ],
        ),
    ],
)
def test_kinds_and_spans(text: str, kinds: list[tuple[str, str]]) -> None:
    assert _kinds(text) == kinds


def test_numbers_that_are_called_references_are_left_alone_unless_the_check_digit_holds() -> None:
    assert mask("Dnr 900101-9803") == "Dnr 900101-9803"
    assert mask("Dnr 900101-9802") == "Dnr " + MASK * 11
    assert mask("ISBN 9001019802") == "ISBN 9001019802"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Vi såg almkvist och ture.", "Vi såg almkvist och ture."),
        ("ture almkvist", MASK * 13),
        ("TURE ALMKVISTS", MASK * 14),
        ("Mvh\n/ture", "Mvh\n/" + MASK * 4),
        ("T. Almkvist", MASK * 11),
        ("Ture A. skriver", MASK * 7 + " skriver"),
        ("Turebo och Almkvistvägen", "Turebo och Almkvistvägen"),
        ("Turell", "Turell"),
    ],
)
def test_names(text: str, masked: str) -> None:
    assert mask(text, NAMES) == masked


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("Ture Almkvist", ["Ture", "Almkvist"]),
        ("Almkvist, Ture", ["Almkvist", "Ture"]),
        ("Ture Almkvist, Utvecklingsstrateg", ["Ture", "Almkvist"]),
        ("Näringslivschef Ture Almkvist", ["Ture", "Almkvist"]),
        ("Ture Almkvist (ordförande)", ["Ture", "Almkvist"]),
        ("Ture Almkvist, Umeå kommun", ["Ture", "Almkvist"]),
        ("Ture Almkvist Umeå kommun", ["Ture", "Almkvist"]),
        ("Region Västerbotten, Ture Almkvist", ["Ture", "Almkvist"]),
        ("Anna-Karin de Vries", ["Anna-Karin", "Vries"]),
        ("Ture A Almkvist", ["Ture", "Almkvist"]),
        ("ture@granvik.example", []),
        ("", []),
    ],
)
def test_what_of_a_contact_field_is_a_name(field: str, parts: list[str]) -> None:
    assert name_parts(field) == parts


def test_letters_of_two_characters_are_found_and_keep_the_length() -> None:
    text = unicodedata.normalize("NFD", "Åhlanders plan")
    masked = mask(text, ["Renée Åhlander"])
    assert len(masked) == len(text)
    assert "hlander" not in masked
    text = unicodedata.normalize("NFD", "André sa")
    assert mask(text, ["André Prov"]) == MASK * 6 + " sa"  # the mark over the last letter too


def test_parts_of_the_organisation_stay_legible() -> None:
    assert mask("Bussarna i Umeå", ["Ture Almkvist, Umeå kommun"]) == "Bussarna i Umeå"


_PIECES = st.sampled_from(
    [string.replace("«", "").replace("»", "") for group in RAW["personal"].values() for string in group]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=20), max_size=5), st.sampled_from([" ", "\n", ", ", ". "]))
def test_masks_keep_length_and_everything_else(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    masked = mask(text, RAW["names"])
    assert len(masked) == len(text)
    assert all(new in (old, MASK) for old, new in zip(text, masked, strict=True))
    spans = find_personal(text, RAW["names"])
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


def test_masking_twice_changes_nothing() -> None:
    for group in [*RAW["personal"].values(), *RAW["lookalike"].values()]:
        for string in group:
            masked = mask(string, RAW["names"])
            assert mask(masked, RAW["names"]) == masked
