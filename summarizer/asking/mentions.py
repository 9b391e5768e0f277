"""Who names a matter, and who is for or against it: read sentence by sentence, counted by code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.records import Answer
from summarizer.text.sentences import split_sentences
from summarizer.text.stance import stance_of
from summarizer.text.words import best_match, content_stems

Leaning = Literal["for", "against", "unclear"]

_FIGURE = re.compile(r"[^\W_]*\d[\w:.,–-]*")
_SUBORDINATE = re.compile(r",|;|\b(?:så länge|eftersom|medan|när|så att|för att|därför att|om det|i takt med)\b", re.I)
_NO = re.compile(
    r"\b(inte|ej|aldrig|inga|ingen|nej|avråd\w*|avvis\w*|avstyrk\w*|motsätt\w*|emot|stöld|orimlig\w*|olycklig\w*|fel|avveckl\w*|"
    r"stoppa\w*|slopa\w*|stryk\w*|tas bort|ta bort|avskaffa\w*|upphör\w*|slut på|tveksam\w*|kritisk\w*)\b",
    re.I,
)
_GOOD = re.compile(r"\b(billig|klok|bra|god|goda resultat|positiv\w*|nödvändig\w*|motivera\w*|lönsam\w*)\b", re.I)


@dataclass(frozen=True)
class Mention:
    """The first sentence of a sender that names the matter (the first that takes a side, where sides are asked for)."""

    answer: Answer
    start: int
    end: int
    leaning: Leaning

    @property
    def quote(self) -> str:
        return self.answer.text[self.start : self.end]


class Matter:
    """What is looked for: content words in any order, figures as they are written."""

    def __init__(self, what: str) -> None:
        self.figures = tuple(figure.strip(".,:").casefold() for figure in _FIGURE.findall(what))
        self.words = tuple(
            word
            for word in sorted(content_stems(what))
            if not any(char.isdigit() for char in word) and word not in _VAGUE
        )

    def __bool__(self) -> bool:
        return bool(self.figures or self.words)

    def named_in(self, sentence: str) -> bool:
        folded = sentence.casefold()
        if not all(re.search(rf"(?<!\w){re.escape(f)}(?!\d)", folded) for f in self.figures):
            return False
        stems = content_stems(sentence)
        return all(_stands(word, stems) for word in self.words)


_VAGUE = content_stems("förslag förslaget frågan något tanken idén idé kravet krav")


def _stands(word: str, stems: frozenset[str]) -> bool:
    return best_match(word, stems) >= 0.6 or (len(word) >= 4 and any(word in other for other in stems))


def mentions(what: str, answers: Iterable[Answer], with_side: bool = False) -> list[Mention]:
    """One mention a sender, in the order of the answers."""
    matter = Matter(what)
    found: dict[str, Mention] = {}
    for answer in answers if matter else ():
        for start, end in split_sentences(answer.text):
            before = found.get(answer.submission_id)
            if before is not None and (not with_side or before.leaning != "unclear"):
                break
            sentence = answer.text[start:end]
            if matter.named_in(sentence):
                leaning = leaning_to(sentence, matter) if with_side else "unclear"
                if before is None or leaning != "unclear":
                    found[answer.submission_id] = Mention(answer, start, end, leaning)
    return list(found.values())


def leaning_to(sentence: str, matter: Matter) -> Leaning:
    """Is the sentence for or against the matter? Decided on the clauses that name it, by cues that leave no doubt."""
    clauses = [part for part in _SUBORDINATE.split(sentence) if part]
    named = [part for part in clauses if any(_stands(word, content_stems(part)) for word in matter.words)]
    text = " ".join(_most(named or clauses, matter))
    if _NO.search(text) and not any(_NO.search(word) for word in matter.words):
        return "against"
    if _GOOD.search(text) or stance_of(text) in ("support", "change"):
        return "for"
    return "unclear"


def _most(clauses: Sequence[str], matter: Matter) -> list[str]:
    """The clauses that name most of the matter's words."""
    counts = [sum(_stands(word, content_stems(clause)) for word in matter.words) for clause in clauses]
    return [clause for clause, count in zip(clauses, counts, strict=True) if count == max(counts)]
