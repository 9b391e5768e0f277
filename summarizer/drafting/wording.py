"""The new text of an edit, from the sentences of senders that serve best: by rules where a sender wrote what can stand as it
is, by the model where not. Code opens the sentence and checks every word, number and name of what comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.drafting.denial import revised
from summarizer.drafting.evidence import Evidence, best
from summarizer.drafting.facts import as_fact, main_clause, without_example
from summarizer.drafting.materials import Generate
from summarizer.drafting.phrases import Lower, as_need, clauses, need_of_clause, tidied
from summarizer.llm.prompts import Prompt
from summarizer.records import Citation, Claim, Point
from summarizer.text.dialect import DIALECT
from summarizer.text.verbs import DEEDS, infinitive
from summarizer.text.wordlist import word_set
from summarizer.text.words import STOPWORDS, content_stems, missing_facts, overlap, proper_names, stem

_OWN = 0.74  # share of the new text's content words that must stand in what it is written from
_REPEATS = 0.85  # share of the new text's content words in the baseline at which it only repeats it
_SHOWN = 3  # sentences that the model is shown
_LONGEST = 22  # words of a need after its verb
_FIRST_PERSON = re.compile(
    r"\b(?:vi|oss|(?<!varje )(?<!under )(?<!på )vår|vårt|våra|jag|mig|min|mitt(?! (?:i|på|under|emot|bland)\b)|mina|ni|er|era|hos oss)\b",
    re.I,
)
_OF_TEXT = re.compile(
    r"\b(?:strategin?|texten|meningen|avsnittet|målformulering\w*|(?<!nationella )(?<!globala )(?<!svenska )målet|skriv(?:s|as|a|ning\w*)|nämn(?:as|s|a)|stryk\w*|formulering\w*|"
    r"lydelse\w*|slutsatsen|siffran|siffrorna|inaktuell\w*|föråldrad\w*|missvisande|utdaterad\w*|delprioriteringen|analysen|påståendet|kapitlet|listan|uppgiften|"
    r"ledord|bland aktörerna|aktörslistan|ordet|begreppet|underlaget|beskrivningen|beskrivs|levnadsvanorna|"
    r"står (?:som|bland|med)|bland behoven|(?:som )?ett behov|egen punkt|(?:ett )?eget (?:stycke|avsnitt)|(?:det |i )fortsatta? (?:arbetet?|processen?|dialogen?)|föreskriften som)\b|█",  # what a mask hides stays hidden
    re.I,
)
# Somebody's own place, unless the strategy is about it too.
_HERE = re.compile(
    r"\b(?:i|inom) (?:kommunen|byn|bygden|staden|socknen|samebyn)\b|\bpå orten\b|\bhär (?:hemma|uppe|hos|omkring|i (?:byn|bygden|trakten|kommunen))\b|\bkommunens\b",
    re.I,
)
# The sender's own body, and what was met there: which one, nobody can tell.
_BODY = re.compile(
    r"(?:(?:vid|på|hos|via|inom|genom|i) )?(?P<body>kommunen|bolaget|föreningen|klubben|byalaget|företaget|banken|socialtjänsten|socialkontoret|"
    r"hälsocentralen|vårdcentralen|skolsköterskan|sköterskan|rektorn|biblioteket|museet|nämnden|förvaltningen|enheten|avdelningen|"
    r"kören|förbundet|partiet|klassen|ridklubben|samebyn|stiftelsen|kooperativet|myndigheten|verket|universitetet|högskolan|rådet|koncernen|gruppen|"
    r"medborgarkontoret|näringslivskontoret|ordföranden|kassören|butiken|affären|verkstaden|mottagningen|kliniken|sjukstugan)s?\b",
    re.I,
)
# The order of words after "att": "datahallar ännu tar mark" is no sentence of its own.
_SUBORDINATE = re.compile(
    r"\b(?:inte|ännu|redan|alltid|aldrig|ofta|sällan|också|även|fortfarande|dessutom|numera) (?:är|har|kan|får|tar|ger|går|ska|\w{2,}(?:ar|er|ade|ts|as))\b"
)
_DENIAL = re.compile(r"\b(?:inte|ej|ingen|inget|inga|aldrig|varken|utan|värre)\b", re.I)
_INFINITIVE = re.compile(r"[^\W\d_]*(?:a|gå|få|stå|se|ge|ske|bli|slå|nå|bo|tro|bero|te)$", re.I)
_STANDS_ALONE = re.compile(
    r"(?:en|ett|fler|bättre|mer|ökad[et]?|nya|gemensamma?t?|särskilda|trygga?|säkra|tydliga(?:re)?|regionala?t?|långsiktiga?|\w+(?:ing|else|het|stöd|ar|er))\b",
    re.I,
)
_HAS_VERB = re.compile(r"\b(?:är|har|skulle|kan|ska|bör|måste|får|blir|vore|finns|behövs)\b|as$")
_NOT_VERBS = word_set(
    "alla andra samma denna dessa detta bara båda våra mina deras hela vissa några sådana flera inlandsbanan"
)
# Verbs that turn a lack into a need, and words that say where; they add nothing that anyone could dispute.
_CARRIERS = frozenset(
    stem(word)
    for word in word_set(
        """
        stärka stärkt utveckla säkra säkerställa främja öka ökad förbättra bättre bygga byggas ut erbjuda ge införa skapa möjliggöra
        möjlighet ta fram minska underlätta ordna samordna stödja stöd lyfta anordna tillgång bidra genomföra behålla hjälpa
        förebygga motverka länet län regionen delar flera många särskilt kunna göra få tillvara nå satsa prioritera anpassa höja insatser
        """
    )
)


Local = Callable[[str, Point], bool]  # does the text speak of the sender's own place?


@dataclass(frozen=True)
class Ground:
    """What a text may stand on: sentences of senders, best first, what the points say, and the part of the baseline."""

    ranked: tuple[Evidence, ...]
    quotes: tuple[str, ...]
    baseline: str

    @property
    def said(self) -> str:
        return "\n".join(self.quotes)


@dataclass(frozen=True)
class Written:
    """A new text. ``points``: whose words it is made of, when that is known; ``by_rule``: taken as it stood."""

    text: str
    points: tuple[Point, ...]
    by_rule: bool


class Names:
    """Which capitals are names, learnt from everything that is written on the section."""

    def __init__(self, texts: Sequence[str]) -> None:
        whole = "\n".join(texts)
        self._names = {name.casefold() for name in proper_names(whole)}
        self._plain = set(re.findall(r"\b[a-zåäö][\wåäö-]*", whole))

    def lower(self, text: str) -> str:
        """The phrase without the capital that it has only because it began a sentence."""
        first = re.split(r"[ ,]", text, maxsplit=1)[0]
        if first[1:] != first[1:].lower():
            return text
        folded = first.casefold()
        known = folded in self._names or folded.removesuffix("s") in self._names
        if known and folded not in self._plain and folded not in STOPWORDS:
            return text
        return text[:1].lower() + text[1:]


def needs(ground: Ground, lower: Lower, local: Local, prompt: Prompt, generate: Generate) -> list[Written]:
    """Texts that can stand after "behov av" and "verka för", without full stop, in no order.

    The model is asked only when no rule finds a wish, and may only choose: what it writes must stand in a sender's sentence.
    """
    found = []
    for evidence in ground.ranked:
        for phrase in (as_need(clause, lower) for clause in clauses(evidence.text)):
            if phrase is not None and not local(phrase, evidence.point) and stands_on(phrase, ground):
                found.append(Written(phrase, (evidence.point,), True))
    if found:
        return found
    for evidence in best(ground.ranked, _SHOWN):
        if _DENIAL.search(evidence.text):
            continue  # nothing would be taken of it
        text = _asked(evidence.text, _no_need, prompt, generate).removeprefix("att ")
        chosen = chosen_need(text, evidence.text)
        chosen = tidied(chosen) if chosen is not None else None
        if chosen is not None and stands_on(chosen, ground) and not local(chosen, evidence.point):
            found.append(Written(chosen, (evidence.point,), False))
    return found


def chosen_need(text: str, sentence: str) -> str | None:
    """What the model wrote after "att", if it is a verb of the sentence and a stretch of it; without the verb when only that is
    the model's own and what follows can stand alone. A small model denies, mixes up and coins when it words things freely."""
    verb, _, rest = text.partition(" ")
    if not 2 <= len(rest.split()) <= _LONGEST or not _stretch(rest, sentence) or _DENIAL.search(sentence):
        return None
    if re.match(r"(?:av|och|som|är|har)\b", rest) or re.search(r"\bvore\b", rest):
        return None  # the verb is not the one that it belongs to, or somebody only thinks so
    if verb.islower() and _INFINITIVE.fullmatch(verb) and verb not in _NOT_VERBS and _does(verb, sentence):
        return f"att {text}"
    return rest if _STANDS_ALONE.match(rest) and not _HAS_VERB.search(rest) else None


def facts(ground: Ground, local: Local, prompt: Prompt, generate: Generate) -> list[Written]:
    """Sentences of fact with their full stops, as senders wrote them, in no order. Where none stands as it is, the model may point out
    the clause of a sentence that does."""
    found = []
    for evidence in ground.ranked:
        text = as_fact(evidence.text)
        if text is not None and local(text, evidence.point):
            text = without_example(text)
        if text is not None and not local(text, evidence.point) and stands_on(text, ground):
            found.append(Written(text, (evidence.point,), True))
    if found:
        return found
    for evidence in best(ground.ranked, _SHOWN):
        chosen = _asked(evidence.text, _no_fact, prompt, generate)
        text = as_fact(chosen) if _stretch(chosen, evidence.text) else None
        if text is not None and not local(text, evidence.point) and stands_on(text, ground):
            found.append(Written(text, (evidence.point,), False))
    return found


def _asked(sentence: str, hopeless: Callable[[str, str], bool], prompt: Prompt, generate: Generate) -> str:
    """What the model makes of a sentence; left at the word that settles that it will not be taken (the last may not be whole)."""
    request = prompt.fill(sentences=f"- {' '.join(sentence.split())}")
    judged = replace(request, hopeless=lambda written: hopeless(_clean(written[: written.rfind(" ") + 1]), sentence))
    return _clean(generate(judged))


def _no_need(begun: str, sentence: str) -> bool:
    """Does no need that begins like this stand in the sentence?"""
    rest = begun.removeprefix("att ").partition(" ")[2]
    return len(rest.split()) > _LONGEST or not _stretch(rest, sentence)


def _no_fact(begun: str, sentence: str) -> bool:
    return not _stretch(begun, sentence)


def _stretch(text: str, sentence: str) -> bool:
    """Do the words stand in the sentence one after the other?"""
    words, inside = re.findall(r"\w+", text.casefold()), re.findall(r"\w+", sentence.casefold())
    return any(inside[at : at + len(words)] == words for at in range(len(inside) - len(words) + 1))


def _does(verb: str, sentence: str) -> bool:
    """Is the verb there as a verb? A stem is not enough: "slut på delade turer" is not "att sluta"."""
    words = re.findall(r"\w+", sentence.casefold())
    return bool({verb, f"{verb}s", f"{verb}r"} & set(words)) or (words[0] in DEEDS and infinitive(words[0]) == verb)


def needs_of_claims(
    claims: Sequence[Claim], points: Mapping[str, Point], lower: Lower, ground: Ground
) -> list[Written]:
    """Wishes among the sentences of the summary, which the model has retold and code has checked."""
    found = []
    for retold, behind in _retold(claims, points):
        phrase = need_of_clause(retold, lower)
        if phrase is not None and stands_on(phrase, ground):
            found.append(Written(phrase, behind, True))
    return found


def facts_of_claims(
    claims: Sequence[Claim], points: Mapping[str, Point], ground: Ground, local: Local
) -> list[Written]:
    """Facts among the sentences of the summary."""
    found = []
    for retold, behind in _retold(claims, points):
        text = as_fact(main_clause(retold[:1].upper() + retold[1:]))
        if (
            text is not None
            and not _SUBORDINATE.search(text)
            and stands_on(text, ground)
            and not all(local(text, point) for point in behind)
        ):
            found.append(Written(text, behind, True))
    return found


def _retold(claims: Sequence[Claim], points: Mapping[str, Point]) -> list[tuple[str, tuple[Point, ...]]]:
    """What each claim says its senders say, and their points."""
    found = []
    for claim in claims:
        match = re.search(
            r" (?:anser|framhåller|påpekar|menar|vill|föreslår|önskar|konstaterar|noterar|understryker|bedömer) att (?P<said>.+)$",
            claim.text,
        )
        behind = tuple(p for p in map(points.get, (_point_id(c) for c in claim.citations)) if p is not None)
        if match and claim.check is not None and claim.check.origin != "extract" and behind:
            found.append((match["said"].rstrip("."), behind))
    return found


def _point_id(citation: Citation) -> str:
    return f"{citation.answer_id}@{citation.start}-{citation.end}"


def correction(current: str, found: Written, quotes: Sequence[str], surely: bool) -> Written | None:
    """The baseline sentence put right by a fact; None when the fact is about something else. ``surely``: it is known to be about the same."""
    text = revised(current, found.text, quotes, surely)
    return None if text is None or _same(text, current) else Written(text, found.points, found.by_rule)


def repeats(text: str, baseline: str) -> bool:
    """Does the text say nothing that the baseline does not?"""
    words = content_stems(text) - _CARRIERS
    return not words or overlap(words, content_stems(baseline)) >= _REPEATS


def stands_on(text: str, ground: Ground) -> bool:
    """No first person, no talk of the text itself or of the sender's own place, no word, number or name from nowhere."""
    if any(pattern.search(text) for pattern in (_FIRST_PERSON, _OF_TEXT, DIALECT)) or missing_facts(
        text, [ground.said, ground.baseline]
    ):
        return False
    here = _HERE.search(text)
    if here and here[0].casefold() not in ground.baseline.casefold():
        return False
    body = _BODY.match(text)
    if body and body["body"].casefold() not in ground.baseline.casefold():
        return False
    own = content_stems(text) - _CARRIERS
    return bool(own) and overlap(own, content_stems(ground.said)) >= _OWN


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _clean(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip().strip('”"').rstrip(".!").strip()
