"""A consultation: what was asked, section by section. Read from a TOML file; data, not code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.errors import UsageError
from summarizer.records import PARTS, Part
from summarizer.text.places import Places

SHIPPED = Path(__file__).parent / "consultations"
DEFAULT = "rus_vasterbotten"
NOT_READ = "-"  # the target of a column that is kept as a note


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
    places: Places = field(default_factory=lambda: Places({}))
    template_text: tuple[str, ...] = ()  # what else the template prints; "…" stands for words that may vary
    columns: dict[str, str] = field(
        default_factory=dict
    )  # header of a web form's column → "section/question", field, "-"

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


def file_of(name_or_file: str) -> Path:
    """Where the consultation stands: a file of one's own, or one that is shipped."""
    return Path(name_or_file) if name_or_file.endswith(".toml") else SHIPPED / f"{name_or_file}.toml"


def load(name_or_file: str) -> Consultation:
    """Read a shipped consultation by name, or a consultation file by path. Raises UsageError when there is none."""
    path = file_of(name_or_file)
    if not path.is_file():
        shipped = ", ".join(sorted(p.stem for p in SHIPPED.glob("*.toml")))
        raise UsageError(f"Samrådet ”{name_or_file}” finns inte; ange en .toml-fil eller något av: {shipped}.")
    try:
        return parse(path.read_text(encoding="utf-8"))
    except KeyError as exc:
        raise UsageError(f"Samrådsfilen {path.name} saknar {exc}; lägg till det och försök igen.") from exc
    except (ValueError, TypeError, AttributeError) as exc:  # also a file that is not TOML, or not UTF-8
        raise UsageError(f"Samrådsfilen {path.name} går inte att läsa ({exc}); rätta den och försök igen.") from exc


def parse(toml: str) -> Consultation:
    """Build a consultation from the text of its TOML file. Raises KeyError for what is missing, ValueError for what is wrong."""
    raw = tomllib.loads(toml)
    made = Consultation(
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
        questions={key: _question(key, value) for key, value in raw["questions"].items()},
        sections=tuple(_section(s) for s in raw["sections"]),
        template_text=tuple(raw.get("template_text", ())),
        columns=dict(raw.get("columns", {})),
        places=Places(raw.get("places", {}), raw.get("places_that_are_words", ())),
    )
    _check(made)
    return made


def _question(key: str, raw: dict[str, Any]) -> Question:
    return Question(key, raw["title"], (raw["label"], *raw.get("labels", ())), raw.get("part"), raw.get("open", False))


def _section(raw: dict[str, Any]) -> Section:
    return Section(
        id=raw["id"],
        title=raw["title"],
        heading=raw["heading"],
        questions=tuple(raw["questions"]),
        number=raw.get("number"),
        group=raw.get("group", ""),
        pages=(raw["pages"][0], raw["pages"][1]) if "pages" in raw else None,
    )


def _check(made: Consultation) -> None:
    """What a person who writes or corrects the file may get wrong."""
    for question in made.questions.values():
        if question.part is not None and question.part not in PARTS:
            raise ValueError(
                f"frågan {question.id} har part = {question.part}, som ska vara något av {', '.join(PARTS)}"
            )
    seen: set[str] = set()
    for section in made.sections:
        if section.id in seen:
            raise ValueError(f"två avsnitt har id {section.id}")
        seen.add(section.id)
        for name in section.questions:
            if name not in made.questions:
                raise ValueError(f"frågan {name} i avsnitt {section.id} är inte beskriven")
    targets = {f"{s.id}/{q}" for s in made.sections for q in s.questions}
    targets |= {b.id for b in made.background} | {"organisation", "unit", "contact", "email", NOT_READ}
    for header, target in made.columns.items():
        if target not in targets:
            raise ValueError(f"kolumnen {header} pekar på {target}, som varken är avsnitt/fråga, bakgrundsfält eller -")
