"""Vectors kept as float16: half the room, at what quality of retrieval? ``python -m benchmarks.vectors``

SweFAQ by the product's own search, with the vectors as they are made and rounded to float16 and back.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks import ask, ask_faq
from index import Embedder, Kind, SentenceEmbedder
from index.embedder import Vectors
from summarizer import models
from summarizer.settings import from_environment


class Kept:
    """Each text is embedded once; ``half``: what is given has been rounded to float16."""

    def __init__(self, real: Embedder) -> None:
        self.name, self._real, self.half = real.name, real, False
        self._known: dict[tuple[str, Kind], Vectors] = {}

    def encode(self, texts: list[str], kind: Kind = "passage") -> Vectors:
        key = ("\0".join(texts), kind)
        if key not in self._known:
            self._known[key] = self._real.encode(texts, kind)
        found = self._known[key]
        return found.astype(np.float16).astype(np.float32) if self.half else found

    def rounded(self) -> tuple[float, float]:
        """(least cosine to the vector as it was made, largest difference of a number)"""
        made = np.concatenate(list(self._known.values()))
        half = made.astype(np.float16).astype(np.float32)
        return float((made * half).sum(axis=1).min()), float(np.abs(made - half).max())


def main() -> None:
    parser = argparse.ArgumentParser(description="Vectors kept as float16.")
    parser.add_argument("--faq", type=Path, default=ask.MATERIAL, help="folder with swefaq_*.jsonl")
    options = parser.parse_args()
    settings = from_environment()
    kept = Kept(SentenceEmbedder(models.require(models.find("embedding"), settings.models), "e5"))
    table = Table("", "SweFAQ first", "in five", "bytes a vector")
    for name, kept.half, size in (("float32 (in use)", False, 4), ("kept as float16", True, 2)):
        figures = [figure.shown() for figure in ask_faq.measure(options.faq, kept)]
        table.add_row(name, *figures, str(384 * size))
    Console(width=100).print(table)
    print("float16: cosine at least {:.7f}, numbers differ by at most {:.1e}".format(*kept.rounded()))


if __name__ == "__main__":
    main()
