"""A demand as what its sender thinks: "Sänk hastigheten!" → "hastigheten bör sänkas". By rule, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.text.verbs import DEEDS, EDITS, passive

_ADVERBS = r"(?: (?:gärna|dock|också|även|därför|bara|först|istället|i stället|alltid|hellre))*"
_PARTICLE = r"(?: (?P<particle>till|bort|med|in|upp|fram|ut|ner|ned|om|över|tillbaka|ihop|igen))?"
_COMMAND = re.compile(rf"(?P<verb>[A-ZÅÄÖa-zåäö]+)(?P<not> inte)?{_ADVERBS}{_PARTICLE}(?: även| också)?(?P<rest> .+)$")
_THAT = re.compile(
    r"(?:skriv|nämn|betona|lägg|ange|förtydliga|beskriv)(?: även| också| i stället| istället| hellre)?(?: in| till| tydligt| ut)?(?: även| också)? att (?P<x>.+)$",
    re.I,
)
_SURE = re.compile(r"se(?: därför| också)? till att (?P<x>.+)$", re.I)
_TWO_OBJECTS = frozenset(
    {
        *(
            "ge",
            "låt",
            "gör",
            "bjud",
            "håll",
            "satsa",
            "följ",
            "sätt",
            "betala",
            "lär",
            "tillåt",
            "uppmuntra",
            "hindra",
            "förhindra",
        ),
        *("lyssna", "snabba", "fasa", "locka", "välkomna", "slå", "dra", "informera"),
    }
)  # no one object to turn round
_AMOUNTS = frozenset({"höj", "sänk", "öka", "minska", "ändra", "flytta"})
_EXCHANGES = frozenset({"ersätt", "komplettera", "byt"})
_AFTER = (
    r", | (?:så att|så fort|för att|eftersom|innan|när|där|i stället för|istället för|före|framför|till exempel|t\.ex\.|mellan|längs|"
    r"vid sidan av|i listan|bland)\b"
)
_BACK = re.compile(r"(?:den|det|dem|dom|denna|detta|dessa|oss|mig|er|dit|här|där|allt|båda|sånt|så)\b", re.I)
_OTHER_DEED = re.compile(rf"\b(?:och|men|utan|eller) (?:{'|'.join(sorted(DEEDS | EDITS))})\b", re.I)
_TEXT = "texten"  # what "komplettera med …" is said of
_FINITE = re.compile(  # verbs that make a sentence of what looks like a list
    r"\b(?:vore|skulle|blir|blev|ger|gav|går|gick|får|fick|räcker|\w{2,}(?:ckte|nkte|gde|jde|lde|rde|[a-zåäö]des|[a-zåäö]ade|[kpst]tes))\b",
    re.I,
)
_QUOTED_FOR = re.compile('([”"»][^”"»]+[”"»])( (?:mot|med) .+)$')
_MOST_WORDS = 16


@dataclass(frozen=True)
class Named:
    """Things that a sender wants to see, without a verb of their own. ``opens``: the text begins as its sentence did."""

    text: str
    verb: str
    opens: bool


def listed(line: str, question: str) -> Named | None:
    """A bare list under a question that asks for one: "Inlandsbanan, samebyarna" under actors, "- fler rastplatser" under needs.

    ``line`` has no finite verb.
    """
    words = line.split()
    if (
        not 1 <= len(words) <= _MOST_WORDS
        or re.search(r"[?:”\"]", line)
        or begins_with_demand(line)
        or _BACK.match(line)
        or _FINITE.search(line)
    ):
        return None
    if question == "actors" and all(len(item.split()) <= 5 for item in re.split(r", | och | samt ", line)):
        return Named(f"{line} bland viktiga aktörer", "nämner", True)
    if question == "needs" and len(words) > 1:
        return Named(line, "tar upp behovet av", True)
    return None


def begins_with_demand(sentence: str) -> bool:
    first = sentence.split(" ", 1)[0].casefold()
    joined = re.match(r"\S+ och (?P<other>\w+)", sentence)  # "Öppna och gemensamma data sparar tid" demands nothing
    if joined and first.endswith("a") and joined["other"].casefold() not in DEEDS | EDITS:
        return False
    return first in DEEDS or first in EDITS or first == "se"


def demanded(sentence: str) -> str | None:
    """The clause that stands after "anser att". ``sentence`` is one line without its full stop."""
    for pattern, lead in ((_SURE, "det bör säkerställas att"), (_THAT, "det bör framgå att")):
        if told := pattern.match(sentence):
            return f"{lead} {told['x']}"
    command = _COMMAND.match(sentence)
    if command is None or _OTHER_DEED.search(sentence) or re.search(r", (?:ja|nej|tack)\b", sentence):
        return None
    verb, rest = command["verb"].casefold(), command["rest"].strip()
    if verb not in DEEDS | EDITS or verb in _TWO_OBJECTS or (verb in ("lägg", "ta") and not command["particle"]):
        return None
    if (verb in _AMOUNTS and command["particle"] == "till") or re.search(r", (?:eller|men|utan) ", rest):
        return None  # "höj till 90" names no thing, and a second clause is not turned round
    thing, tail = _parted(verb, rest)
    if verb == "komplettera" and command["particle"] == "med":
        thing, tail, particle = _TEXT, f" med {rest}", ""
    else:
        particle = f" {command['particle']}" if command["particle"] else ""
    if (
        not thing
        or _BACK.match(thing)
        or len(thing.split()) > _MOST_WORDS
        or re.match(r"(?:på|i|till|av|för|åt|mot|att)\b", thing)
    ):
        return None
    return f"{thing}{' inte' if command['not'] else ''} bör {passive(verb)}{particle}{tail}"


def _parted(verb: str, rest: str) -> tuple[str, str]:
    """The thing that something is done to, and what follows it. A wording in quotation marks is not parted."""
    if re.search('[”"»]', rest):
        exchanged = _QUOTED_FOR.match(rest) if verb in _EXCHANGES else None
        return (exchanged[1], exchanged[2]) if exchanged else (rest, "")
    end = _AFTER
    if verb in _AMOUNTS:
        end += r"| (?:till|från|med)\b"
    if verb in _EXCHANGES:
        end += r"| (?:med|mot)\b"
    listed = ":" not in rest and not re.search(
        r", (?:så|för|då|det|den|de|vi|som|men|inte|gärna|annars|eftersom)\b", rest
    )
    if listed and re.search(r", [^,]+ och ", rest):  # "A, B och C" is one thing
        return rest, ""
    found = re.search(end, rest)
    return (rest[: found.start()], rest[found.start() :]) if found else (rest, "")
