"""The contrary of a word, where senders ask for it."""

from __future__ import annotations

import pytest

from summarizer.drafting.contrasts import contrasted


@pytest.mark.parametrize(
    ("current", "quote", "expected"),
    [
        (
            "Kommunerna behöver ta fram egna plattformar för e-tjänster.",
            "Kommunerna behöver inte egna plattformar för e-tjänster, de behöver gemensamma.",
            "Kommunerna behöver ta fram gemensamma plattformar för e-tjänster.",
        ),
        (
            "Identifierade behov inkluderar tidsbegränsade projektmedel till innovation.",
            "Projektmedel till innovation räcker ett år, det måste vara långsiktiga medel.",
            "Identifierade behov inkluderar långsiktiga projektmedel till innovation.",
        ),
        (
            "Vidare behöver bostadsfrågan hanteras av varje kommun för sig.",
            "Bostadsfrågan bör hanteras gemensamt i hela inlandet.",
            "Vidare behöver bostadsfrågan hanteras gemensamt av kommunerna.",
        ),
        # how things are does not change with what is asked for
        ("Kommunerna har egna plattformar.", "Kommunerna bör ha gemensamma plattformar.", None),
        # of something else
        ("Kommunerna behöver egna plattformar.", "Vi vill hellre ha en gemensam badplats.", None),
        ("Det finns behov av egna lokaler.", "Det finns behov av egna lokaler, gärna flera.", None),
    ],
)
def test_contrary(current: str, quote: str, expected: str | None) -> None:
    assert contrasted(current, quote) == expected
