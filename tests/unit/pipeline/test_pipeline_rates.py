"""How suggestions were received, by what they were made with."""

from __future__ import annotations

from dataclasses import replace

from summarizer.pipeline.rates import rates, told
from summarizer.records import Decision, SuggestionState
from tests.fakes import a_suggestion


def edited(number: int, text: str) -> SuggestionState:
    suggestion = replace(a_suggestion(number, text="Bygg nya broar."), made_with="v2")
    decision = Decision(suggestion.suggestion_id, "edit", "Anna Prov", "2025-06-01T10:00:00+02:00", text)
    return SuggestionState(suggestion, "edited", decision)


def test_rates_by_what_suggestions_were_made_with() -> None:
    old = replace(a_suggestion(1), made_with="v1")
    states = [
        SuggestionState(old, "accepted"),
        SuggestionState(replace(old, suggestion_id="F2"), "rejected"),
        SuggestionState(replace(old, suggestion_id="F3"), "stale"),
        edited(4, "Bygg nya broar."),
        edited(5, "Bygg nya broar!"),
        edited(6, "Riv allt."),
    ]
    first, second = rates(states)
    assert (first.made_with, first.decided, first.accepted, first.rejected, first.edit_distance) == (
        "v1",
        2,
        1,
        1,
        None,
    )
    assert (second.decided, second.edited) == (3, 3)
    assert second.edit_distance == round(1 / 15, 3)  # the middle one: one character of fifteen
    assert "7 % av tecknen" in told([second])[0]
