"""A theme's heading: written by the model, checked by code: never a word that no sender used. Else the words that set it apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from summarizer.llm.prompts import Prompt
from summarizer.records import Point
from summarizer.summary.indirect import Generate
from summarizer.summary.sentences import KeySentence
from summarizer.text.remembered import remembered
from summarizer.text.wordlist import word_set
from summarizer.text.words import content_stems, stem

_WORDS = re.compile(r"[^\W_]+")
_THING = re.compile(r"(?:en|et|na|ning|ningar|het|tion|tioner)$")  # endings of nouns: a heading names things
_DEMAND = re.compile(
    r"(?:lägg|ta|stryk|skriv|bygg|utred|inför|säkra|ändra|prioritera|satsa|sänk|höj|öka|minska|stärk|ge|låt|gör|behåll|bevara|"
    r"ersätt|ordna|att)\b",
    re.I,
)
_THEMES = ""  # the key under which ``spread_of`` counts the themes
_ABOUT_THE_TEXT = word_set(
    "avsnittet texten planen strategin analysen målet behoven behov målformuleringen frågan kommunen regionen länet formuleringen meningen siffran "
    "siffrorna uppgiften påståendet skrivningen listan aktörslistan"
)


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
    text = generate(prompt.fill(sentences="\n".join(f"- {key.text}" for key in keys[:3])))
    title = re.sub(r"\s+", " ", text or "").strip(' .”"-:')
    words = _WORDS.findall(title.casefold())
    true_to_points = all(_used(word, said) or not content_stems(word) for word in words)
    things = _things(points, spread)
    if len(words) == 1 and _general(
        words[0], spread
    ):  # "Vägen" says too little where half of the themes are about roads
        title = next((f"{title} – {thing}" for thing in things if thing[:5].casefold() != words[0][:5]), "")
    if all(word in _ABOUT_THE_TEXT or not content_stems(word) for word in words):  # "Formuleringen och meningen"
        title = ""
    if not 1 <= len(words) <= 8 or not title or not true_to_points or _DEMAND.match(title) or title.casefold() in taken:
        title = _set_apart(things, taken)
    return title[:1].upper() + title[1:]


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


def _set_apart(things: Sequence[str], taken: set[str]) -> str:
    """The two things that set the theme apart: "Hastigheten och mitträcken"."""
    for second in range(1, len(things)):
        title = f"{things[0]} och {things[second]}"
        if title.casefold() not in taken and things[0][:5] != things[second][:5]:
            return title
    return next((word for word in things if word.casefold() not in taken), "övrigt")


def _things(points: Sequence[Point], spread: Mapping[str, int]) -> list[str]:
    """What many senders of this theme and few of the others speak of, the most telling first."""
    senders: dict[str, set[str]] = {}
    forms: dict[str, Counter[str]] = {}
    for point in points:
        for stemmed, words in _forms(point.quote).items():
            senders.setdefault(stemmed, set()).add(point.submission_id)
            forms.setdefault(stemmed, Counter()).update(words)
    most = max(spread.values(), default=1)
    worth = {s: len(who) * math.log(1 + most / spread.get(s, 1)) for s, who in senders.items()}
    ranked = sorted(worth, key=lambda s: (-round(worth[s], 6), -len(s), s))
    shown = [min(forms[s], key=lambda word: (-forms[s][word], word)) for s in ranked]
    shown = [word for word in shown if word.casefold() not in _ABOUT_THE_TEXT] or shown
    return [word for word in shown if _THING.search(word)] or shown


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
