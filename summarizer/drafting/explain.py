"""Why: the rationale of a suggestion and the reason that a point has none. Written by code; counts are facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from summarizer.records import Answer, Point
from summarizer.summary.claims import names
from summarizer.text.words import NUMBER_WORDS

COVERED = "Den nuvarande texten säger redan detta."
SUPPORTS = "Synpunkten stöder den nuvarande texten och kräver ingen ändring."
EMPTY = "Synpunkten har inget sakinnehåll som rör texten."
UNSPECIFIC = "Synpunkten är för allmän eller för bunden till en enskild plats för att ge en lydelse; en redaktör behöver ta ställning."
DISPUTED = "Avsändarna vill olika saker med meningen: en del vill stryka den, andra behålla den. En redaktör behöver ta ställning."
NO_ACTOR = "Synpunkten namnger ingen aktör som saknas i texten."
NO_PART = "Det finns ingen nuvarande text för den del som synpunkten gäller."

Kind = Literal["new", "changed", "longer", "struck"]
_COUNTS = frozenset((*NUMBER_WORDS, "en", "ett", "flera"))
_ASKS: dict[Kind, str] = {
    "new": "tar upp frågan, som saknas i texten",
    "longer": "tar upp frågan, som hör ihop med meningen",
    "changed": "anser att meningen inte stämmer eller behöver ändras",
    "struck": "anser att meningen bör strykas",
}


def rationale(
    kind: Kind, title: str, points: Sequence[Point], answers: Mapping[str, Answer], words: Sequence[Point] = ()
) -> str:
    """One sentence: who, what they want, on what; and whose the ``words`` are, when others only speak of the same."""
    about = f" (tema ”{title}”)" if title else ""
    why = f"{names(points, answers)} {_ASKS[kind]}{about}."
    theirs, all_ = {p.submission_id for p in words}, {p.submission_id for p in points}
    if not words or theirs >= all_:
        return why
    return f"{why} Lydelsen bygger på vad {_within(names(words, answers))} skriver."


def _within(who: str) -> str:
    """Inside a sentence a count has no capital: "en kommun och två företag"; a name keeps its own."""
    first = who.split()[0].casefold()
    return who[0].lower() + who[1:] if first in _COUNTS else who


def opposed(points: Sequence[Point], answers: Mapping[str, Answer], alternatives: bool) -> str:
    """The sentence that tells of those who want the contrary."""
    return (
        f" {names(points, answers)} har motsatt uppfattning{'; därför finns två alternativ' if alternatives else ''}."
    )


def handled(identifier: str) -> str:
    return f"Samma fråga tas om hand i ändringsförslag {identifier}."
