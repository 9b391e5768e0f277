"""The certificate shows every count that it was given, and its checksum changes with any word of any point."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document

from summarizer.baseline.wordtext import w
from summarizer.consultation import load
from summarizer.export.certificate import CertificateData, certificate, checksum
from summarizer.records import Answer, Point, Routed

RUS = load("rus_vasterbotten")


def answer(sender: str, routed: Routed | None) -> Answer:
    return Answer(f"{sender}/3.2/needs", sender, "Granviks kommun", "kommun", "3.2", "needs", "Text.", routed=routed)


def point(number: int, quote: str) -> Point:
    return Point(
        f"S{number}/3.2/needs@0-5", f"S{number}/3.2/needs", f"S{number}", "3.2", "needs", 0, 5, quote, "change", (), "T1", True
    )  # fmt: skip


DATA = CertificateData(
    consultation=RUS,
    section=RUS.section("3.2"),
    made_at="2026-11-27T08:09:10+01:00",
    senders=12,
    answers=[answer("S1", None), answer("S1", "number"), answer("S2", "title"), answer("S3", "meaning")],
    points=[point(1, "Vägen."), point(2, "Bussen.")],
    counts={
        "characters": 101, "characters_in_points": 102, "points": 103, "in_themes": 104, "lone_voices": 105,
        "without_substance": 106, "unaccounted": 107,
    },
    unplaced=13,
)  # fmt: skip


def test_every_count_has_its_row() -> None:
    document = Document(io.BytesIO(certificate(DATA)))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["Inspel som gäller", "12"],
        ["varav har skrivit något i avsnittet", "3"],
        ["Svar i avsnittet", "4"],
        ["varav stod i mallens fält", "1"],
        ["varav placerade efter nummer", "1"],
        ["varav placerade efter rubrik", "1"],
        ["varav placerade efter innehåll", "1"],
        ["Tecken i svaren, blanktecken borträknade", "101"],
        ["varav i synpunkter", "102"],
        ["Synpunkter", "103"],
        ["varav i teman", "104"],
        ["varav enskilda", "105"],
        ["varav utan sakinnehåll", "106"],
        ["Saknas", "107"],
        ["Texter i alla inspel som ännu inte har placerats i något avsnitt", "13"],
    ]
    assert [cell.text for cell in table.rows[0].cells] == ["Vad", "Antal"]
    said = [p.text for p in document.paragraphs if p.text]
    assert any("Kontrollsumman är beräknad" in text for text in said)
    assert said[0] == f"Avräkning: {RUS.section('3.2').name}" and said[1] == RUS.title
    assert said[2] == "Framställd: 2026-11-27 08:09"
    assert said[-1] == f"SHA-256: {checksum(DATA.points)}"
    assert document.core_properties.title == said[0]


def test_who_hears_the_page_is_told_what_the_table_is() -> None:
    (table,) = Document(io.BytesIO(certificate(DATA))).tables
    assert table._tbl.tblPr.find(w("tblCaption")).get(w("val")) == "Allt som skrevs i avsnittet och var det finns"


def test_a_way_that_no_answer_came_has_no_row() -> None:
    (table,) = Document(io.BytesIO(certificate(replace(DATA, answers=DATA.answers[:1])))).tables
    assert [row.cells[0].text for row in table.rows if row.cells[0].text.startswith("varav placerade")] == []


def test_the_checksum_is_of_ids_and_words_in_any_order() -> None:
    one, other = DATA.points
    assert checksum([one, other]) == checksum([other, one])
    assert len({checksum(p) for p in ([], [one], [one, other], [replace(one, quote="Vägen!"), other])}) == 4
    assert checksum([replace(one, stance="oppose"), other]) == checksum([one, other])
