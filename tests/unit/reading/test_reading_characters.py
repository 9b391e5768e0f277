"""Characters as a reader of the page sees them."""

from __future__ import annotations

import pytest

from summarizer.reading.characters import SYMBOLS, clean, deceptive, visible


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("\uf0b7 vägar", "• vägar"),  # Word's symbol fonts, in the private use area
        ("E12\uf02dE45", "E12-E45"),
        ("\uf0fe ja \uf0a8 nej", "☒ ja ☐ nej"),
        ("en rad\r\nen till\u2028och en\x0bsist", "en rad\nen till\noch en\nsist"),
        ("a\tb", "a\tb"),
        ("E\u00a012", "E 12"),
        ("E\u201112", "E-12"),
        ("kommun\u00adstyrelse", "kommunstyrelse"),
        ("halv\ud800a", "halva"),  # half a character, which no encoding can write
        ("Va\u0308gar", "Vägar"),
    ],
)
def test_clean(raw: str, seen: str) -> None:
    assert clean(raw) == seen
    assert visible(raw) == visible(seen)


def test_what_cannot_be_seen_is_not_counted() -> None:
    assert visible("a\u200b\ud800\u0301\u2029\u00a0\uf020b\n") == 2


def test_every_symbol_stands_in_the_private_use_area_and_becomes_one_that_does_not() -> None:
    assert all(0xF000 <= code <= 0xF0FF for code in SYMBOLS)
    assert all(len(shown) == 1 and not 0xE000 <= ord(shown) <= 0xF8FF for shown in SYMBOLS.values())


def test_what_turns_text_about_is_told() -> None:
    assert deceptive("\u202evägar") and not deceptive("vägar")
