"""Numbers and names in a text, found without the product's own code so that one may check the other."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:[.,:]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
_WORD = re.compile(r"[\w–-]*[^\W_][\w–-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s+|\n\s*(?:-\s*)?|[”\"(]\s*)$")


def numbers_in(text: str) -> set[str]:
    """Figures written with digits, spaces between thousands taken away."""
    return {re.sub(r"[ \u00a0\u202f]", "", number) for number in _NUMBER.findall(text)}


def names_in(text: str) -> set[str]:
    """Words with a capital that do not begin a sentence, and words of letters and digits (E12), without genitive -s."""
    names = set()
    for match in _WORD.finditer(text):
        word = match[0]
        mixed = any(c.isalpha() for c in word) and any(c.isdigit() for c in word)
        capital = word[0].isupper() and not _SENTENCE_START.search(text[: match.start()])
        if mixed or capital:
            names.add(word[:-1] if word.endswith("s") and len(word) > 3 else word)
    return names


def unsaid(text: str, sources: str, counts: frozenset[str] = frozenset()) -> list[str]:
    """Numbers and names in ``text`` that stand neither in ``sources`` nor among ``counts`` (numbers made by code)."""
    known = numbers_in(sources) | counts
    folded = sources.casefold()
    strange_names = (name for name in names_in(text) if name.casefold() not in folded)
    return sorted(numbers_in(text) - known) + sorted(strange_names)
