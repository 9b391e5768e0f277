"""Swedish personal identity numbers (personnummer) and coordination numbers (samordningsnummer, day + 60) in text.

Form and check digit are those of Skatteverket: YYMMDD-NNNN or YYYYMMDD-NNNN, ``+`` in place of ``-`` from the age of 100.
In an organisation number the third digit is at least 2, which is no month, so it never has this form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from summarizer.text.reference_numbers import is_book_number, is_called_reference

_DASH = r"[-‐‑‒–—−+]"
_GAP = r"[ \u00a0\u2009]"
_PATTERN = re.compile(
    rf"""
    (?<![\w/]) (?<!\d[.,]) (?<!\d{_DASH})
    (?:(?P<century>18|19|20){_GAP}?)? (?P<year>\d\d)
    (?P<inner>[-–./]|{_GAP})? (?P<month>[01]\d) (?(inner)(?P=inner)) (?P<day>[0-3]\d|[6-9]\d)
    (?P<outer>{_GAP}*{_DASH}{_GAP}*|{_GAP}{{0,2}})
    (?P<last>\d{{4}}|\d\d{_GAP}\d\d|[XxYy*•_]{{3,4}}|[TRSUWXJKLMN]\d{{3}})
    (?![\w*•]) (?!{_DASH}\d) (?![.,]\d)
    """,
    re.VERBOSE,
)
_LATEST_CLOCK = 2400


def personnummer_in(text: str) -> Iterator[tuple[int, int, bool]]:
    """``(start, end, sure)``; not sure when the check digit is wrong or left out."""
    for match in _PATTERN.finditer(text):
        sure = _is_sure(match)
        if sure is None or is_book_number(text, match.start()):
            continue
        if sure or not is_called_reference(text, match.start()):
            yield match.start(), match.end(), sure


def _is_sure(match: re.Match[str]) -> bool | None:
    """None when it is no personnummer at all."""
    month, day = int(match["month"]), int(match["day"])
    if not _is_date(match["century"], match["year"], month, day - 60 if day > 60 else day):
        return None
    last = re.sub(r"\D", "", match["last"])
    if len(last) == 4 and _check_digit_holds(match["year"] + match["month"] + match["day"] + last):
        return True
    # Without a dash a date and a time of day look the same ("250619 1430"), and so do small numbers in a row.
    dashed = bool(re.search(_DASH, match["outer"]))
    if not dashed and (match["inner"] or (match["outer"] and int(last or 0) < _LATEST_CLOCK)):
        return None
    return False


def _is_date(century: str | None, year: str, month: int, day: int) -> bool:
    try:
        date(int((century or "20") + year), month, day)  # without a century, 20 has the same leap years or one more
    except ValueError:
        return False
    return True


def _check_digit_holds(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0
