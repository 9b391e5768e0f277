"""Runs are cut and copied with what belongs to them, and fields are taken whole or not at all."""

from __future__ import annotations

from lxml import etree

from summarizer.baseline.wordtext import NS, w
from summarizer.export.cutting import isolated, new_run, properties_at, split_run

BOLD = "<w:rPr><w:b/></w:rPr>"


def paragraph(inner: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{NS}">{inner}</w:p>')


def said(node: etree._Element) -> str:
    return "".join(t.text or "" for t in node.iter(w("t")))


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_new_run_has_the_look_but_not_the_revisions_of_another() -> None:
    like = paragraph(
        '<w:r><w:rPr><w:b/><w:ins w:id="1"/><w:moveTo w:id="2"/><w:rPrChange w:id="3"/></w:rPr><w:t>x</w:t></w:r>'
    )[0][0]
    made = new_run("Ett\ttvå", like)
    assert [etree.QName(child).localname for child in made] == ["rPr", "t", "tab", "t"]
    assert [etree.QName(child).localname for child in made[0]] == ["b"]
    assert [etree.QName(child).localname for child in like] == ["b", "ins", "moveTo", "rPrChange"]
    assert len(new_run("Ett", None)) == 1


def test_a_run_is_split_with_its_look_on_both_sides() -> None:
    whole = paragraph(f'<w:r w:rsidR="00AB">{BOLD}<w:t>ett</w:t><w:t>två</w:t></w:r>')
    split_run(whole[0], whole[0][2])
    assert [said(run) for run in whole] == ["ett", "två"]
    assert all(run.find(f".//{w('b')}") is not None and run.get(w("rsidR")) == "00AB" for run in whole)
    assert [etree.QName(child).localname for child in whole[1]] == ["rPr", "t"]


def test_a_run_is_not_split_in_front_of_its_first_text() -> None:
    whole = paragraph(f"<w:r>{BOLD}<w:t>ett</w:t></w:r>")
    split_run(whole[0], whole[0][1])
    assert len(whole) == 1


def test_the_look_of_a_span_is_what_most_of_it_has() -> None:
    whole = paragraph(f"<w:r><w:t>aaaa</w:t></w:r><w:r>{BOLD}<w:t>bb</w:t></w:r>")
    assert properties_at(whole, 0, 6) is None
    assert properties_at(whole, 3, 6) is not None
    assert properties_at(whole, 4, 4) is None and properties_at(whole, 5, 5) is not None  # of the character before
    assert properties_at(whole, 0, 0) is None


def test_exactly_the_span_is_isolated() -> None:
    whole = paragraph("<w:r><w:t>ett två tre</w:t></w:r>")
    assert [said(run) for run in isolated(whole, 4, 7)] == ["två"]
    assert [said(run) for run in whole] == ["ett ", "två", " tre"]


def test_a_field_goes_with_all_its_text_and_stays_when_some_is_outside() -> None:
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    field = mark("begin") + code + mark("separate") + "<w:r><w:t>12</w:t></w:r>" + mark("end")
    for end, whole_field in ((5, True), (4, False)):
        whole = paragraph(f"<w:r><w:t>sid</w:t></w:r>{field}<w:r><w:t>.</w:t></w:r>")
        chosen = isolated(whole, 0, end)
        assert "".join(map(said, chosen)) == "sid12"[:end]
        marks = [run for run in chosen if run.find(w("fldChar")) is not None or run.find(w("instrText")) is not None]
        assert len(marks) == (4 if whole_field else 0)


def test_a_field_inside_a_field_ends_first() -> None:
    inner = mark("begin") + mark("separate") + "<w:r><w:t>in</w:t></w:r>" + mark("end")
    whole = paragraph(mark("begin") + mark("separate") + inner + "<w:r><w:t>ut</w:t></w:r>" + mark("end"))
    assert len([r for r in isolated(whole, 0, 2) if r.find(w("fldChar")) is not None]) == 3  # the inner one only
    assert len([r for r in isolated(whole, 0, 4) if r.find(w("fldChar")) is not None]) == 6


def test_what_goes_with_a_word_is_not_parted_from_it() -> None:
    for name in ("lastRenderedPageBreak", "softHyphen"):
        whole = paragraph(f"<w:r><w:t>ett </w:t><w:{name}/><w:t>två</w:t><w:drawing/></w:r>")
        chosen = isolated(whole, 0, 7)
        assert len(chosen) == 1 and [etree.QName(child).localname for child in chosen[0]] == ["t", name, "t"]
    assert whole.find(f".//{w('drawing')}") is not None
