"""One letter per sender: where each of the sender's points went, and why."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Protocol

import docx

from summarizer.consultation import Consultation
from summarizer.export.spreadsheets import printable


class Row(Protocol):
    """One point and what became of it."""

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


def receipt(consultation: Consultation, sender: str, rows: Sequence[Row]) -> bytes:
    """A .docx that answers "var tog min synpunkt vägen?" for one sender."""
    document = docx.Document()
    document.core_properties.title = printable(f"Återkoppling på inspel: {sender}")
    document.core_properties.language = "sv-SE"
    document.add_heading("Återkoppling på ert inspel", 0)
    document.add_paragraph(printable(f"{consultation.title}. Avsändare: {sender}."))
    document.add_paragraph(
        "Här framgår vart varje synpunkt tog vägen: i vilket tema den redovisas och vad den ledde till."
    )
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            document.add_heading(printable(section), 1)
        document.add_paragraph(printable(f"”{' '.join(row.quote.split())}”"), style="Intense Quote")
        document.add_paragraph(printable(f"Redovisas under: {row.theme}."))
        if row.suggestion:
            document.add_paragraph(printable(f"Ändringsförslag: {row.suggestion}"))
            document.add_paragraph(printable(f"Beslut: {row.decision}.{' Skäl: ' + row.reason if row.reason else ''}"))
        else:
            document.add_paragraph(printable(f"Inget ändringsförslag. {row.reason}"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
