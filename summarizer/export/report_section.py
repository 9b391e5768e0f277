"""One section of the report: themes, lone voices, conflicts, sources, the authority's comment and the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.export.characters import one_line, quoted
from summarizer.export.wordparts import SMALL, Text, Writer, small
from summarizer.records import Citation, Claim, SectionSummary, ThemeSummary
from summarizer.text.counting import count_phrase, number_word


class Evidence:
    """The numbered quotes of one section. ``prefix`` keeps their bookmarks apart from other sections'."""

    def __init__(self, prefix: str, senders: Mapping[str, str]) -> None:
        self._prefix = prefix
        self._senders = senders
        self._numbers: dict[tuple[str, str], int] = {}  # sender and quote → number, in order

    def number(self, citation: Citation) -> int:
        key = (one_line(self._senders.get(citation.submission_id, "Raderat inspel")), quoted(citation.quote))
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def references(self, citations: Sequence[Citation]) -> list[Text]:
        """``[1, 4]``, each number a link to its quote."""
        numbers = sorted({self.number(citation) for citation in citations})
        texts = [Text(" [", size=SMALL)] if numbers else []
        for position, number in enumerate(numbers):
            texts.append(Text(f"{', ' if position else ''}{number}", size=SMALL, link=self.bookmark(number)))
        return [*texts, Text("]", size=SMALL)] if numbers else []

    def bookmark(self, number: int) -> str:
        return f"{self._prefix}_{number}"

    def quotes(self) -> list[tuple[str, str]]:
        """Sender and quote, in the order of their numbers."""
        return list(self._numbers)


def write_section(
    writer: Writer,
    summary: SectionSummary,
    evidence: Evidence,
    authority: str,
    comments: Sequence[str],
) -> None:
    writer.heading(one_line(summary.title), 2)
    _who_answered(writer, summary)
    if summary.themes:
        _overview(writer, summary)
    for theme in summary.themes:
        writer.heading(one_line(theme.title), 3)
        _claims(writer, theme.claims, evidence)
    if summary.lone_voices:
        writer.heading("Enskilda synpunkter", 3)
        for voice in summary.lone_voices:
            _claims(writer, voice.claims, evidence, "list bullet")
    _conflicts(writer, summary, evidence)
    _sources(writer, summary, evidence)
    writer.heading(f"{_possessive(authority)} kommentar", 3)
    writer.note([one_line(comment) for comment in comments] or ["Ingen kommentar ännu."])
    _evidence(writer, evidence)


def _possessive(name: str) -> str:
    """``Region Västerbottens``; a name that ends in s, x or z takes no further s."""
    return name if name.casefold().endswith(("s", "x", "z")) else f"{name}s"


def _who_answered(writer: Writer, summary: SectionSummary) -> None:
    silent = summary.asked - summary.answered
    silence = f" {silent} av {summary.asked} har inte svarat." if silent else ""
    writer.paragraph(f"{summary.answered} av {summary.asked} avsändare har lämnat synpunkter på avsnittet.{silence}")
    if summary.without_substance:
        count = len(summary.without_substance)
        plural = "svar" if count > 1 else "ett svar"
        counted = f"{number_word(count)} {plural}" if count > 1 else plural
        writer.paragraph(f"Därutöver finns {counted} utan sakinnehåll; se listan i slutet av sammanställningen.")


def _overview(writer: Writer, summary: SectionSummary) -> None:
    """The themes and who raises them. In words: a column for each type would be too narrow for its own heading."""
    rows = [(one_line(t.title), str(t.respondents), count_phrase(t.respondent_types)) for t in summary.themes]
    heads = ("Tema", "Antal", "Avsändare")
    described = f"Teman i avsnittet {summary.title} och hur många avsändare av varje typ som tar upp dem"
    writer.table(
        one_line(described), [small(head) for head in heads], [[small(c) for c in row] for row in rows], (5, 1, 5)
    )


def _claims(writer: Writer, claims: Sequence[Claim], evidence: Evidence, style: str = "") -> None:
    for claim in claims:
        writer.paragraph([Text(one_line(claim.text)), *evidence.references(claim.citations)], style)


def _conflicts(writer: Writer, summary: SectionSummary, evidence: Evidence) -> None:
    if not summary.conflicts:
        return
    themes = {theme.theme_id: theme for theme in (*summary.themes, *summary.lone_voices)}
    writer.heading("Motstående uppfattningar", 3)
    for conflict in summary.conflicts:
        sides = [_side(themes.get(identity), evidence) for identity in (conflict.theme_a, conflict.theme_b)]
        topic = _topic(one_line(conflict.about))
        writer.paragraph(Text(topic, bold=True), with_next=True)
        described = f"Motstående uppfattningar sida vid sida: {topic}"
        writer.table(described, ("Den ena uppfattningen", "Den andra uppfattningen"), [sides], (1, 1))


def _topic(about: str) -> str:
    """``Om hastigheten``; a matter that says itself that it is disputed stands as it is."""
    return about if about.casefold().startswith("olika uppfattningar") else f"Om {about}"


def _side(theme: ThemeSummary | None, evidence: Evidence) -> list[Text]:
    if theme is None:
        return [Text("–")]
    texts = [
        Text(f"{one_line(theme.title)}\n", bold=True),
        Text(f"{count_phrase(theme.respondent_types)}", italic=True),
    ]
    for claim in theme.claims:
        texts += [Text(f"\n{one_line(claim.text)}"), *evidence.references(claim.citations)]
    return texts


def _sources(writer: Writer, summary: SectionSummary, evidence: Evidence) -> None:
    if not summary.sources:
        return
    writer.heading("Källor som avsändarna anger", 3)
    for source in summary.sources:
        writer.paragraph([Text(one_line(source.text)), *evidence.references([source.citation])], "list bullet")


def _evidence(writer: Writer, evidence: Evidence) -> None:
    quotes = evidence.quotes()
    if not quotes:
        return
    writer.heading("Belägg", 3)
    for number, (who, quote) in enumerate(quotes, 1):
        texts = [Text(f"[{number}] {who}: ", bold=True, size=SMALL), Text(f"”{quote}”", size=SMALL)]
        writer.paragraph(texts, bookmark=evidence.bookmark(number))
