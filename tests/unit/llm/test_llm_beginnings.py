"""The state of a prompt's beginning is computed once, and every answer goes on from exactly there."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
import pytest

from summarizer.llm.base import Request
from summarizer.llm.llama import _WORTH_KEEPING, _Beginnings, beginning, chatml


class Model:
    """Keeps what stands in its context, as llama-cpp-python's does."""

    def __init__(self) -> None:
        self.n_tokens = 0
        self.input_ids = np.zeros(4096, dtype=np.intc)
        self.evaluated: list[int] = []

    def reset(self) -> None:
        self.n_tokens = 0

    def eval(self, tokens: Sequence[int]) -> None:
        self.input_ids[self.n_tokens : self.n_tokens + len(tokens)] = tokens
        self.n_tokens += len(tokens)
        self.evaluated += tokens


class Beginnings(_Beginnings):
    """Without the library: a state is what stands in the context."""

    def _taken(self) -> ctypes.Array[ctypes.c_uint8]:
        return (ctypes.c_uint8 * self._model.n_tokens)(*self._model.input_ids[: self._model.n_tokens])

    def _put_back(self, state: ctypes.Array[ctypes.c_uint8], key: tuple[int, ...]) -> None:
        self._model.input_ids[: len(key)] = list(state)


A, B = [1] * _WORTH_KEEPING, [2] * _WORTH_KEEPING


def test_a_beginning_is_computed_once_however_prompts_alternate() -> None:
    model = Model()
    kept = Beginnings(model)
    for first, last in ((A, 7), (B, 8), (A, 9), (A, 7), (B, 7)):
        kept.begin(first, [*first, last])
        assert model.n_tokens == len(first) and model.input_ids[: len(first)].tolist() == first
        model.input_ids[len(first)] = last
        model.n_tokens += 1
    assert model.evaluated == [*A, *B]


@pytest.mark.parametrize("first", [A[:-1], B])
def test_what_is_short_or_no_beginning_is_left_alone(first: list[int]) -> None:
    model = Model()
    Beginnings(model).begin(first, [*A, 7])
    assert model.n_tokens == 0 and model.evaluated == []


def test_the_states_of_many_prompts_do_not_fill_the_memory() -> None:
    model = Model()
    kept = Beginnings(model)
    for number in range(20):
        first = [number] * _WORTH_KEEPING
        kept.begin(first, [*first, 99])
    assert len(kept._states) == 8
    kept.begin([19] * _WORTH_KEEPING, [19] * _WORTH_KEEPING + [99])
    assert len(model.evaluated) == 20 * _WORTH_KEEPING


def test_the_beginning_is_all_but_the_last_turn() -> None:
    request = Request(
        (("system", "Du skriver om."), ("user", "Ett."), ("assistant", "att ett."), ("user", "Två.")), "att"
    )
    assert chatml(request).startswith(beginning(request))
    assert "att ett." in beginning(request) and "Två." not in beginning(request)
