"""States of prompts' constant beginnings outlive the process; no sender's text does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarizer.llm import load_prompt
from summarizer.llm.base import Request
from summarizer.llm.prompts import FOLDER as PROMPTS
from summarizer.llm.shelf import MOST, Shelf
from tests.unit.llm.test_llm_beginnings import A, B, Beginnings, Model


def test_what_was_put_is_taken_by_the_next_process(tmp_path: Path) -> None:
    Shelf(tmp_path / "states", "model").put(A, b"state of A")
    assert Shelf(tmp_path / "states", "model").take(A) == b"state of A"


def test_another_model_or_beginning_has_another_state(tmp_path: Path) -> None:
    Shelf(tmp_path, "model").put(A, b"state of A")
    assert Shelf(tmp_path, "model").take(B) is None and Shelf(tmp_path, "another").take(A) is None


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda content: content[:-1] + b"?", lambda _: b""])
def test_a_damaged_state_is_not_taken(tmp_path: Path, damage: object) -> None:
    shelf = Shelf(tmp_path, "model")
    shelf.put(A, b"state of A")
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert shelf.take(A) is None
    shelf.put(A, b"state of A")
    assert shelf.take(A) == b"state of A"


def test_those_used_longest_ago_go_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "model")
    for number in range(MOST):
        shelf.put([number], b"state")
    for age, file in enumerate([shelf._file([number]) for number in range(MOST)]):
        os.utime(file, (1000 + age, 1000 + age))
    assert shelf.take([0]) == b"state"
    shelf.put([MOST], b"state")
    assert [number for number in range(MOST + 1) if shelf.take([number]) is None] == [1]
    assert len(list(tmp_path.iterdir())) == MOST


def test_a_folder_that_cannot_be_written_in_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    shelf = Shelf(tmp_path / "file" / "states", "model")
    shelf.put(A, b"state of A")
    assert shelf.take(A) is None


def test_a_folder_that_can_only_be_read_serves_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Shelf(tmp_path, "model").put(A, b"state of A")

    def refused(self: Path) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(Path, "touch", refused)
    assert Shelf(tmp_path, "model").take(A) == b"state of A"


def test_only_a_constant_beginning_is_put_on_the_shelf_and_the_next_process_does_not_compute_it(tmp_path: Path) -> None:
    first = Model()
    kept = Beginnings(first, Shelf(tmp_path, "model"))
    kept.begin(A, [*A, 7], constant=True)
    kept.begin(B, [*B, 8])
    assert first.evaluated == [*A, *B] and len(list(tmp_path.iterdir())) == 1
    second = Model()
    again = Beginnings(second, Shelf(tmp_path, "model"))
    again.begin(B, [*B, 8], constant=True)
    again.begin(A, [*A, 9], constant=True)
    assert second.evaluated == B
    assert second.n_tokens == len(A) and second.input_ids[: len(A)].tolist() == A


@pytest.mark.parametrize("name", sorted(path.stem for path in PROMPTS.glob("*.md")))
def test_every_prompt_begins_with_its_own_words(name: str) -> None:
    prompt = load_prompt(name)
    requests = [prompt.fill(**dict.fromkeys(prompt.variables, value)) for value in ("Byn vill ha buss.", "Nej.")]
    assert [request.constant for request in requests] == [True, True]
    assert requests[0].turns[:-1] == requests[1].turns[:-1]


def test_a_prompt_with_a_senders_text_before_its_last_turn_is_not_constant(tmp_path: Path) -> None:
    head = '+++\nvariables = ["text"]\nmax_tokens = 9\n+++\n'
    (tmp_path / "said.v1.md").write_text(head + "## system\n{{text}}\n## user\nVad sägs?\n", encoding="utf-8")
    assert not load_prompt("said.v1", tmp_path).fill(text="Byn vill ha buss.").constant
    assert not Request((("user", "Hej"),)).constant
