"""Changes that senders spell out: what a sentence leaves out is put in where it belongs."""

from __future__ import annotations

import pytest

from summarizer.drafting.swaps import widened

GOAL = "Delprioriteringen ska verka för att länets tätorter har snabbt bredband."
SECTOR = "Delprioriteringen ska verka för att den offentliga sektorn i länet använder digitala tjänster."


@pytest.mark.parametrize(
    ("current", "quote", "expected"),
    [
        (GOAL, "Målet talar bara om tätorterna. Fiber i hela länet är rimligt.", GOAL.replace("länets tätorter", "hela länet")),
        (GOAL, "Det nämner endast tätorter, hälften bor i byar.", GOAL.replace("tätorter", "tätorter och byar")),
        (SECTOR, "Varför gäller målet bara offentlig sektor? Småföretagen måste med.", SECTOR.replace("sektorn", "sektorn och småföretagen")),
        (SECTOR, "Målet gäller bara offentlig sektor. I inlandet är det tunt med folk.", None),  # a place is not a sector
        (GOAL, "Bredband behövs i hela länet.", None),  # nothing is said to be left out
    ],
)  # fmt: skip
def test_widened(current: str, quote: str, expected: str | None) -> None:
    assert widened(current, quote) == expected
