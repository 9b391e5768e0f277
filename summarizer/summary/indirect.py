"""A sender's sentence in indirect speech ("att …"): by rule where Swedish word order allows it, else by the model, checked.

A main clause with its subject first becomes a subordinate one by moving the sentence adverb before the verb
("X är inte Y" → "att X inte är Y"). Sentences that begin otherwise, or that speak of "vi", are for the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from summarizer.llm import Request
from summarizer.llm.prompts import Prompt
from summarizer.text.wordlist import word_set
from summarizer.verification import DEFAULT, Thresholds, true_rewrite

Generate = Callable[[Request], str | None]  # None: cut off or empty

_OPINION = re.compile(
    r"^(?:vi|jag|kommunen|föreningen|regionen|myndigheten|företaget)\s+"
    r"(?:anser|tycker|menar|vill|tror|ser|föreslår|önskar|konstaterar|noterar|påpekar|understryker|bedömer|upplever|"
    r"framhåller|instämmer i)\s+(?:(?:också|även|dessutom|därför|gärna|dock|bestämt|framhålla|understryka|betona|påpeka|lyfta)\s+)*"
    r"att\s+(?P<rest>.+)$",
    re.I | re.S,
)
_CONNECTOR = re.compile(r"^(?:men|och|samt|dessutom|vidare)\s*,?\s+(?=\w)", re.I)
_FRONTED = word_set(
    """
    att i på för med utan vid från till inom under efter före genom mellan enligt trots hos av om när eftersom medan sedan då där
    här nu idag ofta därför dessutom dock däremot också även inte aldrig kanske framför särskilt samtidigt istället varför hur
    vad vilka vilken vilket vem så ändå annars ur bland utöver förutom likaså tyvärr naturligtvis exempelvis hittills tidigare
    förr just bara endast mot över runt kring längs sen redan först sist snart många gånger ibland dessa såväl både
    lägg ta stryk skriv bygg utred låt ge se inför säkra sätt byt ändra komplettera förtydliga nämn lyft prioritera satsa rusta
    utveckla stärk öka minska sänk höj skapa behåll bevara ordna gör håll kräv uppdatera flytta formulera beskriv redovisa följ
    tänk glöm laga slå samla använd ersätt bredda betona tillför ställ börja sluta stoppa peka
    är har kan ska skall bör finns borde måste får vill saknar anser tycker menar föreslår undrar tack hej
    """
)
_FIRST_PERSON = re.compile(r"\b(vi|oss|vår|vårt|våra|jag|mig|min|mitt|mina|ni|er|ert|era|du|dig|din|ditt|dina)\b", re.I)
_FINITE = (
    r"är|var|har|hade|ska|skall|skulle|bör|borde|kan|kunde|måste|får|behöver|behövs|saknas|saknar|finns|krävs|kräver|kommer|går|"
    r"ger|gör|blir|blev|räcker|hör|står|tar|nämns|drabbar|leder|innebär|betyder|visar|ligger|kostar|kör|vill|utgör|bidrar|"
    r"minskar|ökar|fungerar|skapar|påverkar|beror|gäller|handlar|tappar|håller|klarar|slutar|stannar|väljer|arbetar|missar|"
    r"bör|används|byggs|nämner|upprätthåller|anger|beskriver|lägger|ställer|talar|erbjuder|driver|lockar|flyttar|sjunker|dröjer|pågår|binder|rör|medför|läggs|försvinner|bygger|underlättar|stärker|hindrar|ersätter|saknade|fick|tog|gick|lever|bor|mår|växer"
)
_VERB = re.compile(rf"\b(?:{_FINITE})\b")
_ADVERB = re.compile(
    rf"^(?P<subject>[^,;:]*?)\s(?P<verb>{_FINITE})\s(?P<adverb>inte längre|inte|aldrig|alltid|redan|ofta|fortfarande|ännu|sällan)\b"
)
_LOOSE = re.compile(rf"(\s(?:{_FINITE}))\s(?:därför|dock|däremot|dessutom|också|alltså|ju|nog|faktiskt)\b")
_SUBORDINATE = re.compile(r"\b(som|att|om|när|där|eftersom|vilket|vilka)\b")
# What the model may add when it turns a sentence round; any other word must stand in the sentence in the same form.
_MAY_ADD = word_set(
    """
    att de dem deras det den detta en ett är inte någon något några ha har bör ska måste kan och eftersom enligt i om av på för
    saknas läggas till strykas nämnas tas bort behövs finns där som ut upp
    """
)
_WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")


@dataclass(frozen=True)
class Retelling:
    """What stands after "att", without a full stop, and whether a rule or the model turned it round."""

    text: str
    origin: Literal["rule", "model"]


def retell(
    sentence: str, prompt: Prompt, generate: Generate, known: Collection[str] = (), thresholds: Thresholds = DEFAULT
) -> Retelling | None:
    """The sentence in indirect speech; None when it can only be quoted."""
    ruled = by_rule(sentence, known)
    if ruled is not None:
        return Retelling(ruled, "rule")
    text = generate(prompt.fill(sentence=sentence))
    if text is None:
        return None
    text = re.sub(r"\s+", " ", text).strip().rstrip(".!").removeprefix("att ").strip()
    text = _adverb_first(text)
    whole = _VERB.search(text) and not _FIRST_PERSON.search(text) and not _without_subject(sentence, text)
    sound = text and whole and not _new_words(sentence, text)
    return Retelling(text, "model") if sound and true_rewrite(sentence, text, thresholds=thresholds) else None


def _without_subject(sentence: str, retold: str) -> bool:
    """Does it begin with the infinitive of "vi vill flytta gods …", whose subject went with "vi"?"""
    first = re.escape(retold.split()[0]) if retold else "$"
    return re.search(rf"\b(?:vill|ska|skall|bör|kan|måste|får|behöver|att)\s+{first}\b", sentence, re.I) is not None


def by_rule(sentence: str, known: Collection[str] = ()) -> str | None:
    """The subordinate clause made by rule, or None when the sentence is not of the kind that the rules are sure of."""
    text = re.sub(r"\s+", " ", sentence).strip().rstrip(".! ")
    if not text or "?" in text or text.count(".") > 3:
        return None
    text = _CONNECTOR.sub("", text)
    opinion = _OPINION.match(text)
    if opinion:
        rest = opinion["rest"]
        return rest if not _FIRST_PERSON.search(rest) and len(rest.split()) > 3 else None
    first = text.split()[0].strip('”"(,').casefold()
    if first in _FRONTED or _FIRST_PERSON.search(text) or not text[:1].isalnum():
        return None
    verb = _VERB.search(text)
    if verb is None or verb.start() > 110 or _SUBORDINATE.search(text[: verb.start()]) or "," in text[: verb.start()]:
        return None
    return _adverb_first(_small(text, known))


def _adverb_first(text: str) -> str:
    """Subordinate word order: the sentence adverb before the verb; linking adverbs, which lean on what stood before, go."""
    text = _LOOSE.sub(r"\1", text, count=1)
    return _ADVERB.sub(r"\g<subject> \g<adverb> \g<verb>", text, count=1)


def _small(text: str, known: Collection[str]) -> str:
    """A small first letter, unless the first word is a name, as far as can be seen."""
    first = text.split()[0].strip('”"(,')
    is_name = first.casefold() not in _COMMON and (
        first in known or first.removesuffix("s") in known or _NAME.match(text) or not first[1:].islower()
    )
    return text if is_name else text[:1].lower() + text[1:]


_COMMON = word_set("järnvägen landsvägen motorvägen cykelvägen vägen myndigheten polisstyrelsen kommunstyrelsen kusten")
_NAME = re.compile(
    r"(?:[A-ZÅÄÖ]\w+(?:banan|vägen|älven|verket|styrelsen|tinget|fjällen|kusten|botten|myndigheten)s?\b|"
    r"[A-ZÅÄÖ]\w+ (?:kommun|län|universitet)s?\b|[A-ZÅÄÖ]\w+ och [A-ZÅÄÖ]|[A-ZÅÄÖ]\w+ [A-ZÅÄÖ])"
)


def _new_words(source: str, rewrite: str) -> set[str]:
    """Words of the rewrite that the source does not have in that form: a small model inflects words that do not exist.

    The passive of a word that is there may be added ("Höj …" → "bör höjas").
    """
    had = {word.casefold() for word in _WORD.findall(source)} | _MAY_ADD
    return {w for w in map(str.casefold, _WORD.findall(rewrite)) if not {w, *_actives(w)} & had}


def _actives(word: str) -> set[str]:
    """What an infinitive in the passive may be made of: "höjas" of "höj" and "höja"."""
    return {word.removesuffix("as"), word.removesuffix("s")} if word.endswith("as") else set()
