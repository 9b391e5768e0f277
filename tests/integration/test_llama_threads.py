"""Threads are chosen by time, so an answer must be the same whatever their number: to the last bit of what it is chosen by."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from summarizer import models
from summarizer.llm import load_prompt
from summarizer.llm.calibration import Threads
from summarizer.llm.llama import LlamaCpp
from summarizer.pipeline.summaries import CLAIM_PROMPT

MODEL = models.find("generation")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not models.installed(MODEL, models.models_folder()),
        reason="the language model is not here; fetch it with: samspel models pull",
    ),
]
ASKED = replace(
    load_prompt(CLAIM_PROMPT).fill(sentence="Därför bör målet nämna de mindre flygplatserna vid namn."), max_tokens=8
)


def odds(llm: LlamaCpp) -> bytes:
    """Of the next word, after the last one written."""
    model = llm._loaded()
    return bytes(np.ctypeslib.as_array(model._ctx.get_logits(), shape=(model._n_vocab,)).tobytes())


def test_an_answer_is_the_same_with_one_thread_and_with_three() -> None:
    llm = LlamaCpp(models.require(MODEL, models.models_folder()), "text", Threads(2, 2))
    two = llm.complete(ASKED).text, odds(llm)
    assert min(llm.rehearse(1)) > 0
    assert (llm.complete(ASKED).text, odds(llm)) == two  # trying leaves no trace
    for others in (Threads(1, 1), Threads(read=2, write=3)):
        llm.use(others)
        assert (llm.complete(ASKED).text, odds(llm)) == two
