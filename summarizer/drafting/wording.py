"""The new text of an edit, from the sentences of senders that serve best: by rules where a sender wrote what can stand as it
is, by the model where not. Code opens the sentence and checks every word, number and name of what comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer.drafting.evidence import Evidence, best
from summarizer.drafting.facts import as_fact, revised
from summarizer.drafting.materials import Generate
from summarizer.drafting.phrases import Lower, as_need
from summarizer.llm.prompts import Prompt
from summarizer.records import Answer, Point
from summarizer.text.wordlist import word_set
from summarizer.text.words import STOPWORDS, content_stems, missing_facts, overlap, proper_names, stem

_OWN = 0.74  # share of the new text's content words that must stand in what it is written from
_REPEATS = 0.85  # share of the new text's content words in the baseline at which it only repeats it
_FAR_BELOW = 0.75  # how far below the best sentence a sentence may be that a rule fits
_SHOWN = 3  # sentences that the model is shown
_FIRST_PERSON = re.compile(r"\b(?:vi|oss|vår|vårt|våra|jag|mig|min|mitt|mina|ni|er|era|hos oss)\b", re.I)
_OF_TEXT = re.compile(
    r"\b(?:strategin?|texten|meningen|avsnittet|målformulering\w*|målet|skriv(?:s|as|a|ning\w*)|nämn(?:as|s|a)|stryk\w*|formulering\w*|"
    r"delprioriteringen|analysen|påståendet|kapitlet|listan|uppgiften|underlaget|beskrivningen|beskrivs|levnadsvanorna)\b",
    re.I,
)
_NEGATION = re.compile(r"\b(?:inte|ej|ingen|inget|inga|aldrig|varken|saknas?|saknar|brist\w*)\b", re.I)
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


def need(ground: Ground, lower: Lower, prompt: Prompt, generate: Generate) -> Written | None:
    """What stands after "behov av" or "verka för", without full stop; None when nothing holds."""

    def by_rule(evidence: Evidence) -> str | None:
        phrase = as_need(evidence.text, lower)
        return phrase if phrase is not None and _stands_on(phrase, ground) else None

    found = _first(ground.ranked, by_rule)
    if found is not None:
        return found
    for shown in _shown(ground):
        text = _clean(generate(prompt.fill(sentences=shown))).removeprefix("att ")
        first = text.split(" ")[0] if text else ""
        verb = bool(first) and first.islower() and bool(_INFINITIVE.fullmatch(first)) and first not in _NOT_VERBS
        if verb and 3 <= len(text.split()) <= 24 and _stands_on(text, ground):
            return Written(f"att {text}", (), False)
    return None


def fact(ground: Ground, answers: dict[str, Answer], prompt: Prompt, generate: Generate) -> Written | None:
    """A sentence of fact with its full stop, or None."""

    def by_rule(evidence: Evidence) -> str | None:
        sender = answers[evidence.point.answer_id].organisation
        text = as_fact(evidence.text, content_stems(sender))
        return text if text is not None and _stands_on(text, ground) else None

    found = _first(ground.ranked, by_rule)
    if found is not None:
        return found
    for shown in _shown(ground):
        text = _clean(generate(prompt.fill(sentences=shown)))
        if (
            4 <= len(text.split()) <= 30
            and text[0].isupper()
            and _stands_on(text, ground)
            and _same_negation(text, shown)
        ):
            return Written(text + ".", (), False)
    return None


def correction(current: str, found: Written | None, ground: Ground) -> Written | None:
    """The baseline sentence put right by a fact, or denied where the fact is missing."""
    text = revised(current, None if found is None else found.text, ground.quotes)
    if text is None or _same(text, current):
        return None
    return Written(text, () if found is None else found.points, found is None or found.by_rule)


def substituted(current: str, ranked: Sequence[Evidence]) -> Written | None:
    """What a sender writes word for word: "”uppmärksamma” ersätts av ”vårda och restaurera”", "tillägget ”…”", "X … bör
    ersättas med Y"; and what a goal that names only one thing leaves out ("Målet nämner bara städerna. Lägg till byarna")."""
    for evidence in ranked:
        quote = " ".join(evidence.point.quote.split())
        swap = re.search(
            r"[”\"]([^”\"]+)[”\"] (?:bör |ska )?(?:ersätts|ersättas|byts ut|bytas ut|ändras) (?:av|med|mot|till) [”\"]([^”\"]+)[”\"]",
            quote,
        ) or (re.search(r"(?:[Ee]rsätt|[Bb]yt(?: ut)?) [”\"]([^”\"]+)[”\"] (?:med|mot|av) [”\"]([^”\"]+)[”\"]", quote))
        if swap and swap[1] in current:
            return Written(current.replace(swap[1], swap[2], 1), (evidence.point,), True)
        addition = re.search(
            r"\b(?:tillägget|lägg(?:s|a)? till(?: orden)?|kompletteras med(?: orden)?) [”\"]([^”\"]{4,})[”\"]",
            quote,
            re.I,
        )
        if addition:
            return Written(f"{current.rstrip('.')}, {addition[1].strip(' .,')}.", (evidence.point,), True)
        left_out = re.search(
            r"(?:nämner|talar om|omfattar) (?:enbart|bara|endast) (?P<only>[^.,]+)[.,] Lägg(?: även)? till (?P<more>\w+(?: \w+)?)[.,]",
            quote,
        )
        if left_out:
            at = _word_like(current, left_out["only"])
            if at is not None:
                return Written(f"{current[:at]} och {left_out['more']}{current[at:]}", (evidence.point,), True)
    return None


def repeats(text: str, baseline: str) -> bool:
    """Does the text say nothing that the baseline does not?"""
    words = content_stems(text) - _CARRIERS
    return not words or overlap(words, content_stems(baseline)) >= _REPEATS


def _first(ranked: Sequence[Evidence], rule: Callable[[Evidence], str | None]) -> Written | None:
    """The text of the best sentence that the rule fits, unless it is far from what the others say."""
    for evidence in ranked:
        if evidence.score < ranked[0].score - _FAR_BELOW:
            return None
        text = rule(evidence)
        if text is not None:
            return Written(text, (evidence.point,), True)
    return None


def _shown(ground: Ground) -> list[str]:
    """What the model is shown: the best sentences, then the very best alone."""
    chosen = [f"- {' '.join(e.text.split())}" for e in best(ground.ranked, _SHOWN)]
    return list(dict.fromkeys(["\n".join(chosen), chosen[0]])) if chosen else []


def _stands_on(text: str, ground: Ground) -> bool:
    """No first person, no talk of the text itself, no word, number or name from nowhere."""
    if _FIRST_PERSON.search(text) or _OF_TEXT.search(text) or missing_facts(text, [ground.said, ground.baseline]):
        return False
    own = content_stems(text) - _CARRIERS
    return bool(own) and overlap(own, content_stems(ground.said)) >= _OWN


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
