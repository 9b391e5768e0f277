"""A trap and how one is made: a form with a few answers, changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from template import Place, label, template
from wordxml import docx

from summarizer.consultation import Consultation
from summarizer.records import Routed

Key = tuple[str, str]
BASE: dict[Key, str] = {
    ("general", "general"): "Strategin är ett bra stöd i vår planering.",
    ("3.1", "analysis"): "Samverkan om tågen fungerar sämre i inlandet.",
    ("3.2", "analysis"): "Analysen saknar vägarna i inlandet.",
    ("3.2", "goal"): "Målet bör nämna godstrafiken.",
    ("3.2", "needs"): "Behovet av underhåll är eftersatt.",
    ("3.2", "actors"): "Lägg till Trafikverket.",
    ("3.3", "analysis"): "Cykelvägar nämns för lite.",
    ("p3.plans", "improve"): "Tabellen bör ta upp den nationella planen.",
    ("5.3", "needs"): "Företagshälsovården räcker inte till.",
}
FILLED = {
    "organisation": "Granviks kommun",
    "unit": "Tillväxtenheten",
    "contact": "Robin Exempel",
    "email": "robin.exempel@granvik.example",
}


@dataclass(frozen=True)
class Trap:
    name: str
    data: bytes
    answers: dict[Key, str]
    routed: dict[Key, Routed] = field(default_factory=dict)  # the rest stand in fields of their own
    background: dict[str, str] = field(default_factory=lambda: dict(FILLED))


Make = Callable[[Consultation], Trap]


def changed(
    name: str, consultation: Consultation, change: Callable[[dict[Place, str]], object], answers: dict[Key, str] | None = None,
    routed: dict[Key, Routed] | None = None, base: dict[Key, str] | None = None, plain: bool = False,
) -> Trap:  # fmt: skip
    """A form filled with ``base``, changed, with the answers it must then give (the base's, unless said)."""
    filled = BASE if base is None else base
    pieces = template(consultation, filled, FILLED, plain)
    change(pieces)
    return Trap(name, docx("".join(pieces.values())), dict(filled if answers is None else answers), routed or {})


def put(place: Place, xml: str) -> Callable[[dict[Place, str]], object]:
    return lambda pieces: pieces.__setitem__(place, xml)


def asked(section: str, question_id: str) -> Place:
    return ("question", section, question_id)


def goal_field(name: str, answer: str, xml: Callable[[str], str]) -> Make:
    """The field for the goal of 3.2 replaced by something else; ``xml`` gets the question's words."""

    def make(c: Consultation) -> Trap:
        return changed(
            name, c, put(asked("3.2", "goal"), xml(label(c, "3.2", "goal"))), {**BASE, ("3.2", "goal"): answer}
        )

    return make


def section_places(pieces: dict[Place, str], section: str) -> list[Place]:
    return [pl for pl in pieces if pl[0] in {"heading", "question"} and pl[1] == section]
