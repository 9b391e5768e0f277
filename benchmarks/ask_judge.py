"""Is every sentence of an answer supported by what it cites? Judged apart from the code that wrote it, on the text as shown."""

from __future__ import annotations

import re

from summarizer.asking import Answered
from summarizer.records import Claim
from summarizer.text.words import content_stems, numbers, overlap, proper_names
from summarizer.workspace import Workspace

_QUOTED = re.compile(r"(?:skriver: ”|writes \(in Swedish\): “)(?P<words>.*)”$", re.S)
_NEGATION = re.compile(r"\b(inte|ej|inga|ingen|inget|aldrig|varken|utan|nej)\b", re.I)
_LEAST = 0.7  # share of the sentence's content words that stand in what it cites


def unsupported(answer: Answered | None, workspace: Workspace) -> list[tuple[str, str]]:
    """(sentence, what is wrong with it) for every sentence; "" when nothing is."""
    if answer is None:
        return []
    texts = {a.answer_id: (a.text, a.organisation) for a in workspace.store.submissions.answers()}
    return [(claim.text, _wrong(claim, texts)) for claim in answer.claims]


def _wrong(claim: Claim, texts: dict[str, tuple[str, str]]) -> str:
    if not claim.citations:
        return "no citation"
    for cited in claim.citations:
        if texts[cited.answer_id][0][cited.start : cited.end] != cited.quote:
            return "a citation that is not in the text"
    source = "\n".join(cited.quote for cited in claim.citations)
    names = {texts[cited.answer_id][1] for cited in claim.citations}
    quoted = _QUOTED.search(claim.text)
    if quoted:
        flat = re.sub(r"\s+", " ", source)
        return "" if quoted["words"] in flat and len(names) == 1 else "a quote that is not the sender's"
    said = claim.text
    for name in names:
        said = re.sub(re.escape(name), " ", said, flags=re.I)
    if missing := (numbers(said) - numbers(source) - {str(len({c.submission_id for c in claim.citations}))}):
        return f"numbers {sorted(missing)}" if not _is_count(claim) else ""
    unknown = {n for n in proper_names(said) if n.casefold() not in source.casefold()}
    if unknown:
        return f"names {sorted(unknown)}"
    if claim.text.startswith("Frågan tas upp av"):
        return ""  # who speaks of a theme; its points are cited, and figured by benchmarks/quality.py
    words = content_stems(said) - _WHO
    for cited in claim.citations:  # each sender named must have said it
        share = overlap(words, content_stems(cited.quote)) if words else 1.0
        if share < _LEAST:
            return f"only {share:.2f} of its words are those of {texts[cited.answer_id][1]}"
    if bool(_NEGATION.search(said)) and not _NEGATION.search(source):
        return "a negation that no sender makes"
    return ""


_WHO = content_stems(  # what code writes about the sender and what he wants
    """bland viktiga aktörer anser framhåller påpekar nämner tar upp behovet frågan tas läggas läggs bort till bör strykas nämnas kommun kommuner
    myndighet myndigheter företag lärosäte lärosäten förening föreningar privatperson privatpersoner"""
)


def _is_count(claim: Claim) -> bool:
    """Do the numbers that no source holds count the senders, as code wrote them?"""
    return claim.text.startswith(("Frågan tas upp av", *_COUNTS))


_COUNTS = ("Två ", "Tre ", "Fyra ", "Fem ", "Sex ", "Sju ", "Åtta ", "Nio ", "Tio ", "En ", "Ett ")
