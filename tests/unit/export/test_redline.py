"""Tracked changes: accept-all is the new text, reject-all the baseline, and everything else in the file stays."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from benchmarks.redline_cases import random_case, texts_of
from benchmarks.redline_judge import failures
from benchmarks.word_bases import bases, rich_strategy, table_strategy
from summarizer.baseline import read_baseline
from summarizer.baseline.wordtext import w
from summarizer.consultation import DEFAULT, load
from summarizer.errors import ExportFailed
from summarizer.export.edits import NO_SECTION, TrackedEdit
from summarizer.export.redline import clean, planned_for, redline
from summarizer.export.revisions import accept_all, reject_all
from summarizer.records import BaselinePart
from summarizer.text.sentences import split_sentences
from tests.unit.export.made import edit, part

RUS = load(DEFAULT)
BASES = bases()


@pytest.mark.parametrize("name", sorted(BASES))
def test_random_edits_on_documents_of_every_kind(name: str) -> None:
    for seed in range(3):  # benchmarks/redline.py does the same two thousand times
        case = random_case(BASES[name], random.Random(f"{name}{seed}"))
        assert failures(case, redline(case.original, case.parts, case.edits, RUS)) == []


def strategy(content: bytes, tmp_path: Path) -> dict[str, BaselinePart]:
    path = tmp_path / "strategi.docx"
    path.write_bytes(content)
    return {p.part: p for p in read_baseline(path, RUS, split_sentences)[0]}


def numbered(base: BaselinePart, text: str) -> int:
    return next(s.number for s in base.sentences if text in s.text)


def xml(docx: bytes, member: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read(member))


def test_a_word_is_changed_in_its_own_formatting(tmp_path: Path) -> None:
    base = strategy(rich_strategy(), tmp_path)["analysis"]
    marked = redline(
        rich_strategy(),
        list(strategy(rich_strategy(), tmp_path).values()),
        [edit(base, "replace", 1, "Länet har långa avstånd.")],
        RUS,
    )
    deleted, inserted = (xml(marked).find(f".//{w(kind)}[@{w('author')}='Anna Granskare']") for kind in ("del", "ins"))
    assert [t.text for t in deleted.iter(w("delText"))] == ["stora"]
    assert [t.text for t in inserted.iter(w("t"))] == ["långa"]
    assert inserted.find(f".//{w('b')}") is not None
    assert inserted.get(w("date")) == "2026-03-01T10:30:00Z"


def test_a_new_sentence_has_the_formatting_of_its_paragraph_and_stands_outside_links_and_fields(tmp_path: Path) -> None:
    parts = strategy(rich_strategy(), tmp_path)
    base = parts["analysis"]
    new = edit(base, "insert_after", numbered(base, "Se sidan 12."), "Ny mening.")
    marked = redline(rich_strategy(), list(parts.values()), [new], RUS)
    inserted = next(e for e in xml(marked).iter(w("ins")) if e.get(w("author")) == "Anna Granskare")
    assert inserted.getparent().tag == w("p")
    assert inserted.find(f".//{w('b')}") is None
    assert "Se sidan 12. Ny mening. Ny text av en annan." in texts_of(accept_all(marked))[2]


def test_one_comment_an_edit_with_its_text_and_its_id(tmp_path: Path) -> None:
    parts = strategy(table_strategy(), tmp_path)
    base = parts["analysis"]
    edits = [edit(base, "delete", n) for n in (1, 2, 4)] + [edit(base, "insert_after", 4, "Ett.\nTvå.")]
    document = Document(io.BytesIO(redline(table_strategy(), list(parts.values()), edits, RUS)))
    comments = list(document.comments)
    assert [c.text.split("\n") for c in comments] == [
        [*e.comment.split("\n"), f"Förslag {e.suggestion_id}"] for e in edits
    ]
    assert {c.author for c in comments} == {"Anna Granskare"}
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        found = [e.get(w("id")) for e in document.element.iter(w(mark))]
        assert sorted(found) == sorted(str(c.comment_id) for c in comments)


def test_an_edit_that_cannot_be_carried_out_is_told_of_in_a_comment(tmp_path: Path) -> None:
    parts = strategy(table_strategy(), tmp_path)
    lost = edit(part("Annat.", section="4.1"), "replace", 1, "Ett förslag.")
    arguments = (table_strategy(), list(parts.values()), [lost], RUS)
    marked = redline(*arguments)
    assert texts_of(accept_all(marked)) == texts_of(table_strategy())
    assert [c.text.split("\n")[-3:] for c in Document(io.BytesIO(marked)).comments] == [
        [NO_SECTION, "Föreslagen text: Ett förslag.", f"Förslag {lost.suggestion_id}"]
    ]
    assert [u.edit for u in planned_for(*arguments)[1].unplaced] == [lost]


def test_other_peoples_comments_and_parts_of_the_file_are_untouched(tmp_path: Path) -> None:
    parts = strategy(rich_strategy(), tmp_path)
    edits = [edit(parts["analysis"], "delete", 1)]
    marked = redline(rich_strategy(), list(parts.values()), edits, RUS)
    assert next((c.author, c.text) for c in Document(io.BytesIO(marked)).comments) == (
        "Berit Annansson",
        "Stämmer detta?",
    )
    before, after = (zipfile.ZipFile(io.BytesIO(content)) for content in (rich_strategy(), marked))
    changed = {"word/document.xml", "word/comments.xml", "word/settings.xml", "word/_rels/document.xml.rels"}
    new = set(after.namelist()) - set(before.namelist())
    assert all(name.startswith("customXml/") for name in new)
    for name in set(before.namelist()) - changed - {"[Content_Types].xml"}:
        if name.endswith((".xml", ".rels")):
            assert etree.tostring(xml(marked, name), method="c14n") == etree.tostring(
                xml(rich_strategy(), name), method="c14n"
            )


def test_word_goes_on_tracking_and_the_setting_stands_where_the_schema_wants_it(tmp_path: Path) -> None:
    parts = strategy(table_strategy(), tmp_path)
    settings = xml(redline(table_strategy(), list(parts.values()), [], RUS), "word/settings.xml")
    names = [etree.QName(child).localname for child in settings]
    assert names.index("zoom") < names.index("trackRevisions") < names.index("defaultTabStop")


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    parts = list(strategy(rich_strategy(), tmp_path).values())
    edits = [edit(parts[0], "delete", 1), edit(parts[0], "insert_after", 2, "Nytt.")]
    assert redline(rich_strategy(), parts, edits, RUS) == redline(rich_strategy(), parts, edits, RUS)


def test_without_an_original_a_document_is_made_of_the_baseline() -> None:
    analysis = part("Järnvägen byggs ut. Vägen är smal.\nSista stycket.")
    actors = part("Kommuner, regioner och företag.", name="actors")
    edits = [edit(analysis, "replace", 2, "Vägen är bred."), edit(actors, "insert_after", 1, "Även föreningar.")]
    marked = redline(None, [analysis, actors], edits, RUS)
    headings = ["3.2 Investeringar i hållbara transportsystem", "Sammanfattande analys"]
    assert texts_of(reject_all(marked))[1:] == [
        *headings, "Järnvägen byggs ut. Vägen är smal.", "Sista stycket.", "Viktiga aktörer", "Kommuner, regioner och företag.",
    ]  # fmt: skip
    assert texts_of(accept_all(marked))[1:] == texts_of(clean(None, [analysis, actors], edits, RUS))[1:] == [
        *headings, "Järnvägen byggs ut. Vägen är bred.", "Sista stycket.", "Viktiga aktörer",
        "Kommuner, regioner och företag. Även föreningar.",
    ]  # fmt: skip


def test_the_clean_copy_has_no_mark_of_ours_but_keeps_those_of_others(tmp_path: Path) -> None:
    parts = strategy(rich_strategy(), tmp_path)
    base = parts["analysis"]
    edits: list[TrackedEdit] = [edit(base, "delete", 1), edit(base, "insert_after", 5, "Ett.\nTvå.")]
    document = Document(io.BytesIO(clean(rich_strategy(), list(parts.values()), edits, RUS)))
    authors = {e.get(w("author")) for kind in ("ins", "del") for e in document.element.iter(w(kind))}
    assert authors == {"Berit Annansson"}
    assert len(list(document.comments)) == 1


def test_another_file_than_the_baseline_came_from_is_refused(tmp_path: Path) -> None:
    parts = list(strategy(rich_strategy(), tmp_path).values())
    with pytest.raises(ExportFailed, match="läs in strategin på nytt"):
        redline(table_strategy(), parts, [], RUS)


def test_a_note_goes_with_the_words_around_it_and_stays_when_it_stands_in_front_of_them(tmp_path: Path) -> None:
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    for content, deleted in (
        (f"<w:r><w:t>Före </w:t></w:r>{note}<w:r><w:t>efter.</w:t></w:r>", True),
        (f"{note}<w:r><w:t>Före efter.</w:t></w:r>", False),
    ):
        document = Document()
        document.add_heading("Delprioritering 3.2 Investeringar i hållbara transportsystem", 2)
        document.add_paragraph("Först står detta.")
        for xml in (content, "<w:r><w:t>Sist står detta.</w:t></w:r>"):
            document.element.body[-1].addprevious(etree.fromstring(f'<w:p xmlns:w="{w("p")[1:-2]}">{xml}</w:p>'))
        path = tmp_path / "strategi.docx"
        document.save(path)
        parts, _ = read_baseline(path, RUS, split_sentences)
        (analysis,) = (one for one in parts if one.part == "analysis" and one.section == "3.2")
        marked = redline(path.read_bytes(), parts, [edit(analysis, "delete", 2)], RUS)
        (reference,) = Document(io.BytesIO(marked)).element.iter(w("footnoteReference"))
        assert any(a.tag == w("del") for a in reference.iterancestors()) == deleted
        assert texts_of(accept_all(marked))[1:] == ["Först står detta.", *([] if deleted else [""]), "Sist står detta."]
        assert texts_of(reject_all(marked)) == texts_of(path.read_bytes())


def test_a_comment_on_a_deleted_paragraph_does_not_reach_into_a_table_of_contents(tmp_path: Path) -> None:
    field = '<w:r><w:fldChar w:fldCharType="{0}"/></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>'
    first = field.format("begin") + code + field.format("separate") + "<w:r><w:t>1 Rubrik</w:t></w:r>"
    last = "<w:r><w:t>2 Rubrik</w:t></w:r>" + field.format("end")
    for following, reaches in ((first, False), ("<w:r><w:t>1 Rubrik</w:t></w:r>", True)):
        document = Document()
        document.add_heading("Delprioritering 3.2 Investeringar i hållbara transportsystem", 2)
        for xml in ("<w:r><w:t>Innehåll.</w:t></w:r>", following, last):
            document.element.body[-1].addprevious(etree.fromstring(f'<w:p xmlns:w="{w("p")[1:-2]}">{xml}</w:p>'))
        path = tmp_path / "strategi.docx"
        document.save(path)
        parts, _ = read_baseline(path, RUS, split_sentences)
        (analysis,) = (one for one in parts if one.part == "analysis" and one.section == "3.2")
        marked = redline(path.read_bytes(), parts, [edit(analysis, "delete", 1)], RUS)
        (closing,) = Document(io.BytesIO(marked)).element.iter(w("commentRangeEnd"))
        assert ("1 Rubrik" in "".join(closing.getparent().itertext())) == reaches
        assert texts_of(accept_all(marked))[1:] == ["1 Rubrik", "2 Rubrik"]
        assert texts_of(reject_all(marked)) == texts_of(path.read_bytes())
