"""Who names a matter, and who is for or against it: read sentence by sentence, counted by code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.records import Answer
from summarizer.summary.demands import begins_with_demand
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
_GOOD = re.compile(  # in favour; what is listed is wished for
    r"\b(billig|klok|bra|god|goda resultat|positiv\w*|nödvändig\w*|motivera\w*|lönsam\w*|rimlig\w*|gärna|viktigast\w*|prioriter\w*|avgörande|"
    r"förord\w*|förespråk\w*|kräver|begär|önskar|låt oss|vill (?:se|ha|att|även|också))\b|^\s*[-–•]|^(?:fler|mer|bättre|större|ökad\w*|längre|tätare|rätt (?:att|till)|slut på)\b",
    re.I,
)
_OF_THE_TEXT = re.compile(  # a fault that is found in it is no wish for the thing
    r"\b(?:inaktuell\w*|föråldra\w*|felaktig\w*|stämmer|uppdater\w*|(?:siffran|uppgiften|uppgifterna|antalet|texten)\b.*\b(?:bör|ska|måste|är))\b",
    re.I,
)


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
    """What is looked for: content words in any order, each in itself or an alternative, and figures as they are written.
    ``groups``: the words, where they have alternatives."""

    def __init__(self, what: str, groups: Sequence[frozenset[str]] = ()) -> None:
        self.figures = tuple(figure.strip(".,:").casefold() for figure in _FIGURE.findall(what))
        words = groups or [frozenset({word}) for word in sorted(content_stems(what))]
        self.words = tuple(
            group.union(*(_SAME_WAY.get(word, ()) for word in group))
            for group in words
            if not group <= _VAGUE and not any(char.isdigit() for word in group for char in word)
        )

        self._of_reindeer = "ren" in frozenset[str]().union(*self.words) and not _CLEAN.search(what)

    def __bool__(self) -> bool:
        return bool(self.figures or self.words)

    def named_in(self, sentence: str, before: str = "", apart: bool = False) -> bool:
        """``before``: what stands before the sentence in its paragraph, which may name one word of three or more, of two with
        ``apart``."""
        folded = sentence.casefold()
        if not all(re.search(rf"(?<!\w){re.escape(f)}(?!\d)", folded) for f in self.figures):
            return False
        stems = content_stems(_CLEAN.sub(" ", sentence) if self._of_reindeer else sentence)
        missing = [g for g in self.words if not stand(g, stems) and not self._goes_without_saying(g, folded)]
        if len(missing) == 1 and len(self.words) > (1 if apart else 2) and before:
            return stand(missing[0], content_stems(before))
        return not missing

    def opposite(self) -> Matter | None:
        """The contrary demand: raise for lower. None when nothing is to be changed one way or the other."""
        turned = [frozenset[str]().union(*(_CONTRARY.get(word, ()) for word in group)) for group in self.words]
        if not any(turned):
            return None
        other = Matter("")  # without the figure: what is to be lowered to 80 is to be raised to another
        other.words = tuple(contrary or group for contrary, group in zip(turned, self.words, strict=True))
        return other

    def _goes_without_saying(self, group: frozenset[str], folded: str) -> bool:
        """ "Höj till 90" says that of the limit, or the speed, without naming it; "363:an" is a road."""
        if "väg" in group:
            return any(re.search(rf"(?<!\w){re.escape(figure)}:?an?s?\b", folded) for figure in self.figures)
        measured = bool(group & _MEASURES)
        return measured and (bool(self.figures and len(self.words) > 1) or _SPEED.search(folded) is not None)


_CLEAN = re.compile(r"\bren[ta]?\b", re.I)  # the adjective, whose stem the animal shares
_VAGUE = content_stems("förslag förslaget frågan något tanken idén idé kravet krav")
_MEASURES = content_stems("gräns gränsen hastighet hastighetsgräns hastighetsgränsen fart nivå nivån tak taket belopp")
_SPEED = re.compile(  # a speed is the one figure that is said without its unit
    r"\b(?:till|behåll|håller|hålla|från|kör|köra) (?:[3-9]0|1[0-2]0)\b(?=\W*(?:$|[.,;!]|igen|och|på|där|i stället|km))"
)
_PAIRS = (
    ("höja höjd höjda höjt höjning höjas höjs", "sänka sänkt sänkta sänk sänkning sänkas sänks"),
    ("öka ökad ökat ökade ökning", "minska minskad minskat minskade minskning"),
    ("utöka utökad utökat utökning", "begränsa begränsad begränsat begränsning"),
    ("förlänga längre förlängd", "förkorta kortare förkortad"),
    ("införa infört", "avskaffa avskaffat avveckla"),
    ("bevara behålla", "avveckla avskaffa slopa"),
)
_WAYS = [tuple(content_stems(way) for way in pair) for pair in _PAIRS]
_SAME_WAY = {stem: way for pair in _WAYS for way in pair for stem in way}
_CONTRARY = {stem: other for pair in _WAYS for way, other in (pair, pair[::-1]) for stem in way}


def stand(group: frozenset[str], stems: frozenset[str]) -> bool:
    """Is one of the group's words, or a compound of it, among the stems?"""
    return any(_stands(word, stems) for word in group)


def _stands(word: str, stems: frozenset[str]) -> bool:
    """In itself, in a compound, or much the same letters from the beginning: "landning" is no "laddning"."""
    near = frozenset(other for other in stems if other[:3] == word[:3] or word in other or other in word)
    return best_match(word, near) >= 0.6 or (len(word) >= 4 and any(word in other for other in near))


def mentions(
    what: str,
    answers: Iterable[Answer],
    with_side: bool = False,
    groups: Sequence[frozenset[str]] = (),
    apart: bool = False,
) -> list[Mention]:
    """One mention a sender, in the order of the answers. ``apart``: two words may stand in two sentences of a paragraph, as those
    that were translated one by one do."""
    matter = Matter(what, groups)
    contrary = matter.opposite() if with_side else None
    found: dict[str, Mention] = {}
    for answer in answers if matter else ():
        for start, end in split_sentences(answer.text):
            before = found.get(answer.submission_id)
            if before is not None and (not with_side or before.leaning != "unclear"):
                break
            sentence = answer.text[start:end]
            paragraph = answer.text[answer.text.rfind("\n", 0, start) + 1 : start] if with_side or apart else ""
            if matter.named_in(sentence, paragraph, apart):
                leaning = leaning_to(sentence, matter) if with_side else "unclear"
            elif contrary is not None and contrary.named_in(sentence):
                leaning = "against" if leaning_to(sentence, contrary) == "for" else "unclear"
            else:
                continue
            if before is None or leaning != "unclear":
                found[answer.submission_id] = Mention(answer, start, end, leaning)
    return list(found.values())


def leaning_to(sentence: str, matter: Matter) -> Leaning:
    """Is the sentence for or against the matter? Decided on the clauses that name it, by cues that leave no doubt."""
    clauses = [part for part in _SUBORDINATE.split(sentence) if part]
    named = [part for part in clauses if any(stand(group, content_stems(part)) for group in matter.words)]
    text = " ".join(_most(named or clauses, matter))
    if _NO.search(text) and not any(_NO.search(word) for group in matter.words for word in group):
        return "against"
    if _GOOD.search(text) or begins_with_demand(sentence):
        return "for"
    stance = stance_of(text)
    if stance == "support" or (stance == "change" and not _OF_THE_TEXT.search(text)):
        return "for"
    return "unclear"


def _most(clauses: Sequence[str], matter: Matter) -> list[str]:
    """The clauses that name most of the matter's words."""
    counts = [sum(stand(group, content_stems(clause)) for group in matter.words) for clause in clauses]
    return [clause for clause, count in zip(clauses, counts, strict=True) if count == max(counts)]
