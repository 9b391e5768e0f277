"""Personal data in running text: found by form and by known names, and covered at unchanged offsets.

Found by form: personnummer, phone numbers, e-mail and street addresses. Names are found only when they are known (from the
contact fields): there is no offline name recogniser for Swedish that is good enough. Organisation numbers, diary numbers,
dates, sums, roads and page ranges look alike and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from summarizer.text.masking_names import name_spans

PersonalKind = Literal["personnummer", "personnummer?", "phone", "email", "address", "name"]
MASK = "█"


@dataclass(frozen=True)
class PersonalSpan:
    """``personnummer?``: built like one, but the check digit is wrong (a slip of the pen, or another number)."""

    kind: PersonalKind
    start: int
    end: int


def find_personal(text: str, names: Sequence[str] = ()) -> list[PersonalSpan]:
    """Every piece of personal data in ``text``, in order, never overlapping.

    ``names`` are full names as the contact fields give them; each of their parts is found too, with the genitive -s.
    """
    found: list[PersonalSpan] = []
    personnummer = list(_personnummer(text))
    # The surest first. Ten digits with a wrong check digit are a phone number when they can be one.
    candidates = [
        *_emails(text),
        *(span for span in personnummer if span.kind == "personnummer"),
        *_addresses(text),
        *_phones(text),
        *personnummer,
        *(PersonalSpan("name", start, end) for start, end in name_spans(text, names)),
    ]
    for span in candidates:
        if all(span.end <= other.start or span.start >= other.end for other in found):
            found.append(span)
    return sorted(found, key=lambda span: span.start)


def mask(text: str, names: Sequence[str] = ()) -> str:
    """``text`` with personal data covered; ``len`` and every other character stay, so offsets into it hold."""
    parts: list[str] = []
    position = 0
    for span in find_personal(text, names):
        parts += [text[position : span.start], MASK * (span.end - span.start)]
        position = span.end
    return "".join([*parts, text[position:]])


# ── e-mail ──────────────────────────────────────────────────────────────────────────────────────────────────────────
_AT = r"(?:\s?@\s?|\s?[\[({<]\s?(?:at|a|@|snabel-?a)\s?[\])}>]\s?|\s(?:snabel-?a)\s)"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|punkt|\.)\s?[\])}]\s?|\spunkt\s)"
_EMAIL = re.compile(rf"[^\W_][\w.+%'’-]*{_AT}[^\W_][\w-]*(?:{_DOT}[\w-]+)*{_DOT}[a-zåäö]{{2,24}}(?![\w@])", re.IGNORECASE)


def _emails(text: str) -> Iterator[PersonalSpan]:
    for match in _EMAIL.finditer(text):
        yield PersonalSpan("email", match.start(), match.end())


# ── personnummer ────────────────────────────────────────────────────────────────────────────────────────────────────
_DASH = r"[-‐‑‒–—−+]"
_GAP = r"[ \u00a0\u2009]"
_PERSONNUMMER = re.compile(
    rf"(?<![\w.,/])(?<!\d{_DASH})(?:(?P<century>18|19|20){_GAP}?)?(?P<year>\d\d)(?P<inner>[-–./]|{_GAP})?(?P<month>[01]\d)"
    rf"(?P=inner)?(?P<day>[0-3]\d|[6-9]\d)(?P<outer>{_GAP}*{_DASH}{_GAP}*|{_GAP}{{0,2}})(?P<last>\d{{4}}|\d\d{_GAP}\d\d|[XxYy*•_]{{3,4}}|[TRSUWXJKLMN]\d{{3}})"
    rf"(?![\w*•])(?!{_DASH}\d)(?![.,]\d)"
)
_OTHER_NUMBER = re.compile(
    r"(?:dnr|diarie(?:nummer|nr)|ärende(?:nummer|nr|id)?|isbn(?:-1[03])?|issn|bankgiro|bg|plusgiro|pg|ocr(?:-nummer|-nr)?|"
    r"faktura(?:nummer|nr)?|org\.?\s?n(?:umme)?r|organisationsn(?:umme)?r|konto(?:nummer|nr)?|artikel(?:nummer|nr)?|doi|"
    r"referens(?:nummer|nr)?|fastighet|momsn(?:umme)?r|vat(?:-n(?:umme)?r)?)[.:]?\s*(?:[A-ZÅÄÖ]{1,5}[ -])?$",
    re.IGNORECASE,
)
_CONTEXT = 40  # characters looked at before a number


def _personnummer(text: str) -> Iterator[PersonalSpan]:
    for match in _PERSONNUMMER.finditer(text):
        kind = _personnummer_kind(match)
        named_otherwise = kind == "personnummer?" and _called_something_else(text, match.start())
        if kind is not None and not named_otherwise:
            yield PersonalSpan(kind, match.start(), match.end())


def _called_something_else(text: str, start: int) -> bool:
    return bool(_OTHER_NUMBER.search(text[max(0, start - _CONTEXT) : start]))


def _personnummer_kind(match: re.Match[str]) -> Literal["personnummer", "personnummer?"] | None:
    month, day = int(match["month"]), int(match["day"])
    if not _is_date(match["century"], match["year"], month, day - 60 if day > 60 else day):
        return None
    last = re.sub(r"\D", "", match["last"])
    if len(last) == 4 and _luhn_holds(match["year"] + match["month"] + match["day"] + last):
        return "personnummer"
    # Without a dash a date and a time of day look the same ("250619 1430"); so do digits in a row of small numbers.
    dashed = bool(re.search(_DASH, match["outer"]))
    if not dashed and (match["inner"] or (match["outer"] and int(last or 0) < 2400)):
        return None
    return "personnummer?"


def _is_date(century: str | None, year: str, month: int, day: int) -> bool:
    try:
        date(int((century or "20") + year), month, day)
    except ValueError:
        # 1900 was no leap year but 2000 was: without a century any 29 February is taken.
        return False
    return True


def _luhn_holds(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


# ── phone numbers ───────────────────────────────────────────────────────────────────────────────────────────────────
_SEPARATOR = rf"(?:{_GAP}{{0,2}}[-‐‑‒–—−/.]{_GAP}?|{_GAP}{{1,2}})"
_PHONE_START = re.compile(
    rf"(?<![\w@])(?<!\d[-–./,:])(?:(?P<abroad>(?:\+{_GAP}?|00)(?:46|47|45|358|354|49|44|1)){_SEPARATOR}?(?:\(0\){_SEPARATOR}?)?0?|\(0(?=\d{{1,3}}\))|0)"
    rf"(?P<area>[1-9]\d*)\)?"
)
_GROUP = re.compile(rf"({_SEPARATOR})?(\d{{2,}})")
_SPOKEN_PHONE = re.compile(
    r"\b(?:tel(?:efon(?:nummer|nr)?|nr|e?)|mobil(?:nummer|nr|telefon)?|mob|ring|sms|fax|växel|vxl|ankn(?:ytning)?|nås på)"
    r"(?:[.:]|\b)\s{0,2}(?:nr\.?|nummer|på|oss på|mig på)?:?\s{0,2}(?P<number>\d{2,}(?:[-– ]?\d{2,}){1,4})(?![\d%])",
    re.IGNORECASE,
)
_CLOCKS = re.compile(r"[0-2]\d[.: ][0-5]\d\s?[-–—]\s?[0-2]\d[.: ][0-5]\d")
_DASHED_PERSONNUMMER = re.compile(rf"\d{{6}}{_GAP}?{_DASH}{_GAP}?\d{{4}}(?!\d)")
_DATES = re.compile(r"[0-3]\d[-–./ ][01]\d[-–./ ](?:19|20)\d\d")


def _phones(text: str) -> Iterator[PersonalSpan]:
    position = 0
    while match := _PHONE_START.search(text, position):
        end = _phone_end(text, match)
        if end is None:
            position = match.end()
            continue
        yield PersonalSpan("phone", match.start(), end)
        position = end
    for match in _SPOKEN_PHONE.finditer(text):
        if len(re.sub(r"\D", "", match["number"])) >= 5:
            yield PersonalSpan("phone", match.start("number"), match.end("number"))


def _phone_end(text: str, start: re.Match[str]) -> int | None:
    """Where the number that begins here ends: after the most groups that make a Swedish number, or None."""
    if any(pattern.match(text, start.start()) for pattern in (_CLOCKS, _DATES, _DASHED_PERSONNUMMER)):
        return None
    if _called_something_else(text, start.start()) or _is_tail_of_sum(text, start.start()):
        return None
    area = start["area"]
    shortest, longest = (8, 12) if start["abroad"] else _phone_lengths(area)
    digits, end, best = 1 + len(area), start.end(), None
    if shortest <= digits <= longest:
        best = end
    while (group := _GROUP.match(text, end)) and digits + len(group[2]) <= longest:
        digits, end = digits + len(group[2]), group.end()
        if digits >= shortest:
            best = end
    if best is None or re.match(r"\d|[.,:]\d|[-–/]\d|%", text[best : best + 2]):
        return None
    return best


def _phone_lengths(area: str) -> tuple[int, int]:
    """Fewest and most digits, the leading 0 included. Mobile and 010/020 numbers have fixed lengths; 08 numbers vary."""
    if re.match(r"7[02369]", area):
        return 10, 10
    if area.startswith("8"):
        return 8, 10
    if re.fullmatch(r"\d{3}", area):
        return 9, 10
    return 8, 10


def _is_tail_of_sum(text: str, start: int) -> bool:
    """``1 090 123 456 kr``: groups of three with a digit before them."""
    return bool(re.search(r"\d[ \u00a0]$", text[:start]) and re.match(r"\d{3}([ \u00a0]\d{3})+(?!\d)", text[start:]))


# ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────────────
_ROAD_WORDS = r"(?!(?:[Rr]iks|[Ll]äns|[Ee]uropa|[Jj]ärn|[Cc]ykel|[Gg]ång|[Gg]rus|[Ss]tam|[Mm]otor|[Gg]en|[Ff]lyg|[Ff]ar|[Bb]il|[Vv]inter|[Ss]jö|[Ll]and|[Ii]nlands|[Uu]t|[Aa]v|[Oo]m|[Rr]äddnings|[Ss]trand|[Hh]uvud|[Tt]illfarts|[Gg]enomfarts|[Ff]örbi|[Mm]at|[Bb]lå)(?:väg|led))"
_HOUSE = r"\d{1,4}(?:\s?[A-Ha-h](?![\wåäö]))?"
_NOT_A_HOUSE = r"(?![\d.,:]\d|[-–/]\d{3,}|\s?(?:%|procent|km|m\b|mil\b|meter|kr\b|kronor|miljon|mkr|mnkr|år\b|st\b|stycken|personer|\d{3}\b(?!\s?\d\d\b)))"
_YEAR = r"(?!(?:19|20)\d\d\b)"
_FLAT = r"(?:,?\s(?:lgh|lägenhet|nb|bv|vån|våning|uppg(?:ång)?|\d{1,2}\s?tr)\.?(?:\s?\d{1,4})?)?"
_STREET = re.compile(
    rf"(?<![\w-])(?:(?:[A-ZÅÄÖ][\w.:’'éü-]*|[a-zåäö]+)\s(?=[A-ZÅÄÖ]?\w*(?:gatan|vägen)))??"
    rf"(?:{_ROAD_WORDS}[A-ZÅÄÖ][\w’'é-]+(?:gata|gatan|väg|vägen|gränd|gränden|torg|torget|allé|allén|stig|stigen|backe|backen|led|leden|"
    rf"esplanad|esplanaden|kaj|kajen|gården|parken|hemmanet|byvägen)|{_ROAD_WORDS}[a-zåäö]{{3,}}(?:gatan|gränden|vägen|stigen)|"
    rf"[A-ZÅÄÖ][\wé]+(?:s|a|e)?\s(?:[Vv]äg|[Gg]ata|[Gg]ränd|[Aa]llé|[Tt]org|[Ss]tig|[Ee]splanad|[Bb]acke)|Esplanaden|Torget)"
    rf"\s{{1,2}}{_YEAR}{_HOUSE}{_NOT_A_HOUSE}{_FLAT}"
)
_POSTAL = re.compile(
    rf"(?:(?<![\w–-])(?:Box|Postbox|FACK)\s\d{{1,5}},?\s{{1,2}}|(?<![\w–-])[A-ZÅÄÖ][a-zåäö]+\s\d{{1,4}}\s?[A-Ha-h]?,{_GAP}?)?"
    rf"(?:(?<![\w.,:–-])(?:SE?[-– ])?[1-9]\d\d{_GAP}\d\d|(?:(?<=,)|(?<=,\s)|(?<=\n)|\bSE?[- ])[1-9]\d{{4}}){_GAP}{{1,2}}"
    rf"(?:[A-ZÅÄÖ][a-zåäö]{{2,}}(?!bor\b|borna\b)|[A-ZÅÄÖ]{{3,}})(?![\w])"
)
_CARE_OF = re.compile(r"\b[cC]/[oO]:?\s[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?")


def _addresses(text: str) -> Iterator[PersonalSpan]:
    for pattern in (_POSTAL, _STREET, _CARE_OF):
        for match in pattern.finditer(text):
            yield PersonalSpan("address", match.start(), match.end())
