"""How a wish stands in a part of the strategy."""

from __future__ import annotations

import pytest

from summarizer.drafting.forms import held_for


@pytest.mark.parametrize(
    ("current", "groups", "expected"),
    [
        (
            "Prioriteringen ska verka för att offentliga aktörer och akademi har kapacitet att samverka.",
            ["företagen"],
            "Prioriteringen ska verka för att offentliga aktörer, akademi och företagen har kapacitet att samverka.",
        ),
        (
            "Planen ska verka för att hushållen i länet kan spara energi.",
            ["företag", "kommuner"],
            "Planen ska verka för att hushållen, företag och kommuner i länet kan spara energi.",
        ),
        (  # they do something: the others are those it is done for
            "Planen ska verka för att kommunerna samordnar sitt arbete.",
            ["patienter"],
            "Planen ska verka för att kommunerna samordnar sitt arbete, vilket även ska gälla patienter.",
        ),
        (  # no bodies
            "Planen ska verka för att barn får tillgång till natur.",
            ["natur i alla åldrar"],
            "Planen ska verka för att barn får tillgång till natur, vilket även ska gälla natur i alla åldrar.",
        ),
    ],
)
def test_a_goal_is_to_hold_for_others_too(current: str, groups: list[str], expected: str) -> None:
    assert held_for(current, groups) == expected
