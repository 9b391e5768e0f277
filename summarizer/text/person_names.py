"""Known names in running text: every part of them, in the spellings that people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from summarizer.text.wordlist import word_set

# What stands beside names in contact fields and is no name.
_TITLE = re.compile(
    r".*(?:chef|strateg|utredare|samordnare|handläggare|ledare|direktör|sekreterare|ordförande|planerare|utvecklare|"
    r"rådgivare|controller|jurist|ansvarig|koordinator|sakkunnig|verket|myndigheten|kontoret|avdelningen|enheten|förvaltningen|"
    r"nämnden)|professor|docent|doktor|ab|rektor",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"kommuns?|län|.*förening|.*förbund|.*råd|universitet|högskola", re.IGNORECASE)
_NAMED_AFTER = re.compile(r"region|länsstyrelsen|föreningen|stiftelsen", re.IGNORECASE)
_PARTICLES = word_set("af av von de la van der den och eller samt dr prof i på vid")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")

_GREETING = r"(?:(?<=hälsningar )|(?<=hälsningar, )|(?<=hälsar )|(?<=mvh )|(?<=mvh, )|(?<=vh )|(?<=/)|(?<=/ )|(?<=hälsningar\n))"
_GENITIVE = r"(?:[:’']?[sS])?"
_BETWEEN = r"(?:\s|-|\s-\s|,\s|\s(?:de|von|af|av|van|van der|la)\s)"
_BEGINS, _ENDS = r"(?<![^\W\d_])", r"(?![^\W_])"


def name_spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Spans of every occurrence of the names or a part of them; parts that stand together make one span.

    A part counts when it has a capital (``Lind`` but not ``lind``), the whole name whatever its case, and a first name in
    lower case after a greeting. An initial beside a part is taken along ("A. Lind", "Anna L.").
    """
    spans: list[tuple[int, int]] = []
    for name in names:
        parts = name_parts(name)
        if parts:
            spans.extend(match.span() for match in _pattern(parts).finditer(text))
    return _joined(text, sorted(spans))


def name_parts(name: str) -> list[str]:
    """The words of a contact field that are names: no titles, organisations or addresses."""
    if "@" in name:
        return []
    field = re.split(r"[(/;\n\t|]|\s[-–—]\s", unicodedata.normalize("NFC", name.strip()))[0]
    parts: list[str] = []
    for piece in field.split(","):
        parts.extend(_names_among(_TOKEN.findall(piece)))
    return [part for part in parts if len(part) > 1 and part.casefold() not in _PARTICLES]


def _names_among(words: Sequence[str]) -> list[str]:
    """``words`` without titles, and without organisations and the word that names them ("Umeå kommun")."""
    dropped: set[int] = set()
    for place, word in enumerate(words):
        if _TITLE.fullmatch(word):
            dropped.add(place)
        elif _NAMED_BEFORE.fullmatch(word):
            dropped |= {place - 1, place}
        elif _NAMED_AFTER.fullmatch(word):
            dropped |= {place, place + 1}
    return [word for place, word in enumerate(words) if place not in dropped]


def _pattern(parts: Sequence[str]) -> re.Pattern[str]:
    initials = "".join(sorted({piece[0].upper() for part in parts for piece in part.split("-")}))
    singles = sorted({single for part in parts for single in _singles(part)}, key=len, reverse=True)
    alone = "|".join(_tolerant(spelling) for single in singles for spelling in (_titled(single), single.upper()))
    greeted = "|".join(_tolerant(single) for single in singles)
    whole = _BETWEEN.join(_tolerant(piece) for part in parts for piece in part.split("-"))
    return re.compile(
        rf"(?i:{_BEGINS}{whole}{_GENITIVE}){_ENDS}"
        rf"|(?:\b[{initials}]\.?\s)?{_BEGINS}(?:{alone}){_GENITIVE}{_ENDS}(?:\s[{initials}]\.)?"
        rf"|(?i:{_GREETING}(?:{greeted})){_ENDS}"
    )


def _singles(part: str) -> set[str]:
    """The part itself, and of a double name its halves and both written as one word."""
    pieces = part.split("-")
    return {piece for piece in [*pieces, "".join(pieces)] if len(piece) > 1}


def _titled(word: str) -> str:
    return word[0].upper() + word[1:].lower()


def _tolerant(word: str) -> str:
    """A pattern for ``word`` whether its letters with marks are one character or two, and é written e."""
    return "".join(_tolerant_letter(char) for char in word)


def _tolerant_letter(char: str) -> str:
    spellings = {char, unicodedata.normalize("NFD", char)}
    if char in "éèÉÈ":
        spellings.add("e" if char.islower() else "E")
    return "(?:" + "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True)) + ")"


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] in (" ", "-")):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
