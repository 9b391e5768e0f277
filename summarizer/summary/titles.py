"""A theme's heading: written by the model, checked by code: never a word that no sender used. Else the words that set it apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.llm.prompts import Prompt
from summarizer.records import Point
from summarizer.summary.indirect import Generate
from summarizer.summary.sentences import KeySentence
from summarizer.text.remembered import remembered
from summarizer.text.wordlist import word_set
from summarizer.text.words import content_stems, stem

_WORDS = re.compile(r"[^\W_]+")
_THING = re.compile(r"(?:en|et|na|ning|ningar|het|tion|tioner)$")  # endings of nouns: a heading names things
_NO_NOUN = re.compile(
    r"(?:ar|er|ade|at|ats|as|igt|iga?|lig|liga|sk|ska|skt|ande|ende|ast|are)$"
)  # of verbs and adjectives
_MAYBE_NOUN_WORTH, _NO_NOUN_WORTH = 0.8, 0.3
_MOST_NAME_IT = 0.6  # share of the senders who use the word for what they speak of
_DEMAND = re.compile(
    r"(?:tipsa|lägg|ta|stryk|skriv|bygg|utred|inför|säkra|ändra|prioritera|satsa|sänk|höj|öka|minska|stärk|ge|låt|gör|behåll|bevara|"
    r"ersätt|ordna|att)\b",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:är|har|hade|ska|bör|kan|kunde|måste|får|fick|finns|behövs|går|gick|vill|byggs|blir|blev|\w{3,}(?:ade|ggde|kte|pte))\b"
)
_THEMES = ""  # the key under which ``spread_of`` counts the themes
_ABOUT_THE_TEXT = word_set(
    "avsnittet texten planen strategin analysen målet behoven behov målformuleringen frågan kommunen regionen länet formuleringen meningen siffran "
    "siffrorna uppgiften påståendet skrivningen listan aktörslistan"
)


@dataclass(frozen=True)
class Thing:
    """A word for what a theme is about, and the share of its senders who use it."""

    word: str
    share: float


def write_title(
    keys: Sequence[KeySentence],
    points: Sequence[Point],
    prompt: Prompt,
    generate: Generate,
    taken: set[str],
    spread: Mapping[str, int],
) -> str:
    """One to eight words. ``spread``: in how many of the section's themes each stem is used (see ``spread_of``)."""
    said = {word.casefold() for p in points for word in _WORDS.findall(p.quote)}
    asked = prompt.fill(sentences="\n".join(f"- {key.text}" for key in keys[:3]))
    title = _line(generate(replace(asked, hopeless=lambda written: hopeless(written, said))) or "")
    words = _WORDS.findall(title.casefold())
    things = _things(points, spread)
    if len(words) == 1 and _general(
        words[0], spread
    ):  # "Vägen" says too little where half of the themes are about roads
        title = next((f"{title} – {t.word}" for t in things if t.word[:5].casefold() != words[0][:5]), "")
    if all(word in _ABOUT_THE_TEXT or not content_stems(word) for word in words):  # "Formuleringen och meningen"
        title = ""
    if not words or not title or _no_title(title, words, said) or title.casefold() in taken:
        title = _set_apart(things, taken, spread)
    return title[:1].upper() + title[1:]


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(' .”"-:')


def hopeless(written: str, said: set[str]) -> bool:
    """Will no title that begins like this be taken? The last word may not be whole yet."""
    begun = _line(written[: written.rfind(" ") + 1])
    return _no_title(begun, _WORDS.findall(begun.casefold()), said)


def _no_title(title: str, words: Sequence[str], said: set[str]) -> bool:
    """Too long, a word that no sender used, a demand, or a sentence ("Föreningarna byggde två tredjedelar"): more words do not
    mend it."""
    true_to_points = all(_used(word, said) or not content_stems(word) for word in words)
    return len(words) > 8 or not true_to_points or bool(_DEMAND.match(title) or _TELLS.search(title))


def spread_of(groups: Iterable[Sequence[Point]]) -> Counter[str]:
    """In how many themes each stem is used; under "" how many themes there are."""
    spread: Counter[str] = Counter()
    for points in groups:
        spread.update({s for p in points for s in _forms(p.quote)})
        spread[_THEMES] += 1
    return spread


def _used(word: str, said: set[str]) -> bool:
    """In a form that some sender used, or the beginning of one ("flygplatser" of "flygplatserna"): a small model makes up
    words that look Swedish."""
    return word in said or (len(word) > 4 and any(other.startswith(word) for other in said))


def _general(word: str, spread: Mapping[str, int]) -> bool:
    return spread.get(stem(word), 0) > max(2, 0.25 * spread.get(_THEMES, 0)) or word in _ABOUT_THE_TEXT


def _set_apart(things: Sequence[Thing], taken: set[str], spread: Mapping[str, int]) -> str:
    """The thing that most senders of the theme name, "Mitträcken", else the two that set it apart: "Hastigheten och mitträcken"."""
    first = things[0] if things else Thing("", 0.0)
    plain = first.share >= _MOST_NAME_IT and not _general(first.word.casefold(), spread)
    if plain and first.word.casefold() not in taken:
        return first.word
    words = [thing.word for thing in things]
    for second in range(1, len(words)):
        title = f"{words[0]} och {words[second]}"
        if title.casefold() not in taken and words[0][:5] != words[second][:5]:
            return title
    return next((word for word in words if word.casefold() not in taken), "övrigt")


def _things(points: Sequence[Point], spread: Mapping[str, int]) -> list[Thing]:
    """What many senders of this theme and few of the others speak of, the most telling first."""
    senders: dict[str, set[str]] = {}
    forms: dict[str, Counter[str]] = {}
    for point in points:
        for stemmed, words in _forms(point.quote).items():
            senders.setdefault(stemmed, set()).add(point.submission_id)
            forms.setdefault(stemmed, Counter()).update(words)
    most = max(spread.values(), default=1)
    everyone = len({point.submission_id for point in points})
    worth = {s: len(who) * math.log(1 + most / spread.get(s, 1)) * _noun_like(forms[s]) for s, who in senders.items()}
    ranked = sorted(worth, key=lambda s: (-round(worth[s], 6), -len(s), s))
    found = [Thing(min(forms[s], key=lambda word: (-forms[s][word], word)), len(senders[s]) / everyone) for s in ranked]
    return [thing for thing in found if thing.word.casefold() not in _ABOUT_THE_TEXT] or found


def _noun_like(forms: Iterable[str]) -> float:
    """A heading names things: surely a noun by one of its forms, or not seen to be anything else."""
    if any(_THING.search(form) for form in forms):
        return 1.0
    return _NO_NOUN_WORTH if all(_NO_NOUN.search(form) for form in forms) else _MAYBE_NOUN_WORTH


@remembered
def _forms(text: str) -> Mapping[str, Sequence[str]]:
    """Stem → the words of it in a text, five letters or more, without the common ones. Names keep their capital, other words
    lose the one that they have from opening a sentence."""
    found: dict[str, list[str]] = {}
    for match in re.finditer(r"[^\W\d_]{5,}", text):
        if content_stems(match[0]):
            opens = re.search(r"(?:^|[.!?:\n”\"–-])\s*$", text[: match.start()]) is not None
            word = match[0].casefold() if opens else match[0]
            found.setdefault(stem(word.casefold()), []).append(word)
    return found
