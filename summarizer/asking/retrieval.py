"""Dense, lexical and character likeness → one ranking of passages, and how well the best of them bear on the question."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice

import numpy as np
from numpy.typing import NDArray

from summarizer.text.words import best_match, search_stems

Scores = NDArray[np.float64]
LEXICAL, CHARACTERS = 0.25, 0.4  # beside 1 for meaning; see docs/architecture.md for what was tried
SHARE = 1.5  # standard deviations for a passage that names all that is asked about
CANDIDATES = 50  # of each kind, whose characters are compared
OF_ONE = 6  # of them from one sender: who repeats the question a hundred times does not drown the others


def fuse(
    question: str,
    cosines: Scores,
    lexical: Scores,
    texts: Sequence[str],
    allowed: NDArray[np.bool_] | None = None,
    share: Callable[[str], float] = lambda text: 0.0,
    senders: NDArray[np.intp] | None = None,
) -> Scores:
    """One score a passage, higher is better; minus infinity for those that are not allowed or no candidates.

    ``lexical``: BM25, 0 where no word is shared. Scores are z-scored over all passages, so that a filter does not move them.
    ``share``: how much of what is asked about a text names, 0 to 1; BM25 likes a text that repeats one word of it.
    ``senders``: a number for each text's sender, of whom only the best texts are looked at.
    """
    if not len(texts):
        return np.zeros(0)
    mask = np.ones(len(texts), bool) if allowed is None else allowed
    fused = _z(cosines) + LEXICAL * _z(lexical)
    candidates = _best(cosines, mask, senders) | _best(lexical, mask & (lexical > 0), senders)
    rows = sorted(candidates)
    result = np.full(len(texts), -np.inf)
    if rows:
        alike = _characters(question, [texts[row] for row in rows])
        result[rows] = fused[rows] + CHARACTERS * _z(alike) + SHARE * np.array([share(texts[row]) for row in rows])
    return result


def _best(scores: Scores, mask: NDArray[np.bool_], senders: NDArray[np.intp] | None) -> set[int]:
    rows = np.flatnonzero(mask)
    if senders is None:
        return set(_highest(scores, rows, CANDIDATES))
    for looked_at in (10 * CANDIDATES, len(rows)):  # all of them only where a few senders have the best
        found = set(islice(at_most(OF_ONE, _highest(scores, rows, looked_at), senders), CANDIDATES))
        if len(found) == CANDIDATES:
            break
    return found


def _highest(scores: Scores, rows: NDArray[np.intp], number: int) -> list[int]:
    if len(rows) > number:  # only those that can be among the best are put in order
        least = np.partition(scores[rows], -number)[-number]
        rows = rows[scores[rows] >= least]
    ordered: list[int] = rows[np.argsort(-scores[rows], kind="stable")[:number]].tolist()
    return ordered


def at_most(most: int, rows: Iterable[int], senders: NDArray[np.intp]) -> Iterator[int]:
    """The rows in order, without those of a sender who has had as many already."""
    had: Counter[int] = Counter()
    for row in rows:
        had[int(senders[row])] += 1
        if had[int(senders[row])] <= most:
            yield row


def _characters(question: str, texts: Sequence[str]) -> Scores:
    """Cosine of character 3–5-grams, weighed by how rare they are among the texts: compounds and inflections that stems miss."""
    mine, theirs = _grams(question), [_grams(text) for text in texts]
    spread = Counter(gram for grams in theirs for gram in grams)
    weight = {gram: (1 + math.log((1 + len(texts)) / (1 + n))) ** 2 for gram, n in spread.items()}
    sizes = [math.sqrt(sum(map(weight.__getitem__, grams))) or 1.0 for grams in theirs]
    shared = [sum(weight[gram] for gram in mine & grams) for grams in theirs]
    return np.array([s / size for s, size in zip(shared, sizes, strict=True)])


@lru_cache(maxsize=4096)
def _grams(text: str) -> frozenset[str]:
    words = {f" {word} " for word in text.casefold().split()}
    return frozenset(word[i : i + n] for word in words for n in (3, 4, 5) for i in range(len(word) - n + 1))


def _z(values: Scores) -> Scores:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values)


# ── does it bear on the question? ───────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Bearing:
    """How passages bear on a question: ``meaning``, the cosine in standard deviations above that of all passages;
    ``words``, the share of what is asked about that stands in one passage; ``together``, in the best few."""

    meaning: float
    words: float
    together: float

    @property
    def score(self) -> float:
        """Above 0: the submissions say something on it. Calibrated by ``python -m benchmarks.ask --calibrate``."""
        return WEIGHTS[0] * self.meaning + WEIGHTS[1] * self.words + WEIGHTS[2] * self.together + WEIGHTS[3]


WEIGHTS = (1.51, 3.82, 2.83, -9.35)
FEWEST = 30  # passages; among fewer, deviations mean nothing
NEUTRAL = 3.5
NEITHER = 0.4  # as good as found, or not
BEGINS = 0.75
MOST_IDF = 5.0


def bearing(
    groups: Sequence[frozenset[str]],
    words_of: Sequence[frozenset[str]],
    meanings: Sequence[float],
    weight: Callable[[frozenset[str]], float],
    guessed: frozenset[str] = frozenset(),
) -> tuple[Bearing, list[Bearing]]:
    """Of the best passages together, and of each. ``groups``: what is asked about, each a set of alternatives;
    ``words_of``: the stems of each passage and of its sender's name; ``weight``: how telling a group is; ``guessed``: words that
    nobody could translate, whose absence says neither yes nor no."""
    if not words_of:
        return Bearing(0.0, 0.0, 0.0), []
    weights = [min(weight(group), MOST_IDF) for group in groups]
    total = sum(weights) or 1.0
    floors = [NEITHER if group <= guessed else 0.0 for group in groups]
    found = [[max(f, named(group, words)) for f, group in zip(floors, groups, strict=True)] for words in words_of]
    each = [sum(w * m for w, m in zip(weights, row, strict=True)) / total for row in found]
    together = sum(w * max(row[i] for row in found) for i, w in enumerate(weights)) / total
    single = [Bearing(meaning, share, share) for meaning, share in zip(meanings, each, strict=True)]
    return Bearing(max(meanings), max(each), together), single


def share_of(groups: Sequence[frozenset[str]], rarity: Rarity) -> Callable[[str], float]:
    """Text → how much of the groups it names, 0 to 1, each weighed by how rare it is."""
    weights = [min(rarity(group), MOST_IDF) for group in groups]
    total = sum(weights) or 1.0

    def share(text: str) -> float:
        words = frozenset(search_stems(text))
        return sum(w * named(group, words) for w, group in zip(weights, groups, strict=True)) / total

    return share


def named(group: frozenset[str], words: frozenset[str]) -> float:
    """How well one of a group's alternatives stands among the words, 0 to 1."""
    return max((_stands(word, words) for word in group), default=0.0)


def _stands(word: str, words: frozenset[str]) -> float:
    """As ``best_match``, but a compound that begins with the word speaks of it: "bostad" in "bostadsbyggande", and "laddning" in
    "laddstolpe", since a compound begins with the verb and not with its noun in -ning."""
    found = best_match(word, words)
    if found >= BEGINS:
        return found
    base = word.removesuffix("ning")
    begins = len(base) >= 4 and any(other.startswith(base) for other in words)
    return BEGINS if begins else found


def meaning_of(cosines: Scores, among: int | None = None) -> Scores:
    """Cosines in standard deviations over all passages; ``among`` N of them (all) the highest grows with N, which is taken off."""
    if len(cosines) < FEWEST:
        return np.full(len(cosines), NEUTRAL)
    looked = max(FEWEST, len(cosines) if among is None else among)
    grown = math.sqrt(2 * math.log(looked)) - math.sqrt(2 * math.log(400))
    return _z(cosines) - grown


class Rarity:
    """Inverse document frequency of a word (with the compounds it begins or ends); of alternatives, of the commonest.
    ``spread``: in how many of the ``passages`` each stem stands."""

    def __init__(self, spread: Mapping[str, int], passages: int) -> None:
        self._passages = passages
        self._spread = spread
        self._ahead = _Prefixes(spread)
        self._behind = _Prefixes({word[::-1]: count for word, count in spread.items()})

    def __call__(self, group: frozenset[str]) -> float:
        return min(map(self._idf, group), default=0.0)

    def _idf(self, word: str) -> float:
        n = self._spread.get(word, 0)
        if len(word) >= 4:
            n = max(n, self._ahead.total(word) + self._behind.total(word[::-1]) - n)
        n = min(n, self._passages)
        return math.log(1 + (self._passages - n + 0.5) / (n + 0.5))


class _Prefixes:
    """Words in order with the sums of their counts: a whole vocabulary is not looked through for each word of a question."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._words = sorted(counts)
        self._sums = [0, *accumulate(counts[word] for word in self._words)]

    def total(self, prefix: str) -> int:
        """The counts of all words that begin so."""
        start, end = bisect_left(self._words, prefix), bisect_left(self._words, prefix + chr(0x10FFFF))
        return self._sums[end] - self._sums[start]
