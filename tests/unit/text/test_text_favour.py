"""For or against, by words that say so outright."""

from __future__ import annotations

import pytest

from summarizer.text.favour import favour


@pytest.mark.parametrize(
    "text",
    ["Vi välkomnar fler datahallar.", "Satsa på vätgas!", "Lägg inte ner vår flygplats.", "Linjen är vår livlina."],
)
def test_for(text: str) -> None:
    assert favour(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen avstyrker konsthallen.",
        "Vätgas är fel väg.",
        "Det är slöseri med skattemedel.",
        "Det behövs inte fler hallar.",
    ],
)
def test_against(text: str) -> None:
    assert favour(text) < 0


def test_who_takes_no_side() -> None:
    assert favour("Vi har 64 medlemmar i tolv kommuner.") == 0
