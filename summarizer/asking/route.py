"""What a question asks for, read by code: which way it is answered, from whom, about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from summarizer.asking import filters
from summarizer.asking.declining import reason_to_decline, says
from summarizer.asking.language import in_swedish, is_english, unknown_words
from summarizer.asking.wording import asked_in, everyday, groups_of, wished
from summarizer.consultation import Consultation
from summarizer.records import Part, RespondentType
from summarizer.text.places import places_in
from summarizer.text.words import content_stems

# exhaustive: all of a section; answered, silent: who has (not) answered; mentions: who names a matter, or is for or against it
Way = Literal["exhaustive", "answered", "silent", "mentions", "retrieval", "declined"]
Side = Literal["any", "for", "against", "silent"]  # silent: who does not name it

_ALL = re.compile(
    r"\b(sammanfatta|sammanställ\w*|redovisa|lista|allt|all|alla|samtliga|hela|helhet\w*|översikt|överblick|"
    r"vad (säger|tycker|anser|skriver|tyckte|sade|sa)|vilka (synpunkter|inspel|åsikter)|synpunkter(na)? på|"
    r"summari[sz]e|everything|overview|what do|comments)\b",
    re.I,
)
_WHO = (
    r"^\W*(?:och |men )?(?:(?:hur många|vilka|vilken|vem|how many|who|which)|har (?:någon|nån|några|de|man)|"
    r"(?:är det|finns det) (?:någon|nån|några) som)\b(?:(?!\batt\b)[^?]){0,40}?"
)
_SILENT = re.compile(
    r"\b(vem|vilka|hur många|who|which|how many)\b.*\b(inte|ej|not)\b.*\b(svarat|yttrat|lämnat|sagt|answered|replied|commented)\b|\binte svarat\b",
    re.I,
)
_UNNAMED = re.compile(
    rf"{_WHO}\s*\b(?:har (?:inte|ej|inget|ingenting) (?:nämnt|tagit upp|skrivit (?:något )?om|sagt (?:något |nåt )?om)|"
    r"(?:nämner|omnämner) (?:inte|ej)|skriver (?:inte|ej|inget) om|tar (?:inte|ej) upp|säger (?:inget|ingenting|inte något) om|"
    r"(?:does|do|have) not (?:mention|mentioned))\s+(?P<what>.+)",
    re.I | re.S,
)
_PASSIVE = re.compile(r"^\W*(?:om)?nämns\s+(?P<what>.+?)(?: (?:av någon|någonstans|alls|i \w+))*\W*$", re.I | re.S)
_BOTH = re.compile(r",? (?:och|men|eller) (?:vad|hur|vilka|vem|vilken)\b(?P<more>.*)$", re.I | re.S)
_ANSWERED = re.compile(
    rf"{_WHO}\s*\b(?:(?:har )?(?:svarat|svarade|yttrat sig|lämnat (?:in )?(?:synpunkter|inspel|svar)|skickat in|kommit in|"
    r"inkommit|deltagit|hört av sig)|(?:have )?(?:answered|commented|replied))\b",
    re.I,
)
_MENTIONS = re.compile(
    rf"{_WHO}\s*\b(?:har )?(?:nämner|nämnt|omnämner|tar upp|tagit upp|skriver om|skrivit om|berör|talar om|pratar om|"
    r"lyfter(?: fram)?|(?:skriver|skrivit|sagt|säger) (?:något|nåt|någonting|lite|mycket) om|"
    r"mentions?|mentioned|write about|bring up|brings up)\s+(?P<what>.+)",
    re.I | re.S,
)
_AGAINST = re.compile(
    rf"{_WHO}\s*\b(?:(?:är|ställer sig) (?:emot|mot|kritiska? till|negativa? till)|motsätter sig|avstyrker|avvisar|avråder från|"
    r"säger nej till|vill (?:inte|avveckla|stoppa|slopa|avskaffa|ta bort|stryka|lägga ner)(?: ha| att| se)?|"
    r"(?:is|are) against|opposes?|rejects?)\s+(?P<what>.+)",
    re.I | re.S,
)
_FOR = re.compile(
    rf"{_WHO}\s*\b(?:är (?:för(?! (?:lång|kort|svår|dyr|stor|lit|små|låg|hög|få|mång|mycket|snabb|långsam|dålig|sen|gam)\w*\W*$)|positiva? till)|ställer sig bakom|stöder|stödjer|tillstyrker|välkomnar|förespråkar|förordar|"
    r"(?:is|are) (?:for|in favour of)|supports?)\s+(?P<what>.+)",
    re.I | re.S,
)

_WANTS = re.compile(
    rf"(?:{_WHO}\s*\b|^\W*)vill(?: (?:någon|nån|några))?(?: gärna| absolut| hellre)?\s+(?P<what>(?!inte\b|ha det\b|veta\b).+)",
    re.I | re.S,
)

_ORDER = re.compile(  # "vilka tycker att järnväg ska gå före väg?"
    rf"{_WHO}\s*\b(?:vill|tycker|anser|menar|säger|skriver|föreslår|prioriterar|sätter|ställer)(?: att| prioritera| sätta| ställa| se)*\s+"
    r"(?P<what>(?P<first>[^?]+?)(?: (?P<no>inte|ej))?(?: (?:ska|skall|bör|borde|måste|får))?(?: (?P<no2>inte|ej))?"
    r"(?: (?:gå|går|komma|kommer|prioriteras|sättas|ha företräde|byggas|rustas))? (?:före|framför|hellre än) (?P<then>[^?]+))",
    re.I | re.S,
)
_MORE = re.compile(  # "vilka vill satsa mer på vägar än på järnväg?"
    rf"(?:{_WHO}\s*\b|^\W*)vill\b[^?]{{0,30}}?\b(?:mer|mera|hellre|större)\b(?: (?:pengar|medel|resurser|stöd|satsningar))?(?: (?:till|på|ha))? "
    r"(?P<what>(?P<first>[^?]+?) än (?:till |på )?(?P<then>[^?]+))",
    re.I | re.S,
)
_LOOSE_END = re.compile(r"(?:\s+(?:i|på|om|under|inom|för))?[\s?.!]*$")  # where a section was named


_WAYS_OF_NAMING: tuple[tuple[re.Pattern[str], Side], ...] = (
    (_ORDER, "for"), (_MORE, "for"), (_UNNAMED, "silent"), (_AGAINST, "against"), (_FOR, "for"), (_MENTIONS, "any"), (_PASSIVE, "any"),
    (_WANTS, "for"),
)  # fmt: skip


@dataclass(frozen=True)
class Query:
    """A question, understood. ``topic``: the content words left when what was recognised is taken away; ``groups``: the
    same as what must be found, each a set of alternatives; ``search``: the words to search with."""

    text: str
    way: Way
    sections: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    types: tuple[RespondentType, ...] = ()
    places: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()  # organisations named in the question
    topic: frozenset[str] = frozenset()
    groups: tuple[frozenset[str], ...] = ()
    guessed: frozenset[str] = frozenset()  # English words that the list does not know; they may stand in Swedish there
    search: str = ""
    what: str = ""  # the matter, for "mentions"
    side: Side = "any"
    order: tuple[frozenset[str], frozenset[str]] | None = (
        None  # "järnväg före väg": what is to come first, and what then
    )
    wish: bool = False  # "vilka vill höja …": ``what`` is what they want to do
    english: bool = False
    absent: str | None = None  # a municipality that is asked about and has sent nothing
    why: str = ""  # when declined
    reasons: bool = False  # "varför det?": what was asked before, with the reasons
    alone: Query | None = None  # the same without the conversation, where a sender is asked about
    empty: bool = False  # declined because it asks nothing by itself


def read_question(text: str, consultation: Consultation, organisations: Sequence[str] = ()) -> Query:
    """Read a question. Section numbers and titles, parts, kinds of sender, organisations and places become filters."""
    why = reason_to_decline(text)
    if why is not None:
        return Query(text, "declined", english=is_english(text), why=why)
    query, rest = _filtered(text, consultation, organisations)
    query = _about(query, rest)
    if query.absent:
        return query
    way: Way = "retrieval"
    if query.sections and _SILENT.search(text):
        way = "silent"
    elif query.sections and not query.what and not query.topic:
        way = "answered" if _ANSWERED.search(text) else way
        if way == "retrieval" and (_ALL.search(text) or query.types or query.senders or len(text.split()) <= 8):
            way = "exhaustive"
    elif query.what:
        way = "mentions"
    elif not query.topic and not query.senders and _SILENT.search(text):
        way = "silent"
    elif not query.topic and not query.senders and _ANSWERED.search(text):
        way = "answered"
    elif not query.topic and not query.senders and not query.types and not query.places:
        return replace(query, way="declined", why=says("nothing", text), empty=True)
    return replace(query, way=way)


def _filtered(text: str, consultation: Consultation, organisations: Sequence[str]) -> tuple[Query, str]:
    sections, rest = filters.sections_in(text, consultation)
    parts, rest = filters.parts_in(rest) if sections else ((), rest)
    absent = filters.unknown_municipality(rest, organisations)
    senders, rest = filters.senders_in(rest, organisations)
    types: tuple[RespondentType, ...] = ()
    if not senders:
        types, rest = filters.types_in(rest)
    places = () if senders else places_in(rest, consultation.places)
    if not (senders or types or places or sections):
        absent = absent or filters.unknown_sender(rest)
    query = Query(text, "retrieval", sections, parts, types, places, senders, english=is_english(text), absent=absent)
    return query, rest


def _about(query: Query, rest: str) -> Query:
    """What the question is about, in Swedish words."""
    what, side, guessed, wish = "", query.side, query.guessed, False
    for pattern, its_side in _WAYS_OF_NAMING:
        match = pattern.match(rest)
        if match:
            what, side, wish = match["what"].strip(" ?.!"), its_side, pattern is _WANTS
            break
    side = side if what else query.side
    order = _ORDER.match(rest) or _MORE.match(rest)
    if order is not None:
        pair, turned = (order["first"], order["then"].strip(" ?.!")), order.groupdict()
        what = " före ".join(pair[::-1] if turned.get("no") or turned.get("no2") else pair)
    both = _BOTH.search(what)
    if both is not None:
        what, side = what[: both.start()], "any" if re.search(r"\b(för|emot|mot)\b", both["more"]) else side
    what = _LOOSE_END.sub("", what)
    if wish and not query.english and not wished(what):
        what, side, wish = "", query.side, False
    if query.english:
        alternatives = in_swedish(what or rest)
        guessed = unknown_words(what or rest)
        known = [content_stems(words) for words in alternatives]
        groups = [group.union(*map(everyday, group)) for group in known] + [frozenset({w}) for w in sorted(guessed)]
        search = f"{query.text} {' '.join(alternatives)}"
        what = " ".join(alternatives) if what else ""
    else:
        on_section = bool(query.sections)
        groups = groups_of(asked_in(rest), on_section)
        search = asked_in(query.text) if groups else query.text
        groups = groups or groups_of(rest, on_section)
    kept = tuple(group for group in groups if group)
    topic = frozenset(word for group in kept for word in group)
    return replace(
        query,
        what=what if topic else "",
        side=side,
        wish=wish,
        order=_order(what) if order is not None else None,
        topic=topic,
        groups=kept,
        guessed=guessed,
        search=search,
    )


def _order(what: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """What is to come first and what then."""
    first, then = (frozenset[str]().union(*groups_of(thing)) for thing in what.split(" före ", 1))
    return (first, then) if first and then else None
