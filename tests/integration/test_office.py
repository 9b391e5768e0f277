"""LibreOffice as the judge of the Word files we write."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from benchmarks.office import Office, missing
from benchmarks.redline import beyond_office, left_empty, office_failures
from benchmarks.redline_cases import RUS, random_case
from benchmarks.word_bases import plain_strategy, rich_strategy, table_strategy
from summarizer.export.redline import redline

pytestmark = [pytest.mark.office, pytest.mark.skipif(missing() is not None, reason=missing() or "")]

OWN = {"plain": plain_strategy, "rich": rich_strategy, "tables": table_strategy}


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with Office() as running:
        yield running


@pytest.mark.parametrize("name", OWN)
def test_accept_all_and_reject_all_agree_with_libreoffice(name: str, office: Office, tmp_path: Path) -> None:
    judged = 0
    for seed in range(5):
        case = random_case(OWN[name](), random.Random(f"office{seed}"))
        marked = redline(case.original, case.parts, case.edits, RUS)
        if not beyond_office(marked):
            assert office_failures(case, marked, office, tmp_path) == []
            judged += 1
    assert judged >= 2


BY = 'w:author="Berit Annansson" w:date="2025-01-01T08:00:00Z"'
GONE = f'<w:pPr><w:rPr><w:del w:id="1" {BY}/></w:rPr></w:pPr>'
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def deleted(*runs: str) -> str:
    return f'<w:del w:id="2" {BY}>{"".join(runs)}</w:del>'


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def shown(text: str, name: str = "t") -> str:
    return f"<w:r><w:{name}>{text}</w:{name}></w:r>"


CONTENTS = (
    field("begin") + shown(' TOC \\o "1-3" ', "instrText") + field("separate") + shown("Rubrik"),
    shown("Slut") + field("end"),
)


@pytest.mark.parametrize(
    ("paragraphs", "accepted"),
    [
        ((shown("Före"), GONE + deleted(shown("Borta", "delText")), shown("Efter")), ["Före", "Efter"]),
        ((shown("Före"), GONE + deleted(shown("Borta", "delText"), NOTE), shown("Efter")), ["Före", "", "Efter"]),
        ((shown("Före"), GONE + deleted(shown("Borta", "delText")), *CONTENTS), ["Före", "", "Rubrik", "Slut"]),
    ],
    ids=["plain", "with a note", "in front of a table of contents"],
)
def test_what_libreoffice_leaves_empty_whoever_deleted_it(
    paragraphs: tuple[str, ...], accepted: list[str], office: Office, tmp_path: Path
) -> None:
    """Word joins each of these with the next paragraph. The benchmark allows for the second and leaves out the third:
    when LibreOffice has learnt either, ``left_empty`` and ``beyond_office`` are to be tightened."""
    path = tmp_path / "raderat.docx"
    path.write_bytes(document_of(paragraphs))
    assert office.read(path, "accept").paragraphs == accepted
    assert left_empty(path.read_bytes()) == (NOTE in "".join(paragraphs))


def document_of(paragraphs: tuple[str, ...]) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.element.body[-1].addprevious(parse_xml(f"<w:p {nsdecls('w')}>{paragraph}</w:p>"))
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p>{shown("Noten.")}</w:p></w:footnote></w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
