"""Granska: decisions are in the store when the screen shows them, and nobody's decision is overwritten unseen."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from summarizer import pipeline
from summarizer.workspace import Workspace
from tests.ui.conftest import Open, words


@pytest.fixture
def review(seeded: Workspace, open_page: Open) -> AppTest:
    seeded.store.set_setting("reviewer", "Gun Granskare")
    return open_page("granska", section="2.1")


def _press(test: AppTest, letter: str) -> None:
    test.button(key=f"button_{letter}").click().run()
    assert not test.exception


def test_without_a_name_nothing_can_be_decided(seeded: Workspace, open_page: Open) -> None:
    test = open_page("granska", section="2.1")
    assert test.button(key="button_a").disabled
    test.text_input(key="reviewer_name").input("Gun Granskare").run()
    assert not test.button(key="button_a").disabled
    assert seeded.store.setting("reviewer") == "Gun Granskare"


def test_accept_is_written_and_the_next_one_comes_into_focus(review: AppTest, seeded: Workspace) -> None:
    review.text_input(key="reason_F1").input("Stämmer med statistiken")
    _press(review, "a")
    state = seeded.store.review.suggestion("F1")
    assert state.status == "accepted" and state.decision is not None
    assert (state.decision.reviewer, state.decision.reason) == ("Gun Granskare", "Stämmer med statistiken")
    assert review.session_state["focus"] == "F2"
    assert "1 av 3 beslutade" in str(review.get("progress")[0].proto.text)


def test_reject_then_undo(review: AppTest, seeded: Workspace) -> None:
    _press(review, "r")
    _press(review, "k")
    assert seeded.store.review.suggestion("F1").status == "rejected"
    _press(review, "u")
    assert seeded.store.review.suggestion("F1").status == "pending"
    assert [d.verdict for d in seeded.store.review.history("F1")] == ["reject", "undo"]


def test_the_persons_wording_is_kept_apart_from_the_models(review: AppTest, seeded: Workspace) -> None:
    _press(review, "e")
    review.text_area(key="wording_F1").input("Länet har ojämn mobiltäckning.")
    review.button(key="save_wording").click().run()
    state = seeded.store.review.suggestion("F1")
    assert (state.status, state.final_text) == ("edited", "Länet har ojämn mobiltäckning.")
    assert state.suggestion.text == "Länet har ojämn täckning."


def test_an_alternative_becomes_the_persons_wording(review: AppTest, seeded: Workspace) -> None:
    review.button(key="alternative_F1_0").click().run()
    assert seeded.store.review.suggestion("F1").final_text == "Länet har skiftande täckning."


def test_somebody_elses_decision_is_shown_not_overwritten(review: AppTest, seeded: Workspace) -> None:
    pipeline.decide(seeded, "F1", "reject", "Rut Granskare")
    _press(review, "a")
    assert seeded.store.review.suggestion("F1").status == "rejected"
    assert "Rut Granskare hann besluta" in review.error[0].value


def test_keys_step_round(review: AppTest) -> None:
    for expected in ("F2", "F3", "F1"):
        _press(review, "j")
        assert review.session_state["focus"] == expected
    _press(review, "k")
    assert review.session_state["focus"] == "F3"


def test_points_without_a_suggestion_are_listed_with_the_reason(review: AppTest) -> None:
    assert "Sägs redan i texten." in words(review)


def test_a_draft_without_suggestions_says_so(seeded: Workspace, open_page: Open) -> None:
    kept = seeded.store.review.draft("2.1")
    assert kept is not None
    seeded.store.review.save_draft("2.1", "other", [], kept[1])
    test = open_page("granska", section="2.1")
    assert any("gav inga ändringsförslag" in info.value for info in test.info)
    assert "Sägs redan i texten." in words(test)


def test_a_deletion_has_no_wording_to_edit(review: AppTest) -> None:
    _press(review, "k")
    assert review.button(key="button_e").disabled


# ── many at once, and reasons ──
def test_all_shown_that_wait_are_decided_at_once_and_decided_ones_are_not_touched(
    review: AppTest, seeded: Workspace
) -> None:
    _press(review, "r")
    review.text_input(key="all_reason").input("Stöds av flera").run()
    assert review.button(key="all_accept").disabled
    review.checkbox(key="all_sure").check().run()
    review.button(key="all_accept").click().run()
    states = {s.suggestion.suggestion_id: s for s in seeded.store.review.suggestions("2.1")}
    assert {i: s.status for i, s in states.items()} == {"F1": "rejected", "F2": "accepted", "F3": "accepted"}
    assert all(s.decision and s.decision.reason == "Stöds av flera" for i, s in states.items() if i != "F1")


def test_a_filter_by_state_and_part_bounds_what_is_decided_at_once(seeded: Workspace, open_page: Open) -> None:
    seeded.store.set_setting("reviewer", "Gun Granskare")
    test = open_page("granska", section="2.1", status_filter="accepted", all_sure=True)
    assert not [b for b in test.button if b.key == "all_accept"]


def test_an_earlier_reason_is_offered_but_never_filled_in(review: AppTest, seeded: Workspace) -> None:
    review.text_input(key="reason_F1").input("Stämmer med statistiken")
    _press(review, "a")
    assert review.text_input(key="reason_F2").value == ""
    (offered,) = [b for b in review.button_group if b.key == "earlier_F2"]
    offered.set_value("Stämmer med statistiken").run()
    assert review.text_input(key="reason_F2").value == "Stämmer med statistiken"
    _press(review, "a")
    state = seeded.store.review.suggestion("F2")
    assert state.decision is not None and state.decision.reason == "Stämmer med statistiken"
