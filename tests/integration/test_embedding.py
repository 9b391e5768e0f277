"""The embedding model that is run without its library gives the library's vectors to the last bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.adapter import LIKENESS
from index.bert import Bert
from index.library import Library
from summarizer import models
from tests.tinybert import WORDS, write_tiny_bert

MODEL = models.find("embedding")


def test_a_small_model_has_the_vectors_of_the_library(tmp_path: Path) -> None:
    folder = write_tiny_bert(tmp_path / "bert")
    texts = [" ".join(("query:", *WORDS[2 : 2 + n % 8])) for n in range(40)] + [" ".join(WORDS * 3), "", "query: ¼ 😀"]
    assert np.array_equal(Bert(folder).encode(texts), Library(folder).encode(texts))


@pytest.mark.model
@pytest.mark.skipif(
    not models.installed(MODEL, models.models_folder()),
    reason="the embedding model is not here; fetch it with: samspel models pull",
)
def test_the_default_model_has_the_vectors_of_the_library() -> None:
    folder = models.require(MODEL, models.models_folder())
    texts = [
        "query: Hur är bärigheten på vägarna?",
        "passage: ”Nära” är ett ord\u00a0 – ﬁn ½ 😀",
        "query: " + "väg " * 600,
    ]
    ours, library = Bert(folder), Library(folder)
    assert np.array_equal(ours.encode(texts), library.encode(texts))
    assert np.array_equal(ours.adapted(LIKENESS).encode(texts), library.adapted(LIKENESS).encode(texts))
