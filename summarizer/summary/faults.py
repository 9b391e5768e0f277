"""What goes wrong when a small model turns a sentence into indirect speech, seen by what the sentence had and the retelling has."""

from __future__ import annotations

import re
from collections import Counter

from summarizer.text.words import NUMBER_WORDS

FINITE = (
    r"är|var|har|hade|ska|skall|skulle|bör|borde|kan|kunde|måste|får|behöver|behövs|saknas|saknar|finns|krävs|kräver|kommer|går|"
    r"ger|gör|blir|blev|räcker|hör|står|tar|nämns|drabbar|leder|innebär|betyder|visar|ligger|kostar|kör|vill|utgör|bidrar|"
    r"minskar|ökar|fungerar|skapar|påverkar|beror|gäller|handlar|tappar|håller|klarar|slutar|stannar|väljer|arbetar|missar|"
    r"bör|används|byggs|nämner|upprätthåller|anger|beskriver|lägger|ställer|talar|erbjuder|driver|lockar|flyttar|sjunker|dröjer|pågår|binder|rör|medför|läggs|försvinner|bygger|underlättar|stärker|hindrar|ersätter|saknade|fick|tog|gick|lever|bor|mår|växer"
)
_VERB = re.compile(rf"\b(?:{FINITE})\b")
_WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")
_CLAUSES = re.compile(r"(?:,|;) (?:(?:och|men|så|utan|samt) )?| (?:och|men) ")
_ALONE = 4  # words of a retelling beside one clause that is all it tells
# The verb before its subject: the order of a sentence with something else in front, which no "att" takes.
_INVERTED = re.compile(rf"\b(?:{FINITE}) (?:de|vi|man|jag|han|hon|ni|du)\b")
# Words that turn what is said into its contrary when they are gone.
_LIMITS = re.compile(
    r"\b(?:bara|enbart|endast|knappt|knappast|nästan|tydligen|påstås|sägs|kanske|annars|utan att|om inte|hur)\b", re.I
)
_JOINERS = re.compile(
    r",|\b(?:som|att|och|men|eller|när|om|där|hur|vad|vilk\w+|eftersom|medan|innan|så|då|för|än|utan|fast|tills|varför|vem)\b",
    re.I,
)
_LET = re.compile(r"låt\b", re.I)
_MODAL = re.compile(r"\b(?:ska|skall|bör|borde|får|kan|måste|behöver|låtas)\b")


def loses_verb(source: str, rewrite: str) -> bool:
    """Is most of a clause there without any verb of it? "Stödet försvinner, och det betyder 900 färre cirklar" is not "stödet försvinner och
    900 färre cirklar"."""
    has = {word.casefold() for word in _WORD.findall(rewrite)}
    for clause in _CLAUSES.split(source):
        verbs = {m[0].casefold() for m in _VERB.finditer(clause)}
        words = [word.casefold() for word in _WORD.findall(clause) if len(word) > 3 and word.casefold() not in verbs]
        told = sum(word in has for word in words)
        if verbs and not verbs & has and len(words) > 1 and 2 * told > len(words) and told < len(has) - _ALONE:
            return True
    return False


def miscounts(source: str, rewrite: str) -> bool:
    """Has a figure gone, or come twice? "Av 62 bolag har fyra fått en investerare" is not "fyra bolag har fyra fått en investerare"."""
    had, has = (
        Counter(w for w in map(str.casefold, _WORD.findall(text)) if _is_number(w)) for text in (source, rewrite)
    )
    whole = 2 * len(rewrite.split()) >= len(source.split())
    return any(has[n] > had[n] for n in has) or (whole and any(had[n] > has[n] for n in had if n not in _ARTICLES))


_ARTICLES = frozenset({"en", "ett"})


def _is_number(word: str) -> bool:
    return word[0].isdigit() or (word in NUMBER_WORDS and word not in _ARTICLES)


def loses_limit(source: str, rewrite: str) -> bool:
    """ "Kultur ska tydligen bara finnas i stan" is not "kultur ska finnas i stan"."""
    has = {m[0].casefold() for m in _LIMITS.finditer(rewrite)}
    return any(m[0].casefold() not in has for m in _LIMITS.finditer(source))


def joins_badly(source: str, rewrite: str) -> bool:
    """More verbs than clauses that could hold them, a subject after its verb, "låt dem betala" without what lets them, or something
    that is said to be there ("det inte finns en service") where the sentence says what it is."""
    verbs, joiners = len(_VERB.findall(rewrite)), len(_JOINERS.findall(rewrite))
    there = re.match(r"det (?:inte )?finns\b", rewrite) is not None and not re.search(
        r"\b(?:finns|saknas|fattas)\b", source
    )
    unlet = _LET.match(source) is not None and not _MODAL.search(rewrite)
    return verbs > joiners + 1 or _INVERTED.search(rewrite) is not None or there or unlet
