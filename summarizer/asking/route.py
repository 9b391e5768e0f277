"""What a question asks for, read by code: sections, senders, places, and whether all or the nearest is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.consultation import Consultation
from summarizer.records import RespondentType
from summarizer.text.places import places_in
from summarizer.text.words import content_stems

Way = Literal["exhaustive", "silent", "retrieval", "declined"]

_TYPES: dict[RespondentType, str] = {
    "kommun": r"kommun(er(na)?s?|erna)\b|\bkommunala\b",
    "region_myndighet": r"myndighet(er(na)?s?)?\b|\bregioner(na)?s?\b|\bstatliga\b",
    "näringsliv": r"näringsliv(et)?s?\b|\bföretag(en)?s?\b|\bbolag(en)?s?\b|\bbransch\w*",
    "akademi": r"akademin?s?\b|\buniversitet(en|et)?s?\b|\blärosäten?(a)?s?\b|\bhögskol\w*|\bforskar\w*",
    "civilsamhälle": r"civilsamhäll\w*|\bförening(ar(na)?)?s?\b|\bideella\b",
    "privatperson": r"privatperson(er(na)?)?s?\b|\bmedborgar\w*|\binvånar\w*|\benskilda personer\b",
}
_ALL = re.compile(
    r"\b(sammanfatta|sammanställ\w*|redovisa|lista|allt|all|alla|samtliga|hela|helhet\w*|översikt|överblick|"
    r"vad (säger|tycker|anser|skriver|tyckte|sade|sa)|vilka (synpunkter|inspel|åsikter)|synpunkter(na)? på)\b",
    re.I,
)
_SILENT = re.compile(r"\b(vem|vilka|hur många)\b.*\b(inte|ej)\b.*\b(svarat|yttrat|lämnat)\b|\binte svarat\b", re.I)
_PERSONAL = re.compile(
    r"\b(e-?post\w*|mejl\w*|mail\w*|telefon\w*|mobilnummer|personnummer|hemadress\w*|kontaktperson\w*|kontaktuppgift\w*|"
    r"vad heter|vem (är|heter) privatperson|email|phone number)\b",
    re.I,
)
_RULES = re.compile(
    r"\b(ignorera|glöm|bortse från|strunta i)\b.{0,40}\b(instruktion\w*|regl\w*|ovan\w*|tidigare)\b|\bsystemprompt\w*|"
    r"\bdu är nu\b|\bignore\b.{0,40}\binstructions?\b|\bact as\b|\bjailbreak\b",
    re.I,
)
_ASKING = content_stems(  # words of asking, not of what is asked about
    """
    sammanfatta sammanställ återkoppling inspel inspelen synpunkter synpunkt säger tycker anser skriver folk avsändare
    avsändarna delprioritering delprioriteringen prioritering avsnitt avsnittet remissinstanser svaren svar kring
    gällande angående redovisa lista översikt överblick gärna visa berätta kommunerna kommunernas samtliga
    """
)


@dataclass(frozen=True)
class Query:
    """A question, understood. ``topic``: the content words that are left when what was recognised is taken away."""

    text: str
    way: Way
    sections: tuple[str, ...] = ()
    types: tuple[RespondentType, ...] = ()
    places: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()  # organisations named in the question
    topic: frozenset[str] = frozenset()
    why: str = ""  # when declined


def read_question(text: str, consultation: Consultation, organisations: Sequence[str] = ()) -> Query:
    """Read a question. Section numbers and titles, kinds of sender, organisations and places become filters."""
    if _PERSONAL.search(text):
        return Query(
            text, "declined", why="Jag lämnar inte ut personuppgifter; den som är behörig hittar dem på sidan Inspel."
        )
    if _RULES.search(text):
        return Query(text, "declined", why="Jag kan bara svara på frågor om vad som står i inspelen.")
    sections, rest = _sections(text, consultation)
    senders = tuple(o for o in dict.fromkeys(organisations) if len(o) > 3 and _names(o, text))
    for sender in senders:
        rest = _named(sender).sub(" ", rest)
    types = () if senders else tuple(kind for kind, form in _TYPES.items() if re.search(r"\b" + form, rest, re.I))
    for kind in types:
        rest = re.sub(r"\b" + _TYPES[kind], " ", rest, flags=re.I)
    places = () if senders else places_in(rest, consultation.places)
    topic = content_stems(rest) - _ASKING
    way: Way = "retrieval"
    if _SILENT.search(text) and sections:
        way = "silent"
    elif sections and not topic and (_ALL.search(text) or types or senders or len(text.split()) <= 8):
        way = "exhaustive"
    return Query(text, way, sections, types, places, senders, topic)


def _sections(text: str, consultation: Consultation) -> tuple[tuple[str, ...], str]:
    """Section ids named by number or title, in the consultation's order, and the text without them."""
    found, rest = [], text
    for section in consultation.sections:
        title = re.escape(section.title)
        pattern = rf"\b{title}\b"
        if section.number:
            pattern = rf"(?<![\d.]){re.escape(section.number)}(?![\d]|\.\d)(\s+{title})?"
            named = len([s for s in consultation.sections if s.title == section.title]) == 1
            pattern += rf"|\b{title}\b" if named else ""
        if re.search(pattern, rest, re.I):
            found.append(section.id)
            rest = re.sub(pattern, " ", rest, flags=re.I)
    return tuple(found), rest


def _names(organisation: str, text: str) -> bool:
    """Is the organisation named in the text, also in the genitive ("Granviks kommuns")?"""
    return _named(organisation).search(text) is not None


def _named(organisation: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(organisation)}s?(?!\w)", re.I)
