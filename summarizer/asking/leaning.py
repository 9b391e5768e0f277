"""Which way a sentence leans, by its cue words: how passages that answer a question are told apart as for and against."""

from __future__ import annotations

import re

_AGAINST = re.compile(
    r"\b(avstyrk\w*|motsätt\w*|(?:är|säger) (?:nej|emot)|nej till|emot|avveckl\w*|stoppa\w*|stryk\w*|slopa\w*|ta bort|utgå|"
    r"(?:bör|ska|skall|måste|får) inte|inte (?:bör|ska|längre|rimlig\w*|försvar\w*|vettig\w*|prioriter\w*|lägga|satsa|bygga)|"
    r"fel väg|överdriv\w*|tvek\w*|avstå\w*|hellre|i stället för|istället för|minska\w*|begräns\w*|nedprioriter\w*|"
    r"räcker (?:nu|redan)|inga fler|ingen fler|sluta|skeptisk\w*|kritisk\w* till|olyckligt|orimlig\w*|slöser\w*)\b",
    re.I,
)
_FOR = re.compile(
    r"\b(bygg ut|byggas ut|utbyggnad|fortsätt\w*|behåll\w*|bevara\w*|värna\w*|satsa\w*|prioritera\w*|stärk\w*|öka\w*|utöka\w*|"
    r"fler|mer|avgörande|nödvändig\w*|livsviktig\w*|förutsättning\w*|tillstyrk\w*|välkomn\w*|bra att|positiv\w*|behövs|krävs)\b",
    re.I,
)


def lean(text: str) -> float:
    """Which way a text leans: -1 against, 1 for, 0 neither, by its cues."""
    against, favour = len(_AGAINST.findall(text)), len(_FOR.findall(text))
    return 0.0 if against == favour else (favour - against) / (favour + against)
