"""Is a written sentence true to its sources? Decided by code, sentence by sentence (invariant 4).

Three things are looked at: the meaning (cosine of embeddings, mean-centred within the section so that scores spread), the
content words (compound-aware overlap of stems), and the facts (every number and proper name must stand in a source).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from summarizer.text.remembered import remembered
from summarizer.text.words import content_stems, missing_facts, overlap

_NEGATION = re.compile(
    r"\b(inte|ej|icke|ingen|inget|inga|aldrig|utan|varken|sluta|stoppa|avstå|avveckla\w*|stryk\w*|bort|ta bort|emot|nej)\b",
    re.I,
)


@dataclass(frozen=True)
class Thresholds:
    """Calibrated on the tuning sets (benchmarks/quality.py)."""

    rewrite_from_source: float = 0.80  # share of the rewrite's content words that must stand in the sentence retold
    source_in_rewrite: float = 0.45  # share of the source's content words that must be left
    support: float = 0.50  # blend of meaning and words for another sender's point to stand behind a claim


DEFAULT = Thresholds()


def true_rewrite(source: str, rewrite: str, thresholds: Thresholds = DEFAULT) -> bool:
    """Does ``rewrite`` say what ``source`` says: its words, its numbers and names, and its negations?"""
    mine, theirs = content_stems(rewrite), content_stems(source)
    if not mine or len(rewrite.split()) < 3:
        return False
    if overlap(mine, theirs) < thresholds.rewrite_from_source or overlap(theirs, mine) < thresholds.source_in_rewrite:
        return False
    if missing_facts(rewrite, [source]):
        return False
    return bool(_NEGATION.search(rewrite)) == bool(_NEGATION.search(source))


def support(cosine: float, claim: str, passage: str) -> float:
    """How well a passage supports a claim, 0 to 1: meaning and shared content words, equally."""
    return 0.5 * max(0.0, cosine) + 0.5 * _shared(claim, passage)


@remembered
def _shared(claim: str, passage: str) -> float:
    return overlap(content_stems(claim), content_stems(passage))


def unsupported_facts(claim: str, passages: Sequence[str], known: Collection[str] = ()) -> tuple[str, ...]:
    """Numbers and proper names in the claim that stand in no passage."""
    return missing_facts(claim, passages, known)
