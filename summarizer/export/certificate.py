"""One page per section that shows that nothing was left out: senders, answers, points and characters, with a checksum."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from summarizer.consultation import Consultation, Section
from summarizer.export.worddoc import new_document, saved
from summarizer.export.wordparts import Text, Writer
from summarizer.records import Answer, Point, Routed

_ROUTED: dict[Routed | None, str] = {
    None: "stod i mallens fält",
    "number": "placerade efter nummer",
    "title": "placerade efter rubrik",
    "meaning": "placerade efter innehåll",
}


@dataclass(frozen=True)
class CertificateData:
    """``counts``: what ``pipeline.section_ledger`` gives; ``senders``: submissions in force, whether they answered or not."""

    consultation: Consultation
    section: Section
    made_at: str  # ISO 8601
    senders: int
    answers: Sequence[Answer]
    points: Sequence[Point]
    counts: dict[str, int]
    unplaced: int  # texts of all submissions in force that no section has


def certificate(data: CertificateData) -> bytes:
    """A .docx of one page."""
    title = f"Avräkning: {data.section.name}"
    writer = Writer(document := new_document(title, data.consultation.authority, datetime.fromisoformat(data.made_at)))
    counts = data.counts
    writer.paragraph(title, "title")
    writer.paragraph(data.consultation.title, "subtitle")
    writer.paragraph([Text("Framställd: ", bold=True), Text(data.made_at[:16].replace("T", " "))])
    answered = len({a.submission_id for a in data.answers})
    ways = Counter(a.routed for a in data.answers)
    rows: list[tuple[str, str]] = [
        ("Inspel som gäller", str(data.senders)),
        ("varav har skrivit något i avsnittet", str(answered)),
        ("Svar i avsnittet", str(len(data.answers))),
        *((f"varav {words}", str(ways[way])) for way, words in _ROUTED.items() if ways[way]),
        ("Tecken i svaren, blanktecken borträknade", str(counts["characters"])),
        ("varav i synpunkter", str(counts["characters_in_points"])),
        ("Synpunkter", str(counts["points"])),
        ("varav i teman", str(counts["in_themes"])),
        ("varav enskilda", str(counts["lone_voices"])),
        ("varav utan sakinnehåll", str(counts["without_substance"])),
        ("Saknas", str(counts["unaccounted"])),
        ("Texter i alla inspel som ännu inte har placerats i något avsnitt", str(data.unplaced)),
    ]
    writer.table("Allt som skrevs i avsnittet och var det finns", ["Vad", "Antal"], rows, (4, 1))
    writer.paragraph(
        "Kontrollsumman är beräknad på synpunkternas ordalydelse i ordning; den är en annan om ett enda tecken är ett annat."
    )
    writer.paragraph([Text("SHA-256: ", bold=True), Text(checksum(data.points))])
    return saved(document)


def checksum(points: Sequence[Point]) -> str:
    """Over (point id, quote) of every point, sorted by id."""
    lines = sorted(f"{p.point_id}\0{p.quote}" for p in points)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
