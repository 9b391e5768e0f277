"""SweFAQ: is the right answer the first of all, or among the first five, by the product's own search?"""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import Figure, counted
from index import Embedder
from summarizer.asking import Rarity, fuse, share_of
from summarizer.asking.wording import groups_of
from summarizer.text.words import plain_form, search_stems


def _rows(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("swefaq_*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def questions(folder: Path) -> list[str]:
    return [row["question"] for row in _rows(folder)]


def measure(folder: Path, embedder: Embedder) -> list[Figure]:
    rows = _rows(folder)
    asked = [row["question"] for row in rows]
    answers = [row["candidate_answers"][row["label"]] for row in rows]
    vectors, queries = embedder.encode(answers), embedder.encode(asked, "query")
    stems = [search_stems(text) for text in answers]
    lexical, rarity = _Bm25(stems), Rarity(Counter(word for text in stems for word in set(text)), len(answers))
    places = []
    for number, question in enumerate(asked):
        cosines = (vectors @ queries[number]).astype(np.float64)
        groups = [frozenset(map(plain_form, group)) for group in groups_of(question)]
        share = share_of(groups, rarity)
        scores = fuse(question, cosines, lexical.scores(search_stems(question)), answers, share=share)
        places.append(int((scores > scores[number]).sum()))
    return [
        counted("answer ranked first", [(p < 1, q) for p, q in zip(places, asked, strict=True)], "≥ .60"),
        counted("answer in the first five", [(p < 5, q) for p, q in zip(places, asked, strict=True)], "≥ .85"),
    ]


class _Bm25:
    """As SQLite's FTS5 computes it (k1 1.2, b .75), without a database."""

    def __init__(self, texts: list[list[str]]) -> None:
        self._counts = [Counter(text) for text in texts]
        self._sizes = np.array([len(text) for text in texts], float)
        self._spread = Counter(word for counts in self._counts for word in counts)

    def scores(self, query: list[str]) -> NDArray[np.float64]:
        found = np.zeros(len(self._counts))
        norm = 1.2 * (0.25 + 0.75 * self._sizes / self._sizes.mean())
        for word in set(query) & self._spread.keys():
            idf = math.log((len(found) - self._spread[word] + 0.5) / (self._spread[word] + 0.5))
            often = np.array([counts[word] for counts in self._counts], float)
            found += max(idf, 1e-6) * often * 2.2 / (often + norm)
        return found
