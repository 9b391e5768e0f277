"""Phone numbers at the edges of what is one: a digit too few, a digit too many, and what looks alike."""

from __future__ import annotations

import pytest

from summarizer.text.phones import phones_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("+46 90 12345", ["+46 90 12345"]),  # the fewest digits with a country code
        ("+46 90 1234", []),
        ("+49 30 123456789", ["+49 30 123456789"]),  # the most
        ("+49 30 1234567890", []),
        ("070-174 06 05", ["070-174 06 05"]),  # mobile numbers have ten, no more and no less
        ("070-174 06 0", []),
        ("070-174 06 051", []),
        ("0951-123 45", ["0951-123 45"]),  # area codes of three digits: nine or ten
        ("0951-12 34", []),
        ("0951-12 34 56", ["0951-12 34 56"]),
        ("0951-1234567", []),
        ("08-123 456", ["08-123 456"]),  # shorter ones: eight to ten
        ("08-12 345", []),
        ("tel 12345", ["12345"]),  # announced: five digits, however they are divided
        ("tel 12-34", []),
        ("070-174 06 05/070-174 06 06", ["070-174 06 05", "070-174 06 06"]),
        ("090-12 34 56,7", ["090-12 34 56"]),
        ("090-12 34 56.7", []),
        ("090-123456%", []),
        ("1 090 123 456", []),  # a sum
        ("090 123 456", ["090 123 456"]),  # groups of three, but no sum
        ("rum 1 090-12 34 56", ["090-12 34 56"]),
        ("01-02-2024", []),  # a date
        ("08.30-16.00", []),  # hours
        ("090101-9803", []),  # a personnummer, if a wrong one
        ("090101–9803", []),
    ],
)
def test_what_is_a_phone_number(text: str, numbers: list[str]) -> None:
    assert [text[start:end] for start, end in phones_in(text)] == numbers
