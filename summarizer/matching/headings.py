"""Headings as senders write them: ``Delprio 3.2``, ``3.2 Transporter:``, ``INVESTERINGAR I HÅLLBARA TRANSPORTSYSTEM``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.matching.guide import PAGES, Guide, Target
from summarizer.matching.text import normal, plain
from summarizer.records import Routed

LEAD = (
    # "Granviks kommuns inspel på": only words in the genitive, so that no sentence is taken for a heading
    r"(?:(?-i:(?:[A-ZÅÄÖ][a-zåäö-]+\s+){0,2}[A-ZÅÄÖa-zåäö][a-zåäö-]+s\s+)(?=(?:inspel|synpunkt|kommentar|svar|yttrande|förslag)))?"
    r"(?:(?:bilaga\s*\d*\s*[:.–-]?|tabell(?:en)? över|ad\.?|inspel|synpunkt(?:er)?|kommentar(?:er)?|svar|yttrande|förslag|återkoppling|feedback|angående|ang\.?|gällande|"
    r"avseende|beträffande|rörande|re:|vad gäller|när det gäller|om|på|till|för|kring)\s+){0,4}"
)
WORD = (
    r"(?:del\s?-?\s?prio(?:ritering(?:en|ar|arna)?|ritet)?\.?|prio(?:ritering(?:en)?|ritet)?\.?|avsnitt(?:et)?|"
    r"kap(?:itel|itlet)?\.?|punkt(?:en)?|område(?:t)?|del(?:en)?|§|nr\.?|rubrik(?:en)?)"
)
NUMBER = r"(?<![\d.,])([1-9])\s?(?:\.|,|:|\s)\s?([1-9])(?![\d]|[.,]\d)"
_NUMBERED = re.compile(
    rf"[\W_]*?(?:(?P<lead>{LEAD}))(?:prio\w*\s+\d\s*[,:–-]?\s*)?(?P<word>(?:{WORD}\s*:?\s*){{1,2}})?(?P<number>{NUMBER})\.?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"[\W_]*?(?P<lead>{LEAD})(?P<word>prio\w*\s+)(?P<number>[1-9]\s*,?\s*(?:och\s+)?del\s?-?\s?prio\w*\s+[1-9])(?![\d.,]\d)",
    re.IGNORECASE,
)  # "Prio 3, delprio 2"
_MORE_NUMBERS = re.compile(rf"(?:\s*(?:,|och|samt|&|/|[-–])\s*(?:{WORD}\s*)?{NUMBER})+\s*[.:]?\s*", re.IGNORECASE)
# A heading that begins in the middle of a paragraph, after a sentence.
STATED = re.compile(rf"(?<=[.!?;]\s){LEAD}{WORD}\s*:?\s*{NUMBER}", re.IGNORECASE)
_PRIORITY = re.compile(rf"[\W_]*?{LEAD}prio(?:ritering|riterat område)?\.?\s*(\d)(?![\d.,]\d)(?!\d)", re.IGNORECASE)
_LED = re.compile(rf"[\W_]*?{LEAD}(?:{WORD}\s+)?", re.IGNORECASE)
_OFFICIAL = re.compile(r"\W*inspel på\b", re.IGNORECASE)
UNITS = re.compile(
    r"\s*(?:%|procent\w*|miljon\w*|miljard\w*|mkr|mnkr|mdr|kr\b|kronor|km\b|mil\b|meter|m\b|kvm|ton\b|grader|gånger|år\b|"
    r"timm\w*|minut\w*|h\b|gwh|mwh|twh|kwh|mw\b|gw\b|tusen|promille|poäng|barn\b)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:är|var|bör|ska|skall|kan|måste|behövs?|behöver|saknas?|saknar|finns|har|borde|vill|får|blir|följer|gäller|handlar|"
    r"nämner|nämns|beskriver|beskrivs|lyfter|lyfts|stämmer|fungerar|anser|tycker|räcker|krävs|kräver)\b",
    re.IGNORECASE,
)
_SHORT = 8  # words in a heading of the sender's own wording
_LONG = 14  # words in one that Word calls a heading: more is an answer in the wrong style
ALIKE = 75.0
_HALF = 50.0
LONGEST = 600  # characters of a heading with its title and what tells that an answer follows


@dataclass(frozen=True)
class Heading:
    """A heading at the beginning of some text. ``end``: offset where it stops and the answer begins."""

    target: Target
    end: int
    how: Routed
    confidence: float
    official: bool = False  # in the template's own words
    weak: bool = False  # a bare number, which can be the sender's own numbering
    conflict: str = ""  # what number and title disagree on
    several: bool = False  # it names other sections too


def heading_at_start(text: str, mask: str, guide: Guide, styled: bool, whole: bool) -> Heading | None:
    """The heading that the text begins with, if any. Only the first LONGEST characters are looked at.

    ``styled``: Word calls the paragraph a heading; ``whole``: the text is a whole line (else it stands inside one).
    """
    whole = whole and len(text) <= LONGEST
    text, mask = text[:LONGEST], mask[:LONGEST]
    return (
        _official(text, mask, guide)
        or _numbered(text, mask, guide, styled, whole)
        or _titled(text, mask, guide, styled, whole)
    )


def _official(text: str, mask: str, guide: Guide) -> Heading | None:
    key = normal(text, mask)
    found = guide.heading_pattern.match(key.text)
    if found is None:
        return None
    end = _past_pages(text, key.raw(*found.span())[1])
    if goes_on(text[end:]):
        return None
    target = guide.headings[found[0]]
    how: Routed = "number" if re.search(r"\d", found[0]) else "title"
    return Heading(target, end, how, 1.0, official=True)


def _numbered(text: str, mask: str, guide: Guide, styled: bool, whole: bool) -> Heading | None:
    found = _NUMBERED.match(text) or _IN_WORDS.match(text)
    if found is None:
        return _priority(text, guide)
    digits = re.sub(r"\s", "", f"{found['number']}")
    number = f"{digits[0]}.{digits[-1]}"
    word, separator = found["word"], digits[1:-1]
    if (separator != "." and not word) or (not word and UNITS.match(text[found.end() :])):
        return None
    added = "m" in mask[: found.end()]  # Word counted the number, the sender did not write it
    section = guide.numbers.get(number)
    several = _MORE_NUMBERS.fullmatch(text[found.end() :]) if whole and section is not None else None
    if several is not None and section is not None:
        return Heading(
            Target((section,)),
            len(text),
            "number",
            0.6,
            conflict=f"”{text.strip()[:80]}” gäller flera avsnitt",
            several=True,
        )
    led = bool(found["lead"])
    end, score = _title_after(text, found.end(), mask, section, guide, bool(word), led, styled, whole)
    title = plain(text[found.end() : end if end >= 0 else len(text)])
    other = guide.similar_heading(PAGES.sub("", title)) or guide.titles.get(title)
    if other is not None and other.group is None and (section is None or score < 60) and section not in other.sections:
        ends = end if end >= 0 else len(text)
        conflict = f"”{text[:ends].strip()[:80]}” har ett nummer som inte hör till titeln"
        return Heading(other, ends, "title", 0.8, bool(_OFFICIAL.match(text)), conflict=conflict)
    if section is None or end < 0 or (added and score < ALIKE):
        return None
    strong = bool(word) or score >= ALIKE or bool(found["lead"])
    confidence = 1.0 if score >= ALIKE or (word and end <= found.end() + 2) else 0.9 if word else 0.7
    return Heading(Target((section,)), end, "number", confidence, bool(_OFFICIAL.match(text)) or styled, not strong)


def _title_after(
    text: str, start: int, mask: str, section: str | None, guide: Guide, word: bool, led: bool, styled: bool,
    whole: bool,
) -> tuple[int, float]:  # fmt: skip
    """Where the title behind a number ends, and how like the section's own title it is. -1: this is no heading."""
    skipped = re.match(r"[\s.)]*", text[start:])
    begin = start + (skipped.end() if skipped else 0)
    rest = text[begin:]
    if not rest.strip():
        return len(text), 100.0
    if section is not None:
        key = normal(rest, mask[begin:])
        own = plain(guide.sections[section].title)
        if key.text == own or key.text.startswith(own + " "):
            end = _past_pages(text, begin + key.raw(0, len(own))[1])
            return (-1, 0.0) if goes_on(text[end:]) else (end, 100.0)
    if PAGES.fullmatch(rest):
        return len(text), 100.0
    cut = re.search(r"^:\s*|\s*(?::(?=\s|$)|\s[-–—]\s|^[-–—])\s*", rest)
    head = PAGES.sub("", rest[: cut.start()] if cut else rest)
    score = guide.title_score(section, plain(head)) if section is not None else 0.0
    behind = PAGES.sub("", rest[cut.end() :]) if cut else ""
    if cut and not head and whole and section is not None and not re.search(r"[.!?]\s*$", behind):
        score = guide.title_score(section, plain(behind))
        if score >= ALIKE and 2 * len(behind) >= len(guide.sections[section].title):
            return len(text), score
    if cut and len(head.split()) <= _SHORT and (not head or (word and not head[0].islower()) or score >= _HALF):
        return begin + cut.end(), score if head else 100.0
    whole_title = PAGES.sub("", rest)
    score = guide.title_score(section, plain(whole_title)) if section is not None else 0.0
    short = len(whole_title.split()) <= _SHORT and not re.search(r"[.!?]\s*$", rest)
    if section is not None and score >= ALIKE and len(whole_title) <= 1.6 * len(guide.sections[section].title) + 10:
        return len(text), score
    named = styled and len(whole_title.split()) <= _LONG and not re.search(r"[.!?](?:\s|$)", rest)
    if named or (section is None and short):
        return len(text), score
    # Words that are not the title's may be what the sender wants to say: they are a heading only where they say so.
    if whole and short and (score >= _HALF or (led and rest[0].isupper())) and not is_sentence(rest):
        return len(text), score
    if rest[0].isupper() or rest[0] in '-–—•·*"”»' or (whole and short and not is_sentence(rest)):
        return begin, 0.0  # the sender's words begin behind the number
    return -1, 0.0


def _priority(text: str, guide: Guide) -> Heading | None:
    """``Prioritering 3 …``: a group of sections."""
    found = _PRIORITY.match(text)
    target = guide.group_numbers.get(found[1]) if found else None
    if found is None or target is None:
        return None
    rest = PAGES.sub("", text[found.end() :]).strip(" :.–—-")
    if not rest or (len(rest.split()) <= 12 and not re.search(r"[.!?]\s*$", rest) and not goes_on(text[found.end() :])):
        return Heading(target, len(text), "number", 0.9, bool(_OFFICIAL.match(text)))
    cut = re.match(r"\s*[:–—-]\s+", text[found.end() :])
    return Heading(target, found.end() + cut.end(), "number", 0.9) if cut else None


def _titled(text: str, mask: str, guide: Guide, styled: bool, whole: bool) -> Heading | None:
    """A heading without a number: the title alone on its line, or in front of a colon."""
    if len(text) > 200:
        cut = re.match(r"[^:\n]{6,120}:", text)
        candidates = [(cut.end(), text[: cut.end() - 1])] if cut else []
    else:
        cut = re.match(r"[^:\n]{6,120}:\s", text)
        candidates = [(len(text), text)] + ([(cut.end(), text[: cut.end() - 1])] if cut else [])
    for end, candidate in candidates:
        led = _LED.match(candidate)
        prefix = led.end() if led else 0
        stripped = PAGES.sub("", candidate)
        ways = list(dict.fromkeys([(stripped, 0), (stripped[prefix:], prefix)]))
        keys = [_key(words, mask[start : start + len(words)]) for words, start in ways]
        target = next((t for key in keys if (t := guide.headings.get(key) or guide.titles.get(key))), None)
        exact = target is not None
        if target is None and end == len(text) and (whole or styled) and not re.search(r"[.!?]\s*$", stripped):
            cutoff = 82 if styled or prefix else 88
            target = next((t for key in keys if (t := guide.similar_heading(key, cutoff))), None)
        if target is not None:
            official = any(key in guide.headings for key in keys) or bool(_OFFICIAL.match(text)) or styled
            weak = bool(guide.loosely_named & set(keys)) and not styled
            return Heading(target, end, "title", 1.0 if exact else 0.8, official, weak)
    if whole and len(text.split()) <= _SHORT and not re.search(r"[.!?:,;]\s*$", text):
        led = _LED.match(text)
        target = guide.shortened(plain(PAGES.sub("", text[led.end() if led else 0 :])))
        return Heading(target, len(text), "title", 0.7, styled, weak=not styled) if target else None
    return None


def is_sentence(rest: str) -> bool:
    """Whether some words have a verb that makes a sentence of them: "är bra", "behöver nämna tågen"."""
    return _VERB.search(rest) is not None


def _key(words: str, mask: str) -> str:
    return re.sub(r"\bprio (?=\d)", "prioritering ", normal(words, mask).text)


def goes_on(rest: str) -> bool:
    """Whether the text behind a heading's words goes on as a sentence: then the words were no heading."""
    found = re.match(r"[\s,;)”\"»]*", rest)
    after = rest[found.end() :] if found else rest
    return bool(after) and after[0].islower()


def _past_pages(text: str, end: int) -> int:
    """The offset after a page range and the punctuation that closes a heading."""
    pages = re.match(
        r"[\s,;(]*(?:s|sid|sida|sidan|sidor|sidorna)\.?\s*\d{1,3}(?:\s*[-–—−]\s*\d{1,3})?\)?", text[end:], re.IGNORECASE
    )
    if pages:
        end += pages.end()
    closing = re.match(r"\s*[.:)]+", text[end:])
    return end + closing.end() if closing else end
