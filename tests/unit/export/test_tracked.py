"""Where a tracked change is put in a paragraph: outside links and fields, after the notes of what stands before it."""

from __future__ import annotations

import pytest
from lxml import etree

from summarizer.baseline.wordtext import NS, w
from summarizer.export.tracked import Stamp, Tracked

STAMP = Stamp("Anna Granskare", "2026-03-01T10:30:00.5+01:00")
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
FIELD = "".join(
    f"<w:r>{inner}</w:r>"
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>', "<w:instrText>PAGE</w:instrText>", '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>12</w:t>", '<w:fldChar w:fldCharType="end"/>',
    )
)  # fmt: skip


def paragraph(inner: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{NS}">{inner}</w:p>')


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def told(node: etree._Element) -> str:
    """The paragraph in short: text, {a field}, [a link], * a note, +inserted+, -deleted-."""
    signs = {"hyperlink": "[]", "ins": "++", "del": "--"}
    name = etree.QName(node).localname
    own = {"begin": "{", "end": "}"}.get(node.get(w("fldCharType"), ""), "")
    own += "*" if name == "footnoteReference" else (node.text or "") if name in ("t", "delText") else ""
    first, last = signs.get(name, ("", ""))
    return first + own + "".join(map(told, node)) + last


@pytest.mark.parametrize(
    ("inner", "at", "shown"),
    [
        (run("Ett två."), 8, "Ett två.+Nytt.+"),
        (run("Ett två."), 4, "Ett +Nytt.+två."),
        (f"<w:hyperlink>{run('Länk')}</w:hyperlink>" + run(" efter"), 0, "+Nytt.+[Länk] efter"),
        (f"<w:hyperlink>{run('Länk')}</w:hyperlink>" + run(" efter"), 4, "[Länk]+Nytt.+ efter"),
        (FIELD + run(" efter"), 0, "+Nytt.+{12} efter"),
        (run("Sidan ") + FIELD + run("."), 8, "Sidan {12}+Nytt.+."),
        (run("Före.") + NOTE + run("Efter."), 5, "Före.*+Nytt.+Efter."),
        (run("Före.") + NOTE + NOTE, 5, "Före.**+Nytt.+"),
        (run("Före.") + "<w:del><w:r><w:delText>Borta.</w:delText></w:r></w:del>" + NOTE, 5, "Före.+Nytt.+-Borta.-*"),
        (run("Före.") + "<w:del><w:r><w:delInstrText>PAGE</w:delInstrText></w:r></w:del>" + NOTE, 5, "Före.+Nytt.+--*"),
        (f"<w:ins>{run('Ett två.')}</w:ins>", 4, "+Ett ++Nytt.++två.+"),  # another's insertion is cut in two
    ],
)
def test_where_new_text_stands(inner: str, at: int, shown: str) -> None:
    whole = paragraph(inner)
    Tracked(7).replace(whole, at, at, "Nytt.", STAMP, None)
    assert told(whole) == shown


def test_what_is_replaced_stands_before_what_replaces_it() -> None:
    whole = paragraph(run("Ett två tre."))
    marked = Tracked(7).replace(whole, 4, 7, "fyra", STAMP, None)
    assert told(whole) == "Ett -två-+fyra+ tre."
    assert [etree.QName(node).localname for node in marked] == ["del", "ins"]
    assert [node.get(w("id")) for node in marked] == ["7", "8"]
    assert {node.get(w("date")) for node in marked} == {"2026-03-01T10:30:00Z"}
    assert {node.get(w("author")) for node in marked} == {"Anna Granskare"}


@pytest.mark.parametrize("last", ["sectPr", "pPrChange"])
def test_the_mark_of_a_new_paragraph_stands_where_the_schema_wants_it(last: str) -> None:
    body = etree.fromstring(
        f'<w:body xmlns:w="{NS}"><w:p><w:pPr><w:jc w:val="left"/><w:{last}/></w:pPr>{run("Ett.")}</w:p></w:body>'
    )
    made = Tracked(7).insert_paragraph(body[0], "Nytt.", STAMP, None)
    properties = body[0].find(w("pPr"))
    names = [etree.QName(node).localname for node in properties]
    assert names[:2] == ["jc", "rPr"] and properties.find(f"{w('rPr')}/{w('ins')}") is not None
    assert made.getprevious() is body[0] and told(made) == "+Nytt.+"
    assert made.find(f"{w('pPr')}/{w('jc')}") is not None


def test_a_paragraph_without_properties_gets_them_first() -> None:
    body = etree.fromstring(f'<w:body xmlns:w="{NS}"><w:p>{run("Ett.")}</w:p></w:body>')
    Tracked(7).insert_paragraph(body[0], "Nytt.", STAMP, None)
    assert etree.QName(body[0][0]).localname == "pPr"


PLAIN = '<w:pPr><w:jc w:val="left"/></w:pPr>'
TABLE = "<w:tbl/>"


@pytest.mark.parametrize(
    ("before", "emptied", "after", "marked"),
    [
        ("", "<w:p/>", "<w:p/>", "itself"),
        ("", "<w:p><w:r><w:drawing/></w:r></w:p>", "<w:p/>", "none"),  # a picture makes it more than empty
        ("", "<w:p><w:del><w:r><w:footnoteReference/></w:r></w:del></w:p>", "<w:p/>", "itself"),
        (f"<w:p>{PLAIN}</w:p>", f"<w:p>{PLAIN}</w:p>", TABLE, "the one before"),
        ("<w:p/>", f"<w:p>{PLAIN}</w:p>", TABLE, "none"),  # formatted otherwise
        (TABLE, "<w:p/>", TABLE, "none"),
        ('<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr></w:p>', "<w:p/>", TABLE, "none"),
    ],
)
def test_an_emptied_paragraph_is_deleted_itself_where_word_can_join_it(
    before: str, emptied: str, after: str, marked: str
) -> None:
    body = etree.fromstring(f'<w:body xmlns:w="{NS}">{before}{emptied}{after}</w:body>')
    at = 1 if before else 0
    done = Tracked(7).delete_paragraph(body[at], STAMP)
    deleted = [i for i, node in enumerate(body) if node.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None]
    assert (done, deleted) == {"itself": (True, [at]), "the one before": (True, [at - 1]), "none": (False, [])}[marked]
