"""Writes examples/remiss/mall.docx and examples/remiss/submissions/* from submissions.toml.

    python -m examples.remiss.build

The template lays out its questions in tables without content controls. Building again gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument

from examples.source import write
from examples.word import new_document, package
from summarizer.consultation import Consultation, load

HERE = Path(__file__).resolve().parent
SAVED = date(2026, 9, 1)
ADDRESS = "kultur@salgvik.example"


def fill(background: Mapping[str, str], answers: Mapping[str, Mapping[str, str]], consultation: Consultation) -> bytes:
    """The template as .docx with these fields filled in; ``answers`` maps section and question to text."""
    document = new_document(consultation.title, consultation.authority, SAVED)
    title, invitation, about = consultation.template_text
    document.add_paragraph(title, style="Title")
    document.add_paragraph(invitation.replace("…", ADDRESS))
    document.add_heading(about, 1)
    _table(document, [(field.labels[0], background.get(field.id, "")) for field in consultation.background])
    for section in consultation.sections:
        document.add_heading(section.heading, 1)
        given = answers.get(section.id, {})
        asked = [consultation.questions[question] for question in section.questions]
        _table(document, [(question.labels[0], given.get(question.id, "")) for question in asked])
    return package(document)


def _table(document: WordDocument, rows: list[tuple[str, str]]) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text in rows:
        left, right = table.add_row().cells
        left.text = label
        lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
        right.text = lines[0] if lines else ""
        for line in lines[1:]:
            right.add_paragraph(line)


def as_csv(form: Mapping[str, Any]) -> bytes:
    """A web form's table, as a Swedish Excel saves it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows([form["columns"], *form["rows"]])
    return stream.getvalue().encode("cp1252")


def source() -> dict[str, Any]:
    return tomllib.loads((HERE / "submissions.toml").read_text(encoding="utf-8"))


def render_all() -> dict[str, bytes]:
    """Path relative to this folder → bytes, for every file that is built."""
    consultation = load("kulturplan_salgvik")
    files = {"mall.docx": fill({}, {}, consultation)}
    for one in source()["submissions"]:
        letter = one.get("letter", "").strip()
        content = letter.encode() if letter else fill(one["background"], one["answers"], consultation)
        files[f"submissions/{one['file']}"] = content
    return files | {f"submissions/{form['file']}": as_csv(form) for form in source()["forms"]}


def build() -> int:
    """Write every file and remove submissions that the source no longer has. Returns how many files."""
    return write(render_all(), HERE)


if __name__ == "__main__":
    print(f"{build()} files written")
