"""Sentences that seem to tell of a single person's health, faith, union, descent, sexuality or crime (GDPR articles 9, 10).

A word of that kind alone is the subject of half of all answers ("hälso- och sjukvården"). What is flagged is the word beside
one that makes it somebody's: I, my, our son, a patient's "she". It is a help for a person who reads, not a promise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from summarizer.text.sentences import split_sentences

SensitiveKind = Literal["hälsa", "tro eller åsikt", "fackligt", "härkomst", "sexualliv", "brott", "socialt"]

_KINDS: tuple[tuple[SensitiveKind, str], ...] = (
    ("hälsa", r"diagnos\w*|cancer\w*|depression\w*|deprimerad\w*|adhd|autis\w+|diabetes\w*|demens\w*|sjukskriv\w+|missbruk\w*|"
              r"alkoholis\w+|rullstol\w*|stroke|epilepsi\w*|psykisk\w* (?:sjuk\w*|ohälsa)|självmord\w*|funktionsnedsättning\w*|"
              r"funktionsvariation\w*|medicinering\w*|opererad\w*|gravid\w*|missfall\w*|utmattning\w*|utbränd\w*|ms|hiv|kol|"
              r"sjukdom\w*|kroniskt? sjuk\w*|hjärtinfarkt\w*|synskad\w+|hörselskad\w+"),
    ("tro eller åsikt", r"muslim\w*|kristen|judisk\w*|jude|buddhist\w*|troende|ateist\w*|medlem i (?:\w+partiet|moderaterna|"
                        r"socialdemokraterna|centern|liberalerna)"),
    ("fackligt", r"fackligt? (?:medlem\w*|förtroendevald\w*|aktiv\w*|ansluten|engagerad\w*)|medlem i facket|skyddsombud"),
    ("härkomst", r"rom(?:sk\w*|er)?|same|sam(?:isk\w*)|invandra(?:de|t|re)|flykting|asylsökande|adopterad"),
    ("sexualliv", r"homosexuell\w*|bisexuell\w*|lesbisk\w*|bög|transperson|könskorriger\w+"),
    ("brott", r"dömd(?:es)?|fängelse\w*|åtalad\w*|brottsling|kriminell|misshandla\w+|våldtagen|hotad till livet"),
    ("socialt", r"försörjningsstöd|socialbidrag|omhändertag\w+|familjehem\w*|vräkt|hemlös|skyddade? (?:identitet|personuppgifter)"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for kind, words in _KINDS)
_SOMEBODYS = re.compile(
    r"(?<![\w-])(?:jag|mig|min|mitt|mina|hon|han|henne|honom|hennes|hans|(?:vår|våra|vårt) (?:son|dotter|barn|mamma|pappa|"
    r"familj)\w*|(?:ens?|en) (?:granne|kollega|anställd|medarbetare|elev|patient))(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SensitiveSpan:
    """The sentence ``text[start:end]`` and what it seems to tell of."""

    kind: SensitiveKind
    start: int
    end: int


def find_sensitive(text: str) -> list[SensitiveSpan]:
    """One span for each sentence and kind, in order."""
    found = []
    for start, end in split_sentences(text):
        sentence = text[start:end]
        if _SOMEBODYS.search(sentence):
            found += [SensitiveSpan(kind, start, end) for kind, words in _PATTERNS if words.search(sentence)]
    return found
