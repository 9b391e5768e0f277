"""The sentences that say best what a theme says: central among what others say, able to stand alone, not repeating."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.records import Point
from summarizer.text.remembered import remembered
from summarizer.text.sentences import split_sentences
from summarizer.text.substance import has_substance

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_DEMAND = re.compile(
    r"\b(bör|behöv\w*|måste|ska|saknas?|krävs|föreslår|lägg till|komplettera\w*|stryk\w*|prioritera\w*)\b", re.I
)
_LEANING = re.compile(
    r"^(det(ta)?|den(na)?|de(ssa)?|därför|dessutom|men|och|så|också|även|dock|däremot|då|där|här|han|hon|sådana?|alltså|"
    r"likaså|samtidigt|likadant|precis|exempelvis|till exempel|t\.ex\.|ett exempel|i synnerhet|framför allt)\b",
    re.I,
)
_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class KeySentence:
    """A sentence of a point, as the sender wrote it (bullet marks off). ``vector`` is centred on the section."""

    text: str
    point: Point
    vector: NDArray[np.float32]
    weight: float


class SectionVectors:
    """Embeddings of everything said on a section, centred on their mean so that cosines spread."""

    def __init__(self, texts: Sequence[str], embed: Embed) -> None:
        self._embed = embed
        self._sentences: dict[str, tuple[list[str], NDArray[np.float32]]] = {}
        self._mean = embed(texts).mean(axis=0) if texts else np.zeros(1, dtype=np.float32)

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Centred unit vectors, shape (len(texts), dimensions)."""
        if not texts:
            return np.zeros((0, len(self._mean)), dtype=np.float32)
        centred = self._embed(texts) - self._mean
        norms = np.linalg.norm(centred, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (centred / np.maximum(norms, 1e-9)).astype(np.float32)
        return unit

    def sentences(self, point: Point) -> tuple[list[str], NDArray[np.float32]]:
        """The sentences of a point and their vectors; made once, for every claim of its theme is held against them."""
        if point.point_id not in self._sentences:
            texts = sentences_of(point)
            self._sentences[point.point_id] = texts, self.of(texts)
        return self._sentences[point.point_id]


def sentences_of(point: Point) -> list[str]:
    """The sentences of a point, without bullet marks; those that say nothing only if there is nothing else."""
    return list(_sentences(point.quote))


@remembered
def _sentences(quote: str) -> tuple[str, ...]:
    texts = [_BULLET.sub("", quote[a:b]).strip() for a, b in split_sentences(quote)]
    texts = [text for text in texts if text] or [quote.strip()]
    return tuple([text for text in texts if has_substance(text)] or texts)


def ranked_sentences(points: Sequence[Point], vectors: SectionVectors) -> list[KeySentence]:
    """Every sentence of the points, best first. Ties are broken by text, so that the order of input does not matter."""
    pairs = [(point, text) for point in points for text in vectors.sentences(point)[0]]
    of_sentences = vectors.of([text for _, text in pairs])
    of_points = vectors.of([point.quote for point in points])
    senders = [point.submission_id for point in points]
    ranked = []
    for (point, text), vector in zip(pairs, of_sentences, strict=True):
        others = [i for i, sender in enumerate(senders) if sender != point.submission_id]
        central = float(np.mean(of_points[others] @ vector)) if others else 0.5
        ranked.append(KeySentence(text, point, vector, central + _form(text)))
    return sorted(ranked, key=lambda k: (-round(k.weight, 6), k.text, k.point.point_id))


def _form(text: str) -> float:
    """How well a sentence stands alone."""
    words = len(text.split())
    bonus = 0.12 if _DEMAND.search(text) else 0.0
    bonus -= 0.15 if _LEANING.match(text) else 0.0
    bonus -= 0.10 if text.endswith("?") else 0.0
    bonus -= 0.15 if words < 5 else 0.0
    bonus -= 0.01 * max(0, words - 28)
    return bonus


def choose(ranked: Sequence[KeySentence], most: int, apart: float = 0.62) -> list[KeySentence]:
    """At most ``most`` sentences from the top that do not say the same as one already chosen (centred cosine < apart)."""
    chosen: list[KeySentence] = []
    for candidate in ranked:
        if len(chosen) == most:
            break
        if all(float(candidate.vector @ other.vector) < apart for other in chosen) and (
            not chosen or candidate.weight > chosen[0].weight - 0.25
        ):
            chosen.append(candidate)
    return chosen
