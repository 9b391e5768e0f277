"""Teach which texts an editor would let stand in a strategy: python -m training.suitability

Logistic regression on the embedding's vectors (of passages, as published), from training/suitability.tsv: candidates that the rules of
drafting found in made-up answers, read one by one and graded 0 (noise), 1 (the matter belongs there, the words do not) or 2 (as it
stands). Sentences of made-up strategies count as grade 2, for a third. ``--fold`` measures on sets that were left out.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import SentenceEmbedder
from summarizer import models
from summarizer.drafting.suitability import WEIGHTS

LABELS = Path(__file__).with_name("suitability.tsv")
STRENGTH = {"fact": 0.01, "need": 0.01}  # inverse of the penalty on the weights, chosen on sets left out
OF_STRATEGY = 0.3  # weight of a sentence that stands in a strategy
STEPS = 30


@dataclass(frozen=True)
class Labelled:
    """``origin``: the set that the text is of; ``form``: fact, need or strategy (a sentence that stands in one)."""

    origin: str
    form: str
    grade: int
    text: str


Array = NDArray[np.float64]


def load() -> list[Labelled]:
    """The graded texts, in the file's order."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [Labelled(r[0], r[1], int(r[2]), r[3]) for r in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def fit(vectors: Array, outcomes: Array, weights: Array, strength: float) -> Array:
    """Weights of the vectors and, last, what is added: logistic regression by Newton's method. ``outcomes``: 0 or 1."""
    middle, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-9
    x = np.hstack([(vectors - middle) / spread, np.ones((len(vectors), 1))])
    penalty = np.full(x.shape[1], 1.0 / strength)
    penalty[-1] = 0.0
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (weights * (chance - outcomes)) + penalty * w
        curve = (x * (weights * chance * (1 - chance))[:, None]).T @ x + np.diag(penalty + 1e-9)
        w = w - np.linalg.solve(curve, slope)
    scaled = w[:-1] / spread
    fitted: Array = np.append(scaled, w[-1] - scaled @ middle)
    return fitted


def learn(labelled: Sequence[Labelled], vectors: Array, form: str) -> Array:
    """Two rows: how likely grade 1 or more is, and grade 2."""
    mine = [i for i, row in enumerate(labelled) if row.form == form or (row.form == "strategy" and form == "fact")]
    grades = np.array([labelled[i].grade for i in mine])
    weights = np.array([OF_STRATEGY if labelled[i].form == "strategy" else 1.0 for i in mine])
    return np.stack([fit(vectors[mine], (grades >= g).astype(float), weights, STRENGTH[form]) for g in (1, 2)])


def area(scores: Array, positive: NDArray[np.bool_]) -> float:
    """Area under the curve: how often a positive stands above a negative."""
    above = scores[positive][:, None] - scores[~positive][None, :]
    return float((above > 0).mean() + 0.5 * (above == 0).mean())


def graded(head: Array, vectors: Array) -> Array:
    """Expected grade of each text, 0 to 2."""
    chances: Array = 1.0 / (1.0 + np.exp(-(vectors @ head[:, :-1].T + head[:, -1])))
    grades: Array = chances.sum(axis=1)
    return grades


def measure(labelled: Sequence[Labelled], vectors: Array) -> None:
    """Areas on each set with what was learnt from the others."""
    for form in STRENGTH:
        scores = np.full(len(labelled), np.nan)
        for origin in sorted({row.origin for row in labelled}):
            others = [i for i, row in enumerate(labelled) if row.origin != origin]
            head = learn([labelled[i] for i in others], vectors[others], form)
            mine = [i for i, row in enumerate(labelled) if row.origin == origin and row.form == form]
            scores[mine] = graded(head, vectors[mine])
        of_form = np.array([row.form == form for row in labelled])
        grades = np.array([row.grade for row in labelled])[of_form]
        noise, whole = area(scores[of_form], grades >= 1), area(scores[of_form], grades == 2)
        print(f"{form}: {of_form.sum()} texts, area {noise:.3f} (1 or 2), {whole:.3f} (2)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", action="store_true", help="measure on sets left out, write nothing")
    args = parser.parse_args()
    labelled = load()
    model = models.find("embedding")
    embedder = SentenceEmbedder(models.require(model, models.models_folder()), model.name)
    vectors = embedder.encode([row.text for row in labelled]).astype(np.float64)
    if args.fold:
        measure(labelled, vectors)
        return
    heads = {form: learn(labelled, vectors, form).astype(np.float32) for form in STRENGTH}
    np.savez(WEIGHTS, fact=heads["fact"], need=heads["need"])
    print(f"{len(labelled)} texts → {WEIGHTS.name}")


if __name__ == "__main__":
    main()
