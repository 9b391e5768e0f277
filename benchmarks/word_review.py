"""Redlines that a person works through in LibreOffice: is every decision read back right?

``python -m benchmarks.word_review --count 100`` exports random edits, accepts some, rejects some, rewords some and leaves
some alone in LibreOffice, saves the file there, and reads it back. It prints each decision that came back otherwise.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.office import Office, missing
from benchmarks.redline import beyond_office
from benchmarks.redline_cases import AUTHOR, RUS, Case, random_case
from benchmarks.word_bases import plain_strategy, rich_strategy, table_strategy
from summarizer.export.edits import TrackedEdit
from summarizer.export.redline import planned_for, redline
from summarizer.export.review_import import ReadReview, read_review
from summarizer.export.worddiff import word_changes

MARK = "omarbetat"  # the word that a person puts in


@dataclass(frozen=True)
class Review:
    """What a person does with each edit, by its place: accept, reject, edit (accept, then change a word) or leave."""

    case: Case
    edits: tuple[TrackedEdit, ...]
    verdicts: tuple[str, ...]


def random_review(original: bytes, rng: random.Random) -> Review:
    """Random edits, each with an author and a minute of its own, since LibreOffice makes one change of neighbouring ones
    by the same author, and with a word of its own where it is going to be reworded."""
    case = random_case(original, rng)
    edits, verdicts = [], []
    for number, edit in enumerate(case.edits):
        verdict = rng.choice(("accept", "reject", "leave", "edit"))
        if verdict == "edit" and (edit.op == "delete" or not _all_new(edit)):
            verdict = "accept"
        text = edit.new_text.rstrip(".") + f" rum{number}x." if verdict == "edit" else edit.new_text
        date = f"2026-03-01T{number // 60:02}:{number % 60:02}:00"
        edits.append(replace(edit, new_text=text, date=date, author=f"Granskare {number}"))
        verdicts.append(verdict)
    held_back = {id(u.edit) for u in planned_for(original, case.parts, edits, RUS)[1].unplaced}
    verdicts = ["leave" if id(e) in held_back or _unchanged(e) else v for e, v in zip(edits, verdicts, strict=True)]
    return Review(case, tuple(edits), tuple(verdicts))


def _all_new(edit: TrackedEdit) -> bool:
    return edit.op == "insert_after" and "\n" not in edit.new_text.strip()


def _unchanged(edit: TrackedEdit) -> bool:
    return edit.op == "replace" and edit.target is not None and not word_changes(edit.target.text, edit.new_text)


def expected(review: Review) -> tuple[list[tuple[str, str, str | None]], list[str]]:
    """The decisions (id, verdict, wording) and the undecided ids that ought to come back."""
    decisions: list[tuple[str, str, str | None]] = []
    undecided = []
    for number, (edit, verdict) in enumerate(zip(review.edits, review.verdicts, strict=True)):
        if verdict == "leave":
            undecided.append(edit.suggestion_id)
        else:
            lines = "".join(c for c in edit.new_text if c >= " ").strip()
            wording = lines.replace(f"rum{number}x", MARK) if verdict == "edit" else None
            decisions.append((edit.suggestion_id, verdict, wording))
    return decisions, undecided


def worked_through(review: Review, office: Office, folder: Path) -> bytes:
    """The redline after a person has been through it in LibreOffice."""
    path, saved = folder / "redline.docx", folder / "granskad.docx"
    path.write_bytes(redline(review.case.original, review.case.parts, review.edits, RUS))
    each = {
        edit.date[:16]: "reject" if verdict == "reject" else "accept"
        for edit, verdict in zip(review.edits, review.verdicts, strict=True)
        if verdict != "leave"
    }
    words = [(f"rum{number}x", MARK) for number, verdict in enumerate(review.verdicts) if verdict == "edit"]
    office.read(path, each=each, replace=words, save=saved)
    return saved.read_bytes()


def read_back(review: Review, returned: bytes, known: Sequence[TrackedEdit] = ()) -> ReadReview:
    return read_review(returned, review.case.original, review.case.parts, known, RUS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="decisions to read back, at least")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if reason := missing():
        raise SystemExit(reason)
    wanted = right = files = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        office = stack.enter_context(Office())
        while wanted < arguments.count:
            files += 1
            base = (plain_strategy, rich_strategy, table_strategy)[files % 3]
            review = random_review(base(), random.Random(f"{arguments.seed}/{files}"))
            by_one = [replace(edit, author=AUTHOR) for edit in review.edits]
            if beyond_office(redline(review.case.original, review.case.parts, by_one, RUS)):
                continue
            read = read_back(review, worked_through(review, office, folder))
            decisions, undecided = expected(review)
            got = {d.suggestion_id: (d.suggestion_id, d.verdict, d.text) for d in read.decisions}
            for decision in decisions:
                right += got.get(decision[0]) == decision
                if got.get(decision[0]) != decision:
                    print(f"{arguments.seed}/{files}: {got.get(decision[0])} for {decision}; {read.unmatched}")
            for suggestion in undecided:
                right += suggestion in read.undecided
                if suggestion not in read.undecided:
                    print(
                        f"{arguments.seed}/{files}: {suggestion} was left alone; {got.get(suggestion)} {read.unmatched}"
                    )
            wanted += len(decisions) + len(undecided)
    print(f"{right} of {wanted} read back right, from {files} files, those left out that LibreOffice cannot hold")


if __name__ == "__main__":
    main()
