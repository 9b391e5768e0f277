"""What a person did in Word comes back as decisions; what cannot be matched is listed, never guessed."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from docx import Document
from lxml import etree

from benchmarks.redline_cases import RUS
from benchmarks.word_bases import plain_strategy, rich_strategy
from benchmarks.word_review import expected, random_review, read_back
from summarizer.baseline.wordtext import body_paragraphs, paragraph_text, w
from summarizer.export.edits import TrackedEdit
from summarizer.export.manifest import edits_in
from summarizer.export.redline import redline
from summarizer.export.review_import import ReadDecision, read_review
from summarizer.export.revisions import resolve
from tests.unit.export.made import edit, part

BASE = part(
    "Järnvägen byggs ut under perioden. Vägen är smal och krokig. Bussarna går sällan på kvällen.\nHamnen växer."
)
REPLACED = edit(BASE, "replace", 1, "Järnvägen byggs ut till år 2032.", suggestion_id="F1")
ADDED = edit(BASE, "insert_after", 3, "Behovet av kvällsturer är stort i inlandet.", suggestion_id="F2")
REMOVED = edit(BASE, "delete", 2, suggestion_id="F3")
EDITS = [replace(e, date=f"2026-03-01T10:0{n}:00") for n, e in enumerate((REPLACED, ADDED, REMOVED))]


def settled(docx: bytes, verdicts: dict[str, bool]) -> Document:
    """The file with the tracked changes of some dates accepted (True) or rejected, as Word does it."""
    document = Document(io.BytesIO(docx))
    for date, accept in verdicts.items():
        resolve(document.element, accept, lambda revision, date=date: revision.get(w("date"), "").startswith(date))
    return document


def content(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def reword(document: Document, old: str, new: str) -> None:
    (text,) = (t for t in document.element.iter(w("t")) if old in (t.text or ""))
    text.text = (text.text or "").replace(old, new)


def exported(edits: Sequence[TrackedEdit] = EDITS) -> bytes:
    return redline(None, [BASE], edits, RUS)


def test_accepted_rejected_and_left_alone() -> None:
    returned = content(settled(exported(), {"2026-03-01T10:00": True, "2026-03-01T10:02": False}))
    read = read_review(returned, None, [BASE], [], RUS)
    assert read.decisions == (ReadDecision("F1", "accept"), ReadDecision("F3", "reject"))
    assert read.undecided == ("F2",)
    assert read.unmatched == ()


def test_reworded_after_accepting() -> None:
    document = settled(exported(), {"2026-03-01T10:0": True})
    reword(document, "stort i inlandet", "störst i inlandets byar")
    read = read_review(content(document), None, [BASE], [], RUS)
    assert read.decisions == (
        ReadDecision("F1", "accept"),
        ReadDecision("F2", "edit", "Behovet av kvällsturer är störst i inlandets byar."),
        ReadDecision("F3", "accept"),
    )


def test_reworded_with_tracking_on() -> None:
    document = Document(io.BytesIO(exported()))
    inserted = next(e for e in document.element.iter(w("ins")) if "Behovet" in "".join(e.itertext()))
    own = etree.SubElement(inserted.getparent(), w("ins"))
    own.set(w("id"), "900"), own.set(w("author"), "Cecilia"), own.set(w("date"), "2026-04-01T08:00:00Z")
    added = etree.SubElement(etree.SubElement(own, w("r")), w("t"))
    added.text = " Även på helger."
    added.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    inserted.addnext(own)
    read = read_review(content(document), None, [BASE], [], RUS)
    assert read.decisions == (
        ReadDecision("F2", "edit", "Behovet av kvällsturer är stort i inlandet. Även på helger."),
    )
    assert read.undecided == ("F1", "F3")


def test_what_comes_in_the_place_of_a_paragraph_is_decided_before_its_removal() -> None:
    removed = edit(BASE, "delete", 4, suggestion_id="F4", date="2026-03-01T10:04:00")
    instead = edit(BASE, "insert_after", 4, "Hamnen byggs om.", suggestion_id="F5", date="2026-03-01T10:05:00")
    returned = content(settled(exported([removed, instead]), {"2026-03-01T10:05": True}))
    read = read_review(returned, None, [BASE], [], RUS)
    assert (read.decisions, read.undecided, read.unmatched) == ((ReadDecision("F5", "accept"),), ("F4",), ())


def test_what_nobody_suggested_is_listed_and_decides_nothing() -> None:
    document = settled(exported(), {"2026-03-01T10:0": False})
    reword(document, "Hamnen växer.", "Hamnen växer snabbt.")
    next(p for p in document.paragraphs if "Järnvägen" in p.text).add_run(" Helt egna ord om något annat.")
    read = read_review(content(document), None, [BASE], [], RUS)
    assert [d.verdict for d in read.decisions] == ["reject"] * 3
    assert sorted(read.unmatched) == [
        "Text utanför förslagen har ändrats: ”Hamnen växer snabbt.”.",
        "Text utanför förslagen har ändrats: ”Helt egna ord om något annat.”.",
    ]


def test_a_sentence_reworded_where_it_was_to_go_is_not_guessed_at() -> None:
    document = settled(exported(), {"2026-03-01T10:0": False})
    reword(document, "Vägen är smal och krokig.", "Vägen är smal men rak.")
    read = read_review(content(document), None, [BASE], [], RUS)
    assert [d.suggestion_id for d in read.decisions] == ["F1", "F2"]
    assert [text.partition(":")[0] for text in read.unmatched] == ["F3"]


def test_a_reply_in_the_comment_is_the_reason() -> None:
    document = settled(exported(), {"2026-03-01T10:02": False})
    ours = next(comment for comment in document.comments if "F3" in comment.text)
    reply = document.comments.add_comment("Vägen är fortfarande krokig.", "Cecilia", "C")
    for name in ("commentRangeStart", "commentRangeEnd"):
        (mark,) = (e for e in document.element.iter(w(name)) if e.get(w("id")) == str(ours.comment_id))
        same_place = etree.Element(w(name))
        same_place.set(w("id"), str(reply.comment_id))
        mark.addprevious(same_place)
    read = read_review(content(document), None, [BASE], [], RUS)
    assert read.decisions == (ReadDecision("F3", "reject", None, "Vägen är fortfarande krokig."),)


def test_without_its_own_list_the_file_is_read_by_the_comments_in_it() -> None:
    document = settled(exported(EDITS[:2]), {"2026-03-01T10:01": True})
    for relation in [r for r in document.part.rels.values() if r.reltype.endswith("/customXml")]:
        del document.part.rels[relation.rId]
    returned = content(document)
    assert edits_in(returned) is None
    read = read_review(returned, None, [BASE], EDITS, RUS)
    assert read.decisions == (ReadDecision("F2", "accept"),)
    assert read.undecided == ("F1",)


def test_the_file_says_itself_what_it_was_exported_with() -> None:
    told = edits_in(exported())
    assert told is not None
    assert [(e.suggestion_id, e.op, e.target, e.new_text) for e in told] == [
        (e.suggestion_id, e.op, e.target, e.new_text) for e in EDITS
    ]


@pytest.mark.parametrize("base", [plain_strategy, rich_strategy])
@pytest.mark.parametrize("seed", range(8))
def test_random_reviews_are_read_back_right(base: object, seed: int) -> None:
    review = random_review(base(), random.Random(f"review{seed}"))  # type: ignore[operator]
    marked = redline(review.case.original, review.case.parts, review.edits, RUS)
    document = Document(io.BytesIO(marked))
    for made, verdict in zip(review.edits, review.verdicts, strict=True):
        if verdict != "leave":
            resolve(document.element, verdict != "reject", lambda r, date=made.date: r.get(w("date")) == f"{date}Z")
    for number, verdict in enumerate(review.verdicts):
        if verdict == "edit":
            reword(document, f"rum{number}x", "omarbetat")
    read = read_back(review, content(document))
    decisions, undecided = expected(review)
    assert [(d.suggestion_id, d.verdict, d.text) for d in read.decisions] == decisions
    assert list(read.undecided) == undecided
    assert any(paragraph_text(p) for p in body_paragraphs(document.element))
