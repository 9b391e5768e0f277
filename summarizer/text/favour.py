"""How much a text speaks for or against what it is about, by words that praise and blame outright.

It cannot tell what is praised: "för dyrt" is against a thing in one theme and for its being cheaper in another. So it is used only
where people who speak of the same thing are to be told apart (points/camps.py).
"""

from __future__ import annotations

import re

from summarizer.text.remembered import remembered

_AGAINST = re.compile(
    r"\b(?:avstyrk\w*|avråd\w*|motsätt\w*|protestera\w*|slösa\w*|slöseri|nej till|säger nej|sluta(?!r)|stryk\w*|slopa\w*|avveckl\w*|avskaffa\w*|"
    r"fasa\w* ut|trappa\w* ne[dr]|lägg(?:a|s|as)?(?= (?:inte |aldrig )?ne[dr])|stäng(?:a|as)?|riv(?:a|as)?|stoppa\w*|förbjud\w*|oroa(?:d|de|s)|oro|orolig\w*|"
    r"försiktig\w*|varnar?|skada\w*|skadlig\w*|fel väg|fel håll|återvändsgränd\w*|dumt|dumhet\w*|vansinn\w*|onödig\w*|"
    r"meningslös\w*|poänglös\w*|överdriv\w*|överskatt\w*|dyrbar\w*|dubbelt så dyr\w*|"
    r"tveksam\w*|skeptisk\w*|kritisk\w*|tror (?:vi |jag )?inte på|hjälper ingen|ger (?:nästan )?(?:inga|inget|ingen)|inga fler|ingen nytta|"
    r"(?:bättre|större) nytta|saknar stöd|förstör\w*|tränger undan|tvinga\w*|tvång)\b",
    re.I,
)
_FOR = re.compile(
    r"\b(?:välkom\w*|positiv\w*|stöder|stödjer|stöttar|tillstyrk\w*|ser gärna|vill ha|vill se fler|satsa (?:på|mer)|bygg(?: ut)?|tror på|"
    r"bra|utmärkt|fantastisk\w*|behåll\w*|bevara\w*|rädda\w*|slå vakt|värna\w*|finnas kvar|få vara kvar|livlina\w*|livsnerv\w*|"
    r"värdefull\w*|tack vare|ger (?:oss|jobb|arbete)|fungera[rt]+ (?:bra|utmärkt)|fortsätt\w*|"
    r"vinst\w*|lönsam\w*|oumbärlig\w*)\b",
    re.I,
)
# Who complains that a thing is lacking says these too.
_RATHER_AGAINST = re.compile(
    r"\b(?:risk(?:en|er|erar|abelt)?|begräns\w*|för dyr[at]?|kostar (?:mer|för mycket|det dubbla|mångdubbelt)|i ?stället|hellre|"
    r"räcker (?:gott|med|bra)|slipp\w*)\b",
    re.I,
)
_RATHER_FOR = re.compile(
    r"\b(?:fler|mer av|möjlighet\w*|resurs|viktig\w*|nödvändig\w*|avgörande|behövs|behöver|måste få|gav|sparar|förutsättning\w*|den enda)\b",
    re.I,
)
_RATHER = 0.5
_NOT = re.compile(r"\b(?:inte|ej|aldrig|knappast|ingen|inga)\b", re.I)
_CLAUSE = re.compile(r"(?<=[.!?;])\s+|,\s")
_DENIED = 0.7  # weight of praise or blame that is denied: "inte bra" is less than "dåligt"


@remembered
def favour(text: str) -> float:
    """Words for less words against; 1.0 and more speaks for, -1.0 and less against, what lies between takes no side."""
    total = 0.0
    for clause in _CLAUSE.split(text):
        balance = len(_FOR.findall(clause)) - len(_AGAINST.findall(clause))
        rather = len(_RATHER_FOR.findall(clause)) - len(_RATHER_AGAINST.findall(clause))
        if said := balance + _RATHER * rather:
            denied = _NOT.search(_AGAINST.sub("", clause)) is not None
            total += said * (-_DENIED if denied else 1.0)
    return total
