"""The remissammanställning as a Word document, from records: cover, senders, section by section, certificate."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from summarizer.consultation import Consultation
from summarizer.export.spreadsheets import printable
from summarizer.records import (
    RESPONDENT_TYPES,
    Claim,
    FileLedger,
    RespondentType,
    SectionSummary,
    Submission,
    ThemeSummary,
)
from summarizer.text.counting import count_phrase

TYPE_NAMES: dict[RespondentType, str] = {
    "kommun": "Kommuner",
    "region_myndighet": "Regioner och myndigheter",
    "näringsliv": "Näringsliv",
    "akademi": "Akademi",
    "civilsamhälle": "Civilsamhälle",
    "privatperson": "Privatpersoner",
    "okänd": "Typ ej angiven",
}
BAR = "█"


@dataclass(frozen=True)
class ReportData:
    """Everything that the report says. ``comments``: the authority's comment per section (from decisions)."""

    consultation: Consultation
    made_at: str  # ISO 8601
    submissions: Sequence[Submission]  # in force
    summaries: Sequence[SectionSummary]
    ledgers: Mapping[str, FileLedger]  # by submission id
    quotes: Mapping[str, str]  # point id → the point's text, for what is listed as without substance
    unmapped: Sequence[tuple[str, str]] = ()  # (sender, text) that nobody has placed yet
    comments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    senders: Mapping[str, str] = field(default_factory=dict)  # submission id → shown name


def report(data: ReportData) -> bytes:
    """The .docx. Untrusted text is written as text and stripped of control characters."""
    document = docx.Document()
    _prepare(document, data)
    _cover(document, data)
    _who(document, data)
    for summary in data.summaries:
        _section(document, summary, data)
    _rest(document, data)
    _certificate(document, data)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _prepare(document: Any, data: ReportData) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    normal.element.get_or_add_rPr().append(language)
    for level in (1, 2, 3):
        document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0x1F, 0x3A, 0x4D)
    document.core_properties.title = f"Sammanställning av inspel: {data.consultation.title}"
    document.core_properties.language = "sv-SE"
    document.core_properties.author = data.consultation.authority
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("Sida ")
    _field(footer, "PAGE")


def _field(paragraph: Any, instruction: str, shown: str = "1") -> None:
    """A Word field with what is shown until Word updates it."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


def _cover(document: Any, data: ReportData) -> None:
    document.add_heading("Sammanställning av inspel", 0)
    document.add_paragraph(f"{data.consultation.title}. {data.consultation.strategy}.")
    facts = [
        ("Diarienummer", data.consultation.reference),
        ("Sista dag för inspel", data.consultation.deadline),
        ("Sammanställningen gjord", data.made_at[:10]),
        ("Avsändare", str(len(data.submissions))),
        ("Avsnitt med synpunkter", str(len(data.summaries))),
        ("Synpunkter", str(sum(s.ledger.points - s.ledger.without_substance for s in data.summaries))),
    ]
    _table(document, ("Uppgift", "Värde"), [fact for fact in facts if fact[1]])
    document.add_paragraph(
        "Varje mening i sammanställningen har hänvisningar till avsändarnas egna ord, som står under avsnittets rubrik Belägg. "
        "Antal är räknade, inte uppskattade; en avsändare räknas en gång per tema."
    )
    document.add_heading("Innehåll", 1)
    for summary in data.summaries:
        document.add_paragraph(printable(summary.title), style="List Bullet")


def _who(document: Any, data: ReportData) -> None:
    document.add_heading("Avsändare", 1)
    most = max((len([s for s in data.submissions if s.respondent_type == t]) for t in RESPONDENT_TYPES), default=1) or 1
    rows = []
    for kind in RESPONDENT_TYPES:
        count = len([s for s in data.submissions if s.respondent_type == kind])
        if count:
            rows.append((TYPE_NAMES[kind], str(count), BAR * max(1, round(20 * count / most))))
    _table(document, ("Typ", "Antal", "Fördelning"), rows)
    for kind in RESPONDENT_TYPES:
        names = sorted(s.organisation for s in data.submissions if s.respondent_type == kind)
        if names:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{TYPE_NAMES[kind]}: ").bold = True
            paragraph.add_run(printable(", ".join(names)) + ".")


def _section(document: Any, summary: SectionSummary, data: ReportData) -> None:
    document.add_heading(printable(summary.title), 1)
    silent = summary.asked - summary.answered
    document.add_paragraph(
        f"{summary.answered} av {summary.asked} avsändare har lämnat synpunkter på avsnittet; {silent} har inte svarat."
    )
    notes: list[str] = []
    for theme in summary.themes:
        document.add_heading(printable(theme.title), 2)
        document.add_paragraph(f"({count_phrase(theme.respondent_types)})").runs[0].italic = True
        _claims(document, theme.claims, notes, data)
    if summary.lone_voices:
        document.add_heading("Enskilda synpunkter", 2)
        for voice in summary.lone_voices:
            _claims(document, voice.claims, notes, data, style="List Bullet")
    _conflicts(document, summary)
    if summary.sources:
        document.add_heading("Källor som avsändarna anger", 2)
        for source in summary.sources:
            who = data.senders.get(source.citation.submission_id, "")
            document.add_paragraph(printable(f"{source.text} ({who})"), style="List Bullet")
    document.add_heading(f"Kommentar från {data.consultation.authority}", 2)
    for comment in data.comments.get(summary.section, ()) or ("Ingen kommentar ännu.",):
        document.add_paragraph(printable(comment))
    if notes:
        document.add_heading("Belägg", 2)
        for number, note in enumerate(notes, 1):
            paragraph = document.add_paragraph(f"{number}. {note}")
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Pt(18), Pt(-18)
            for run in paragraph.runs:
                run.font.size = Pt(9.5)


def _claims(
    document: Any, claims: Sequence[Claim], notes: list[str], data: ReportData, style: str | None = None
) -> None:
    for claim in claims:
        marks = []
        for citation in claim.citations:
            who = data.senders.get(citation.submission_id, "")
            note = printable(f"{who}: ”{' '.join(citation.quote.split())}”")
            if note not in notes:
                notes.append(note)
            marks.append(notes.index(note) + 1)
        paragraph = document.add_paragraph(printable(claim.text) + " ", style=style)
        reference = paragraph.add_run("[" + ", ".join(map(str, sorted(set(marks)))) + "]")
        reference.font.size = Pt(9)


def _conflicts(document: Any, summary: SectionSummary) -> None:
    if not summary.conflicts:
        return
    themes: dict[str, ThemeSummary] = {t.theme_id: t for t in (*summary.themes, *summary.lone_voices)}
    document.add_heading("Motstående uppfattningar", 2)
    for conflict in summary.conflicts:
        sides = [themes.get(conflict.theme_a), themes.get(conflict.theme_b)]
        row = tuple(f"{t.title} ({count_phrase(t.respondent_types)})" if t else "–" for t in sides)
        document.add_paragraph(printable(conflict.about))
        _table(document, ("Den ena uppfattningen", "Den andra uppfattningen"), [row])


def _rest(document: Any, data: ReportData) -> None:
    document.add_heading("Restlista", 1)
    document.add_paragraph("Text som har lästs men inte bildar någon synpunkt, och text som ännu inte har placerats.")
    empty = [data.quotes[p] for s in data.summaries for p in s.without_substance if p in data.quotes]
    document.add_heading("Utan sakinnehåll", 2)
    for quote in empty or ("Ingen.",):
        document.add_paragraph(printable(" ".join(quote.split())), style="List Bullet")
    document.add_heading("Inte placerat i något avsnitt", 2)
    for who, text in data.unmapped or (("", "Ingen."),):
        document.add_paragraph(printable(f"{who}: {text}" if who else text), style="List Bullet")


def _certificate(document: Any, data: ReportData) -> None:
    document.add_heading("Avräkning", 1)
    document.add_paragraph("Varje tecken som kom in (blanktecken borträknade) finns någonstans i tabellen.")
    rows = []
    for submission in data.submissions:
        ledger = data.ledgers.get(submission.submission_id)
        if ledger is None:
            continue
        fixed = ledger.labels + ledger.placeholders + ledger.background
        counts = (ledger.received, fixed, ledger.answers, ledger.notes + ledger.unmapped, ledger.unaccounted)
        rows.append((submission.organisation, submission.sha256[:16], *map(str, counts)))
    heads = ("Avsändare", "Filens sha256", "Mottaget", "Mall och bakgrund", "Svar", "Övrigt", "Saknas")
    _table(document, heads, rows)


def _table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
    mark = OxmlElement("w:tblHeader")  # the heading row is read out and repeated on every page
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = printable(text)
    document.add_paragraph()
