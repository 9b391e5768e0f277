"""Phone numbers as people write them in Sweden, and foreign ones with a country code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.text.reference_numbers import is_called_reference

_GAP = r"[ \u00a0\u2009]"
_DASH = r"[-‐‑‒–—−]"
_SEPARATOR = rf"(?:{_GAP}{{0,2}}[-‐‑‒–—−/.]{_GAP}?|{_GAP}{{1,2}})"
_ABROAD = rf"(?:\+{_GAP}?|00)(?:46|47|45|358|354|372|371|370|49|44|48|33|31|1){_SEPARATOR}?(?:\(0\){_SEPARATOR}?)?0?"
_BEGINNING = rf"(?P<prefix>(?P<abroad>{_ABROAD})|\(0(?=\d{{1,3}}\))|0)(?P<area>[1-9]\d*)\)?"
_START = re.compile(rf"(?<![\w@])(?<!\d[-–./,:]){_BEGINNING}")
_NEXT = re.compile(rf"[,/]{_BEGINNING}")  # "070-174 06 05/070-174 06 06"
_GROUP = re.compile(rf"{_SEPARATOR}?(\d{{2,}})")
# A local number without its area code counts when it is announced.
_ANNOUNCED = re.compile(
    r"\b(?:te?l(?:efon(?:nummer|nr)?|nr|e)?|tfn|mobil(?:nummer|nr|telefon)?|mob|ring|sms|fax|växel|vxl|ankn(?:ytning)?|nås)"
    r"(?:[.:]|\b)\s{0,2}(?:nr\.?|nummer|på|oss på|mig på)?:?\s{0,2}(?P<number>\d{2,}(?:[-– ]?\d{2,}){1,4})(?![\d%])",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?![,/]\+?0?[1-9])[.,:/–-]?\d|%")
_GROUPS_OF_THREE = re.compile(r"\d{3}([ \u00a0]\d{3})+(?!\d)")
_SHORTEST_ANNOUNCED = 5  # digits
_CLOCK = r"[0-2]\d[.: ][0-5]\d"
_NOT_PHONES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_CLOCK}\s?[-–—]\s?{_CLOCK}",
        r"[0-3]\d[-–./ ][01]\d[-–./ ](?:19|20)\d\d",
        rf"\d{{6}}{_GAP}?{_DASH}{_GAP}?\d{{4}}(?!\d)",  # a personnummer, right or wrong
    )
)


def phones_in(text: str) -> Iterator[tuple[int, int]]:
    position, end = 0, None
    while match := (_NEXT.match(text, position) if end else None) or _START.search(text, position):
        end = _end(text, match)
        if end is not None:
            yield match.start("prefix"), end
        position = end or match.end()
    for match in _ANNOUNCED.finditer(text):
        if len(re.sub(r"\D", "", match["number"])) >= _SHORTEST_ANNOUNCED:
            yield match.span("number")


def _end(text: str, start: re.Match[str]) -> int | None:
    """Where the number that begins here ends: after the most groups of digits that a number can have, or None."""
    begin = start.start("prefix")
    if any(pattern.match(text, begin) for pattern in _NOT_PHONES):
        return None
    fewest, most = _lengths(start["area"], abroad=start["abroad"] is not None)
    digits, end = 1 + len(start["area"]), start.end()
    best = end if fewest <= digits <= most else None
    while (group := _GROUP.match(text, end)) and digits + len(group[1]) <= most:
        digits, end = digits + len(group[1]), group.end()
        if digits >= fewest:
            best = end
    if best is None or _GOES_ON.match(text, best) or _is_tail_of_sum(text, begin) or is_called_reference(text, begin):
        return None
    return best


def _lengths(area: str, *, abroad: bool) -> tuple[int, int]:
    """Fewest and most digits, the leading 0 included. Mobile numbers have ten, Stockholm's eight to ten."""
    if abroad:
        return 8, 12
    if re.match(r"7[02369]", area):
        return 10, 10
    return (9, 10) if len(area) == 3 else (8, 10)


def _is_tail_of_sum(text: str, start: int) -> bool:
    """``1 090 123 456 kr``: groups of three with a digit before them."""
    return bool(re.fullmatch(r"\d[ \u00a0]", text[max(0, start - 2) : start]) and _GROUPS_OF_THREE.match(text, start))
