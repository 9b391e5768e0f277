"""Threads are chosen by time, so an answer must be the same whatever their number: to the last bit of what it is chosen by."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer import models
from summarizer.llm import Request
from summarizer.llm.calibration import Threads
from summarizer.llm.llama import LlamaCpp

MODEL = models.find("generation")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not models.installed(MODEL, models.models_folder()),
        reason="the language model is not here; fetch it with: samspel models pull",
    ),
]
ASKED = Request((("system", "Du svarar kort på svenska."), ("user", "Varför behövs vägar i inlandet?")), max_tokens=12)


def odds(llm: LlamaCpp) -> bytes:
    """Of the next word, after the last one written."""
    model = llm._loaded()
    return bytes(np.ctypeslib.as_array(model._ctx.get_logits(), shape=(model._n_vocab,)).tobytes())


def test_an_answer_is_the_same_with_one_thread_and_with_three() -> None:
    llm = LlamaCpp(models.require(MODEL, models.models_folder()), "text", Threads(1, 1))
    one = llm.complete(ASKED).text, odds(llm)
    assert min(llm.rehearse(2)) > 0
    assert (llm.complete(ASKED).text, odds(llm)) == one  # trying leaves no trace
    llm.use(Threads(read=2, write=3))
    assert (llm.complete(ASKED).text, odds(llm)) == one
