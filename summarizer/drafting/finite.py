"""The verb of a sentence, as far as it can be told by words and endings."""

from __future__ import annotations

import re

_VERBS = [
    "är",
    "har",
    "finns",
    "går",
    "kan",
    "ska",
    "behöver",
    "får",
    "kommer",
    "väntar",
    "väntas",
    "bedöms",
    "når",
    "täcker",
    "ger",
    "ökar",
    "minskar",
    "gäller",
    "ligger",
    "saknas",
    "saknar",
    "står",
    "blir",
    "förvaltar",
    "beskriver",
    "utvecklas",
    "visar",
    "hänger",
    "råder",
    "låg",
    "väljs",
]
FINITE = re.compile(rf"\b(?:{'|'.join(_VERBS)})\b", re.I)
SAYS = re.compile(
    rf"\b(?:{'|'.join(_VERBS)}|utgör|nås|turnerar|vägleder|erbjuder|erbjuds|fungerar|bidrar|räcker|motsvarar|stämmer|används|sker|sköts|"
    r"möts|prövas|pågår|består|uppgår|återstår|tar|gör|ser|drar|lever|kostar|betalar|köper|säljer|arbetar|studerar|reser|åker|kör|väljer|lämnar|flyttar|stänger|öppnar|driver|äger|använder|"
    r"för(?= (?:dialog|samtal|en dialog|statistik|register)\b)|"
    r"upplevs|uppfattas|betraktas|var|hade|uppgick|beräknades|gav|tas|riktar|sprids|drivs|tillämpas|ingår|innebär|betyder|beror|styr|hör|avgör|kräver|sitter|faller|vet|hålls|följs|görs|byggs|drivs|ges|läggs|sjunker|stiger|deltar|bor|leder|möter|omfattar|skapar|håller|uppfyller|klarar|delar|anses|beskrivs|ses|tillgodoses|bedrivs|förekommer|samlar|präglas|växer)\b"
)
_DOES = re.compile(
    r"(?<=[^\Ws\d_] )(?!\w+(?:ningar|elser|heter|nader|ioner)\b)[a-zåäö]{4,}(?:as|ar|er)\b(?= [a-zåäö])"
)  # by its ending, after a subject
_NOUN_BEFORE_VERB = re.compile(rf"(?:leder|delar|möter) (?:{'|'.join(_VERBS)})\b")  # "Länets leder är …"
# By its ending; "utredningar", "byggnader" and "fler" end like verbs.
_VERB_FORM = re.compile(
    r"\b(?!\w+(?:ing|ning|het|else|nad|ion|ör)(?:ar|er)\b|(?:hektar|fler|eller|heller|efter|under|över|vinter|sommar|plats|minst|bäst)\b)"
    r"(?:pågår|\w{2,}(?:er|ar|ade|ats|its|te|de)|(?!\w+(?:ens|ets|nas|ers|ars|ors|ings|tets|ernas|arnas)\b)[a-zåäö]{2,}s)\b"
)


def verb_of(clause: str) -> re.Match[str] | None:
    """Where the first verb of the clause stands."""
    known = (m for m in SAYS.finditer(clause) if not _NOUN_BEFORE_VERB.match(clause[m.start() :]))
    return next(known, None) or _DOES.search(clause)


def has_verb(text: str) -> bool:
    return bool(FINITE.search(text) or SAYS.search(text) or _VERB_FORM.search(text))
