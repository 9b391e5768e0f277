"""What a person did in Word with a redline: accepted, rejected or reworded, with replies in comments as reasons.

The returned file is read twice, with the tracked changes that are left accepted and with them rejected, and each reading
is explained as a way through the alternatives of the exported suggestions. A suggestion that reads as carried out in the
first and as not carried out in the second is still undecided. What cannot be explained is listed, never guessed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from docx import Document
from lxml import etree

from summarizer.baseline.lines import open_word
from summarizer.baseline.wordtext import body_paragraphs, paragraph_text, w
from summarizer.consultation import Consultation
from summarizer.export.edits import Change, Plan, Sentence, TrackedEdit, applied
from summarizer.export.manifest import edits_in
from summarizer.export.redline import planned_for
from summarizer.export.replies import ids_in_comments, replies
from summarizer.export.retelling import Choice, Read, retell
from summarizer.export.revisions import resolve
from summarizer.records import BaselinePart

_SPACE = re.compile(r"[ \t\r\n]+")
_SHOWN = 120  # characters of a text that is listed as not matched


@dataclass(frozen=True)
class ReadDecision:
    """A decision read back. ``text``: the person's wording, for "edit". ``reason``: what they replied in the comment."""

    suggestion_id: str
    verdict: Literal["accept", "edit", "reject"]
    text: str | None = None
    reason: str | None = None
    exported: str = field(default="", compare=False)  # the wording that stood in the file and was accepted or rejected


@dataclass(frozen=True)
class ReadReview:
    decisions: tuple[ReadDecision, ...]
    unmatched: tuple[str, ...]  # one sentence each
    undecided: tuple[str, ...]  # suggestion ids


@dataclass(frozen=True)
class _Row:
    """A paragraph of the exported document: the choices in it. ``text``: of a paragraph that no edit concerns."""

    choices: tuple[Choice, ...]
    text: str | None = None


def read_review(
    returned: bytes,
    original: bytes | None,
    parts: Sequence[BaselinePart],
    known: Sequence[TrackedEdit],
    consultation: Consultation,
) -> ReadReview:
    """Decisions on the edits that the file was exported with, in their order. ``original`` and ``parts`` as when it was
    exported. ``known``: the edits there are now; those with a comment in the file stand in for its own list of edits
    when another program has dropped it.

    Raises UnreadableFile when it is not a Word file, ExportFailed when the baseline is not the original's.
    """
    open_word(returned, "från Word")
    edits = edits_in(returned)
    if edits is None:
        commented = ids_in_comments(returned)
        edits = tuple(edit for edit in known if edit.suggestion_id in commented)
    texts, plan = planned_for(original, parts, edits, consultation)
    rows = _rows(texts, plan)
    now, strange = _reading(rows, _texts(returned, True, original))
    then, _ = _reading(rows, _texts(returned, False, original))
    reasons = replies(returned, original)
    decisions: list[ReadDecision] = []
    undecided: list[str] = []
    unmatched = [f"Text utanför förslagen har ändrats: ”{text[:_SHOWN]}”." for text in strange]
    for edit in edits:
        reads, reads_then, said = now.get(id(edit), []), then.get(id(edit), []), reasons.get(edit.suggestion_id)
        carried_out = _carried_out(edit, reads)
        if not reads or (carried_out is True and _carried_out(edit, reads_then) is False):
            undecided.append(edit.suggestion_id)
            if said:
                unmatched.append(
                    f"{edit.suggestion_id}: förslaget är inte avgjort men har fått svaret ”{said[:_SHOWN]}”."
                )
        elif carried_out is not None:
            verdict: Literal["accept", "reject"] = "accept" if carried_out else "reject"
            decisions.append(ReadDecision(edit.suggestion_id, verdict, None, said, edit.new_text))
        elif wording := _wording(edit, reads):
            decisions.append(ReadDecision(edit.suggestion_id, "edit", wording, said, edit.new_text))
        else:
            unmatched.append(
                f"{edit.suggestion_id}: det går inte att utläsa vad som beslutats i avsnitt {edit.section}; "
                "besluta om förslaget på skärmen."
            )
    return ReadReview(tuple(decisions), tuple(unmatched), tuple(undecided))


def holds_suggestions(returned: bytes) -> bool:
    """Whether the file was written as a redline of ours, by its list of edits or its comments.

    Raises UnreadableFile when it is not a Word file.
    """
    open_word(returned, "från Word")
    return bool(edits_in(returned) or ids_in_comments(returned))


def _texts(returned: bytes, accept: bool, original: bytes | None) -> list[str]:
    """The paragraphs with the tracked changes accepted or rejected, those that stood in the original always accepted."""
    document = Document(io.BytesIO(returned)).element
    old = set() if original is None else _revisions(Document(io.BytesIO(original)).element)
    resolve(document, True, lambda revision: _whose(revision) in old)
    resolve(document, accept)
    texts = (_flat(paragraph_text(p)) for p in body_paragraphs(document))
    return [text for text in texts if text]


def _revisions(document: etree._Element) -> set[tuple[str, str]]:
    return {_whose(e) for e in document.iter("*") if e.get(w("author")) is not None}


def _whose(revision: etree._Element) -> tuple[str, str]:
    """Author and minute: LibreOffice drops the seconds."""
    return revision.get(w("author"), ""), revision.get(w("date"), "")[:16]


def _flat(text: str) -> str:
    """With single spaces; no-break spaces are part of the text."""
    return _SPACE.sub(" ", text).strip(" ")


# ── the exported document as a row of choices ───────────────────────────────────────────────────────────────────────
def _rows(texts: Sequence[str], plan: Plan) -> list[_Row]:
    changes = {change.paragraph.index: change for change in plan.changes}
    rows = []
    for index, text in enumerate(texts):
        flat = _flat(text)
        if index in changes:
            rows.append(_Row(tuple(_choices(changes[index]))))
        elif flat:
            rows.append(_Row((Choice((), ((flat, frozenset()),)),), flat))
    return rows


def _choices(change: Change) -> Iterator[Choice]:
    """The sentences and insertions of a paragraph. A choice's key holds its edits, an alternative's meaning the ids of
    those that are carried out in it."""
    for text, edit in change.before:
        yield _insertion(text, edit)
    for sentence in change.sentences:
        yield _sentence(change.paragraph.text, sentence)
        for text, edit in sentence.inline:
            yield _insertion(text, edit)
    for sentence in change.sentences if not change.before else ():
        for text, edit in sentence.after:
            yield _insertion(text, edit)


def _insertion(text: str, edit: TrackedEdit) -> Choice:
    return Choice((edit,), ((text, frozenset([id(edit)])), ("", frozenset())))


def _sentence(paragraph: str, sentence: Sentence) -> Choice:
    slot = sentence.slot
    text = paragraph[slot.start : slot.end]
    if sentence.removed_by is not None:
        return Choice((sentence.removed_by,), ((text, frozenset()), ("", frozenset([id(sentence.removed_by)]))))
    edits = tuple({id(hunk.edit): hunk.edit for hunk in sentence.hunks}.values())
    alternatives = []
    for size in range(len(edits) + 1):
        for chosen in combinations(edits, size):
            hunks = [hunk for hunk in sentence.hunks if hunk.edit in chosen]
            longer = applied(paragraph[: slot.end], hunks)[slot.start :]
            alternatives.append((longer, frozenset(map(id, chosen))))
    return Choice(edits, tuple(alternatives))


# ── the returned text as a way through them ─────────────────────────────────────────────────────────────────────────
def _reading(rows: Sequence[_Row], texts: Sequence[str]) -> tuple[dict[int, list[Read]], list[str]]:
    """How each edit's choices read, by the edit's identity, and the text that no edit explains. Paragraphs that stand
    as they were tell which stretches of the two documents answer to each other."""
    keys: list[object] = [row.text if row.text is not None else number for number, row in enumerate(rows)]
    reads: dict[int, list[Read]] = {}
    strange: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, keys, list(texts), autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        told = retell([choice for row in rows[i1:i2] for choice in row.choices], "\n".join(texts[j1:j2]))
        strange.extend(told.additions)
        for read in told.choices:
            edits: tuple[TrackedEdit, ...] = read.choice.key
            if not edits and read.meaning is None:
                strange.append(read.text or read.choice.alternatives[0][0])
            for edit in edits:
                reads.setdefault(id(edit), []).append(read)
    return reads, strange


def _carried_out(edit: TrackedEdit, reads: Sequence[Read]) -> bool | None:
    """Whether every choice of the edit reads as carried out, or none of them does; None: something else stands there."""
    found = {None if read.meaning is None else id(edit) in read.meaning for read in reads}
    return found.pop() if len(found) == 1 else None


def _wording(edit: TrackedEdit, reads: Sequence[Read]) -> str | None:
    """The person's own wording; None when it cannot be told from what others asked for in the same sentence."""
    if edit.op == "delete" or any(read.meaning is None and len(read.choice.key) > 1 for read in reads):
        return None
    return "\n".join(read.text for read in reads if read.text) or None
