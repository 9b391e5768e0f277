"""Word documents that redlines are tried on: three of our own, with everything that a strategy can hold."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

MATERIAL = Path(__file__).parents[1].parent / "shared" / "material" / "docx" / "ok"
# Files of the shared material that python-docx opens and that hold sentences: controls, revisions, fields, tables.
MATERIAL_NAMES = (
    "ferenda__2013-63.docx",
    "open-xml-powertools__CellLevelContentControl.docx",
    "open-xml-powertools__InlineContentControl.docx",
    "open-xml-powertools__MultilineWithBulletPoints.docx",
    "open-xml-powertools__HC006-Test-01.docx",
    "open-xml-sdk__Complex01.docx",
    "poi__delins.docx",
    "ferenda__prop_2012-13_144_index.docx",
)
_OTHER = 'w:author="Berit Annansson" w:date="2025-01-01T08:00:00Z"'
_TITLE = "Delprioritering 3.2 Investeringar i hållbara transportsystem"


def bases() -> dict[str, bytes]:
    """Every base document by name; those of the shared material only where it is present."""
    own = {"plain": plain_strategy(), "rich": rich_strategy(), "tables": table_strategy()}
    return own | {name: (MATERIAL / name).read_bytes() for name in MATERIAL_NAMES if (MATERIAL / name).is_file()}


def plain_strategy() -> bytes:
    document = Document()
    document.add_heading(_TITLE, 2)
    document.add_paragraph(
        "Järnvägen längs kusten byggs ut under perioden. Den väntas stå klar t.ex. år 2032. "
        "Tre av fyra invånare bor nära en station."
    )
    document.add_paragraph("Vägnätet i inlandet är eftersatt. Det gäller bl.a. vägarna mellan Granvik och Storliden.")
    document.add_paragraph("Delprioriteringen ska verka för att transporterna blir hållbara. De ska nå hela länet.")
    document.add_paragraph("Identifierade behov inkluderar:")
    for item in ("fler godståg till hamnarna", "säkrare gång- och cykelvägar", "laddplatser längs E12"):
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph("Viktiga aktörer inkluderar kommuner, Region Västerbotten samt Trafikverket.")
    return _bytes(document)


def rich_strategy() -> bytes:
    """Bold, links, controls, fields, notes, hidden text, breaks, and another author's revisions and comment."""
    document = Document()
    document.add_heading(_TITLE, 2)
    mixed = document.add_paragraph("Länet har ", style="Body Text")
    mixed.add_run("stora").bold = True
    mixed.add_run(" avstånd. ")
    kursiv = mixed.add_run("Pendlingen ökar varje år.")
    kursiv.italic, kursiv.font.size = True, Pt(13)
    mixed.add_run(" Bussarna går\tsällan.\u00a0Tågen går oftare.")
    _append(
        document,
        f"""<w:r><w:t xml:space="preserve">Enligt </w:t></w:r>
        <w:hyperlink w:anchor="plan"><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>länsplanen för 2022</w:t></w:r></w:hyperlink>
        <w:r><w:t xml:space="preserve"> byggs vägen om. Kostnaden är </w:t></w:r>
        <w:sdt><w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t>40 miljoner</w:t></w:r></w:sdtContent></w:sdt>
        <w:r><w:t xml:space="preserve"> kronor. Se sidan </w:t></w:r>
        <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF plan </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:r><w:t>.</w:t></w:r><w:ins w:id="901" {_OTHER}><w:r><w:t xml:space="preserve"> Ny text av en annan. Den är två
        meningar.</w:t></w:r></w:ins>""",
    )
    _append(
        document,
        f"""<w:bookmarkStart w:id="902" w:name="plan"/><w:r><w:t xml:space="preserve">Trafiken är </w:t></w:r>
        <w:del w:id="903" {_OTHER}><w:r><w:delText>mycket </w:delText></w:r></w:del><w:r><w:t>gles.</w:t></w:r>
        <w:bookmarkEnd w:id="902"/><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>
        <w:r><w:t xml:space="preserve"> Norr</w:t><w:softHyphen/><w:t>land är stort.</w:t><w:br/>
        <w:t>Efter radbytet står mer.</w:t></w:r>""",
    )
    commented = document.add_paragraph("Det här har någon ")
    run = commented.add_run("frågat om tidigare")
    commented.add_run(". Svaret står kvar i filen.")
    asked = document.add_comment(run, "Stämmer detta?", author="Berit Annansson", initials="BA")
    asked._comment_elm.set(qn("w:date"), "2025-01-01T08:00:00Z")
    document.add_paragraph("Viktiga aktörer inkluderar kommuner; <företag> & föreningar. Slut.")
    return _bytes(document)


def table_strategy() -> bytes:
    """Text in cells, paragraphs in front of tables, lists in cells, a section break, a nested table."""
    document = Document()
    document.add_heading(_TITLE, 2)
    document.add_paragraph("Före tabellen står en mening. Och en till.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Första cellen har text. Den har två meningar."
    table.cell(0, 1).text = "Andra cellen."
    table.cell(1, 0).add_paragraph("En punkt i cellen", style="List Bullet")
    table.cell(1, 0).add_paragraph("En punkt till", style="List Bullet")
    nested = table.cell(1, 1).add_table(1, 1)
    nested.cell(0, 0).text = "Innerst står detta. Det är långt in."
    document.add_paragraph("Ensam mening mellan tabellerna.")
    document.add_table(1, 1).cell(0, 0).text = "Ensam cell."
    document.add_paragraph("Sista meningen på sidan. Sedan kommer ett avsnittsbyte.")
    broken = document.add_paragraph("Stycket bär avsnittets inställningar. Det ska stå kvar.")
    broken._p.get_or_add_pPr().append(parse_xml(f'<w:sectPr {nsdecls("w")}><w:type w:val="nextPage"/></w:sectPr>'))
    document.add_paragraph("Allra sist i filen. Här är det slut.")
    return _bytes(document)


def _append(document: WordDocument, content: str) -> None:
    """A paragraph of raw XML at the end of the text; line breaks of the source are not part of it."""
    flat = "".join(
        line.strip() if line.lstrip().startswith("<") else " " + line.strip() for line in content.split("\n")
    )
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{flat}</w:p>")
    document.element.body.find(qn("w:sectPr")).addprevious(paragraph)


def _bytes(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
