"""Changes of a baseline sentence that senders spell out: this word for that one, an addition, and what a sentence that speaks of one
thing only leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.drafting.evidence import Evidence
from summarizer.drafting.wording import Written
from summarizer.text.words import content_stems, stem

_SWAP = re.compile(
    r"(?:[Ee]rsätt |[Bb]yt(?: ut)? )?[”\"](?P<old>[^”\"]+)[”\"] (?:(?:bör |ska )?(?:ersätts|ersättas|byts ut|bytas ut|ändras) )?"
    r"(?:av|med|mot|till) [”\"](?P<new>[^”\"]+)[”\"]"
)
_ADDITION = re.compile(
    r"\b(?:tillägget|lägg(?:s|a)? till(?: orden)?|kompletteras med(?: orden)?) [”\"](?P<new>[^”\"]{4,})[”\"]", re.I
)
_LEFT_OUT = re.compile(
    r"(?:nämner|talar om|omfattar) (?:enbart|bara|endast) (?P<only>[^.,]+)[.,] Lägg(?: även)? till (?P<more>\w+(?: \w+)?)[.,]"
)
_ONLY_NAMES = re.compile(
    r"\b(?:(?:nämner|nämns|talar om|omfattar|gäller|handlar om|står)(?: det| målet| texten| strategin)? (?:enbart|bara|endast)|"
    r"(?:enbart|bara|endast) (?:nämner|nämns|talar om|omfattar|gäller|handlar om)|talar (?:enbart|bara|endast) om|stannar vid)(?: de[nt]?)? "
    r"(?P<only>[^\W\d_]+(?: [^\W\d_]+)?)",
    re.I,
)
_PLACES = re.compile(
    r"\b(?P<more>byar(?:na)?|landsbygd(?:en)?|glesbygd(?:en)?|inlandet|fjällen|mindre orter|småorter)\b", re.I
)
_MISSED = re.compile(
    r"\b(?P<more>[^\W\d_]{4,}) (?:måste|ska|bör) (?:också |även )?(?:vara |tas |nämnas |komma )?med\b", re.I
)
_TOWNS = re.compile(r"(?:ort|stad|städ|kust|samhälle|centr)\w*$", re.I)
_ROOT, _ENDING = 4, 3  # letters
_ADJECTIVE = re.compile(r"(?:lig|isk|offent|sk|al)$")  # a stem that says nothing without its noun


def substituted(current: str, ranked: Sequence[Evidence]) -> Written | None:
    """What a sender writes word for word: "”uppmärksamma” ersätts av ”vårda och restaurera”", "tillägget ”…”"; and what a goal
    that names one thing only leaves out ("Målet nämner bara städerna. Lägg till byarna")."""
    for evidence in ranked:
        quote = " ".join(evidence.point.quote.split())
        for swap in _SWAP.finditer(quote):
            if swap["old"] in current:
                return Written(current.replace(swap["old"], swap["new"], 1), (evidence.point,), True)
        addition = _ADDITION.search(quote)
        if addition:
            return Written(f"{current.rstrip('.')}, {addition['new'].strip(' .,')}.", (evidence.point,), True)
        if (wider := widened(current, quote)) is not None:
            return Written(wider, (evidence.point,), True)
        left_out = _LEFT_OUT.search(quote)
        at = _word_like(current, left_out["only"]) if left_out else None
        if left_out and at is not None:
            return Written(f"{current[:at]} och {left_out['more']}{current[at:]}", (evidence.point,), True)
    return None


def widened(current: str, quote: str) -> str | None:
    """What the sentence says of one kind of places or people only, said of those that the sender misses: "Målet talar bara om
    tätorterna, hälften bor i byar" → "tätorter och byar"; "hela länet" takes the place of all."""
    only = _ONLY_NAMES.search(quote)
    named = _named(current, only["only"]) if only is not None else None
    if named is None:
        return None
    start, end = named
    whole = re.search(r"\bhela (?:länet|kommunen|regionen)\b", quote, re.I)
    if whole:
        return current[:start] + whole[0].casefold() + current[end:]
    more = _MISSED.search(quote) or (_PLACES.search(quote) if _TOWNS.search(current[start:end]) else None)
    return f"{current[:end]} och {more['more'].casefold()}{current[end:]}" if more else None


def _named(current: str, thing: str) -> tuple[int, int] | None:
    """Where the sentence names the thing, of two words or one, in whatever form; with whose it is."""
    wanted = thing.split()
    words = list(re.finditer(r"[^\W\d_]+", current))
    for size in range(len(wanted), 0, -1):
        for at in range(len(words) - size + 1):
            if all(_alike(word[0], want) for word, want in zip(words[at : at + size], wanted, strict=False)):
                whose = at > 0 and words[at - 1][0] in ("länets", "kommunens", "regionens")
                return words[at - whose].start(), words[at + size - 1].end()
        if _ADJECTIVE.search(stem(wanted[0].casefold())):
            return None
    return None


def _alike(one: str, other: str) -> bool:
    """Forms of one word: "sektor" and "sektorn", "tätorter" and "tätorterna"."""
    short, long = sorted((stem(one.casefold()), stem(other.casefold())), key=len)
    return len(short) >= _ROOT and long.startswith(short) and len(long) - len(short) <= _ENDING


def _word_like(current: str, phrase: str) -> int | None:
    """The end of the word in ``current`` that is made of the phrase's words ("städerna vid kusten" → kuststäder)."""
    stems = sorted(content_stems(phrase))
    for match in re.finditer(r"\w{5,}", current):
        word = match[0].casefold()
        if stems and all(part[:4] in word or part[:2] + "ä" + part[3:4] in word for part in stems):
            return match.end()
    return None
