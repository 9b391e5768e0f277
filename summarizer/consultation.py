"""A consultation: what was asked, section by section. Read from a TOML file; data, not code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.errors import UsageError
from summarizer.records import Part

SHIPPED = Path(__file__).parent / "consultations"
DEFAULT = "rus_vasterbotten"


@dataclass(frozen=True)
class Question:
    """One kind of answer field. ``labels`` are all wordings that the template uses for it, the main one first.

    ``open``: what a sender says on a section without saying which question it answers belongs here rather than to the first.
    """

    id: str
    title: str
    labels: tuple[str, ...]
    part: Part | None = None
    open: bool = False


@dataclass(frozen=True)
class Section:
    """A numbered or named part of the strategy, with the questions it asks in order."""

    id: str
    title: str
    heading: str
    questions: tuple[str, ...]
    number: str | None = None
    group: str = ""
    pages: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """As people say it: ``3.2 Investeringar i hållbara transportsystem``."""
        return f"{self.number} {self.title}" if self.number else self.title


@dataclass(frozen=True)
class BackgroundField:
    id: str
    labels: tuple[str, ...]
    personal: bool = False


@dataclass(frozen=True)
class Consultation:
    name: str
    title: str
    strategy: str
    authority: str
    reference: str
    deadline: str
    placeholders: tuple[str, ...]
    background: tuple[BackgroundField, ...]
    questions: dict[str, Question]
    sections: tuple[Section, ...]
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)  # municipality → towns and villages in it
    template_text: tuple[str, ...] = ()  # what else the template prints; "…" stands for words that may vary

    def section(self, wanted: str) -> Section:
        """The section with this id, number or title (case ignored)."""
        key = wanted.strip().casefold()
        for section in self.sections:
            if key in (section.id.casefold(), (section.number or "").casefold(), section.title.casefold()):
                return section
        raise UsageError(f"Avsnittet ”{wanted}” finns inte i samrådet; ”samspel init --json” listar avsnitten.")

    def parts(self, section: Section) -> tuple[Part, ...]:
        """The parts of the strategy text that the section's questions are about."""
        return tuple(part for q in section.questions if (part := self.questions[q].part) is not None)


def load(name_or_file: str) -> Consultation:
    """Read a shipped consultation by name, or a consultation file by path. Raises UsageError when there is none."""
    path = Path(name_or_file) if name_or_file.endswith(".toml") else SHIPPED / f"{name_or_file}.toml"
    if not path.is_file():
        shipped = ", ".join(sorted(p.stem for p in SHIPPED.glob("*.toml")))
        raise UsageError(f"Samrådet ”{name_or_file}” finns inte; ange en .toml-fil eller något av: {shipped}.")
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as exc:
        raise UsageError(f"Samrådsfilen {path.name} går inte att läsa ({exc}); rätta den och försök igen.") from exc


def parse(toml: str) -> Consultation:
    """Build a consultation from the text of its TOML file."""
    raw = tomllib.loads(toml)
    questions = {
        key: Question(
            key, value["title"], (value["label"], *value.get("labels", ())), value.get("part"), value.get("open", False)
        )
        for key, value in raw["questions"].items()
    }
    sections = tuple(
        Section(
            id=s["id"],
            title=s["title"],
            heading=s["heading"],
            questions=tuple(s["questions"]),
            number=s.get("number"),
            group=s.get("group", ""),
            pages=(s["pages"][0], s["pages"][1]) if "pages" in s else None,
        )
        for s in raw["sections"]
    )
    for section in sections:
        for question in section.questions:
            if question not in questions:
                raise KeyError(f"frågan {question} i avsnitt {section.id} är inte beskriven")
    return Consultation(
        name=raw["name"],
        title=raw["title"],
        strategy=raw["strategy"],
        authority=raw["authority"],
        reference=raw.get("reference", ""),
        deadline=str(raw.get("deadline", "")),
        placeholders=tuple(raw.get("placeholders", ())),
        background=tuple(
            BackgroundField(b["id"], (b["label"], *b.get("labels", ())), b.get("personal", False))
            for b in raw.get("background", ())
        ),
        questions=questions,
        sections=sections,
        template_text=tuple(raw.get("template_text", ())),
        places={name: tuple(towns) for name, towns in raw.get("places", {}).items()},
    )
