"""Personnummer at the edges: the check digit, dates that are none, and times of day that look like one."""

from __future__ import annotations

import pytest

from summarizer.text.personnummer import personnummer_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("850101-5005", [("850101-5005", True)]),  # a doubled five counts as one
        ("850101-5006", [("850101-5006", False)]),
        ("250619 1430", []),  # a date and a time of day
        ("250619 2359", []),
        ("250619 2400", [("250619 2400", False)]),  # no time of day
        ("250619-1430", [("250619-1430", False)]),  # a dash is said on purpose
        ("900101 9803", [("900101 9803", False)]),
        ("90 01 01 9803", []),  # small numbers in a row
        ("900101-980", []),
        ("19900101-9803", [("19900101-9803", False)]),
        ("900101-XXXX", [("900101-XXXX", False)]),
        ("900161-9803", [("900161-9803", False)]),  # a coordination number: the day and 60
        ("900160-9803", []),
    ],
)
def test_what_is_a_personnummer(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(text[start:end], sure) for start, end, sure in personnummer_in(text)] == found
