"""How a wish stands in a part of the strategy: after which words, or worked into a sentence that is there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from summarizer.drafting.actor_names import are_actors
from summarizer.records import BaselinePart, Part
from summarizer.text.counting import enumeration

_LONGEST = 38  # words
_LEADS: Mapping[Part, str] = {"needs": "Det finns även behov av", "goal": "Målet är även att verka för"}
# What the goal's own first sentence says of whom ("Delprioriteringen ska …") goes on in what is added to it.
_GOAL_SUBJECT = re.compile(
    r"((?:Del)?[Pp]rioriteringen|Strategin|Planen|Programmet|Kommunen|Regionen|Länet|Avsnittet|Kapitlet|Inriktningen) ska\b"
)
# Who has, can or gets something, before where they are: "att hushållen i länet kan …". Who does something is another matter.
_WHO_HAS = re.compile(
    r"(?P<lead>.* att )(?P<who>[^.]{3,80}?)(?P<rest>(?: (?:i|inom|på|från) [^.,]{3,40}?)? (?:har|kan|får|ges|gör|deltar|växer|utvecklas)\b.*)$"
)
_LISTING = re.compile(r"(?P<plain>Identifierade behov (?:inkluderar|är|omfattar))|Det finns(?: även| också)? behov av")
# Nobody needs racism: what is bad is worked against, whatever stands before it.
_ILL = re.compile(
    r"^(?:insatser (?:för|som rör) )?(?P<ill>(?!att\b)(?P<before>(?:\w+ ){0,2}?)(?:rasism\w*|hot(?:et|en)?|våld\w*|mobbning\w*|diskriminering\w*|"
    r"olyck\w*|\w*ohälsa\w*|sjukskrivning\w*|sjukfrånvaro\w*|stress\w*|buller|bullret|slitage\w*|\w*brist(?:en|er|erna)?|nedskräpning\w*|"
    r"kränkning\w*|ensamhet\w*|missbruk\w*|utmattning\w*|arbetslöshet\w*|segregation\w*|utsläpp\w*|trängsel\w*|övergrepp\w*|trakasserier\w*)\b.*)$",
    re.I,
)


def held_for(current: str, groups: Sequence[str]) -> str:
    """A goal with those whom it is to hold for as well: among those who are to have something when it says who ("att företag och
    kommuner kan …"), else after it."""
    match = _WHO_HAS.match(current)
    if match is not None and are_actors(match["who"]) and all(are_actors(group) for group in groups):
        who = [item for item in re.split(r", | och | samt ", match["who"]) if item]
        return f"{match['lead']}{enumeration([*who, *groups])}{match['rest']}"
    return f"{current.rstrip('.')}, vilket även ska gälla {enumeration(list(groups))}."


def lead(part: BaselinePart, current: str) -> str:
    """What a wish begins with after the sentence ``current``; "även" is said once, last in a list of needs."""
    found = _GOAL_SUBJECT.match(part.text) if part.part == "goal" else None
    if found:
        return f"{found[1]} ska även verka för"
    after = part.text.partition(current)[2] if current else ""
    if part.part == "needs" and " även behov av" in f"{current}{after}":
        return "Det finns också behov av" if " även behov av" in current else "Det finns behov av"
    return _LEADS[part.part]


def against(phrase: str) -> str:
    """ "rasism i skolan" → "åtgärder mot rasism i skolan"; other phrases stay."""
    match = _ILL.match(phrase)
    if match is None or re.search(r"\b(?:mot|förebygg\w*|färre|mindre|minskad\w*)\b", match["before"], re.I):
        return phrase
    return f"åtgärder mot {match['ill']}"


def extended(current: str, phrase: str) -> str | None:
    """The need worked into a sentence that lists needs: "… samt att rusta banan.", or into the goal: "… samt för att …"; None for
    other sentences and long ones."""
    if len(current.split()) + len(phrase.split()) > _LONGEST:
        return None
    if _GOAL_SUBJECT.match(current):
        return f"{current.rstrip('.')} samt för {phrase}."
    listing = _LISTING.match(current)
    if listing is None:
        return None
    return f"{current.rstrip('.')} samt {'' if listing['plain'] else 'av '}{phrase}."
