"""What has to hold for the redline of a random case, read from its XML and by a validator of the schema.

The readings of the redline are ``accept_all`` and ``reject_all``; the expected text comes with the case.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import cache
from pathlib import Path

from docx import Document
from lxml import etree

from benchmarks.redline_cases import AUTHOR, RUS, Case, texts_of
from summarizer.baseline.wordtext import atoms, body_paragraphs, w
from summarizer.export.redline import clean
from summarizer.export.revisions import accept_all, reject_all, resolve

try:
    from openxml_audit import OpenXmlValidator
except ImportError:  # pip install openxml-audit: the benchmark's own need, not the product's
    OpenXmlValidator = None

_REVISIONS = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
_ANY_ID = re.compile(
    rb' w:id="-?\d+"'
)  # a run that is cut in two carries a change of formatting twice, each with its id
# Where the validator is mistaken: it looks in vain for notes and comments in documents with another order of parts (in the
# originals too), and allows one deletion in an insertion, where CT_RunTrackChange of ECMA-376 has any number.
_MISTAKEN = re.compile(r"was not found in Part:|^Choice allows at most 1 .*/(?:ins|moveTo)\[\d+\]$", re.DOTALL)


def failures(case: Case, marked: bytes) -> list[str]:
    """What does not hold for the redline of a case, read from its XML; empty when all is well."""
    accepted, rejected = texts_of(accept_all(marked)), texts_of(reject_all(marked))
    found = []
    if not same_paragraphs(case, accepted, texts_of(accept_all(case.original))):
        found.append(f"accept-all: {accepted} for {case.expected}")
    if rejected != texts_of(reject_all(case.original)):
        found.append(f"reject-all: {rejected}")
    if texts_of(accept_all(clean(case.original, case.parts, case.edits, RUS))) != accepted:
        found.append("the clean copy differs from accept-all")
    if _formatting(_without_ours(marked)) != _formatting(case.original):
        found.append("runs, their formatting or other people's revisions changed")
    before = _ids(case.original)
    found += [f"id {n} occurs {k} times" for n, k in _ids(marked).items() if k > max(1, before[n])]
    if _without_a_comment(marked):
        found.append("a mark of a comment that does not exist")
    if len(_comments(marked)) - len(_comments(case.original)) != len(case.edits):
        found.append("not one comment an edit")
    return found


def same_paragraphs(case: Case, accepted: list[str], original_accepted: list[str]) -> bool:
    """Whether the paragraphs are the expected ones. Where the original itself has other people's paragraph marks to
    accept, its own reading differs from the sum of its paragraphs, so the texts are compared run together."""
    expected = [text for i, text in enumerate(case.expected) if i not in case.may_go]
    left = Counter(accepted)
    left.subtract(expected)
    if original_accepted != texts_of(case.original):
        return "".join(accepted) == "".join(case.expected)
    in_order = [text for text in accepted if text] == [text for text in expected if text]
    return in_order and 0 <= left[""] <= len(case.may_go) and all(n == 0 for text, n in left.items() if text)


def _without_ours(marked: bytes) -> bytes:
    """The redline with only our own revisions rejected and our comments' marks taken out."""
    document = Document(io.BytesIO(marked))
    resolve(document.element, False, lambda revision: revision.get(w("author")) == AUTHOR)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _formatting(docx: bytes) -> list[list[tuple[str, bytes, tuple[str, ...]]]]:
    """For each paragraph its characters, each with its run properties and the revisions that it stands in."""
    document = Document(io.BytesIO(docx))
    read = []
    for paragraph in body_paragraphs(document.element):
        row = [(paragraph_properties(paragraph), b"", ())]
        for atom in atoms(paragraph):
            properties = atom.run.find(w("rPr"))
            look = b"" if properties is None else _ANY_ID.sub(b"", etree.tostring(properties))
            around = tuple(f"{a.tag} {a.get(w('author'))}" for a in atom.run.iterancestors() if a.tag in _REVISIONS)
            row.extend((character, look, around) for character in atom.text)
        read.append(row)
    return read


def paragraph_properties(paragraph: etree._Element) -> str:
    """The paragraph's properties as text; an empty ``w:rPr`` that we leave behind counts as none."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return ""
    children = [c for c in properties if c.tag != w("rPr") or len(c)]
    return "".join(etree.tostring(c, encoding="unicode") for c in children)


def _ids(docx: bytes) -> Counter[str]:
    """How often each id occurs on a revision, a changed formatting or a comment's start."""
    document = Document(io.BytesIO(docx))
    tags = (*_REVISIONS, w("rPrChange"), w("pPrChange"), w("sectPrChange"), w("commentRangeStart"))
    return Counter(e.get(w("id"), "") for e in document.element.iter(*tags))


def _without_a_comment(docx: bytes) -> set[str]:
    document = Document(io.BytesIO(docx))
    marks = document.element.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
    return {e.get(w("id"), "") for e in marks} - {str(comment.comment_id) for comment in document.comments}


def _comments(docx: bytes) -> list[str]:
    return [comment.text for comment in Document(io.BytesIO(docx)).comments]


def schema_failures(case: Case, marked: bytes, folder: Path) -> list[str]:
    """What the validator objects to in the redline and not in the original as python-docx saves it."""
    before, after = _objected_before(case.original, folder), _objections(marked, folder / "schema.docx")
    return [f"schema: {part} {what}" for part, what in after - before]


@cache
def _objected_before(original: bytes, folder: Path) -> Counter[tuple[str, str]]:
    buffer = io.BytesIO()
    Document(io.BytesIO(original)).save(buffer)
    return _objections(buffer.getvalue(), folder / "schema.docx")


def _objections(docx: bytes, path: Path) -> Counter[tuple[str, str]]:
    path.write_bytes(docx)
    found = OpenXmlValidator(max_errors=0).validate(path).errors
    return Counter((e.part_uri, e.description) for e in found if not _MISTAKEN.search(f"{e.description} {e.path}"))
