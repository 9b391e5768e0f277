"""Page numbers in a finished table of contents, as somebody who laid the pages out has found them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from docx import Document
from lxml import etree

from summarizer.baseline.wordtext import w
from summarizer.export.cutting import element
from summarizer.export.worddoc import saved

BOOKMARK = "_Toc{:08}"  # of the n-th heading, counted from 1
WITHOUT_NUMBERS = "_UtanSidnummer"  # of the paragraph that tells how the numbers come
_REFERENCE = re.compile(r"\s*PAGEREF _Toc(\d{8})\b")


def headings_of(docx: bytes) -> list[str]:
    """The headings that the table of contents can lead to, in order."""
    body = Document(io.BytesIO(docx)).element.body
    starts = [s for s in body.iter(w("bookmarkStart")) if s.get(w("name"), "").startswith("_Toc")]
    return ["".join(t.text or "" for t in s.getparent().iter(w("t"))) for s in starts]


def with_page_numbers(docx: bytes, pages: Sequence[int]) -> bytes:
    """The document with the page of the n-th heading in the table of contents. The numbers stand in fields, so Word
    updates them like any others."""
    document = Document(io.BytesIO(docx))
    for start in document.element.body.findall(f".//{w('bookmarkStart')}[@{w('name')}='{WITHOUT_NUMBERS}']"):
        paragraph = start.getparent()
        paragraph.getparent().remove(paragraph)
    for code in document.element.body.iter(w("instrText")):
        found = _REFERENCE.match(code.text or "")
        if found and (separator := _separator(code)) is not None:
            run, text = element("r"), element("t")
            text.text = str(pages[int(found[1]) - 1])
            run.append(text)
            separator.addnext(run)
    return saved(document)


def _separator(code: etree._Element) -> etree._Element | None:
    """The run behind a field's code after which its result stands."""
    holder = code.getparent()
    following = None if holder is None else holder.getnext()
    mark = None if following is None else following.find(w("fldChar"))
    return following if mark is not None and mark.get(w("fldCharType")) == "separate" else None
