"""A section's summary as Markdown text, for the terminal and for copying."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarizer.records import Answer, Claim, SectionSummary, ThemeSummary

_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


def markdown(summary: SectionSummary, answers: Mapping[str, Answer]) -> str:
    """Themes by size, lone voices, conflicts, sources, silence, and the quotes that the numbers point to."""
    notes: dict[str, int] = {}  # text → number, in order
    lines = [f"# {escape(summary.title)}", "", _silence(summary), ""]
    for theme in summary.themes:
        lines += [f"## {escape(theme.title)}", ""]
        lines += [_claim(claim, notes, answers) for claim in theme.claims] + [""]
    if summary.lone_voices:
        lines += ["## Enskilda synpunkter", ""]
        lines += [f"- {_claim(claim, notes, answers)}" for theme in summary.lone_voices for claim in theme.claims] + [
            ""
        ]
    if summary.conflicts:
        titles = {t.theme_id: t.title for t in (*summary.themes, *summary.lone_voices)}
        lines += ["## Motstående uppfattningar", ""]
        for conflict in summary.conflicts:
            a, b = (escape(titles.get(x, x)) for x in (conflict.theme_a, conflict.theme_b))
            lines.append(f"- {escape(conflict.about)}: ”{a}” står mot ”{b}”.")
        lines.append("")
    if summary.sources:
        lines += ["## Källor som avsändarna anger", ""]
        for source in summary.sources:
            lines.append(f"- {escape(source.text)} ({escape(answers[source.citation.answer_id].organisation)})")
        lines.append("")
    lines += [_certificate(summary), "", "## Belägg", "", *(f"{number}. {note}" for note, number in notes.items())]
    return "\n".join(lines).strip() + "\n"


def escape(text: str) -> str:
    """Text from senders is text: it makes no heading, link or picture."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _claim(claim: Claim, notes: dict[str, int], answers: Mapping[str, Answer]) -> str:
    numbers = []
    for c in claim.citations:
        note = f"{escape(answers[c.answer_id].organisation)}: ”{escape(c.quote)}”"
        numbers.append(notes.setdefault(note, len(notes) + 1))
    return f"{escape(claim.text)} " + "".join(f"[{n}]" for n in numbers)


def _silence(summary: SectionSummary) -> str:
    silent = summary.asked - summary.answered
    return (
        f"{summary.answered} av {summary.asked} avsändare har lämnat synpunkter på avsnittet; {silent} har inte svarat."
    )


def _certificate(summary: SectionSummary) -> str:
    ledger = summary.ledger
    return (
        f"Avräkning: {ledger.points} synpunkter = {ledger.in_themes} i teman + {ledger.lone_voices} enskilda + "
        f"{ledger.without_substance} utan sakinnehåll; {ledger.unaccounted} saknas."
    )


__all__ = ["ThemeSummary", "escape", "markdown"]
