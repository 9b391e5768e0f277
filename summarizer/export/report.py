"""The remissammanställning as a Word document, from records: cover, senders, section by section, certificate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from summarizer.consultation import Consultation
from summarizer.export.characters import one_line
from summarizer.export.page_numbers import WITHOUT_NUMBERS
from summarizer.export.report_section import Evidence, write_section
from summarizer.export.worddoc import new_document, saved
from summarizer.export.wordparts import Bar, Text, Writer, small
from summarizer.records import RESPONDENT_TYPES, FileLedger, RespondentType, SectionSummary, Submission
from summarizer.text.counting import count_phrase, number_word

TYPE_NAMES: dict[RespondentType, str] = {
    "kommun": "Kommuner",
    "region_myndighet": "Regioner och myndigheter",
    "näringsliv": "Näringsliv",
    "akademi": "Akademi",
    "civilsamhälle": "Civilsamhälle",
    "privatperson": "Privatpersoner",
    "okänd": "Typ ej angiven",
}


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


Progress = Callable[[int, int], None]  # sections written, sections in all


def report(data: ReportData, progress: Progress | None = None) -> bytes:
    """The .docx. Untrusted text is written as text and stripped of control characters."""
    created = datetime.fromisoformat(data.made_at)
    document = new_document(
        f"Sammanställning av inspel: {data.consultation.title}", data.consultation.authority, created
    )
    writer = Writer(document)
    writer.paragraph("Sammanställning av inspel", "title")
    _cover(writer, data)
    contents = writer.keep_place()
    _senders(writer, data)
    group = ""
    groups = {section.id: section.group for section in data.consultation.sections}
    for number, summary in enumerate(data.summaries):
        if groups.get(summary.section, "") != group:
            group = groups.get(summary.section, "")
            writer.heading(group or "Övriga avsnitt", 1)
        comments = data.comments.get(summary.section, ())
        evidence = Evidence(f"B{number + 1}", data.senders)
        write_section(writer, summary, evidence, data.consultation.authority, comments)
        if progress is not None:
            progress(number + 1, len(data.summaries))
    _rest(writer, data)
    _certificate(writer, data)
    writer.contents(contents, 2)
    return saved(document)


def _cover(writer: Writer, data: ReportData) -> None:
    consultation = data.consultation
    writer.paragraph(consultation.title, "subtitle")
    writer.paragraph(f"Gäller {consultation.strategy}.")
    with_substance = sum(s.ledger.points - s.ledger.without_substance for s in data.summaries)
    dates = sorted(submission.received_at[:10] for submission in data.submissions)
    facts = [
        ("Ansvarig", consultation.authority),
        ("Diarienummer", consultation.reference),
        ("Sista dag för inspel", consultation.deadline),
        ("Inspelen lästes in", " till ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else ""),
        ("Sammanställningen gjordes", data.made_at[:10]),
        ("Avsändare", str(len(data.submissions))),
        ("Avsnitt med synpunkter", str(len([s for s in data.summaries if s.answered]))),
        ("Synpunkter", str(with_substance)),
    ]
    writer.table("Uppgifter om samrådet", ("Uppgift", "Värde"), [fact for fact in facts if fact[1]], (2, 3))
    writer.paragraph(
        "Varje mening om vad avsändarna anser har en eller flera siffror inom hakparentes. De leder till avsändarnas egna "
        "ord, som står ordagrant under rubriken Belägg i varje avsnitt. Alla antal är räknade. En avsändare räknas en gång "
        "per tema, också när samma sak har framförts flera gånger."
    )
    writer.page_break()
    writer.paragraph([Text("Innehåll", bold=True, size=18)])
    writer.paragraph(
        [Text("Sidnumren fylls i när förteckningen uppdateras i Word (markera den och tryck F9).", size=9)],
        bookmark=WITHOUT_NUMBERS,
    )


def _senders(writer: Writer, data: ReportData) -> None:
    writer.page_break()
    writer.heading("Avsändare", 1)
    counts = Counter(submission.respondent_type for submission in data.submissions)
    total = len(data.submissions)
    writer.paragraph(
        f"Inspel har kommit in från {number_word(total)} avsändare: {count_phrase(counts)}."
        if total
        else "Inga inspel."
    )
    most = max(counts.values(), default=1)
    rows = [
        (TYPE_NAMES[kind], str(counts[kind]), Bar(counts[kind] / most)) for kind in RESPONDENT_TYPES if counts[kind]
    ]
    writer.table("Antal avsändare av varje typ", ("Typ", "Antal", "Fördelning"), rows, (4, 1, 5))
    for kind in RESPONDENT_TYPES:
        names = sorted(one_line(s.organisation) for s in data.submissions if s.respondent_type == kind)
        if names:
            writer.paragraph([Text(f"{TYPE_NAMES[kind]}: ", bold=True), Text(f"{', '.join(names)}.")])
    _answered(writer, data)


def _answered(writer: Writer, data: ReportData) -> None:
    """What people wrote about: a bar a section."""
    if not data.summaries:
        return
    writer.heading("Vad inspelen handlar om", 1)
    most = max(s.answered for s in data.summaries) or 1
    rows = [
        (
            small(s.title),
            small(f"{s.answered} av {s.asked}"),
            small(str(s.ledger.points - s.ledger.without_substance)),
            Bar(s.answered / most),
        )
        for s in data.summaries
    ]
    heads = [small(head) for head in ("Avsnitt", "Avsändare", "Synpunkter", "Fördelning av avsändare")]
    writer.table("Antal avsändare och synpunkter per avsnitt", heads, rows, (4, 2, 2, 3))


def _rest(writer: Writer, data: ReportData) -> None:
    writer.heading("Det som inte redovisas som synpunkter", 1)
    writer.paragraph("Här står all text som har lästs men som inte ingår i något tema, så att inget är borta.")
    writer.heading("Utan sakinnehåll", 2)
    senders = {
        point: data.senders.get(point.partition("/")[0], "") for s in data.summaries for point in s.without_substance
    }
    _listed(writer, [(senders[point], data.quotes[point]) for point in senders if point in data.quotes])
    writer.heading("Inte placerat i något avsnitt", 2)
    _listed(writer, data.unmapped)


def _listed(writer: Writer, texts: Sequence[tuple[str, str]]) -> None:
    for who, text in texts:
        writer.paragraph([Text(f"{one_line(who)}: " if who else "", bold=True), Text(one_line(text))], "list bullet")
    if not texts:
        writer.paragraph("Ingen text.")


def _certificate(writer: Writer, data: ReportData) -> None:
    writer.heading("Avräkning", 1)
    missing = sum(
        data.ledgers[s.submission_id].unaccounted for s in data.submissions if s.submission_id in data.ledgers
    )
    points = sum(s.ledger.points for s in data.summaries)
    lost = sum(s.ledger.unaccounted for s in data.summaries)
    writer.paragraph(
        f"Av de {number_word(points)} textställen som har redovisats per avsnitt saknas {_none_or(lost)}. Av de tecken som "
        f"kom in i filerna, blanktecken borträknade, saknas {_none_or(missing)}. Kontrollsumman visar vilken fil som "
        "räknades: den är en annan om ett enda tecken i filen är ett annat."
    )
    rows = []
    for submission in data.submissions:
        ledger = data.ledgers.get(submission.submission_id)
        if ledger is not None:
            fixed = ledger.labels + ledger.placeholders + ledger.background
            counts = (ledger.received, fixed, ledger.answers, ledger.notes + ledger.unmapped, ledger.unaccounted)
            rows.append((small(one_line(submission.organisation)), *(small(str(count)) for count in counts)))
    heads = ("Avsändare", "Mottaget", "Mall och bakgrund", "Svar", "Övrigt", "Saknas")
    writer.table("Tecken per fil och vart de tog vägen", [small(head) for head in heads], rows, (6, 2, 2, 2, 2, 2))
    writer.heading("Filernas kontrollsummor", 2)
    sums = [
        (small(f"{one_line(s.organisation)}\n{_file(s)}"), small(f"{s.sha256[:32]}\n{s.sha256[32:]}"))
        for s in data.submissions
    ]
    writer.table("Varje fils kontrollsumma (SHA-256)", [small("Avsändare och fil"), small("SHA-256")], sums, (1, 1))


def _none_or(count: int) -> str:
    return number_word(count) if count else "inget"


def _file(submission: Submission) -> str:
    """The file's name; of a private person's file only the kind, since people name files after themselves."""
    if submission.respondent_type == "privatperson":
        return f"fil av typen {PurePath(submission.file).suffix or 'okänd'}"
    return one_line(submission.file)
