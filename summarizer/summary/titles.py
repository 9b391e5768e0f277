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
from summarizer.text.words import content_stems, stem

_WORDS = re.compile(r"[^\W_]+")
_THING = re.compile(r"(?:en|et|na|ning|ningar|het|tion|tioner)$")  # endings of nouns: a heading names things
_DEMAND = re.compile(
    r"(?:lägg|ta|stryk|skriv|bygg|utred|inför|säkra|ändra|prioritera|satsa|sänk|höj|öka|minska|stärk|ge|låt|gör|behåll|bevara|"
    r"ersätt|ordna|att)\b",
    re.I,
)


def write_title(
    keys: Sequence[KeySentence],
    points: Sequence[Point],
    prompt: Prompt,
    generate: Generate,
    taken: set[str],
    spread: Mapping[str, int],
) -> str:
    """Two to eight words. ``spread``: in how many of the section's themes each stem is used (see ``spread_of``)."""
    said = {word.casefold() for p in points for word in _WORDS.findall(p.quote)}
    text = generate(prompt.fill(sentences="\n".join(f"- {key.text}" for key in keys[:3])))
    title = re.sub(r"\s+", " ", text or "").strip(' .”"-:')
    words = _WORDS.findall(title.casefold())
    # every content word in a form that some sender used: a small model makes up words that look Swedish
    true_to_points = all(word in said or not content_stems(word) for word in words)
    if not 2 <= len(words) <= 8 or not true_to_points or _DEMAND.match(title) or title.casefold() in taken:
        title = _set_apart(points, taken, spread)
    return title[:1].upper() + title[1:]


def spread_of(groups: Iterable[Sequence[Point]]) -> Counter[str]:
    """In how many themes each stem is used."""
    return Counter(stem for points in groups for stem in {s for p in points for s in _forms(p.quote)})


def _set_apart(points: Sequence[Point], taken: set[str], spread: Mapping[str, int]) -> str:
    """The two things that many senders of this theme and few of the others speak of: "Hastigheten och mitträcken"."""
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
    things = [word for word in shown if _THING.search(word)] or shown
    for second in range(1, len(things)):
        title = f"{things[0]} och {things[second]}"
        if title.casefold() not in taken and things[0][:5] != things[second][:5]:
            return title
    return next((word for word in things if word.casefold() not in taken), "övrigt")


def _forms(text: str) -> dict[str, list[str]]:
    """Stem → the words of it in a text, five letters or more, without the common ones. Names keep their capital, other words
    lose the one that they have from opening a sentence."""
    found: dict[str, list[str]] = {}
    for match in re.finditer(r"[^\W\d_]{5,}", text):
        if content_stems(match[0]):
            opens = re.search(r"(?:^|[.!?:\n”\"–-])\s*$", text[: match.start()]) is not None
            word = match[0].casefold() if opens else match[0]
            found.setdefault(stem(word.casefold()), []).append(word)
    return found
