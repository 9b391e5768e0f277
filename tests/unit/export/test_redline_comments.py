"""The comments of a redline: who wrote them, how they look, and where those stand whose edit found no place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from summarizer.baseline import read_baseline
from summarizer.baseline.wordtext import w
from summarizer.consultation import DEFAULT, load
from summarizer.export.edits import TrackedEdit
from summarizer.export.redline import redline
from summarizer.text.sentences import split_sentences
from tests.unit.export.made import edit, part

RUS = load(DEFAULT)
LOST = edit(part("Annat.", section="4.1"), "replace", 1, "Ett förslag.")


def strategy(path: Path, last: str = "Sist.") -> bytes:
    document = Document()
    document.add_heading("Delprioritering 3.2 Investeringar i hållbara transportsystem", 2)
    document.add_paragraph("Vägarna är smala. Spåren är få.")
    document.add_paragraph(last)
    document.save(path)
    return path.read_bytes()


def marked(tmp_path: Path, *edits: TrackedEdit, last: str = "Sist.") -> bytes:
    path = tmp_path / "strategi.docx"
    original = strategy(path, last)
    return redline(original, read_baseline(path, RUS, split_sentences)[0], list(edits), RUS)


def opened(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


@pytest.mark.parametrize(
    ("author", "initials"), [("Anna Granskare", "AG"), ("Bo", "B"), ("Anna Maria af Provgård Ek", "AMA")]
)
def test_who_wrote_a_comment(author: str, initials: str, tmp_path: Path) -> None:
    (comment,) = opened(
        marked(tmp_path, edit(part("Annat.", section="4.1"), "replace", 1, "Ny.", author=author))
    ).comments
    assert (comment.author, comment.initials) == (author, initials)


def test_a_comment_without_a_place_is_around_what_stands_last(tmp_path: Path) -> None:
    last = opened(marked(tmp_path, LOST)).paragraphs[-1]._p
    names = [etree.QName(child).localname for child in last if child.tag != w("pPr")]
    assert names == ["commentRangeStart", "r", "commentRangeEnd", "r"]
    assert [t.text for t in last.iter(w("t"))] == ["Sist."]


def test_an_empty_last_paragraph_can_bear_a_comment(tmp_path: Path) -> None:
    last = opened(marked(tmp_path, LOST, last="")).paragraphs[-1]._p
    names = [etree.QName(child).localname for child in last if child.tag != w("pPr")]
    assert names == ["commentRangeStart", "r", "commentRangeEnd", "r"]


def test_comments_use_only_styles_that_the_file_has_and_keep_those(tmp_path: Path) -> None:
    content = marked(tmp_path, LOST)
    defined = {s.get(w("styleId")) for s in opened(content).styles.element.iter(w("style"))}
    archive = zipfile.ZipFile(io.BytesIO(content))
    comments = etree.fromstring(archive.read("word/comments.xml"))
    used = {s.get(w("val")) for s in comments.iter(w("pStyle"), w("rStyle"))}
    assert used <= defined
    path = tmp_path / "med_format.docx"
    document = Document()
    document.add_heading("Delprioritering 3.2 Investeringar i hållbara transportsystem", 2)
    document.add_paragraph("Vägarna är smala.")
    for name in ("CommentText", "CommentReference"):
        style = document.styles.add_style(name, 1 if name == "CommentText" else 2)
        style.element.set(w("styleId"), name)
    document.save(path)
    parts = read_baseline(path, RUS, split_sentences)[0]
    archive = zipfile.ZipFile(io.BytesIO(redline(path.read_bytes(), parts, [LOST], RUS)))
    comments = etree.fromstring(archive.read("word/comments.xml"))
    assert {s.get(w("val")) for s in comments.iter(w("pStyle"), w("rStyle"))} == {"CommentText", "CommentReference"}


def test_a_comment_on_a_deleted_paragraph_ends_in_the_next_after_its_properties(tmp_path: Path) -> None:
    path = tmp_path / "strategi.docx"
    document = Document()
    document.add_heading("Delprioritering 3.2 Investeringar i hållbara transportsystem", 2)
    for style in (None, "List Bullet", None):
        document.add_paragraph("Vägarna är smala." if style is None else "Spåren är få.", style=style)
    document.save(path)
    parts = read_baseline(path, RUS, split_sentences)[0]
    (analysis,) = (one for one in parts if one.section == "3.2" and one.part == "analysis")
    for number, names in ((1, ["pPr", "commentRangeEnd", "r", "r"]), (2, ["commentRangeEnd", "r", "r"])):
        done = opened(redline(path.read_bytes(), parts, [edit(analysis, "delete", number)], RUS))
        (closing,) = done.element.iter(w("commentRangeEnd"))
        assert [etree.QName(child).localname for child in closing.getparent()][: len(names)] == names
