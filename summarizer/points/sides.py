"""What a text asks to have more of or less of, as far as it says so outright: "sänk hastigheten", "behåll flygplatserna",
"vägarna före järnvägen". Whoever asks for more of what another asks for less of stands on the other side.

Only plain words count. The models at hand cannot tell sides apart: on 60 pairs of opposite points in 30 made-up sections the
likeness of texts, a probe trained on it and the language model as a judge were all at chance (docs/architecture.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarizer.text.remembered import remembered
from summarizer.text.words import content_stems

_LESS = (
    r"sänk\w*|minsk\w*|avveckl\w*|nedlägg\w*|stäng(?:a|s|as|er)?|slopa\w*|avskaffa\w*|utfasa\w*|stopp(?:a|as|ar)|begräns\w*|riv(?:a|as|s)?|"
    r"förbjud\w*|stryk(?:a|as|s|er)?|motsätt\w*|avstyrk\w*|"
    r"(?:lägg|dra|trappa|skär)(?:a|as|s|er)? (?:ner|ned|in)|fasa(?:s|r)? ut|ta(?:s|r)? bort|nej till|sluta (?:med|bygga|satsa på)"
)
_MORE = (
    r"höj\w*|öka\w*|behåll\w*|bevara\w*|utök\w*|utvidga\w*|rädda\w*|tillåt\w*|återinför\w*|bygg(?:a|as|s|er)?(?: ut)?|satsa(?:s|r)? på|"
    r"värna\w*|förläng\w*|fortsätt(?:a|er)?(?: med)?|slå(?:r)? vakt om|(?:få |finnas |vara |ha |leva )+kvar"
)
_WAY = re.compile(rf"\b(?:(?P<less>{_LESS})|(?P<more>{_MORE}))(?!\w)", re.I)
_NOT = re.compile(r"\b(?:inte|ej|aldrig|inga|ingen|knappast)\b", re.I)
_BEFORE = re.compile(
    r"(?P<first>[^.!?;:,]{3,70}?)\s(?:(?:ska|bör|måste|får) )?(?:(?:gå|går|komma|kommer|prioriteras|byggas|stå) )?(?:före|framför|i stället för|istället för)\s"
    r"(?P<then>[^.!?;:,]{3,60})|"
    r"hellre\s(?P<rather>[^.!?;:,]{3,60}?)\sän\s(?P<than>[^.!?;:,]{3,60})|(?P<more>[^.!?;:,]{3,60}?)\s(?:är|är mycket) viktigare än\s(?P<less>[^.!?;:,]{3,60})",
    re.I,
)
# What _BEFORE cannot do without: to look for it first is much faster, since few sentences compare.
_COMPARES = re.compile(r"\s(?:före|framför|(?:i |i)stället för)\s|hellre\s|viktigare än\s", re.I)
_FIRST = re.compile(r"\b(?P<what>[\wåäö-]{4,})\s(?:ska |bör |måste |får )?(?:(?:komma|gå) )?först\b", re.I)
_WAITS = re.compile(r"\b(?P<what>[\wåäö-]{4,})\s(?:kan|får) (?:vänta|komma sedan|komma sen)\b", re.I)
_CLAUSE = re.compile(r"[.!?;:]\s|,\s|\s(?:men|utan att|medan|eftersom|så att)\s")
# How much and when, which nobody asks for more or less of.
_MEASURES = content_stems(
    "procent år månad vecka dag timme minut krona kronor miljon miljoner miljard miljarder tusen meter kilometer mil"
)
_NEAR = 4  # words between a verb and what it is about


@remembered
def sides(text: str) -> Mapping[str, int]:
    """Stem → 1 when the text asks for more of it, or for it first, -1 for less or later. What it asks both of is left out."""
    found: dict[str, set[int]] = {}
    compares = _COMPARES.search(text) is not None
    for match in _BEFORE.finditer(text) if compares else ():
        first = match["first"] or match["rather"] or match["more"]
        then = match["then"] or match["than"] or match["less"]
        turned = -1 if _NOT.search(first) else 1
        _note(found, _last(first), turned)
        _note(found, _opening(then), -turned)
    for pattern, way in ((_FIRST, 1), (_WAITS, -1)):
        for match in pattern.finditer(text):
            _note(found, match["what"], way)
    for clause in _CLAUSE.split(_BEFORE.sub(". ", text) if compares else text):
        for match in _WAY.finditer(clause):
            way = (-1 if match["less"] else 1) * (-1 if _NOT.search(clause) else 1)
            _note(found, _object(clause, match), way)
    return {stem: next(iter(ways)) for stem, ways in found.items() if len(ways) == 1}


def opposed(one: Mapping[str, int], other: Mapping[str, int]) -> str | None:
    """The stem that two texts stand on different sides of; None when they don't, or when they agree on more than that."""
    shared = one.keys() & other.keys()
    against = sorted(stem for stem in shared if one[stem] != other[stem])
    return against[0] if against and 2 * len(against) > len(shared) else None


def _object(clause: str, verb: re.Match[str]) -> str:
    """What the verb is about: what follows an active form, what stands before a passive one ("X bör sänkas", "X ska finnas kvar").

    A passive without "bör" or "ska" tells what happens ("när vägarna stängs"), not what is asked for.
    """
    if re.search(r"(?:as|s|kvar|s ut|s ned?r?|s bort)$", verb[0]) is None:
        return _opening(clause[verb.end() :])
    asked = re.search(r"\b(?:bör|ska|skall|måste|får|kan|vill(?: \w+)? att)\b", clause[: verb.start()])
    return _last(clause[: verb.start()]) if asked else ""


def _opening(text: str) -> str:
    """The first thing named."""
    for word in text.split()[:_NEAR]:
        if content_stems(word.strip('”"(),.')):
            return word
    return ""


def _last(text: str) -> str:
    """The last thing named, without the verbs and adverbs after it."""
    words = [
        w
        for w in text.split()[-_NEAR - 2 :]
        if not re.fullmatch(r"(?:bör|ska|måste|får|kan|skall|inte|också|alltid|gå|komma)", w, re.I)
    ]
    return next((w for w in reversed(words) if content_stems(w.strip('”"(),.'))), "")


def _note(found: dict[str, set[int]], word: str, way: int) -> None:
    for stem in content_stems(word) - _MEASURES:
        found.setdefault(stem, set()).add(way)
