"""The likeness that was learnt tells better than the embedding as it came which points say the same."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from benchmarks.quality_set import load
from index import Kind, SentenceEmbedder
from summarizer import models

MODEL = models.find("embedding")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not models.installed(MODEL, models.models_folder()),
        reason="the embedding model is not here; fetch it with: samspel models pull",
    ),
]
SET = Path(__file__).parents[2] / "benchmarks" / "sets" / "heldout_b.toml"
SECTION = "4.2"  # left out of the training


def test_points_in_other_words_are_told_apart_better() -> None:
    embedder = SentenceEmbedder(models.require(MODEL, models.models_folder()), MODEL.sha256[:16])
    labels, texts = [], []
    for answer_id, sentences in sorted(load(SET).sentences().items()):
        for label, run in groupby(sentences, key=lambda s: s.label):
            if label is not None and f"/{SECTION}/" in answer_id:
                labels.append(label)
                texts.append(" ".join(s.text for s in run))
    same = np.array([[a == b for b in labels] for a in labels])[np.triu_indices(len(labels), 1)]

    def told_apart(kind: Kind) -> float:
        vectors = embedder.encode(texts, kind)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
        centred = vectors - vectors.mean(axis=0)
        centred /= np.linalg.norm(centred, axis=1, keepdims=True)
        return float(roc_auc_score(same, (centred @ centred.T)[np.triu_indices(len(labels), 1)]))

    before = embedder.encode(texts[:2], "passage")
    assert told_apart("likeness") > told_apart("query") + 0.02
    assert np.array_equal(before, embedder.encode(texts[:2], "passage"))  # what is learnt does not touch the search
