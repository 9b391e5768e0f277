"""A word of a need or a goal whose contrary senders ask for: "Kommunerna behöver inte egna plattformar, de behöver gemensamma"."""

from __future__ import annotations

import re

from summarizer.text.words import content_stems, overlap

# What stands in the text → what takes its place, form by form, and how senders word it.
_PAIRS: tuple[tuple[str, dict[str, str], str], ...] = (
    (
        r"\begna?\b|\beget\b",
        {"egna": "gemensamma", "egen": "en gemensam", "eget": "ett gemensamt"},
        r"\bgemensam\w*|\btillsammans\b|\bdela\b|\ben gång och låt alla\b",
    ),
    (
        r"\b(?:tidsbegränsa|tillfällig|kortsiktig|kortvarig)\w+",
        {"a": "långsiktiga", "e": "långsiktiga", "t": "långsiktigt", "": "långsiktig"},
        r"\b(?:långsiktig|varaktig|flerårig|permanent|fast[at]?\b|uthållig|basfinansiering|grundfinansiering)\w*",
    ),
    (r"\bav varje kommun för sig\b", {"": "gemensamt av kommunerna"}, r"\bgemensam\w*|\btillsammans\b|\bsamordna\w*|\bdela\b"),
    (r"\bvar för sig\b", {"": "tillsammans"}, r"\bgemensam\w*|\btillsammans\b|\bsamordna\w*"),
    (r"\bfrivillig(?:a|t)?\b", {"a": "obligatoriska", "t": "obligatoriskt", "": "obligatorisk"}, r"\bobligatorisk\w*|\btvingande\b"),
    (r"\bmanuell(?:a|t)?\b", {"a": "digitala", "t": "digitalt", "": "digital"}, r"\bdigital\w*"),
)  # fmt: skip
_AGAINST = re.compile(
    r"\b(?:inte|än|i ?stället|avråd\w*|avstyrk\w*|fel väg|tvärtom|hellre|räcker|olycklig\w*|vansinne|dyrt|slösaktig\w*|orimlig\w*|utan|ersätt\w*|bör\w?|borde|måste)\b",
    re.I,
)
_ASKS = re.compile(r"\bbehov\w*|\bbehöv\w*|\bska verka för\b|\bkrävs\b")
_SAME_MATTER = 0.25  # share of the sentence's other words in what the sender writes


def contrasted(current: str, quote: str) -> str | None:
    """The sentence with the contrary of one of its words, when the sender speaks of the same and asks for that."""
    if not _ASKS.search(current):
        return None  # how things are does not change with what is asked for
    for stands, forms, asked in _PAIRS:
        found = re.search(stands, current, re.I)
        if (
            found is None
            or re.search(asked, current, re.I)
            or not re.search(asked, quote, re.I)
            or not _AGAINST.search(quote)
        ):
            continue
        rest = content_stems(current[: found.start()] + current[found.end() :])
        if overlap(rest, content_stems(quote)) >= _SAME_MATTER:
            return current[: found.start()] + _form(found[0].casefold(), forms) + current[found.end() :]
    return None


def _form(word: str, forms: dict[str, str]) -> str:
    return forms.get(word) or next(new for ending, new in forms.items() if word.endswith(ending))
