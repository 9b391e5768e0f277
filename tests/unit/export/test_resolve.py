"""Tracked changes accepted and rejected, one kind at a time, on a few lines of a document's XML."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from summarizer.baseline.wordtext import w
from summarizer.export.revisions import resolve

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def body(xml: str) -> etree._Element:
    return etree.fromstring(f'<w:body xmlns:w="{W}">{xml}</w:body>')


def as_text(root: etree._Element) -> str:
    """The XML again, without the namespace's declaration."""
    return re.sub(r' xmlns:w="[^"]*"', "", etree.tostring(root, encoding="unicode"))[
        len("<w:body>") : -len("</w:body>")
    ]


def resolved(xml: str, accept: bool) -> str:
    root = body(xml)
    resolve(root, accept)
    return as_text(root)


def r(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def p(content: str, properties: str = "") -> str:
    return f"<w:p>{properties}{content}</w:p>"


def mark(kind: str) -> str:
    return f"<w:pPr><w:rPr><w:{kind}/></w:rPr></w:pPr>"


BARE = "<w:pPr><w:rPr/></w:pPr>"
GONE = "<w:del><w:r><w:delText>gammal</w:delText></w:r></w:del>"
BOLD, PLAIN = "<w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>", "<w:rPr><w:b/></w:rPr>"


@pytest.mark.parametrize(
    ("xml", "accepted", "rejected"),
    [
        (p(r("a") + f"<w:ins>{r('ny')}</w:ins>" + r("z")), p(r("a") + r("ny") + r("z")), p(r("a") + r("z"))),
        (p(r("a") + GONE), p(r("a")), p(r("a") + r("gammal"))),
        (  # inserted by one, deleted by another: nothing is left either way
            p(r("a") + f"<w:ins>{GONE}</w:ins>"),
            p(r("a")),
            p(r("a")),
        ),
        (  # moved: here it leaves, there it arrives
            p("<w:moveFromRangeStart/>" + f"<w:moveFrom>{r('flytt')}</w:moveFrom>" + "<w:moveFromRangeEnd/>")
            + p("<w:moveToRangeStart/>" + f"<w:moveTo>{r('flytt')}</w:moveTo>" + "<w:moveToRangeEnd/>"),
            "<w:p/>" + p(r("flytt")),
            p(r("flytt")) + "<w:p/>",
        ),
        (  # the mark between two paragraphs was deleted: they are one, with the look of the second
            p(r("ett"), mark("del")) + p(r("två"), "<w:pPr><w:jc/></w:pPr>"),
            p(r("ett") + r("två"), "<w:pPr><w:jc/></w:pPr>"),
            p(r("ett"), BARE) + p(r("två"), "<w:pPr><w:jc/></w:pPr>"),
        ),
        (  # the mark was inserted: without it they are one
            p(r("ett"), mark("ins")) + "<w:bookmarkEnd/>" + p(r("två")),
            p(r("ett"), BARE) + "<w:bookmarkEnd/>" + p(r("två")),
            "<w:bookmarkEnd/>" + p(r("ett") + r("två")),
        ),
        (p(r("sist"), mark("del")), p(r("sist"), BARE), p(r("sist"), BARE)),  # nothing to run on into
        (p("", mark("del")) + "<w:tbl/>", "<w:tbl/>", p("", BARE) + "<w:tbl/>"),  # empty before a table: it goes
        (p(r("kvar"), mark("del")) + "<w:tbl/>", p(r("kvar"), BARE) + "<w:tbl/>", p(r("kvar"), BARE) + "<w:tbl/>"),
        (
            "<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc/></w:tr><w:tr><w:tc/></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:trPr/><w:tc/></w:tr><w:tr><w:tc/></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
        ),
        (p(r("fet", BOLD)), p(r("fet", PLAIN)), p(r("fet", "<w:rPr><w:i/></w:rPr>"))),
        (  # the paragraph's own look; what the old one never held stays
            p(
                r("x"),
                "<w:pPr><w:jc/><w:rPr><w:b/></w:rPr><w:pPrChange><w:pPr><w:ind/><w:tabs/></w:pPr></w:pPrChange></w:pPr>",
            ),
            p(r("x"), "<w:pPr><w:jc/><w:rPr><w:b/></w:rPr></w:pPr>"),
            p(r("x"), "<w:pPr><w:ind/><w:tabs/><w:rPr><w:b/></w:rPr></w:pPr>"),
        ),
        (  # the old look was none
            p(r("x"), "<w:pPr><w:jc/><w:pPrChange/></w:pPr>"),
            p(r("x"), "<w:pPr><w:jc/></w:pPr>"),
            p(r("x"), "<w:pPr/>"),
        ),
        (
            "<w:del><w:r><w:instrText/><w:delInstrText> DATE </w:delInstrText></w:r></w:del>",
            "",
            "<w:r><w:instrText/><w:instrText> DATE </w:instrText></w:r>",
        ),
    ],
)
def test_each_kind_of_change(xml: str, accepted: str, rejected: str) -> None:
    assert [resolved(xml, True), resolved(xml, False)] == [accepted, rejected]


def test_only_those_that_are_chosen() -> None:
    xml = p(
        f'<w:ins w:id="1">{r("min")}</w:ins><w:ins w:id="2">{r("din")}</w:ins>',
        '<w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr>',
    )
    xml += p(r("fet", BOLD.replace("<w:rPrChange>", '<w:rPrChange w:id="2">')))
    root = body(xml)
    resolve(root, False, lambda revision: revision.get(w("id")) == "1")
    assert as_text(root) == xml.replace(f'<w:ins w:id="1">{r("min")}</w:ins>', "")
