"""A program that has just been started goes on from the state on the shelf, and answers as one that computed it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from summarizer import models
from summarizer.llm import load_prompt
from summarizer.llm.llama import LlamaCpp
from summarizer.pipeline.summaries import TITLE_PROMPT

MODEL = models.find("generation")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not models.installed(MODEL, models.models_folder()),
        reason="the language model is not here; fetch it with: samspel models pull",
    ),
]
ASKED = replace(load_prompt(TITLE_PROMPT).fill(sentences="- Sänk hastigheten genom byn."), max_tokens=6)


def answer(shelf: Path | None) -> tuple[str, bytes, list[int]]:
    """The answer, the odds of the word after it to the last bit, and how many tokens were evaluated each time."""
    llm = LlamaCpp(models.require(MODEL, models.models_folder()), "text", shelf=shelf)
    model = llm._loaded()
    evaluated: list[int] = []
    evaluate = model.eval
    model.eval = lambda tokens: (evaluated.append(len(tokens)), evaluate(tokens))
    text = llm.complete(ASKED).text
    odds = np.ctypeslib.as_array(model._ctx.get_logits(), shape=(model._n_vocab,)).tobytes()
    model.close()
    return text, odds, evaluated


def test_a_state_from_the_disk_gives_the_same_odds_to_the_last_bit(tmp_path: Path) -> None:
    text, odds, evaluated = answer(tmp_path)
    again, same, fewer = answer(tmp_path)
    assert (again, same) == (text, odds)
    assert fewer == evaluated[1:] and evaluated[0] > 200
    assert len(list(tmp_path.iterdir())) == 1
