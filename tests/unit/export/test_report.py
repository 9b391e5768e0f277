"""The report, the receipts and the audit log as files: what they say, and that they are sound Word documents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from benchmarks.redline_cases import texts_of
from summarizer.baseline.wordtext import w
from summarizer.consultation import DEFAULT, load
from summarizer.export.characters import quoted
from summarizer.export.page_numbers import headings_of, with_page_numbers
from summarizer.export.receipts import receipt
from summarizer.export.report import ReportData, report
from summarizer.records import (
    Citation,
    Claim,
    Conflict,
    FileLedger,
    RespondentType,
    SectionLedger,
    SectionSummary,
    Source,
    Submission,
    ThemeSummary,
)

RUS = load(DEFAULT)
SENDERS: dict[str, tuple[str, RespondentType]] = {
    "Sa": ("Granviks kommun", "kommun"),
    "Sb": ("Storlidens kommun", "kommun"),
    "Sc": ("Fjällbygdens <företagare> & co", "näringsliv"),
    "Sd": ("Privatperson 7", "privatperson"),
}


def citation(sender: str, quote: str) -> Citation:
    return Citation(sender, f"{sender}/3.2/analysis", 0, len(quote), quote)


def theme(identity: str, title: str, senders: dict[RespondentType, int], *claims: Claim) -> ThemeSummary:
    total = sum(senders.values())
    return ThemeSummary(
        identity, title, {"change": total}, total, senders, claims, tuple(f"{identity}{n}" for n in range(total))
    )


def section(identity: str = "3.2", title: str = "3.2 Investeringar i hållbara transportsystem") -> SectionSummary:
    train = Claim(
        "Två kommuner vill se fler tåg.", (citation("Sa", "Fler tåg\nbehövs."), citation("Sb", "Tågen är för få."))
    )
    road = Claim("Ett företag vill prioritera vägen.", (citation("Sc", "=Vägen går\x07 före."),))
    lone = Claim("En privatperson efterfrågar en bänk.", (citation("Sd", "Ställ dit en bänk."),))
    return SectionSummary(
        section=identity,
        title=title,
        themes=(theme("T1", "Fler tåg", {"kommun": 2}, train), theme("T2", "Vägen först", {"näringsliv": 1}, road)),
        lone_voices=(theme("T3", "En bänk", {"privatperson": 1}, lone),),
        conflicts=(Conflict("T1", "T2", "tåg eller väg"),),
        sources=(Source("Länsplanen 2022–2033", "report", citation("Sa", "Fler tåg\nbehövs.")),),
        asked=4,
        answered=4,
        ledger=SectionLedger(5, 3, 1, 1),
        without_substance=("Sd/3.2/goal@0-15",),
    )


def data(**changed: object) -> ReportData:
    submissions = [
        Submission(key, f"{key}.docx", key[1] * 64, name, kind, f"2026-02-0{n}T10:00:00")
        for n, (key, (name, kind)) in enumerate(SENDERS.items(), 1)
    ]
    made = ReportData(
        consultation=RUS,
        made_at="2026-03-01T12:00:00",
        submissions=submissions,
        summaries=[section()],
        ledgers={s.submission_id: FileLedger(100, 40, 10, 10, 30, 5, 5) for s in submissions},
        quotes={"Sd/3.2/goal@0-15": "Inga synpunkter."},
        unmapped=[("Granviks kommun", "Text utan plats.")],
        comments={"3.2": ["Förslaget har godtagits: ”Fler tåg.”"]},
        senders={key: name for key, (name, _) in SENDERS.items()},
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def opened(docx: bytes) -> WordDocument:
    return Document(io.BytesIO(docx))


def headings(document: WordDocument) -> list[tuple[str, str]]:
    return [(p.style.name[-1], p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]


def test_the_headings_lead_through_the_report() -> None:
    assert headings(opened(report(data()))) == [
        ("1", "Avsändare"),
        ("1", "Vad inspelen handlar om"),
        ("1", "Prioritering 3: Västerbotten – en nära tillgänglig region"),
        ("2", "3.2 Investeringar i hållbara transportsystem"),
        ("3", "Fler tåg"),
        ("3", "Vägen först"),
        ("3", "Enskilda synpunkter"),
        ("3", "Motstående uppfattningar"),
        ("3", "Källor som avsändarna anger"),
        ("3", "Region Västerbottens kommentar"),
        ("3", "Belägg"),
        ("1", "Det som inte redovisas som synpunkter"),
        ("2", "Utan sakinnehåll"),
        ("2", "Inte placerat i något avsnitt"),
        ("1", "Avräkning"),
        ("2", "Filernas kontrollsummor"),
    ]


def test_every_claim_leads_to_the_senders_own_words() -> None:
    document = opened(report(data()))
    texts = [p.text for p in document.paragraphs]
    assert "Två kommuner vill se fler tåg. [1, 2]" in texts
    assert "Ett företag vill prioritera vägen. [3]" in texts
    assert texts[texts.index("Belägg") + 1 :][:4] == [
        "[1] Granviks kommun: ”Fler tåg behövs.”",
        "[2] Storlidens kommun: ”Tågen är för få.”",
        "[3] Fjällbygdens <företagare> & co: ”=Vägen går före.”",
        "[4] Privatperson 7: ”Ställ dit en bänk.”",
    ]
    assert "Länsplanen 2022–2033 [1]" in texts
    marks = {e.get(w("name")) for e in document.element.iter(w("bookmarkStart"))}
    links = [e.get(w("anchor")) for e in document.element.iter(w("hyperlink"))]
    assert links and set(links) <= marks


def test_silence_counts_and_the_rest_are_told() -> None:
    summary = replace(section(), asked=42, answered=17)
    texts = texts_of(report(data(summaries=[summary])))
    assert any("17 av 42 avsändare har lämnat synpunkter" in t and "25 av 42 har inte svarat" in t for t in texts)
    assert "Inspel har kommit in från fyra avsändare: två kommuner, ett företag och en privatperson." in texts
    assert "Privatperson 7: Inga synpunkter." in texts
    assert "Granviks kommun: Text utan plats." in texts


def test_both_sides_of_a_conflict_stand_beside_each_other() -> None:
    table = next(t for t in opened(report(data())).tables if "Den ena uppfattningen" in t.rows[0].cells[0].text)
    sides = [cell.text for cell in table.rows[1].cells]
    assert [side.split("\n")[0] for side in sides] == ["Fler tåg", "Vägen först"]
    assert sides[0].endswith("Två kommuner vill se fler tåg. [1, 2]")


def test_every_file_is_in_the_certificate_with_its_whole_hash() -> None:
    table = opened(report(data())).tables[-1]
    rows = {row.cells[0].text: row.cells[1].text.replace("\n", "") for row in table.rows[1:]}
    named = {f"{name}\n{key}.docx": key[1] * 64 for key, (name, kind) in SENDERS.items() if kind != "privatperson"}
    assert rows == named | {"Privatperson 7\nfil av typen .docx": "d" * 64}


def test_the_name_of_a_private_persons_file_is_not_told() -> None:
    person = Submission("Sd", "inspel_maja_exempel.odt", "d" * 64, "Privatperson 7", "privatperson", "2026-02-04")
    docx = report(data(submissions=[person]))
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert not any(b"maja_exempel" in archive.read(name) for name in archive.namelist())


def test_bars_are_as_long_as_their_shares() -> None:
    table = next(t for t in opened(report(data())).tables if t.rows[0].cells[-1].text == "Fördelning")
    bars = [row.cells[-1]._tc.find(f"{w('p')}/{w('pPr')}") for row in table.rows[1:]]
    assert [row.cells[1].text for row in table.rows[1:]] == ["2", "1", "1"]
    free = [int(bar.find(w("ind")).get(w("right"))) for bar in bars]  # what is left of the column's width
    assert free[0] == 0 and free[1] == free[2] > 1000
    assert all(bar.find(w("shd")).get(w("fill")) != "auto" for bar in bars)


def test_the_contents_have_one_line_for_a_group_with_one_section_of_its_name() -> None:
    document = opened(report(data(summaries=[section("general", "Övergripande inspel")])))
    lines = [p.text.strip() for p in document.paragraphs if p._p.find(w("hyperlink")) is not None]
    assert lines.count("Övergripande inspel") == 1


def test_what_is_missing_is_said_outright() -> None:
    lacking = {"Sa": FileLedger(100, 40, 10, 10, 30, 5, 0)}
    texts = texts_of(report(data(ledgers=lacking)))
    assert any("blanktecken borträknade, saknas fem." in t for t in texts)


def test_without_comment_and_without_anything_to_tell() -> None:
    assert "Ingen kommentar ännu." in texts_of(report(data(comments={})))
    empty = texts_of(report(data(submissions=[], summaries=[], unmapped=[], ledgers={})))
    assert "Inga inspel." in empty


def test_the_document_is_accessible() -> None:
    document = opened(report(data()))
    assert document.core_properties.language == "sv-SE"
    assert {e.get(w("val")) for e in document.styles.element.iter(w("lang"))} == {"sv-SE"}
    assert document.core_properties.title.startswith("Sammanställning av inspel")
    for table in document.element.body.iter(w("tbl")):
        assert table.find(f"{w('tblPr')}/{w('tblCaption')}").get(w("val"))
        assert table.find(f"{w('tr')}/{w('trPr')}/{w('tblHeader')}") is not None
    footer = document.sections[0].footer.paragraphs[0]._p
    assert "PAGE" in "".join(e.text for e in footer.iter(w("instrText")))


def test_the_table_of_contents_has_every_heading_of_two_levels_and_can_be_updated() -> None:
    document = opened(report(data()))
    codes = [e.text.strip() for e in document.element.iter(w("instrText"))]
    assert codes[0] == r'TOC \o "1-2" \h \z \u'
    entries = [c for c in codes if c.startswith("PAGEREF _Toc")]
    assert len(entries) == len([level for level, _ in headings(document) if level in "12"])
    kinds = [e.get(w("fldCharType")) for e in document.element.iter(w("fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate")


def test_page_numbers_come_into_the_table_of_contents_and_the_word_on_how_they_come_goes() -> None:
    document = report(data())
    assert "Sidnumren fylls i" in "".join(texts_of(document))
    pages = range(11, 11 + len(headings_of(document)))
    numbered = opened(with_page_numbers(document, pages))
    assert not [p for p in numbered.paragraphs if "Sidnumren fylls i" in p.text]
    entries = [
        p
        for p in numbered.element.body.iter(w("p"))
        if any("PAGEREF" in (c.text or "") for c in p.iter(w("instrText")))
    ]
    shown = ["".join(t.text for t in p.iter(w("t"))) for p in entries]
    assert shown == [
        f"{text}{page}" for (level, text), page in zip(headings(numbered), pages, strict=True) if level in "12"
    ]


def test_a_quote_stands_without_the_mark_of_a_list() -> None:
    assert quoted("- mer tåg\n till Åsele") == "mer tåg till Åsele"
    assert quoted("12 tåg") == "12 tåg"


def test_progress_is_told_section_by_section() -> None:
    seen: list[tuple[int, int]] = []
    report(data(summaries=[section(), section("3.3", "3.3 Hållbar mobilitet")]), lambda *at: seen.append(at))
    assert seen == [(1, 2), (2, 2)]


def test_bookmarks_are_unique_over_sections() -> None:
    document = opened(report(data(summaries=[section(), section("3.3", "3.3 Hållbar mobilitet")])))
    for attribute in ("id", "name"):
        found = [e.get(w(attribute)) for e in document.element.iter(w("bookmarkStart"))]
        assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "make", [lambda: report(data()), lambda: receipt(RUS, "Granviks kommun", rows(), "2026-03-01")]
)
def test_the_same_records_give_the_same_bytes_and_sound_xml(make: object) -> None:
    first, second = make(), make()  # type: ignore[operator]
    assert first == second
    for name in (members := zipfile.ZipFile(io.BytesIO(first))).namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(members.read(name))


@dataclass(frozen=True)
class Fate:
    section: str
    quote: str
    theme: str
    suggestion: str
    decision: str
    reason: str


def rows() -> list[Fate]:
    return [
        Fate("3.2 Transportsystem", "Fler tåg\nbehövs.", "Fler tåg", "Tågen blir fler.", "godtaget", ""),
        Fate("3.2 Transportsystem", "Fler tåg\nbehövs.", "Fler tåg", "Strykning", "avslaget", "uppgiften behövs"),
        Fate("3.3 Hållbar mobilitet", "Bra.", "utan sakinnehåll", "", "", "redan täckt av texten"),
    ]


def paragraphs(docx: bytes) -> Iterator[str]:
    return (text for text in texts_of(docx) if text)


def test_a_receipt_follows_each_point_to_its_decisions() -> None:
    texts = list(paragraphs(receipt(RUS, "Granviks kommun", rows(), "2026-03-01")))
    start = texts.index("3.2 Transportsystem")
    assert texts[start:] == [
        "3.2 Transportsystem",
        "”Fler tåg behövs.”",
        "Redovisas under: Fler tåg.\nÄndringsförslag: Tågen blir fler.\nBeslut: Godtaget."
        "\nÄndringsförslag: Strykning.\nBeslut: Avslaget.\nSkäl: Uppgiften behövs.",
        "3.3 Hållbar mobilitet",
        "”Bra.”",
        "Redovisas under: Utan sakinnehåll.\nInget ändringsförslag: Redan täckt av texten.",
    ]
    assert re.search(r"två synpunkter i ert inspel\. En av dem ligger till grund", texts[start - 1])


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (slice(0, 2), "en synpunkt i ert inspel. Den ligger till grund för ändringsförslag."),
        (slice(2, 3), "en synpunkt i ert inspel. Den ligger inte till grund för något ändringsförslag."),
    ],
)
def test_a_single_point_is_told_of_in_the_singular(chosen: slice, told: str) -> None:
    assert told in " ".join(paragraphs(receipt(RUS, "Granviks kommun", rows()[chosen], "2026-03-01")))
