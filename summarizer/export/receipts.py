"""One letter per sender: where each of the sender's points went, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Protocol

from summarizer.consultation import Consultation
from summarizer.export.characters import one_line, quoted
from summarizer.export.worddoc import new_document, saved
from summarizer.export.wordparts import Text, Writer
from summarizer.text.counting import number_word

_UNDATED = "2000-01-01"


class Row(Protocol):
    """One point and one suggestion that it led to, or none. Rows on the same point follow each other."""

    @property
    def section(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def theme(self) -> str: ...
    @property
    def suggestion(self) -> str: ...
    @property
    def decision(self) -> str: ...
    @property
    def reason(self) -> str: ...


_FOLLOWS = "Här framgår var varje synpunkt redovisas, vad den ledde till och varför."


def receipt(consultation: Consultation, sender: str, rows: Sequence[Row], made_at: str = _UNDATED) -> bytes:
    """A .docx that answers "var tog min synpunkt vägen?" for one sender. ``made_at``: ISO 8601, for its properties."""
    document = new_document(
        f"Återkoppling på inspel: {sender}", consultation.authority, datetime.fromisoformat(made_at)
    )
    writer = Writer(document)
    writer.paragraph("Återkoppling på ert inspel", "title")
    writer.paragraph(consultation.title, "subtitle")
    writer.paragraph([Text("Avsändare: ", bold=True), Text(one_line(sender))])
    if consultation.reference:
        writer.paragraph([Text("Diarienummer: ", bold=True), Text(consultation.reference)])
    if made_at != _UNDATED:
        writer.paragraph([Text("Datum: ", bold=True), Text(made_at[:10])])
    points = [(section, quote, list(of_point)) for (section, quote), of_point in groupby(rows, _point)]
    writer.paragraph(_introduction(points))
    for section, in_section in groupby(points, lambda point: point[0]):
        writer.heading(one_line(section), 1)
        for _, quote, of_point in in_section:
            _write_point(writer, quote, of_point)
    return saved(document)


def _point(row: Row) -> tuple[str, str]:
    return row.section, row.quote


def _introduction(points: Sequence[tuple[str, str, list[Row]]]) -> str:
    suggested = sum(any(row.suggestion for row in rows) for _, _, rows in points)
    count = len(points)
    noun = "synpunkt" if count == 1 else "synpunkter"
    return f"Vi har läst {number_word(count)} {noun} i ert inspel. {_behind_suggestions(suggested, count)} {_FOLLOWS}"


def _behind_suggestions(suggested: int, count: int) -> str:
    if count == 1:
        return f"Den ligger {'till grund för' if suggested else 'inte till grund för något'} ändringsförslag."
    if suggested in (0, count):
        return f"{'Alla' if suggested else 'Ingen av dem'} ligger till grund för ändringsförslag."
    return f"{number_word(suggested).capitalize()} av dem ligger till grund för ändringsförslag."


def _write_point(writer: Writer, quote: str, rows: Sequence[Row]) -> None:
    """The quote with what became of it, kept together on one page."""
    lines = [("Redovisas under", rows[0].theme)]
    for row in rows:
        if row.suggestion:
            lines += [("Ändringsförslag", row.suggestion), ("Beslut", row.decision)]
            lines += [("Skäl", row.reason)] if row.reason else []
        else:
            lines.append(("Inget ändringsförslag", row.reason))
    writer.note([[Text(f"”{quoted(quote)}”")]], with_next=True)
    content: list[Text] = []
    for number, (label, text) in enumerate(lines):
        above = "\n" if number else ""
        content += [Text(f"{above}{label}: ", bold=True), Text(_closed(text))]
    writer.paragraph(content, whole=True)  # one paragraph: LibreOffice keeps two on a page, but not a row of them


def _closed(text: str) -> str:
    """With a capital and a full stop."""
    line = one_line(text)
    line = line[:1].upper() + line[1:]
    return line if not line or line.endswith((".", "!", "?", "…", "”")) else f"{line}."
