"""Known names in running text: every part of them, in the spellings that people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from summarizer.text.wordlist import word_set

# What stands beside names in contact fields and is no name.
_ROLE = re.compile(
    r".*(?:chef|strateg|utredare|samordnare|handläggare|ledare|direktör|sekreterare|ordförande|planerare|utvecklare|"
    r"rådgivare|controller|jurist|ansvarig|koordinator|sakkunnig|kommun|kommunen|region|regionen|förening|föreningen|"
    r"avdelning|avdelningen|enhet|enheten|förvaltning|förvaltningen|länet|län|styrelsen|ab|råd|nämnd|nämnden)",
    re.IGNORECASE,
)
_PARTICLES = word_set("af av von de la van der den och eller samt & dr prof")
_GREETING = r"(?:(?<=hälsningar )|(?<=hälsningar, )|(?<=hälsar )|(?<=mvh )|(?<=mvh, )|(?<=vh )|(?<=/)|(?<=/ )|(?<=\nhälsningar\n))"
_GENITIVE = r"(?:[:’']?s)?"
_NAME_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


def name_spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Spans of every occurrence of the names or a part of them; parts that stand together make one span.

    A part counts when it has a capital (``Lind`` but not ``lind``), the whole name whatever its case, and a first name in
    lower case after a greeting. A surname takes the initial before it along.
    """
    spans: list[tuple[int, int]] = []
    for name in names:
        parts = name_parts(name)
        if parts:
            spans.extend(match.span() for match in _pattern(parts).finditer(text))
    return _joined(text, sorted(spans))


def name_parts(name: str) -> list[str]:
    """The words of a contact field that are names: no titles, roles, organisations or addresses."""
    before = re.split(r"[(/;\n\t|]|\s[-–—]\s", name.strip())[0]
    comma = [part.strip() for part in before.split(",")]
    # "Lind, Anna" is a name; "Anna Lind, Enhetschef" has a role after the comma, which the role list drops.
    words = [word for part in comma for word in _NAME_TOKEN.findall(unicodedata.normalize("NFC", part))]
    if "@" in name:
        return []
    return [
        word for word in words if len(word) > 1 and word.casefold() not in _PARTICLES and not _ROLE.fullmatch(word)
    ]


def _pattern(parts: list[str]) -> re.Pattern[str]:
    singles = [
        rf"(?:\b[{''.join(sorted({part[0].upper() for part in parts}))}]\.?\s)?(?<![^\W\d_]){spelling}{_GENITIVE}(?![^\W_])"
        for part in parts
        for spelling in (_tolerant(part[0].upper() + part[1:].lower()), _tolerant(part.upper()))
    ]
    greeted = [rf"(?i:{_GREETING}{_tolerant(part)})(?![^\W_])" for part in parts]
    between = r"(?:\s|-|\s-\s|,\s)"
    whole = [rf"(?i:(?<![^\W\d_]){between.join(_tolerant(part) for part in parts)}{_GENITIVE})(?![^\W_])"]
    return re.compile("|".join(whole + singles + greeted)) if len(parts) > 1 else re.compile("|".join(singles + greeted))


def _tolerant(word: str) -> str:
    """A pattern for ``word`` whether its letters with marks are one character or two, and é written e."""
    return "".join(_tolerant_letter(char) for char in word)


def _tolerant_letter(char: str) -> str:
    spellings = {char, unicodedata.normalize("NFD", char)}
    if char in "éèÉÈ":
        spellings.add("e" if char.islower() else "E")
    return "(?:" + "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True)) + ")" if len(spellings) > 1 else re.escape(char)


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] in (" ", "-")):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
