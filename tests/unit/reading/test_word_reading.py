"""Everything in a Word file that python-docx's text leaves out, read as a person sees the page."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from traps import text_box
from wordxml import R, cell, coded, control, deleted, docx, inserted, mark, p, row, run, table

from summarizer.errors import UnreadableFile
from summarizer.reading import Document, read_file
from summarizer.reading.characters import visible

Read = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(body: str, parts: dict[str, str] | None = None, relations: str = "") -> Document:
        file = tmp_path / "svar.docx"
        file.write_bytes(docx(body, parts, relations))
        document = read_file(file)
        sorted_out = sum(visible(piece.text) for b in document.blocks for piece in b.pieces if piece.kind != "mark")
        assert sorted_out == document.received
        return document

    return reader


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("Vi ", inserted("tillstyrker"), deleted("avstyrker")), "Vi tillstyrker"),
        (
            p(f"<w:moveFrom w:id='1'>{run('en gång')}</w:moveFrom>") + p(f"<w:moveTo w:id='1'>{run('en gång')}</w:moveTo>"),
            "en gång",
        ),
        ("<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>Första </w:t></w:r></w:p>" + p("andra"), "Första andra"),
        (table(row(cell(p("kvar"))), row("<w:trPr><w:del w:id='1'/></w:trPr>", cell(p("borta")))), "kvar"),
        (p("före", text_box(p("i rutan")), "efter"), "föreefter\ni rutan"),
        (p("Se ", "<w:smartTag w:element='x'><w:r><w:t>Granvik</w:t></w:r></w:smartTag>"), "Se Granvik"),
        (p("<w:fldSimple w:instr=' DATE '><w:r><w:t>2025-06-01</w:t></w:r></w:fldSimple>"), "2025-06-01"),
        (p(coded("PAGE", "7")), "7"),
        (p("ett", listed=1) + p("två", listed=1), "- ett\n- två"),
        (p("ett", listed=2) + p("under", listed=2, depth=1) + p("två", listed=2), "1. ett\na) under\n2. två"),
        (p("<w:r><w:t>sam</w:t><w:softHyphen/><w:t>verkan e</w:t><w:noBreakHyphen/><w:t>post</w:t><w:tab/><w:t>slut</w:t></w:r>"),
         "samverkan e-post\tslut"),
        (p("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", " ja"), "✓ ja"),
        (p("10\u00a0000\u202fkr i sam\u00adverkan\u200b"), "10 000 kr i samverkan"),
        (p("a\u030a a\u0308 o\u0308"), "å ä ö"),
        (p("<w:r><w:t>rad</w:t><w:br/><w:t>bruten</w:t></w:r>"), "rad\nbruten"),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "x=1"),
        (p("<w:customXml w:element='x'><w:r><w:t>märkt</w:t></w:r></w:customXml>"), "märkt"),
        (control(control(p(control(run("innerst"))))), "innerst"),
        (control(row(cell(p("fel plats")))), "fel plats"),
        ("<w:r><w:t>utan stycke</w:t></w:r>" + p("med"), "utan styckemed"),
    ],
    ids=["insertion and deletion", "move", "deleted paragraph mark", "deleted row", "text box once", "smart tag", "simple field",
         "field code", "bullets", "numbers", "hyphens and tabs", "symbol", "spaces and zero width", "decomposed letters",
         "line break", "formula", "custom xml", "nested controls", "control in the wrong place", "text outside a paragraph"],
)  # fmt: skip
def test_the_text_is_what_a_reader_sees(read: Read, body: str, text: str) -> None:
    assert read(body).text == text


def test_a_link_shows_its_address_once(read: Read) -> None:
    relation = (
        f'<Relationship Id="r9" Type="{R}/hyperlink" Target="https://example.org/rapport" TargetMode="External"/>'
    )
    link = '<w:hyperlink r:id="r9"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
    document = read(
        p("Se ", link.format("rapporten")) + p(link.format("https://example.org/rapport")), relations=relation
    )
    assert document.text == "Se rapporten (https://example.org/rapport)\nhttps://example.org/rapport"


def test_a_link_field_shows_its_address(read: Read) -> None:
    field = coded(' HYPERLINK "https://example.org/a" ', "källan")
    assert read(p("Se ", field)).text == "Se källan (https://example.org/a)"


def test_footnotes_and_endnotes_stand_in_their_place(read: Read) -> None:
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>SCB 2024.</w:t></w:r></w:p></w:footnote>'
    unused = '<w:footnote w:id="3"><w:p><w:r><w:t>Övergiven.</w:t></w:r></w:p></w:footnote>'
    end = '<w:endnote w:id="2"><w:p><w:r><w:t>Slut.</w:t></w:r></w:p></w:endnote>'
    body = p(
        "Flyttnettot",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        " minskar",
        '<w:r><w:endnoteReference w:id="2"/></w:r>',
        ".",
    )
    document = read(body, {"footnotes": notes + unused, "endnotes": end})
    assert document.text == "Flyttnettot [not 1: SCB 2024.] minskar [not 2: Slut.]."
    assert document.notes == ("Övergiven.",)


def test_comments_headers_footers_and_contents_are_notes(read: Read) -> None:
    parts = {
        "comments": '<w:comment w:id="0" w:author="X"><w:p><w:r><w:t>Kolla detta</w:t></w:r></w:p></w:comment>',
        "header1": p("Granviks kommun"),
        "footer1": p("Sida 1"),
    }
    document = read(p("3.2 Transporter 27", style="Innehll1") + p("Själva svaret"), parts)
    assert document.text == "Själva svaret"
    assert document.notes == ("3.2 Transporter 27", "Kommentar: Kolla detta", "Sida 1", "Granviks kommun")


def test_files_within_the_file_are_told(read: Read) -> None:
    inside = "<w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'/></w:object>"
    document = read(p("Se kalkylen") + f"<w:p><w:r>{inside}</w:r></w:p>")
    assert document.warnings == ("Filen innehåller inbäddade filer som inte läses; be avsändaren skicka dem för sig.",)


@pytest.mark.parametrize("properties", ["<w:vanish/>", "<w:rStyle w:val='Dold'/>"])
def test_hidden_words_are_flagged(read: Read, properties: str) -> None:
    document = read(p("Synligt ", run("osynligt", properties)))
    assert [(piece.kind, piece.text) for piece in document.blocks[0].pieces] == [
        ("text", "Synligt "),
        ("hidden", "osynligt"),
    ]
    assert document.warnings == ("Filen innehåller dold text; den visas bland anteckningarna och ingår inte i svaren.",)


def test_headings_are_told_by_style_and_outline_level(read: Read) -> None:
    outline = '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Nivå</w:t></w:r></w:p>'
    blocks = read(p("Rubrik", style="Rubrik2") + outline + p("Text")).blocks
    assert [(b.kind, b.level) for b in blocks] == [("heading", 2), ("heading", 3), ("paragraph", 0)]


def test_old_form_fields_show_their_ticks_and_choices(read: Read) -> None:
    def field(data: str) -> str:
        return mark("begin", f"<w:ffData>{data}</w:ffData>") + mark("end")

    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Nej"/><w:listEntry w:val="Ja"/></w:ddList>'
    box = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    assert read(p(field(box), " Håller med: ", field(choice))).text == "☒ Håller med: Ja"


def test_a_prompt_and_an_answer_in_controls_are_told_apart(read: Read) -> None:
    blocks = read(p(control(run("Klicka för att skriva"), prompting=True)) + p(control(run("Svar")))).blocks
    assert [b.pieces[0].kind for b in blocks] == ["placeholder", "control"]
    assert blocks[0].pieces[0].field != blocks[1].pieces[0].field


def test_deceptive_characters_are_removed_and_told(read: Read) -> None:
    document = read(p("Vi \u202etillstyrker\u202c inte"))
    assert document.text == "Vi tillstyrker inte"
    assert document.warnings == ("Filen innehåller osynliga styrtecken som kan vända på text; de har tagits bort.",)


@pytest.mark.parametrize(
    ("name", "inner"), [("inre.docx", docx(p("Innanför"))), ("inre.html", "<html><body><p>Innanför".encode())]
)
def test_another_document_put_in_by_reference_is_read(name: str, inner: bytes, tmp_path: Path) -> None:
    outer = docx(
        p("Utanför") + '<w:altChunk r:id="r9"/>',
        relations=f'<Relationship Id="r9" Type="{R}/aFChunk" Target="{name}"/>',
    )
    stream = io.BytesIO(outer)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(f"word/{name}", inner)
    file = tmp_path / "yttre.docx"
    file.write_bytes(stream.getvalue())
    document = read_file(file)
    assert document.text == "Utanför\nInnanför"
    assert document.received == visible("UtanförInnanför")


@pytest.mark.parametrize(("centimetres", "warnings"), [(15, 1), (3, 0)])
def test_a_picture_as_large_as_a_page_of_text_is_told(read: Read, centimetres: int, warnings: int) -> None:
    size = centimetres * 360_000
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="{size}" cy="{size}"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
        "</wp:inline></w:drawing></w:r>"
    )
    assert len(read(p("Se bilden", drawing)).warnings) == warnings


def test_the_wrong_kind_of_package_is_turned_away(tmp_path: Path) -> None:
    file = tmp_path / "svar.docx"
    file.write_bytes(docx(p("x")).replace(b"word/document.xml", b"word/documenx.xml"))
    with pytest.raises(UnreadableFile, match=r"Filen ”svar\.docx” är skadad"):
        read_file(file)
