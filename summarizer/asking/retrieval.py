"""Dense and lexical hits → one ranking, with a score that means the same from question to question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.text.words import content_stems, overlap


@dataclass(frozen=True)
class Hit:
    """A chunk that bears on a question. ``score``: fused; ``cosine``: of the embeddings; ``words``: share of the
    question's content words that stand in it (0 to 1)."""

    chunk_id: str
    score: float
    cosine: float
    words: float


def fuse(
    asked: frozenset[str],
    dense: Sequence[tuple[str, float]],
    lexical: Sequence[tuple[str, float]],
    texts: Mapping[str, str],
    k: int,
    lexical_weight: float = 0.5,
) -> list[Hit]:
    """``asked``: the question's content stems, for Hit.words.

    Z-scored dense similarity plus half the z-scored BM25 (equal weights were measured to lose; see docs/architecture.md)."""
    if not dense:
        return []
    cosines = dict(dense)
    bm25 = dict(lexical)
    ids = sorted(set(cosines) | (set(bm25) & set(texts)))
    low = min(cosines.values())
    scores = _z([cosines.get(i, low) for i in ids]) + lexical_weight * _z([bm25.get(i, 0.0) for i in ids])
    ranked = sorted(zip(ids, scores, strict=True), key=lambda item: (-round(float(item[1]), 6), item[0]))[:k]
    return [Hit(i, float(s), cosines.get(i, low), overlap(asked, content_stems(texts[i]))) for i, s in ranked]


def _z(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    array = np.asarray(values, dtype=np.float64)
    spread = float(array.std())
    return (array - array.mean()) / spread if spread > 1e-9 else np.zeros_like(array)
