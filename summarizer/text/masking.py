"""Personal data in running text: found by form and by known names, and covered at unchanged offsets.

Found by form: personnummer, phone numbers, e-mail and street addresses. Names are found only when they are known (from the
contact fields): there is no offline name recogniser for Swedish that is good enough. Organisation numbers, diary numbers,
dates, sums, roads and page ranges look alike and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.text.addresses import addresses_in
from summarizer.text.person_names import name_spans
from summarizer.text.personnummer import personnummer_in
from summarizer.text.phones import phones_in

PersonalKind = Literal["personnummer", "personnummer?", "phone", "email", "address", "name"]
MASK = "█"
ALWAYS: tuple[PersonalKind, ...] = ("personnummer", "phone", "email")  # masked whatever the settings say
OPTIONAL: tuple[PersonalKind, ...] = ("personnummer?", "address", "name")

_AT = r"(?:\s?@\s?|\s?[\[({<]\s?(?:at|a|@|snabel-?a)\s?[\])}>]\s?|\ssnabel-?a\s)"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|punkt|\.)\s?[\])}]\s?|\spunkt\s)"
_LOCAL = r"(?<![\w.+-])[^\W_][\w.+%'’-]{0,63}"
_EMAIL = re.compile(
    rf"{_LOCAL}{_AT}[^\W_][\w-]{{0,62}}(?:{_DOT}[\w-]+){{0,4}}{_DOT}[a-zåäö]{{2,24}}(?![\w@])", re.IGNORECASE
)


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
    numbers = list(personnummer_in(text))
    # The surest first. Ten digits with a wrong check digit are a phone number when they can be one.
    candidates = [
        *(PersonalSpan("email", *match.span()) for match in _EMAIL.finditer(text)),
        *(PersonalSpan("personnummer", start, end) for start, end, sure in numbers if sure),
        *(PersonalSpan("address", start, end) for start, end in addresses_in(text)),
        *(PersonalSpan("phone", start, end) for start, end in phones_in(text)),
        *(PersonalSpan("personnummer?", start, end) for start, end, sure in numbers if not sure),
        *(PersonalSpan("name", start, end) for start, end in name_spans(text, names)),
    ]
    covered = bytearray(len(text))
    found: list[PersonalSpan] = []
    for span in candidates:
        for start, end in _free_runs(covered, span.start, span.end):
            found.append(PersonalSpan(span.kind, start, end))
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return sorted(found, key=lambda span: span.start)


def _free_runs(covered: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of ``start``–``end`` that no earlier find covers: all of it, its ends, or nothing."""
    return [(start + run.start(), start + run.end()) for run in re.finditer(rb"\0+", covered[start:end])]


def mask(text: str, names: Sequence[str] = (), kinds: Collection[PersonalKind] = (*ALWAYS, *OPTIONAL)) -> str:
    """``text`` with these kinds of personal data covered; ``len`` and every other character stay, so offsets into it hold."""
    parts: list[str] = []
    position = 0
    for span in find_personal(text, names):
        if span.kind not in kinds:
            continue
        parts += [text[position : span.start], MASK * (span.end - span.start)]
        position = span.end
    return "".join([*parts, text[position:]])
