"""Whom a goal is to be about as well, as senders put it: "Målet glömmer de äldre", "Låt målet omfatta också livets slut"."""

from __future__ import annotations

import re

from summarizer.drafting.phrases import Lower
from summarizer.text.words import content_stems

_GOAL = r"(?:målet|målformuleringen|målsättningen|delprioriteringen|inriktningen)"
_ALSO = r"(?: (?:därför|också|även|dessutom|uttryckligen|gärna|åtminstone|då|alltså|i stället|istället))*"
_MODAL = r"(?:bör|måste|behöver|ska|skall|borde|får gärna)"
_SCOPES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^Låt{_ALSO} {_GOAL}{_ALSO} (?:gälla|omfatta|innefatta|inkludera|rymma)(?: för)?{_ALSO} (?P<who>.+)$",
        rf"^{_GOAL} {_MODAL}{_ALSO} (?:gälla|omfatta|innefatta|inkludera|rymma|breddas till|utvidgas till|vidgas till)(?: för)?{_ALSO} (?P<who>.+)$",
        rf"\b{_GOAL}{_ALSO} (?:omfattar|gäller|får omfatta|får gälla){_ALSO} (?:även|också) (?P<who>.+)$",
        rf"\b{_GOAL} (?:\w+ )?(?:även|också) (?:får )?(?:omfatta|gälla)r? (?P<who>.+)$",
        rf"^(?:Sätt{_ALSO} in|Lägg{_ALSO} till|Ta{_ALSO} (?:med|in)|Skriv{_ALSO} in|För{_ALSO} in|Få{_ALSO} (?:med|in)) (?P<who>[^,.]+?) (?:i|till) {_GOAL}",
        r"\b(?:föreslår|önskar|vill)(?: \w+)? att (?P<who>[^,.]+?) (?:förs in|läggs till|tas med|skrivs in|nämns|omfattas|inkluderas)\b",
        r"^(?:Lägg(?: även| också)? till|Ta(?: även| också)? med|Få(?: även| också)? med|Glöm inte) (?P<who>[^,.]+?)$",
        rf"\b(?:saknar|efterlyser|saknas) (?P<who>[^,.]+?) i {_GOAL}",
        rf"^{_GOAL} (?:glömmer|utelämnar|missar|förbigår|omfattar inte|gäller inte|nämner inte|tar inte (?:upp|med))(?: helt)?(?: bort)? (?P<who>.+)$",
        rf"^(?P<who>[^,.]+?) (?:saknas|fattas|glöms(?: bort)?|nämns inte|omfattas inte|finns inte med|ryms inte)(?: helt)? (?:i|av) {_GOAL}",
        rf"^(?P<who>[^,.]+?) {_MODAL}{_ALSO} (?:omfattas|täckas) av {_GOAL}",
        rf"^(?P<who>[^,.]+?) {_MODAL}{_ALSO} (?:ingå|vara med|finnas med|nämnas|skrivas in|tas med|rymmas) i {_GOAL}",
    )
)
_LISTED = re.compile(r"(?P<list>[^,]{3,40}(?:, [^,]{3,40})* (?:och|samt) [^,]{3,40}?)(?:$|,| som | så | eftersom )")
_END = re.compile(
    r"(?:,| (?:och )?inte (?:bara|enbart|endast)\b| eftersom\b| så att\b| som (?:i dag|är|har)\b|;| –| \().*$", re.I
)
_NO_GROUP = re.compile(
    r"^(?:att|hur|vad|när|om|det|detta|den|de som|vi|oss|mer|alla|något|ingenting|fler|helt|hela)\b|\b(?:är|har|vi|oss|vår\w*|ska|bör|att|som|rör|bor|går|gör|ser|står|kommer|finns|får|kan|vill)\b",
    re.I,
)
_LOOSE_END = re.compile(r"(?: (?:och|samt|eller|för|i|på|med|till|av|den|det|de|dem|hos|om))+$")
_LONGEST, _ITEM = 10, 3  # words


def scope(sentence: str, lower: Lower) -> str | None:
    """Those whom the goal is to hold for as well, in the sender's words; None when the sentence says nothing of it."""
    text = " ".join(sentence.split()).rstrip(".! ")
    for pattern in _SCOPES:
        match = pattern.search(text)
        if match is None:
            continue
        listed = _LISTED.match(match["who"])
        who = lower((listed["list"] if listed else _END.sub("", match["who"])).strip(" ,”\"'"))
        who = _LOOSE_END.sub("", who)
        fits = 1 <= len(who.split()) <= _LONGEST and content_stems(who) and not _NO_GROUP.search(who)
        return who if fits else None
    return None


def scopes(sentence: str, lower: Lower) -> list[str]:
    """The same one by one, when each is named in few words: "barn och unga samt samhällslivet" are three."""
    who = re.sub(r"^(?:sådana|dessa|även|också) ", "", scope(sentence, lower) or "")
    items = [item for item in re.split(r", (?:och |samt )?| och | samt ", who) if item]
    if any(len(item.split()) > _ITEM or item.endswith("-") for item in items):
        return [who] if who else []
    return items
