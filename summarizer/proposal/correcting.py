"""What a person corrects in a proposed consultation, one thing at a time. Nothing here is written anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from summarizer.consultation import BackgroundField, Consultation, Question, Section
from summarizer.errors import UsageError
from summarizer.proposal.wording import free_id, slug
from summarizer.text.places import Places


def new_id(name: str, taken: Iterable[str]) -> str:
    """An id for something new, made of its name: ``Stigar och leder`` → ``stigar_och_leder``."""
    return free_id(slug(name), set(taken))


def with_section(made: Consultation, section: Section, place: int) -> Consultation:
    """The section put at a place (1: first); the one with its id is replaced."""
    others = [s for s in made.sections if s.id != section.id]
    return replace(made, sections=(*others[: place - 1], section, *others[place - 1 :]))


def without_section(made: Consultation, section_id: str) -> Consultation:
    return replace(made, sections=tuple(s for s in made.sections if s.id != section_id))


def with_question(made: Consultation, question: Question) -> Consultation:
    """The question with its id is replaced. Only one is for what says no question, so the latest that says so is."""
    kept = {
        key: replace(q, open=False) if question.open and key != question.id else q for key, q in made.questions.items()
    }
    return replace(made, questions={**kept, question.id: question})


def without_question(made: Consultation, question_id: str) -> Consultation:
    """Also taken out of every section that asks it."""
    sections = (replace(s, questions=tuple(q for q in s.questions if q != question_id)) for s in made.sections)
    return replace(
        made, questions={k: q for k, q in made.questions.items() if k != question_id}, sections=tuple(sections)
    )


def with_field(made: Consultation, old_id: str | None, field: BackgroundField) -> Consultation:
    """The field with the old id is replaced, which may give it another; None: a new field, last."""
    if old_id is None:
        return replace(made, background=(*made.background, field))
    return replace(made, background=tuple(field if f.id == old_id else f for f in made.background))


def without_field(made: Consultation, field_id: str) -> Consultation:
    return replace(made, background=tuple(f for f in made.background if f.id != field_id))


def lines(text: str) -> tuple[str, ...]:
    """What stands on each line, empty ones left out, each once."""
    return tuple(dict.fromkeys(line for raw in text.splitlines() if (line := " ".join(raw.split()))))


def places_as_lines(places: Mapping[str, Sequence[str]]) -> str:
    """``Granvik: Norrbyn, Granviks hamn``, a municipality a line."""
    return "\n".join(f"{name}: {', '.join(towns)}" for name, towns in places.items())


def places_from_lines(text: str, words: Iterable[str]) -> Places:
    """The other way round. ``words``: names that are also common words, kept as they were."""
    table = {}
    for line in lines(text):
        name, _, towns = line.partition(":")
        table[name.strip()] = [town.strip() for town in towns.split(",") if town.strip()]
    return Places(table, words)


def columns_as_lines(columns: Mapping[str, str]) -> str:
    """``Kolumnens rubrik = avsnitt/fråga``, a column of a web form a line."""
    return "\n".join(f"{header} = {target}" for header, target in columns.items())


def columns_from_lines(text: str) -> dict[str, str]:
    """The other way round; a header may hold the sign itself, so the last one parts them."""
    parted = [line.rpartition("=") for line in lines(text)]
    return {header.strip(): target.strip() for header, _, target in parted}


def check(made: Consultation) -> None:
    """What a person can get wrong on the screen. Raises UsageError."""
    if not made.sections:
        raise UsageError("Samrådet behöver minst ett avsnitt; lägg till ett först.")
    for section in made.sections:
        if not section.title:
            raise UsageError("Ett avsnitt saknar rubrik; skriv en.")
        if not section.questions:
            raise UsageError(f"Avsnittet ”{section.name}” har ingen fråga; välj minst en eller ta bort avsnittet.")
    for question in made.questions.values():
        if not question.title or not question.labels:
            raise UsageError(f"Frågan ”{question.title or question.id}” behöver både lydelse och kort namn.")
    if not all(field.labels for field in made.background):
        raise UsageError("En uppgift om avsändaren saknar lydelse; skriv den som den står i mallen.")
    if len({field.id for field in made.background}) < len(made.background):
        raise UsageError("Två uppgifter om avsändaren är av samma slag; välj ”Annan uppgift” för den ena.")
    if not (made.title and made.strategy and made.authority):
        raise UsageError("Samrådet behöver titel, strategi och myndighet; fyll i alla tre.")
