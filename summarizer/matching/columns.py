"""Which question or background field each column of a web form's table holds, and a row as one submission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.consultation import NOT_READ, Consultation
from summarizer.matching.text import plain
from summarizer.reading.characters import clean, visible
from summarizer.reading.sheet import Row, Sheet
from summarizer.records import FileLedger, MatchedAnswer, MatchedSubmission

_HEADER_WITHIN = 10  # rows from the top
# What form services add by themselves. Names and addresses are contact fields, whatever the consultation asks.
_OFTEN = {
    **dict.fromkeys(("e-post", "e-postadress", "email", "e-mail", "email address"), "email"),
    **dict.fromkeys(("namn", "name", "ditt namn", "kontaktperson"), "contact"),
    **dict.fromkeys(("organisation", "avsändare"), "organisation"),
    **dict.fromkeys(
        (
            "id", "tidsstämpel", "timestamp", "starttid", "start time", "slutförandetid", "completion time", "svars-id",
            "tid för senaste ändring", "last modified time", "språk", "ip-adress", "status",
        ),
        NOT_READ,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """``targets[i]``: what column i holds: "section/question", a background field, NOT_READ, or None for unknown."""

    header: Row
    targets: tuple[str | None, ...]
    above: tuple[Row, ...]  # a title over the table, the first line of a header in two


def columns_of(sheet: Sheet, consultation: Consultation) -> Columns | None:
    """The header is the row near the top that names most columns; None when no row names a question."""
    known = _known(consultation)
    best: Columns | None = None
    for i, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        over = _filled(sheet.rows[i - 1].cells) if i else ()
        targets = tuple(_target(c, name, over, known) for c, name in enumerate(row.cells))
        found = Columns(row, targets, sheet.rows[:i])
        if any(t and "/" in t for t in targets) and (best is None or _named(targets) > _named(best.targets)):
            best = found
    return best


def match_row(row: Row, columns: Columns, consultation: Consultation) -> MatchedSubmission:
    """Every cell of a row in its place. The header counts as the printed labels of the sender's form."""
    answers: dict[str, list[str]] = {}
    background: dict[str, list[str]] = {}
    unmapped: list[str] = []
    notes: list[str] = []
    counted = dict.fromkeys(("placeholders", "background", "answers", "notes", "unmapped"), 0)
    warnings = list(row.warnings)
    prompts = {plain(p) for p in consultation.placeholders}
    for column, raw in enumerate(row.cells):
        text = clean(raw).strip()
        if not text:
            continue
        target = columns.targets[column] if column < len(columns.targets) else None
        if target is None:
            kind = "unmapped"
            unmapped.append(text)
            warnings.append(f"{_column(columns, column)} hör inte till någon fråga i samrådet; texten är oplacerad.")
        elif target == NOT_READ:
            kind = "notes"
            notes.append(f"{_words(columns, column)}: {text}")
        elif "/" not in target:
            kind = "background"
            background.setdefault(target, []).append(text)
        elif plain(text) in prompts:
            kind = "placeholders"
        else:
            kind = "answers"
            answers.setdefault(target, []).append(text)
        counted[kind] += visible(text)
    labels = sum(visible(cell) for printed in (*columns.above, columns.header) for cell in printed.cells)
    return MatchedSubmission(
        answers=tuple(_answers(answers, consultation)),
        background={field: " ".join(texts) for field, texts in background.items()},
        unmapped=tuple(unmapped),
        notes=tuple(notes),
        ledger=FileLedger(labels + sum(map(visible, row.cells)), labels, **counted),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _answers(found: dict[str, list[str]], consultation: Consultation) -> Iterator[MatchedAnswer]:
    """In the consultation's order. Two columns on one question are one answer."""
    for section in consultation.sections:
        for question in section.questions:
            texts = found.get(f"{section.id}/{question}")
            if texts:
                yield MatchedAnswer(section.id, question, "\n\n".join(texts))


def _known(consultation: Consultation) -> dict[str, str]:
    """Normal header text → target. The consultation file's own mapping goes before what the labels tell."""
    found: dict[str, str] = {plain(name): target for name, target in _OFTEN.items()}
    asking = {q: [s for s in consultation.sections if q in s.questions] for q in consultation.questions}
    for section in consultation.sections:
        names = dict.fromkeys((section.heading, section.title, section.name))
        for question in (consultation.questions[q] for q in section.questions):
            target = f"{section.id}/{question.id}"
            for label in (*question.labels, question.title):
                found.update({plain(f"{name} {label}"): target for name in names})
                if len(asking[question.id]) == 1:
                    found[plain(label)] = target
        if len(section.questions) == 1:
            found.update({plain(name): f"{section.id}/{section.questions[0]}" for name in names})
    for field in consultation.background:
        found.update({plain(label): field.id for label in field.labels})
    found.update({plain(name): target for name, target in consultation.columns.items()})
    found.pop("", None)
    return found


def _target(column: int, name: str, over: Sequence[str], known: dict[str, str]) -> str | None:
    """By the header, or by it with what stands over it (a section's name over its questions)."""
    both = f"{over[column]} {name}" if column < len(over) else ""
    return known.get(plain(both)) or known.get(plain(name))


def _filled(cells: Sequence[str]) -> tuple[str, ...]:
    """A row in which a merged cell's text holds for the empty ones to the right of it."""
    filled: list[str] = []
    for cell in cells:
        filled.append(cell if cell.strip() or not filled else filled[-1])
    return tuple(filled)


def _named(targets: Sequence[str | None]) -> int:
    return len({t for t in targets if t})


def _words(columns: Columns, column: int) -> str:
    name = columns.header.cells[column] if column < len(columns.header.cells) else ""
    return " ".join(clean(name).split())


def _column(columns: Columns, column: int) -> str:
    name = _words(columns, column)
    return f"Kolumnen ”{name}”" if name else f"Kolumn {column + 1} utan rubrik"
