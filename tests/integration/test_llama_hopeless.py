"""A retelling that will not be taken is left at the word that settles it, and nothing is different afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer import models
from summarizer.llm import load_prompt
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
ASKED = load_prompt(CLAIM_PROMPT).fill(
    sentence="Hälften av våra tränare är föräldrar som aldrig fått någon utbildning."
)


def test_an_answer_that_is_left_is_the_beginning_of_the_whole_one() -> None:
    llm = LlamaCpp(models.require(MODEL, models.models_folder()), "text")
    whole = llm.complete(ASKED)
    word = whole.text.split()[2]
    left = llm.complete(replace(ASKED, hopeless=lambda written: f"{word} " in written))
    assert left.cut and not whole.cut
    assert whole.text.startswith(left.text) and word in left.text
    assert left.tokens_out < whole.tokens_out
    assert llm.complete(replace(ASKED, hopeless=lambda written: False)) == whole
    assert llm.complete(ASKED) == whole
