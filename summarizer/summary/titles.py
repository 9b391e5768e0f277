"""A theme's heading: written by the model, checked by code: never a word that no sender used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.llm.prompts import Prompt
from summarizer.records import Point
from summarizer.summary.indirect import Generate
from summarizer.summary.sentences import KeySentence
from summarizer.text.words import content_stems, stem

_WORDS = re.compile(r"[^\W_]+")
_DEMAND = re.compile(r"(lägg|ta|stryk|skriv|bygg|utred|inför|säkra|ändra|prioritera|satsa|att)\b", re.I)


def write_title(
    keys: Sequence[KeySentence],
    points: Sequence[Point],
    prompt: Prompt,
    generate: Generate,
    taken: set[str],
) -> str:
    """Two to six words. Falls back on the theme's own most shared word."""
    said = {word.casefold() for p in points for word in _WORDS.findall(p.quote)}
    text = generate(prompt.fill(sentences="\n".join(f"- {key.text}" for key in keys[:3])))
    title = re.sub(r"\s+", " ", text or "").strip(' .”"-:')
    words = _WORDS.findall(title.casefold())
    # every content word in a form that some sender used: a small model makes up words that look Swedish
    true_to_points = all(word in said or not content_stems(word) for word in words)
    if not 1 <= len(words) <= 8 or not true_to_points or _DEMAND.match(title) or title.casefold() in taken:
        title = _most_shared(points, taken)
    return title[:1].upper() + title[1:]


def _most_shared(points: Sequence[Point], taken: set[str]) -> str:
    """The long word that most senders of the theme use, in the form most of them use."""
    senders: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for point in points:
        words = [w for w in re.findall(r"[^\W\d_]{5,}", point.quote) if content_stems(w)]
        for word in words:
            forms.setdefault(stem(word.casefold()), Counter())[word.casefold()] += 1
        senders.update({stem(word.casefold()) for word in words})
    ranked = sorted(senders, key=lambda s: (-senders[s], -len(s), s))
    for chosen in ranked:
        form = sorted(forms[chosen].items(), key=lambda item: (-item[1], item[0]))[0][0]
        title = form[:1].upper() + form[1:]
        if title.casefold() not in taken:
            return title
    return "Övrigt"
