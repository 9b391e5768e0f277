"""What the words of a template tell: a heading's number, title and pages; what a question and a background field are about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from itertools import count

from summarizer.records import Part

_PAGES = re.compile(
    r"[\s,;(]+s(?:id|ida|idan|idor|idorna)?\.?\s*(\d{1,3})(?:\s*[-–—−]\s*(\d{1,3}))?\)?\s*$", re.IGNORECASE
)
_LEAD = re.compile(r"^(?:inspel|synpunkter|kommentarer|svar|frågor) (?:på|till|om|kring) ", re.IGNORECASE)
_KIND = (
    r"(?:del)?prioritering(?:en)?|inriktning(?:en)?|avsnitt(?:et)?|kapitel|kapitlet|del|delen|mål(?:et)?|delmål|område(?:t)?|"
    r"punkt(?:en)?|strategi(?:n)?"
)
_NUMBERED = re.compile(rf"^(?:(?:{_KIND})\s+)?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)[.):]?\s+(?=[^\W\d])", re.IGNORECASE)
_KIND_FIRST = re.compile(rf"^(?:{_KIND})\s+(?=[A-ZÅÄÖ])", re.IGNORECASE)
_GENERIC = re.compile(
    rf"(?:det här |detta |hela )?(?:{_KIND}|inledning(?:en)?|inledande avsnittet|frågor|synpunkter)", re.IGNORECASE
)
_ABOUT = re.compile(
    r"^hur (?:kan|bör|ska|skulle) (?:den |det |de |vår |våra )?(?P<what>.+?) "
    r"(?:utvecklas|uppdateras|förbättras|ändras|beskrivas|formuleras|kompletteras)\b",
    re.IGNORECASE,
)
_LIST_OF = re.compile(r"^(?:listan|tabellen|förteckningen) över ", re.IGNORECASE)
_PLAIN_ENDING = re.compile(r"(?<=ys)en$|(?<=ing)en$|(?<=bild)en$")  # "analysen" → "analys", as a heading has it
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("actors", re.compile(r"\baktör", re.IGNORECASE)),
    ("analysis", re.compile(r"\b\w*analys|\b(?:nu)?läge|\bbakgrundsbeskrivning|\bsituationen i dag", re.IGNORECASE)),
    ("goal", re.compile(r"\bmål(?:et|en|bild\w*|formulering\w*|sättning\w*)?\b|\bvision", re.IGNORECASE)),
    ("needs", re.compile(r"\bbehov|\båtgärd|\binsats|\bgöras\b|\bsaknas\b", re.IGNORECASE)),
)
# Background fields, the most telling words first. What is not known is taken for personal data.
_FIELDS: tuple[tuple[str, bool, re.Pattern[str]], ...] = (
    ("email", True, re.compile(r"\be-?post|\bmejl|\be-?mail", re.IGNORECASE)),
    ("phone", True, re.compile(r"telefon|mobil", re.IGNORECASE)),
    ("address", True, re.compile(r"adress", re.IGNORECASE)),
    ("unit", False, re.compile(r"avdelning|\benhet|förvaltning", re.IGNORECASE)),
    ("organisation", False, re.compile(r"organisation|avsändare|myndighet|företag|förening|remissinstans|^kommun\b", re.IGNORECASE)),
    ("contact", True, re.compile(r"kontakt|namn\b|handläggare|uppgiftslämnare|ombud", re.IGNORECASE)),
    ("date", False, re.compile(r"datum", re.IGNORECASE)),
    ("reference", False, re.compile(r"diarienummer|\bdnr\b|beteckning", re.IGNORECASE)),
)  # fmt: skip
_LONGEST_FIELD = 60  # characters of a background field's label
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class HeadingWords:
    title: str
    number: str | None
    pages: tuple[int, int] | None
    generic: bool  # "Inspel på avsnittet": the title tells nothing without the heading above


def read_heading(heading: str) -> HeadingWords:
    """``Inspel på Delprioritering 3.2 Hållbar mobilitet, s 27–29`` → 3.2, "Hållbar mobilitet", pages 27–29."""
    text, pages = without_pages(heading)
    rest = _LEAD.sub("", text)
    numbered = _NUMBERED.match(rest)
    title = rest[numbered.end() :] if numbered else _KIND_FIRST.sub("", rest)
    title = title[:1].upper() + title[1:]
    return HeadingWords(title, numbered["number"] if numbered else None, pages, bool(_GENERIC.fullmatch(title)))


def without_pages(text: str) -> tuple[str, tuple[int, int] | None]:
    found = _PAGES.search(text)
    if found is None:
        return text, None
    first = int(found[1])
    return text[: found.start()].rstrip(" ,;"), (first, int(found[2] or first))


def part_asked(label: str) -> Part | None:
    """The part of the strategy that a question is about, as its first telling words say."""
    what = _ABOUT.match(label)
    words = what["what"] if what else label
    return next((part for part, pattern in _PARTS if pattern.search(words)), None)


def short_title(label: str) -> str:
    """A question in a few words: what it asks about, or its beginning."""
    about = _ABOUT.match(label)
    text = (
        _PLAIN_ENDING.sub("", _LIST_OF.sub("", about["what"]))
        if about
        else re.sub(r"\s*\([^)]*\)|[?:.]+\s*$", "", label)
    )
    if len(text) > _LONGEST_TITLE:
        text = text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return text[:1].upper() + text[1:]


def background_field(label: str) -> tuple[str, bool] | None:
    """(id, whether it is personal data) of a background field, when the label is one of those in common use."""
    if "?" in label or len(label) > _LONGEST_FIELD:
        return None
    return next(((name, personal) for name, personal, pattern in _FIELDS if pattern.search(label)), None)


def slug(text: str, words: int = 4) -> str:
    """An id from a text: ``Stigar och leder`` → ``stigar_och_leder``."""
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z0-9]+", folded)[:words]) or "avsnitt"


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The id, or with the first number after it that makes it one of its own: ``mal``, ``mal_2``, ``mal_3``."""
    return next(name for n in count(1) if (name := wanted if n == 1 else f"{wanted}_{n}") not in taken)
