"""The new text of an edit, from the sentences of senders that serve best: by rules where a sender wrote what can stand as it
is, by the model where not. Code opens the sentence and checks every word, number and name of what comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.drafting.evidence import Evidence, best
from summarizer.drafting.facts import as_fact, revised
from summarizer.drafting.materials import Generate
from summarizer.drafting.phrases import Lower, as_need, need_of_clause
from summarizer.llm.prompts import Prompt
from summarizer.records import Citation, Claim, Point
from summarizer.text.wordlist import word_set
from summarizer.text.words import STOPWORDS, content_stems, missing_facts, overlap, proper_names, stem

_OWN = 0.74  # share of the new text's content words that must stand in what it is written from
_REPEATS = 0.85  # share of the new text's content words in the baseline at which it only repeats it
_SHOWN = 3  # sentences that the model is shown
_FIRST_PERSON = re.compile(r"\b(?:vi|oss|vår|vårt|våra|jag|mig|min|mitt|mina|ni|er|era|hos oss)\b", re.I)
_OF_TEXT = re.compile(
    r"\b(?:strategin?|texten|meningen|avsnittet|målformulering\w*|målet|skriv(?:s|as|a|ning\w*)|nämn(?:as|s|a)|stryk\w*|formulering\w*|"
    r"delprioriteringen|analysen|påståendet|kapitlet|listan|uppgiften|underlaget|beskrivningen|beskrivs|levnadsvanorna|"
    r"står (?:som|bland|med)|bland behoven|(?:som )?ett behov|egen punkt|föreskriften som)\b|█",  # what a mask hides stays hidden
    re.I,
)
_NEGATION = re.compile(r"\b(?:inte|ej|ingen|inget|inga|aldrig|varken|saknas?|saknar|brist\w*)\b", re.I)
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
_INFINITIVE = re.compile(r"[^\W\d_]*(?:a|gå|få|stå|se|ge|ske|bli|slå|nå|bo|tro|bero|te)$", re.I)
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
    """Texts that can stand after "behov av" and "verka för", without full stop, in no order."""
    found = []
    for evidence in ground.ranked:
        phrase = as_need(evidence.text, lower)
        if phrase is not None and not local(phrase, evidence.point) and stands_on(phrase, ground):
            found.append(Written(phrase, (evidence.point,), True))
    for shown in _shown(ground):
        text = _clean(generate(prompt.fill(sentences=shown))).removeprefix("att ")
        first = text.split(" ")[0] if text else ""
        verb = bool(first) and first.islower() and bool(_INFINITIVE.fullmatch(first)) and first not in _NOT_VERBS
        if verb and 3 <= len(text.split()) <= 24 and stands_on(text, ground):
            found.append(Written(f"att {text}", (), False))
    return found


def facts(ground: Ground, local: Local, prompt: Prompt, generate: Generate) -> list[Written]:
    """Sentences of fact with their full stops, in no order."""
    found = []
    for evidence in ground.ranked:
        text = as_fact(evidence.text)
        if text is not None and not local(text, evidence.point) and stands_on(text, ground):
            found.append(Written(text, (evidence.point,), True))
    for shown in _shown(ground):
        text = as_fact(_clean(generate(prompt.fill(sentences=shown))))
        if text and stands_on(text, ground) and not made_up(text, ground) and _same_negation(text, shown):
            found.append(Written(text, (), False))
    return found


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


def facts_of_claims(claims: Sequence[Claim], points: Mapping[str, Point], ground: Ground) -> list[Written]:
    """Facts among the sentences of the summary."""
    found = []
    for retold, behind in _retold(claims, points):
        text = as_fact(retold[:1].upper() + retold[1:])
        if text is not None and stands_on(text, ground):
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


def correction(current: str, found: Written, quotes: Sequence[str]) -> Written | None:
    """The baseline sentence put right by a fact; None when the fact is about something else."""
    text = revised(current, found.text, quotes)
    return None if text is None or _same(text, current) else Written(text, found.points, found.by_rule)


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
        left_out = _LEFT_OUT.search(quote)
        at = _word_like(current, left_out["only"]) if left_out else None
        if left_out and at is not None:
            return Written(f"{current[:at]} och {left_out['more']}{current[at:]}", (evidence.point,), True)
    return None


def repeats(text: str, baseline: str) -> bool:
    """Does the text say nothing that the baseline does not?"""
    words = content_stems(text) - _CARRIERS
    return not words or overlap(words, content_stems(baseline)) >= _REPEATS


def _shown(ground: Ground) -> list[str]:
    """What the model is shown: the best sentences of several senders."""
    chosen = [f"- {' '.join(e.text.split())}" for e in best(ground.ranked, _SHOWN)]
    return ["\n".join(chosen)] if chosen else []


def stands_on(text: str, ground: Ground) -> bool:
    """No first person, no talk of the text itself, no word, number or name from nowhere."""
    if _FIRST_PERSON.search(text) or _OF_TEXT.search(text) or missing_facts(text, [ground.said, ground.baseline]):
        return False
    own = content_stems(text) - _CARRIERS
    return bool(own) and overlap(own, content_stems(ground.said)) >= _OWN


def made_up(text: str, ground: Ground) -> bool:
    """Is there a word that neither a sender nor the baseline uses in any form, or "en" where they write "ett"? A small model
    coins words and forgets genders."""
    said = f"{ground.said} {ground.baseline}".casefold()
    for article, word in re.findall(r"\b(en|ett) (\w+)", text.casefold()):
        other = "ett" if article == "en" else "en"
        if re.search(rf"\b{other} {word}\b", said) and not re.search(rf"\b{article} {word}\b", said):
            return True
    known = {stem(word.casefold()) for word in re.findall(r"\w+", f"{ground.said} {ground.baseline}")}
    return any(stem(word.casefold()) not in known | _CARRIERS for word in re.findall(r"[^\W\d_]{5,}", text))


def _same_negation(text: str, shown: str) -> bool:
    """As the shown sentence that the text is most like: "räcker inte" must not become "räcker"."""
    words = content_stems(text)
    nearest = max(shown.splitlines(), key=lambda sentence: overlap(words, content_stems(sentence)))
    return bool(_NEGATION.search(text)) == bool(_NEGATION.search(nearest))


def _word_like(current: str, phrase: str) -> int | None:
    """The end of the word in ``current`` that is made of the phrase's words ("städerna vid kusten" → kuststäder)."""
    stems = sorted(content_stems(phrase))
    for match in re.finditer(r"\w{5,}", current):
        word = match[0].casefold()
        if stems and all(part[:4] in word or part[:2] + "ä" + part[3:4] in word for part in stems):
            return match.end()
    return None


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _clean(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip().strip('”"').rstrip(".!").strip()
