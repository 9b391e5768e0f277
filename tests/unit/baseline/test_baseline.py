"""Reading the strategy's current text from Word, Markdown and text."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from summarizer.baseline import read_baseline
from summarizer.baseline.wordtext import body_paragraphs, paragraph_text
from summarizer.consultation import DEFAULT, load
from summarizer.errors import UnreadableFile
from summarizer.records import BaselinePart
from summarizer.text.sentences import split_sentences

RUS = load(DEFAULT)
ANALYSIS = "Arbete tar en stor del av livet. Miljöer har t.ex. betydelse för hälsan."
GOAL = "Delprioriteringen ska verka för att miljöer bidrar till hälsa. De kan vara skolor och arbetsplatser."
NEEDS = "Identifierade behov inkluderar att motverka mobbning."
ACTORS = "Viktiga aktörer inkluderar arbetsgivare samt fackförbund."


def read(path: Path) -> tuple[dict[tuple[str, str], BaselinePart], tuple[str, ...]]:
    parts, unmapped = read_baseline(path, RUS, split_sentences)
    return {(p.section, p.part): p for p in parts}, unmapped


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_parts_by_subheading_in_markdown(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "strategi.md",
        "# Förord\n\nVälkommen.\n\n## 5.3 Hälsosamma arbets- och verksamhetsmiljöer\n\n"
        f"### Sammanfattande analys\n\n{ANALYSIS}\n\nEtt **andra** stycke\növer två [rader](sida.html).\n\n"
        f"### Målformulering\n{GOAL}\n\n### Identifierade behov\n\n- motverka mobbning\n- skapa rutiner\n\n"
        f"### Viktiga aktörer\n\n{ACTORS}\n",
    )
    parts, unmapped = read(path)
    assert set(parts) == {("5.3", part) for part in ("analysis", "goal", "needs", "actors")}
    assert parts["5.3", "analysis"].text == f"{ANALYSIS}\nEtt andra stycke över två rader."
    assert [s.text for s in parts["5.3", "needs"].sentences] == ["motverka mobbning", "skapa rutiner"]
    assert unmapped == ("Förord", "Välkommen.")


@pytest.mark.parametrize("joint", [" ", "\n\n"], ids=["one paragraph", "own paragraphs"])
@pytest.mark.parametrize("subheading", ["", "Identifierade behov och viktiga aktörer\n\n"])
def test_parts_by_the_pattern_of_page_5_3(tmp_path: Path, joint: str, subheading: str) -> None:
    path = written(
        tmp_path,
        "strategi.txt",
        "Delprioritering 5.3\n\nHälsosamma arbets- och verksamhetsmiljöer\n\n"
        f"{ANALYSIS}\n\n{subheading}{joint.join([GOAL, NEEDS, ACTORS])}\n\nPrioritering 6: En region rik på kompetenser\n\nNy text.",
    )
    parts, unmapped = read(path)
    texts = {part: parts["5.3", part].text for part in ("analysis", "goal", "needs", "actors")}
    assert texts == {"analysis": ANALYSIS, "goal": GOAL, "needs": NEEDS, "actors": ACTORS}
    assert unmapped == ("Prioritering 6: En region rik på kompetenser", "Ny text.")


def test_a_title_that_recurs_is_told_apart_by_the_order(tmp_path: Path) -> None:
    title = "Kapacitet för samverkan och samhandling"
    path = written(
        tmp_path,
        "s.md",
        f"# Prioritering 3: Västerbotten – en nära tillgänglig region\n\n## {title}\n\nOm tre.\n\n## Hållbar mobilitet\n\nOm resor.\n\n"
        f"# Prioritering 5: Västerbotten – en hälsofrämjande region\n\n## {title}\n\nOm fem.\n",
    )
    parts, _ = read(path)
    assert {key[0]: part.text for key, part in parts.items()} == {
        "3.1": "Om tre.",
        "3.3": "Om resor.",
        "5.1": "Om fem.",
    }


def test_a_plain_heading_of_another_section_ends_the_sub_priority(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "s.txt",
        f"3.4 Investeringar i digital infrastruktur\n\n{ANALYSIS}\n\n"
        "Vägen framåt – exempel på andra strategier och planer\n\nBredbandsstrategin.",
    )
    parts, unmapped = read(path)
    assert [part.text for part in parts.values()] == [ANALYSIS]
    assert unmapped == ("Vägen framåt – exempel på andra strategier och planer", "Bredbandsstrategin.")


def test_the_number_decides_when_the_title_was_reworded(tmp_path: Path) -> None:
    parts, _ = read(written(tmp_path, "s.md", "## 3.2 Nya och bättre transporter, s. 27–29\n\nJärnvägen är viktig.\n"))
    assert parts["3.2", "analysis"].text == "Järnvägen är viktig."


def test_a_number_in_running_text_begins_nothing(tmp_path: Path) -> None:
    text = "## 3.2 Investeringar i hållbara transportsystem\n\nA.\n\n3.4 miljarder kronor satsas.\n\n3,3 procent.\n"
    parts, _ = read(written(tmp_path, "s.md", text))
    assert list(parts) == [("3.2", "analysis")]


def test_an_explicit_heading_outranks_the_wording_of_a_sentence(tmp_path: Path) -> None:
    text = "Viktiga aktörer i länet samverkar redan."
    headed = f"### Sammanfattande analys\n\n{text}\n\n### Viktiga aktörer\n\nKommuner.\n"
    parts, _ = read(written(tmp_path, "s.md", f"## 3.3 Hållbar mobilitet\n\n{headed}"))
    assert parts["3.3", "analysis"].text == text
    assert parts["3.3", "actors"].text == "Kommuner."


def test_text_under_a_subheading_of_its_own_is_shown_as_unmapped(tmp_path: Path) -> None:
    parts, unmapped = read(
        written(tmp_path, "s.md", f"## 3.3 Hållbar mobilitet\n\n{ANALYSIS}\n\n### Faktaruta\n\nEn ruta.\n")
    )
    assert parts["3.3", "analysis"].text == ANALYSIS
    assert unmapped == ("Faktaruta", "En ruta.")


def strategy(tmp_path: Path) -> Path:
    document = Document()
    document.add_paragraph("5.3 Hälsosamma arbets- och verksamhetsmiljöer\t36")  # an entry of a contents list
    document.add_heading("Delprioritering 5.3 Hälsosamma arbets- och verksamhetsmiljöer", 2)
    document.add_paragraph("  " + ANALYSIS)
    document.add_paragraph("")
    cell = document.add_table(1, 1).cell(0, 0)
    mixed = cell.paragraphs[0]
    mixed.add_run(GOAL + " ")
    mixed.add_run("Identifierade").bold = True
    mixed.add_run(NEEDS.removeprefix("Identifierade") + "\t" + ACTORS)
    document.add_paragraph("Även regionen.")
    document.add_heading("5.2 Hälsosamma levnadsvanor", 2)
    document.add_paragraph(ANALYSIS)
    path = tmp_path / "strategi.docx"
    document.save(str(path))
    return path


def test_spans_lead_back_to_the_paragraphs_of_the_word_file(tmp_path: Path) -> None:
    path = strategy(tmp_path)
    parts, unmapped = read(path)
    texts = [paragraph_text(p) for p in body_paragraphs(Document(str(path)).element)]
    assert list(parts) == [("5.2", "analysis"), *(("5.3", p) for p in ("analysis", "goal", "needs", "actors"))]
    for part in parts.values():
        pieces = [texts[i][start:end] for i, (start, end) in zip(part.paragraphs, part.spans, strict=True)]
        assert "\n".join(pieces) == part.text
        assert [part.text[s.start : s.end] for s in part.sentences] == [s.text for s in part.sentences]
    assert parts["5.3", "goal"].paragraphs == parts["5.3", "needs"].paragraphs
    assert parts["5.3", "actors"].text == ACTORS + "\nÄven regionen."
    assert unmapped == ()


def test_word_text_has_insertions_controls_and_breaks_but_no_deletions_or_hidden_text() -> None:
    from docx.oxml import parse_xml

    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    p = parse_xml(
        f"<w:p {ns}><w:r><w:t xml:space='preserve'>Ett </w:t><w:br/><w:br w:type='page'/></w:r>"
        "<w:ins w:id='1' w:author='A'><w:r><w:t>två</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='A'><w:r><w:delText>bort</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:tab/><w:t> tre </w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:t>i</w:t><w:softHyphen/><w:t>hop</w:t><w:noBreakHyphen/></w:r></w:p>"
    )
    assert paragraph_text(p) == "Ett \ntvå\ttreihop\u2011"
    assert p.find(qn("w:del")) is not None  # reading changes nothing


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("s.pdf", b"%PDF-1.7", "spara den som Word"),
        ("s.docx", b"not a zip", "spara om den"),
        ("s.md", b"  \n\n", "innehåller ingen text"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, name: str, content: bytes, remedy: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=remedy):
        read(path)


def test_old_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    text = f"3.3 Hållbar mobilitet\r\n\r\n{ANALYSIS} Även på många små orter är vägarna förfärligt dåliga."
    path.write_bytes(text.encode("cp1252"))
    parts, _ = read(path)
    assert "förfärligt" in parts["3.3", "analysis"].text
