"""Counts in words. They are written here, by code, and never by a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from summarizer.records import RESPONDENT_TYPES, RespondentType


class Noun(NamedTuple):
    one: str  # with its article: "en kommun"
    many: str


# "region_myndighet" holds regions, agencies and county boards; in Swedish law a region's boards are authorities too.
RESPONDENT_NOUNS: dict[RespondentType, Noun] = {
    "kommun": Noun("en kommun", "kommuner"),
    "region_myndighet": Noun("en myndighet", "myndigheter"),
    "näringsliv": Noun("ett företag", "företag"),
    "akademi": Noun("ett lärosäte", "lärosäten"),
    "civilsamhälle": Noun("en förening", "föreningar"),
    "privatperson": Noun("en privatperson", "privatpersoner"),
    "okänd": Noun("en avsändare utan angiven typ", "avsändare utan angiven typ"),
}
_WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def number_word(n: int) -> str:
    """Words to twelve, then digits with a hard space between thousands: ``tolv``, ``13``, ``1 200``."""
    return _WORDS[n] if 0 <= n < len(_WORDS) else f"{n:,}".replace(",", "\u00a0")


def count_phrase(counts: Mapping[RespondentType, int]) -> str:
    """``{"kommun": 5, "näringsliv": 2, "privatperson": 1}`` → "fem kommuner, två företag och en privatperson".

    Types come in the fixed order of the records; those with none are left out; nobody at all gives "ingen avsändare".
    """
    parts = [_counted(RESPONDENT_NOUNS[kind], counts[kind]) for kind in RESPONDENT_TYPES if counts.get(kind, 0) > 0]
    return enumeration(parts) or "ingen avsändare"


def _counted(noun: Noun, n: int) -> str:
    return noun.one if n == 1 else f"{number_word(n)} {noun.many}"


def enumeration(items: Sequence[str]) -> str:
    """``a, b och c``."""
    return " och ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def capitalised(phrase: str) -> str:
    """The phrase as it begins a sentence; only its first letter changes."""
    return phrase[:1].upper() + phrase[1:]
