"""Street addresses and postal lines. A street without a house number is a place, not a person's address."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STREET_WORD = (
    r"(?:gata|gatan|gatans|väg|vägen|gränd|gränden|torg|torget|allé|allén|stig|stigen|backe|backen|led|leden|"
    r"esplanad|esplanaden|kaj|kajen)"
)
# Words that end like a street and are none, also with a number after them: "Järnvägen 2", "Riksväg 90".
_NO_STREET = (
    r"(?!(?i:riks|läns|europa|järn|cykel|gång|grus|stam|motor|gen|flyg|far|bil|vinter|sjö|land|inlands|ut|av|om|räddnings|"
    r"huvud|tillfarts|genomfarts|förbi|vandrings|skoter|cirkulations|rast|mål|blå)(?:väg|led|plats)|(?i:företag|arbets))"
)
_WHICH = r"(?:(?:Norra|Södra|Östra|Västra|Övre|Nedre|Stora|Lilla|Gamla|Nya|Inre|Yttre|Mellersta|Sankt|S:t|S:ta)\s)?"
_WHOSE = r"(?:[A-ZÅÄÖ][\wé-]+\s){0,2}[A-ZÅÄÖ][\wé-]*s\s"
_YEAR = r"(?!(?:19|20)\d\d\b)"
_HOUSE = r"\d{1,4}(?:[-–/:]\d{1,3})?(?:\s?[A-Ha-h](?!\w))?"
_UNIT = (
    r"km|m\b|mil\b|meter|kr\b|kronor|mkr|mnkr|miljon|procent|år\b|st\b|stycken|personer|gånger|dagar|kvällar|timmar|"
    r"minuter|veckor|månader|spår|filer"
)
_AFTER_HOUSE = rf"(?![\d.,:]\d|[-–/]\d|\s?(?:%|{_UNIT}|\d{{3}}\b(?!\s?\d\d\b)))"
_FLAT = r"(?:,?\s(?:(?:lgh|lägenhet|nb|bv|vån|våning|uppg(?:ång)?)\.?(?:\s?\d{1,4})?|\d{1,2}\s?tr\b))?"
_NUMBER = rf"\s{{1,2}}{_YEAR}{_HOUSE}{_AFTER_HOUSE}{_FLAT}"
_STREETS = (
    rf"(?<![\w-]){_WHICH}{_NO_STREET}[A-ZÅÄÖ][\w’'é-]+{_STREET_WORD}{_NUMBER}",
    rf"(?<![\w-]){_NO_STREET}[a-zåäö]{{3,}}(?:gatan|gränden|vägen|stigen){_NUMBER}",
    rf"(?<![\w-]){_WHOSE}(?i:{_STREET_WORD}){_NUMBER}",
    rf"(?<![\w-]){_WHICH}(?:Esplanaden|Torget|Allén){_NUMBER}",
)

_CODE = r"(?:(?<![\w.,:–-])(?:SE?[-– ])?[1-9]\d\d[ \u00a0]\d\d|(?:(?<=,)|(?<=,\s)|(?<=\n)|\bSE?[- ])[1-9]\d{4})"
_TOWN = r"(?:[A-ZÅÄÖ][a-zåäö]{2,}|[A-ZÅÄÖ]{3,})(?<!bor)(?<!borna)(?!\w)"
_POSTAL = rf"{_CODE}[ \u00a0]{{1,2}}{_TOWN}"
_BEFORE_POSTAL = r"(?<![\w–-])(?:(?:Box|Postbox)\s\d{1,5}|[A-ZÅÄÖ][a-zåäö]+\s\d{1,4}\s?[A-Ha-h]?)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_BEFORE_POSTAL},?[ \u00a0]{{0,2}})?{_POSTAL}",
        rf"{_BEFORE_POSTAL}(?=,?[ \t]*\r?\n[ \t]*{_CODE})",
        *_STREETS,
        r"\b[cC]/[oO]:?\s[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?",
    )
)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Spans, which may overlap: a street and the postal line that it stands in."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.span()
