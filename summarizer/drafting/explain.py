"""Why: the rationale of a suggestion and the reason that a point has none. Written by code; counts are facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from summarizer.records import Answer, Point
from summarizer.summary.claims import names

COVERED = "Den nuvarande texten säger redan detta."
SUPPORTS = "Synpunkten stöder den nuvarande texten och kräver ingen ändring."
EMPTY = "Synpunkten har inget sakinnehåll som rör texten."
UNSPECIFIC = "Synpunkten är för allmän eller för bunden till en enskild plats för att ge en lydelse; en redaktör behöver ta ställning."
NO_ACTOR = "Synpunkten namnger ingen aktör som saknas i texten."
NO_PART = "Det finns ingen nuvarande text för den del som synpunkten gäller."

Kind = Literal["new", "changed", "longer", "struck"]
_ASKS: dict[Kind, str] = {
    "new": "tar upp frågan, som saknas i texten",
    "longer": "tar upp frågan, som hör ihop med meningen",
    "changed": "anser att meningen inte stämmer eller behöver ändras",
    "struck": "anser att meningen bör strykas",
}


def rationale(kind: Kind, title: str, points: Sequence[Point], answers: Mapping[str, Answer]) -> str:
    """One sentence: who, what they want, on what."""
    about = f" (tema ”{title}”)" if title else ""
    return f"{names(points, answers)} {_ASKS[kind]}{about}."


def opposed(points: Sequence[Point], answers: Mapping[str, Answer], alternatives: bool) -> str:
    """The sentence that tells of those who want the contrary."""
    return (
        f" {names(points, answers)} har motsatt uppfattning{'; därför finns två alternativ' if alternatives else ''}."
    )


def handled(identifier: str) -> str:
    return f"Samma fråga tas om hand i ändringsförslag {identifier}."
