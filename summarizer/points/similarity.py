"""How alike pieces of text of one section are: meaning (vectors, centred on the section) and wording (characters).

Everybody who answers on a section writes about the same subject, so raw cosines are all high; what tells points apart is
the rest after the section's mean vector is taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = NDArray[np.float64]
_EQUAL = 0.9999  # likeness in characters of the same text twice
Embed = Callable[[list[str]], NDArray[np.float32]]


class Texts:
    """Some texts as unit vectors and as weighted character n-grams."""

    def __init__(self, vectors: Floats, characters: Any) -> None:
        self.vectors = vectors
        self.characters = characters

    def __len__(self) -> int:
        return len(self.vectors)


class Section:
    """The measure of likeness that fits one section. ``sample`` is all its sentences."""

    def __init__(self, embed: Embed, sample: Sequence[str], wording: float) -> None:
        self._embed = embed
        self._wording = wording
        self._grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit(sample)

    def texts(self, texts: Sequence[str], context: Sequence[str] | None = None, alone: float = 1.0) -> Texts:
        """Measure these texts. With ``context`` (the same texts with their neighbours), vectors are a mix of the two."""
        vectors = np.asarray(self._embed(list(texts)), dtype=np.float64)
        if context is not None:
            vectors = alone * vectors + (1.0 - alone) * np.asarray(self._embed(list(context)), dtype=np.float64)
        return Texts(_centred(vectors), self._grams.transform(texts))

    def between(self, rows: Texts, columns: Texts) -> Floats:
        """Likeness, shape (rows, columns); about 0 for texts that have no more in common than the section."""
        meaning: Floats = rows.vectors @ columns.vectors.T
        wording: Floats = (rows.characters @ columns.characters.T).toarray()
        return np.where(wording > _EQUAL, 1.0, meaning + self._wording * wording)


def _centred(vectors: Floats) -> Floats:
    centred = vectors - vectors.mean(axis=0)
    length: Floats = np.linalg.norm(centred, axis=1, keepdims=True)
    shortened: Floats = centred / np.maximum(length, 1e-9)
    return shortened
