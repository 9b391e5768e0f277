"""An answer that will not be taken is left where that is clear, and counts as cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from summarizer.llm.base import Request
from summarizer.llm.llama import LlamaCpp

WORDS = ("att", " vi", " vill", " ha", " bussar")


class Model:
    """Writes WORDS, and asks before each what llama-cpp-python asks."""

    def tokenize(self, text: bytes, special: bool = False) -> list[int]:
        return [100] * 8

    def detokenize(self, tokens: list[int]) -> bytes:
        return "".join(WORDS[token] for token in tokens).encode()

    def __call__(self, stopping_criteria: Any = None, **_: Any) -> dict[str, Any]:
        written: list[int] = []
        reason = "length"
        for token in range(len(WORDS)):
            if stopping_criteria is not None and stopping_criteria(np.array([100] * 8 + written), None):
                reason = "stop"
                break
            written.append(token)
        choice = {"text": self.detokenize(written).decode(), "finish_reason": "stop" if len(written) == 5 else reason}
        return {"choices": [choice], "usage": {"prompt_tokens": 8, "completion_tokens": len(written)}}


def answer(request: Request) -> tuple[str, bool, int]:
    llm = LlamaCpp(Path("none.gguf"), "none")
    llm._model = Model()
    done = llm.complete(request)
    assert llm.usage.tokens_out == done.tokens_out
    return done.text, done.cut, done.tokens_out


def test_it_is_left_after_the_word_that_settles_it() -> None:
    asked = Request((("user", "Vi vill ha bussar."),), hopeless=lambda written: " vi" in written)
    assert answer(asked) == ("att vi", True, 2)


def test_what_is_never_hopeless_is_whole() -> None:
    for judge in (None, lambda written: "tåg" in written):
        assert answer(Request((("user", "Vi vill ha bussar."),), hopeless=judge)) == ("att vi vill ha bussar", False, 5)


def test_two_requests_that_differ_in_that_only_are_the_same_question() -> None:
    asked = Request((("user", "Vi vill ha bussar."),), hopeless=lambda written: True)
    assert asked == Request((("user", "Vi vill ha bussar."),)) and "hopeless" not in repr(asked)
