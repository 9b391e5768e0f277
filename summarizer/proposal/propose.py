"""From an outline to a consultation: sections, questions, background fields, and what a person should look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.consultation import BackgroundField, Consultation, Question, Section
from summarizer.errors import UsageError
from summarizer.proposal.outline import Outline, Stretch
from summarizer.proposal.wording import (
    HeadingWords,
    background_field,
    free_id,
    part_asked,
    read_heading,
    short_title,
    slug,
    without_pages,
)
from summarizer.records import Part

_REFERENCE = re.compile(
    r"\b(?:dnr|diarienummer)\.?:?\s*((?:[A-ZÅÄÖ]{2,}\s?)?\d[\d\s]*[-–/:]\s?\d{2,4}(?:[-–/]\d+)?)", re.IGNORECASE
)
_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
_DEADLINE = re.compile(
    rf"\bsenast (?:den )?(\d{{1,2}}) ({'|'.join(_MONTHS)}) (20\d\d)|\bsenast (20\d\d-\d\d-\d\d)", re.IGNORECASE
)
_DEADLINE_STATED = re.compile(
    rf"\b(?:deadline|sista dag)\b.{{0,40}}?(\d{{1,2}}) ({'|'.join(_MONTHS)}) (20\d\d)", re.IGNORECASE
)
_AUTHORITY = re.compile(
    r"\bRegion [A-ZÅÄÖ][a-zåäö]+|\bLänsstyrelsen(?: i [A-ZÅÄÖ][a-zåäö]+s? län)?|\b[A-ZÅÄÖ][a-zåäö]+ kommun\b"
)
_SHORT_NAME = 4  # words
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


@dataclass(frozen=True)
class Proposal:
    """``check``: see ``to_check``."""

    consultation: Consultation
    check: tuple[str, ...]


@dataclass(frozen=True)
class _Asked:
    """A stretch that asks something, with the heading that it stands under."""

    stretch: Stretch
    labels: tuple[str, ...]
    above: Stretch | None


def propose(found: Outline, name: str) -> Proposal:
    """Raises UsageError when the template asks nothing."""
    background, asked, printed = _sorted(found)
    if not asked:
        raise UsageError(
            "Mallen har inga frågor med svarsfält under rubriker; ge rubrikerna formatet Rubrik 1–3 i Word och frågorna ett "
            "fält, en tom tabellcell eller ett frågetecken."
        )
    questions = _questions([label for a in asked for label in a.labels])
    questions = _with_open([question for a in asked for question in a.labels], questions)
    known = {label for q in questions for label in q.labels}  # a template may list its questions beforehand
    sections = _sections(asked, {label: q.id for q in questions for label in q.labels})
    everything = " ".join([*printed, *(s.heading for s in found.stretches)])
    title = next((s.heading for s in found.stretches if s.heading), name)
    consultation = Consultation(
        name=slug(name, 8),
        title=title,
        strategy=title,
        authority=_most_named(everything),
        reference=" ".join(m[1].split()) if (m := _REFERENCE.search(everything)) else "",
        deadline=_deadline(everything),
        placeholders=found.prompts,
        background=background,
        questions={q.id: q for q in questions},
        sections=sections,
        template_text=tuple(dict.fromkeys(_ADDRESS.sub("…", text) for text in printed if text not in known)),
    )
    return Proposal(consultation, to_check(consultation))


def _sorted(found: Outline) -> tuple[tuple[BackgroundField, ...], list[_Asked], list[str]]:
    """Background fields, stretches that ask something, and everything else that the template prints."""
    background: list[BackgroundField] = []
    asked: list[_Asked] = []
    open_headings: list[Stretch] = []
    for stretch in found.stretches:
        while open_headings and stretch.level and open_headings[-1].level >= stretch.level:
            open_headings.pop()
        own = [label for label in stretch.labels if not asked and _about_sender(label, stretch)]
        background += [_field(label, background) for label in own]
        labels = tuple(label for label in stretch.labels if label not in own)
        if labels:
            asked.append(_Asked(stretch, labels, open_headings[-1] if open_headings else None))
        if stretch.level:
            open_headings.append(stretch)
    used = {id(a.stretch) for a in asked} | {id(a.above) for a in asked}
    printed: list[str] = []
    for stretch in found.stretches:
        printed += [stretch.heading] if stretch.heading and id(stretch) not in used else []
        printed += stretch.printed
    return tuple(background), asked, printed


def _about_sender(label: str, stretch: Stretch) -> bool:
    """Fields for who answers stand together, before the first question, and ask no question."""
    alike = [background_field(other) is not None for other in stretch.labels]
    return background_field(label) is not None or ("?" not in label and 2 * sum(alike) >= len(alike) > 0 and any(alike))


def _field(label: str, known: list[BackgroundField]) -> BackgroundField:
    kind, personal = background_field(label) or (slug(label), True)
    taken = {f.id for f in known}
    return BackgroundField(free_id(kind, taken), (label.rstrip(": "),), personal)


def _questions(labels: list[str]) -> list[Question]:
    """One question for each wording; wordings on the same part after the first keep their own question."""
    made: list[Question] = []
    parts: set[Part] = set()
    for label in dict.fromkeys(labels):
        part = part_asked(label)
        part = part if part not in parts else None
        if part is not None:
            parts.add(part)
        title = short_title(label)
        made.append(Question(free_id(part or slug(title, 3), {q.id for q in made}), title, (label,), part))
    return made


def _with_open(labels: list[str], questions: list[Question]) -> list[Question]:
    """The question that most sections ask, when it is on no part, is the one for what answers none in particular."""
    times = Counter(labels)
    without = [q for q in questions if q.part is None]
    most = max(without, key=lambda q: times[q.labels[0]], default=None)
    if most is None or times[most.labels[0]] < 2:
        return questions
    return [replace(q, open=q is most) for q in questions]


def _sections(asked: list[_Asked], question_of: dict[str, str]) -> tuple[Section, ...]:
    made: list[Section] = []
    for one in asked:
        words = read_heading(one.stretch.heading or "Frågor")
        group, pages = without_pages(one.above.heading) if one.above else ("", None)
        only = one.above is not None and [id(a.above) for a in asked].count(id(one.above)) == 1
        title = _title(words, group, only)
        made.append(
            Section(
                id=free_id(words.number or slug(title), {s.id for s in made}),
                title=title,
                heading=without_pages(one.stretch.heading)[0] or title,
                questions=tuple(dict.fromkeys(question_of[label] for label in one.labels)),
                number=words.number,
                group=group,
                pages=words.pages or pages,
            )
        )
    return tuple(_one_number_each(made))


def _title(words: HeadingWords, group: str, only: bool) -> str:
    """A section's name: its heading's, unless that tells nothing without the heading above, or is alone under it."""
    above = re.split(r"\s[–-]\s|:\s", group)[0]
    if words.number or not above or not (only or words.generic):
        return words.title
    return above if only else f"{words.title}: {above}"


def _one_number_each(sections: list[Section]) -> Iterator[Section]:
    """A number that stands at two headings tells neither apart."""
    times = Counter(s.number for s in sections if s.number)
    for section in sections:
        yield section if times[section.number or ""] < 2 else replace(section, number=None)


def _most_named(text: str) -> str:
    named = Counter(name.removesuffix("s") if name.startswith("Region") else name for name in _AUTHORITY.findall(text))
    return named.most_common(1)[0][0] if named else "Myndigheten"


def _deadline(text: str) -> str:
    found = _DEADLINE.search(text)
    if found is not None and found[4]:
        return found[4]
    found = found or _DEADLINE_STATED.search(text)
    return f"{found[3]}-{_MONTHS.index(found[2].casefold()) + 1:02}-{int(found[1]):02}" if found else ""


def to_check(made: Consultation) -> tuple[str, ...]:
    """One Swedish sentence for each thing that a person has to look at."""
    return tuple(_to_check(made))


def _to_check(made: Consultation) -> Iterator[str]:
    yield f"Kontrollera titel, strategi och myndighet: ”{made.title}”, ”{made.authority}”."
    for question in made.questions.values():
        about = {"analysis": "nuläget", "goal": "målet", "needs": "behoven", "actors": "aktörerna"}.get(
            question.part or ""
        )
        if about:
            yield f"Frågan ”{question.labels[0]}” antas gälla {about} i strategins text; rätta delen (”part”) om det är fel."
    for question in made.questions.values():
        if len(question.title.split()) > _SHORT_NAME:
            yield f"Ge frågan ”{question.labels[0]}” ett kort namn (”title”)."
    if not any(q.part for q in made.questions.values()):
        yield "Ingen fråga ser ut att gälla en viss del av strategins text; utan del (”part”) ges inga ändringsförslag."
    for field in made.background:
        if field.personal and background_field(field.labels[0]) is None:
            yield f"Fältet ”{field.labels[0]}” behandlas som personuppgift (”personal”); ändra det om det är fel."
    if not any(field.id == "organisation" for field in made.background):
        yield "Inget fält ser ut att vara avsändarens organisation; lägg till ett av slaget organisation (id = ”organisation”)."
    titles = Counter(s.title for s in made.sections if not s.number)
    for title in (t for t, times in titles.items() if times > 1):
        yield f"Flera avsnitt heter ”{title}”; ge dem titlar som skiljer dem åt."
    if not made.placeholders:
        yield "Mallen har ingen ledtext i sina svarsfält; lägg till den (”placeholders”) om avsändarna ser en."
    if not made.places:
        yield "Orter saknas: lägg till kommunerna och deras orter ([places]) om svaren ska visas per plats."
