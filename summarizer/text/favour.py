"""How much a text speaks for or against what it is about, by words that praise and blame outright.

It cannot tell what is praised: "för dyrt" is against a thing in one theme and for its being cheaper in another. So it is used only
where people who speak of the same thing are to be told apart (points/camps.py).
"""

from __future__ import annotations

import re

_AGAINST = re.compile(
    r"\b(?:avstyrk\w*|avråd\w*|motsätt\w*|protestera\w*|slösa\w*|slöseri|nej till|säger nej|sluta(?!r)|stryk\w*|slopa\w*|avveckl\w*|avskaffa\w*|"
    r"fasa\w* ut|trappa\w* ne[dr]|lägg(?:a|s|as)?(?= (?:inte |aldrig )?ne[dr])|stäng(?:a|as)?|riv(?:a|as)?|stoppa\w*|förbjud\w*|begräns\w*|oroa(?:d|de|s)|oro|orolig\w*|"
    r"försiktig\w*|varnar?|risk(?:en|er|erar|abelt)?|skada\w*|skadlig\w*|fel väg|fel håll|återvändsgränd\w*|dumt|dumhet\w*|vansinn\w*|onödig\w*|"
    r"meningslös\w*|poänglös\w*|överdriv\w*|överskatt\w*|för dyr[at]?|dyrbar\w*|kostar (?:mer|för mycket|det dubbla|mångdubbelt)|dubbelt så dyr\w*|"
    r"tveksam\w*|skeptisk\w*|kritisk\w*|tror (?:vi |jag )?inte på|hjälper ingen|ger (?:nästan )?(?:inga|inget|ingen)|inga fler|ingen nytta|"
    r"(?:bättre|större) nytta|i ?stället|hellre|räcker (?:gott|med|bra)|saknar stöd|förstör\w*|tränger undan|slipp\w*|tvinga\w*|tvång)\b",
    re.I,
)
_FOR = re.compile(
    r"\b(?:välkom\w*|positiv\w*|stöder|stödjer|stöttar|tillstyrk\w*|ser gärna|vill ha|vill se fler|satsa (?:på|mer)|bygg(?: ut)?|fler|mer av|tror på|"
    r"bra|utmärkt|fantastisk\w*|behåll\w*|bevara\w*|rädda\w*|slå vakt|värna\w*|finnas kvar|få vara kvar|livlina\w*|livsnerv\w*|möjlighet\w*|resurs|"
    r"värdefull\w*|viktig\w*|nödvändig\w*|avgörande|behövs|behöver|måste få|tack vare|gav|ger (?:oss|jobb|arbete)|fungera[rt]+ (?:bra|utmärkt)|fortsätt\w*|"
    r"sparar|vinst\w*|lönsam\w*|förutsättning\w*|oumbärlig\w*|den enda)\b",
    re.I,
)
_NOT = re.compile(r"\b(?:inte|ej|aldrig|knappast|ingen|inga)\b", re.I)
_CLAUSE = re.compile(r"(?<=[.!?;])\s+|,\s")
_DENIED = 0.7  # weight of praise or blame that is denied: "inte bra" is less than "dåligt"


def favour(text: str) -> float:
    """Words for less words against; 1.0 and more speaks for, -1.0 and less against, what lies between takes no side."""
    total = 0.0
    for clause in _CLAUSE.split(text):
        balance = len(_FOR.findall(clause)) - len(_AGAINST.findall(clause))
        denied = _NOT.search(_AGAINST.sub("", clause)) is not None
        total += -_DENIED * balance if denied else balance
    return total
