"""What goes wrong when a small model turns a sentence into indirect speech, seen by what the sentence had and the retelling has.

Of 40 retellings that passed looser checks, read beside their sentences, some 20 said something else or were no Swedish: a modal, a figure, "meningen
om" or "bara" had gone, or a relative clause had become the main one. So nothing may go but what leads over or says who speaks, and whole
clauses from the end; what does not keep to that is quoted.
"""

from __future__ import annotations

import re
from collections import Counter

from summarizer.text.wordlist import word_set

FINITE = (
    r"är|var|har|hade|ska|skall|skulle|bör|borde|kan|kunde|måste|får|behöver|behövs|saknas|saknar|finns|krävs|kräver|kommer|går|"
    r"ger|gör|blir|blev|räcker|hör|står|tar|nämns|drabbar|leder|innebär|betyder|visar|ligger|kostar|kör|vill|utgör|bidrar|"
    r"minskar|ökar|fungerar|skapar|påverkar|beror|gäller|handlar|tappar|håller|klarar|slutar|stannar|väljer|arbetar|missar|"
    r"bör|används|byggs|nämner|upprätthåller|anger|beskriver|lägger|ställer|talar|erbjuder|driver|lockar|flyttar|sjunker|dröjer|delar|pågår|binder|rör|medför|läggs|försvinner|bygger|underlättar|stärker|hindrar|ersätter|saknade|fick|tog|gick|lever|bor|mår|växer"
)
VERB = re.compile(rf"\b(?:{FINITE})\b")
WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")
# Words that lead over from what stood before, and those of who speaks.
_MAY_GO = word_set(
    """
    också även därför dessutom nu då ju alltså dock däremot samtidigt vidare men och samt så vi oss vår vårt våra jag mig min mitt mina
    det att självklart gärna nog väl i övrigt för hos
    """
)
_MAY_COME = word_set("att det de dem den deras sin sina sitt")
_END = re.compile(
    r"[,;] (?:så|men|och|eftersom|för|därför|utan|det|den|de|där|då|annars|vilket)\b|;"
)  # a clause that can be left out
# The verb before its subject: the order of a sentence with something else in front, which no "att" takes.
_INVERTED = re.compile(rf"\b(?:{FINITE}) (?:de|vi|man|jag|han|hon|ni|du)\b")
_JOINERS = re.compile(
    r",|\b(?:som|att|och|men|eller|när|om|där|hur|vad|vilk\w+|eftersom|medan|innan|så|då|för|än|utan|fast|tills|varför|vem)\b",
    re.I,
)
_SPEAKS = re.compile(r"\b(?:vi|oss|våra?|vårt|jag|mig|min|mitt|mina)\b", re.I)


def loses_words(source: str, rewrite: str) -> bool:
    """Has a word gone that is neither one that may go nor of a clause at the end, or come that was not there?"""
    has = Counter(_words(rewrite))
    if any(word not in _MAY_COME for word in (has - Counter(_words(source))).elements()):
        return True
    wholes = [source, *(source[: end.start()] for end in _END.finditer(source))]
    return not any(_all_kept(whole, has) for whole in wholes)


def _all_kept(whole: str, has: Counter[str]) -> bool:
    """Do the words of the sentence, or of its beginning, stand in the retelling, and none besides?"""
    had = Counter(_words(whole))
    if (had["vi"] or had["jag"]) and not has["de"]:
        return False  # who does it has gone
    return all(w in _MAY_GO for w in (had - has).elements()) and all(w in _MAY_COME for w in (has - had).elements())


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def joins_badly(source: str, rewrite: str) -> bool:
    """More verbs than clauses that could hold them, a subject after its verb, a verb without a subject, or "de" of whom nobody has spoken."""
    verbs, joiners = len(VERB.findall(rewrite)), len(_JOINERS.findall(rewrite))
    bare = VERB.match(rewrite) is not None or re.match(r"(?:ha|få|bli|vara|gå|ge|ta|göra|låta)\b", rewrite) is not None
    strangers = (
        re.match(r"de \w+\b", rewrite) is not None
        and _SPEAKS.search(source) is None
        and not re.match(r"de\b", source, re.I)
    )
    return verbs > joiners + 1 or _INVERTED.search(rewrite) is not None or bare or strangers
