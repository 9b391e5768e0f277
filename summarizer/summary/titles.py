"""A theme's heading: candidates by the model, the best one chosen by code, never a word that no sender used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from summarizer.llm.prompts import Prompt
from summarizer.records import Point
from summarizer.summary.claims import Generate
from summarizer.summary.sentences import KeySentence, SectionVectors
from summarizer.text.words import content_stems, overlap, stem


def write_title(
    keys: Sequence[KeySentence], points: Sequence[Point], vectors: SectionVectors, prompt: Prompt, generate: Generate, taken: set[str]
) -> str:
    """Two to six words. Falls back on the theme's own most shared word."""
    said = content_stems(" ".join(p.quote for p in points))
    asked = dict.fromkeys(["\n".join(f"- {k.text}" for k in keys[:3]), f"- {keys[0].text}"])
    candidates = []
    for sentences in asked:
        text = generate(prompt.fill(sentences=sentences))
        title = re.sub(r"\s+", " ", text or "").strip(" .”\"-:")
        if 1 <= len(title.split()) <= 8 and overlap(content_stems(title), said) >= 0.85 and title.casefold() not in taken:
            candidates.append(title[:1].upper() + title[1:])
    candidates = list(dict.fromkeys(candidates)) or [_most_shared(points, taken)]
    centre = np.mean([k.vector for k in keys], axis=0)
    scores = vectors.of(candidates) @ centre
    return candidates[int(np.argmax(scores))]


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
