"""The new text of an edit. The model rewrites a few sentences of senders as one that fits the part; code opens the sentence,
checks every word, number and name of what comes back, and falls back on plain templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.drafting.evidence import Evidence
from summarizer.drafting.materials import Generate
from summarizer.llm.prompts import Prompt
from summarizer.text.wordlist import word_set
from summarizer.text.words import content_stems, missing_facts, overlap, stem

_OWN = 0.74  # share of the new text's content words that must stand in what it is written from
_REPEATS = 0.85  # share of the new text's content words in the baseline at which it only repeats it
_FIRST_PERSON = re.compile(r"\b(?:vi|oss|vår|vårt|våra|jag|mig|min|mitt|mina|ni|er|era|hos oss)\b", re.I)
_OF_TEXT = re.compile(
    r"\b(?:strategin?|texten|meningen|avsnittet|målformulering\w*|skriv(?:s|as|a|ning\w*|a om|a in)|nämn(?:as|s|a)|stryk\w*|formulering\w*|"
    r"delprioriteringen|analysen|påståendet|kapitlet|listan)\b",
    re.I,
)
_NEGATION = re.compile(r"\b(?:inte|ej|ingen|inget|inga|aldrig|varken|saknas?|saknar|brist\w*)\b", re.I)
_INFINITIVE = re.compile(r"[^\W\d_]*(?:a|å|ä|o|e|gå|få|stå|se|ge|ske|bli|ha|ta|dra|slå|nå|må|bo|tro|bero|sy|te)$", re.I)
_NOT_VERBS = word_set("alla andra samma denna dessa detta bara båda våra mina deras färre större mindre hela")
# Verbs that turn a lack into a need, and words that say where; they add nothing that anyone could dispute.
_CARRIERS = frozenset(
    stem(word)
    for word in word_set(
        """
        stärka stärkt utveckla säkra säkerställa främja öka ökad förbättra bättre bygga byggas ut erbjuda ge införa skapa möjliggöra
        möjlighet ta fram minska underlätta ordna samordna stödja stöd lyfta anordna tillgång bidra genomföra behålla hjälpa
        förebygga motverka länet län regionen delar flera många särskilt kunna göra få tillvara nå satsa prioritera anpassa höja
        """
    )
)


@dataclass(frozen=True)
class Written:
    """A new text and where its words come from: the model, or a template."""

    text: str
    by_model: bool


@dataclass(frozen=True)
class Ground:
    """What a text may stand on: the sentences shown, everything the cited points say, and the part of the baseline."""

    shown: tuple[str, ...]
    said: str
    baseline: str

    @staticmethod
    def of(chosen: Sequence[Evidence], quotes: Sequence[str], baseline: str) -> Ground:
        return Ground(tuple(" ".join(e.text.split()) for e in chosen), "\n".join(quotes), baseline)

    @property
    def bullets(self) -> str:
        return "\n".join(f"- {text}" for text in self.shown)


def need(ground: Ground, prompt: Prompt, generate: Generate) -> str | None:
    """An infinitive without "att" and full stop ("bygga fler cykelvägar"), or None when none holds."""
    for shown in dict.fromkeys((ground.bullets, f"- {ground.shown[0]}")):
        text = _clean(generate(prompt.fill(sentences=shown))).removeprefix("att ")
        first = text.split(" ")[0] if text else ""
        if (
            first
            and first[0].islower()
            and _INFINITIVE.fullmatch(first)
            and first not in _NOT_VERBS
            and 3 <= len(text.split()) <= 28
            and _stands_on(text, ground)
        ):
            return text
    return None


def fact(ground: Ground, prompt: Prompt, generate: Generate) -> str | None:
    """A sentence of fact with its full stop, or None."""
    for shown in dict.fromkeys((ground.bullets, f"- {ground.shown[0]}")):
        text = _clean(generate(prompt.fill(sentences=shown)))
        if 4 <= len(text.split()) <= 34 and text[0].isupper() and _stands_on(text, ground) and _same_negation(text, ground):
            return text + "."
    return None


def change(current: str, ground: Ground, prompt: Prompt, generate: Generate) -> str | None:
    """The baseline sentence with what the senders say worked into it, or None."""
    for shown in dict.fromkeys((ground.bullets, f"- {ground.shown[0]}")):
        text = _clean(generate(prompt.fill(current=current, sentences=shown)))
        words = len(text.split())
        if (
            4 <= words <= len(current.split()) + 20
            and text[0].isupper()
            and overlap(content_stems(current), content_stems(text)) >= 0.25
            and content_stems(text) - content_stems(current)
            and not _same(text, current)
            and _stands_on(text, Ground(ground.shown, f"{ground.said}\n{current}", ground.baseline), of_text=current)
        ):
            return text + "."
    return None


def repeats(text: str, baseline: str) -> bool:
    """Does the text say nothing that the baseline does not?"""
    words = content_stems(text) - _CARRIERS
    return not words or overlap(words, content_stems(baseline)) >= _REPEATS


def _stands_on(text: str, ground: Ground, of_text: str = "") -> bool:
    """No first person, no talk of the text itself, no word, number or name from nowhere."""
    if _FIRST_PERSON.search(text) or (_OF_TEXT.search(text) and not _OF_TEXT.search(of_text)):
        return False
    if missing_facts(text, [ground.said, ground.baseline]):
        return False
    words = content_stems(text)
    own = words - _CARRIERS
    if not own:
        return False
    return overlap(own, content_stems(ground.said)) >= _OWN


def _same_negation(text: str, ground: Ground) -> bool:
    """As the shown sentence that the text is most like: "räcker inte" must not become "räcker"."""
    words = content_stems(text)
    nearest = max(ground.shown, key=lambda sentence: overlap(words, content_stems(sentence)))
    return bool(_NEGATION.search(text)) == bool(_NEGATION.search(nearest))


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _clean(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip().strip("”\"").rstrip(".!").strip()
