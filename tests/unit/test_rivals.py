"""What the comparison with other tools counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import map_reduce
from benchmarks.lookup import decoded, following, share
from benchmarks.quality_set import load
from benchmarks.rival_runs import batches, claims_of, shown
from benchmarks.rivals import of_first

SET = Path(__file__).parents[2] / "benchmarks" / "sets" / "heldout_b.toml"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"synpunkter": [{"text": "a", "svar": [1]}, {"text": "b", "svar": []}]}', ["a", "b"]),
        ('{"synpunkter": [{"text": "a", "svar": [1]}, {"text": "b", "svar": [2, ', ["a"]),  # cut at the limit of tokens
        ('{"synpunkter": [{"text": "a', []),
        ("Jag kan inte.", []),
    ],
)
def test_what_is_whole_of_an_answer_counts(text: str, expected: list[str]) -> None:
    assert [claim["text"] for claim in claims_of(text)] == expected


def test_parts_keep_their_numbers_on_the_way_to_the_last_prompt() -> None:
    assert shown([{"text": "Vägen är dålig.", "svar": [3, 7]}]) == "Vägen är dålig. [3, 7]"
    assert batches(["a" * 3000, "b" * 3000, "c" * 1000]) == [["a" * 3000], ["b" * 3000, "c" * 1000]]


def test_a_part_of_a_set_has_the_points_that_are_made_in_it() -> None:
    whole, part = load(SET), of_first(load(SET), "5.3", 6)
    assert len(part.submissions) == 6 and {a.section for s in part.submissions for a in s.answers} == {"5.3"}
    assert set(part.points) == {label for s in part.submissions for label in s.labels} < set(whole.points)
    assert all(part.makers(point) for point in part.points)


def test_numbers_of_answers_become_citations_of_whole_answers() -> None:
    answers = of_first(load(SET), "5.3", 3).answers()
    points, summary = map_reduce.documents("- Vägen är dålig. [1, 3, 99]\n- Ingen. []", answers)
    (cited,), (none,) = ([c["citations"] for c in theme["claims"]] for theme in summary["themes"])
    assert [c["answer_id"] for c in cited] == [answers[0].answer_id, answers[2].answer_id] and none == []
    assert all(c["quote"] == next(a.text for a in answers if a.answer_id == c["answer_id"]) for c in cited)
    assert {p["answer_id"] for p in points} == {a.answer_id for a in answers}


def test_what_is_guessed_right_saves_evaluations() -> None:
    prompt, answer = [1, 2, 3, 4], [9, 2, 3, 4, 0]
    assert decoded(prompt, answer, 0) == {1: 5}
    assert decoded(prompt, answer, 2) == {1: 2, 3: 1}  # 9; 2 with 3 and 4 guessed after it; 0
    assert share({1: 2, 3: 1}, {1: 10.0, 3: 15.0}, 5) == pytest.approx(0.7)


def test_the_latest_place_of_the_longest_run_is_followed() -> None:
    assert following([1, 2, 3, 7, 2, 3, 8, 9, 2, 3], 2) == [8, 9]
    assert following([5, 2, 3, 7, 1, 3, 8, 2, 3], 2) == [7, 1]
    assert following([1, 2, 3], 2) == ()
