"""Random decision sets on Word documents: does the redline hold what it promises?

``python -m benchmarks.redline --count 2000`` prints a table with one row per base document. LibreOffice judges every
``--office``-th set (0: never), where it is installed: its accept-all against our reading of the accepted file, its
reject-all against its own reading of the original. A validator of the schema judges every ``--schema``-th set, where the
package openxml-audit is installed: nothing that it did not object to in the original.

With ``--log FILE`` each set is written to the file as one line of JSON, and a run goes on where the last one ended (after
``--minutes`` or a Ctrl-C): the table is of all that the file holds.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from itertools import pairwise, zip_longest
from pathlib import Path

from docx import Document
from lxml import etree

from benchmarks.office import Office, Reading, missing
from benchmarks.redline_cases import AUTHOR, RUS, Case, random_case
from benchmarks.redline_judge import OpenXmlValidator, failures, schema_failures
from benchmarks.word_bases import bases
from summarizer.baseline.wordtext import body_paragraphs, paragraph_text, w
from summarizer.export.cutting import NOTES
from summarizer.export.redline import redline
from summarizer.export.revisions import accept_all

Row = tuple[str, str, list[list[str]]]  # a paragraph as LibreOffice sees it: text, style, looks
_ORIGINALS: dict[
    bytes, Reading
] = {}  # LibreOffice's reading of each base document, with what is tracked in it rejected
_DELETED_MARK = f"{w('pPr')}/{w('rPr')}/{w('del')}"
_SHOWN = (w("t"), w("delText"), w("tab"), w("br"))


def office_failures(case: Case, marked: bytes, office: Office, folder: Path) -> list[str]:
    """Where LibreOffice reads the redline of a case otherwise than we do."""
    files = {"marked": marked, "accepted": accept_all(marked), "original": case.original}
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    begins_with_table = Document(io.BytesIO(marked)).element.body[0].tag == w("tbl")
    if case.original not in _ORIGINALS:
        _ORIGINALS[case.original] = office.read(folder / "original.docx", "reject")
    pairs = {
        "accept-all": (office.read(folder / "marked.docx", "accept"), office.read(folder / "accepted.docx")),
        "reject-all": (office.read(folder / "marked.docx", "reject"), _ORIGINALS[case.original]),
    }
    found = []
    for do, (ours, other) in pairs.items():
        mine, theirs = (list(zip(r.paragraphs, r.styles, r.looks, strict=True)) for r in (ours, other))
        # With revisions in it, a document that begins with a table gets an empty paragraph in front of that table.
        if begins_with_table and len(mine) == len(theirs) + 1 and mine[0][0] == "":
            del mine[0]
        mine = without_left_empty(mine, theirs, left_empty(marked, do))
        differing = [pair for pair in zip_longest(mine, theirs) if pair[0] != pair[1]]
        found += [f"LibreOffice, {do}: {a} for {b}" for a, b in differing[:1]]
    return found


def left_empty(docx: bytes, do: str) -> int:
    """How many paragraphs with a note LibreOffice 7.4 leaves an empty one behind, whoever made the change: deleted ones
    that are accepted, and those whose new neighbour is rejected (``tests/integration/test_office.py``)."""
    mark = f"{w('pPr')}/{w('rPr')}/{w('del' if do == 'accept-all' else 'ins')}"
    return sum(
        paragraph.find(mark) is not None and any(True for _ in paragraph.iter(*NOTES))
        for paragraph in body_paragraphs(Document(io.BytesIO(docx)).element)
    )


def without_left_empty(mine: list[Row], theirs: list[Row], count: int) -> list[Row]:
    """A reading without empty paragraphs that the other has not, ``count`` of them at most."""
    kept: list[Row] = []
    for row in mine:
        other = theirs[len(kept)] if len(kept) < len(theirs) else None
        if count and not row[0] and row != other:
            count -= 1
        else:
            kept.append(row)
    return kept


def beyond_office(docx: bytes) -> bool:
    """Whether LibreOffice 7.4 cannot judge the redline, because a change of ours stands

    * in a content control: it drops tracked deletions there when it opens the file;
    * in another author's insertion, or on a paragraph mark that another author inserted: it cannot nest them;
    * as an insertion at the end of a paragraph with another at the beginning of the next: it can run them together;
    * around a field in part: it shows the field's text anew;
    * on a whole paragraph in front of an empty one that ends a section: it shows the latter only when it holds a
      comment's mark, which goes with the deletion in one of the two files that are compared;
    * on a whole paragraph in front of a table of contents: it leaves it behind empty, and a comment's mark gives the
      first line of the contents another look.
    """
    document = Document(io.BytesIO(docx)).element
    ours = [e for e in document.iter(w("ins"), w("del")) if e.get(w("author")) == AUTHOR]
    inside = (w("sdt"), w("ins"), w("moveTo"))
    siblings = [sibling for e in ours if (mark := e.getparent()).tag == w("rPr") for sibling in mark]
    others = [e for e in siblings if e.tag in (w("ins"), w("moveTo")) and e.get(w("author")) != AUTHOR]
    fields = any(True for e in ours if e.tag == w("del") for _ in e.getparent().iter(w("fldChar")))
    nested = any(a.tag in inside for e in ours for a in e.iterancestors())
    return bool(others) or nested or fields or _neighbouring(document) or _in_front_of_section_end_or_contents(document)


def _in_front_of_section_end_or_contents(document: etree._Element) -> bool:
    return any(
        paragraph.find(_DELETED_MARK) is not None and (_ends_section(following) or _opens_contents(following))
        for paragraph, following in pairwise(body_paragraphs(document))
    )


def _ends_section(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None and not paragraph_text(paragraph)


def _opens_contents(paragraph: etree._Element) -> bool:
    return any((code.text or "").split()[:1] == ["TOC"] for code in paragraph.iter(w("instrText")))


def _neighbouring(document: etree._Element) -> bool:
    for paragraph, following in pairwise(body_paragraphs(document)):
        last = [e for e in paragraph if e.tag in (w("r"), w("ins"), w("del")) and any(True for _ in e.iter(*_SHOWN))]
        first = [e for e in following if e.tag in (w("r"), w("ins"), w("del"))]
        marked = paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}") is not None
        if last and first and not marked and last[-1].tag == w("ins") and first[0].tag == w("ins"):
            return True
    return False


@dataclass
class Outcome:
    """What became of one decision set. ``judged``: by LibreOffice; ``beyond``: LibreOffice cannot judge it."""

    number: int
    name: str
    edits: int
    judged: bool = False
    beyond: bool = False
    valid: bool = False
    failures: list[str] = field(default_factory=list)


def outcome(number: int, name: str, case: Case, office: Office | None, validate: bool, folder: Path) -> Outcome:
    marked = redline(case.original, case.parts, case.edits, RUS)
    found = Outcome(number, name, len(case.edits), failures=failures(case, marked))
    if validate and OpenXmlValidator:
        found.failures += schema_failures(case, marked, folder)
        found.valid = True
    if office is not None:
        found.beyond = beyond_office(marked)
        if not found.beyond:
            found.failures += office_failures(case, marked, office, folder)
            found.judged = True
    return found


def logged(log: Path | None) -> list[Outcome]:
    """The sets of earlier runs with the same file."""
    lines = log.read_text(encoding="utf-8").splitlines() if log and log.exists() else []
    return [Outcome(**json.loads(line)) for line in lines]


def print_table(outcomes: list[Outcome]) -> None:
    heads = ("sets", "edits", "LibreOffice", "beyond it", "schema", "failed")
    print(f"{'document':52}" + "".join(f"{head:>12}" for head in heads))
    for name in [*sorted({o.name for o in outcomes}), "all"]:
        own = [o for o in outcomes if name in (o.name, "all")]
        columns = (
            len(own), sum(o.edits for o in own), sum(o.judged for o in own), sum(o.beyond for o in own),
            sum(o.valid for o in own), sum(bool(o.failures) for o in own),
        )  # fmt: skip
        print(f"{name:52}" + "".join(f"{column:12}" for column in columns))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="decision sets in all")
    parser.add_argument("--office", type=int, default=1, help="let LibreOffice judge every N-th set; 0: none")
    parser.add_argument("--schema", type=int, default=1, help="validate every N-th set; 0: none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, help="one line of JSON a set; go on where the file ends")
    parser.add_argument("--minutes", type=float, default=24 * 60.0, help="stop after so long")
    arguments = parser.parse_args()
    documents, end = bases(), time.monotonic() + 60 * arguments.minutes
    outcomes = logged(arguments.log)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        office = stack.enter_context(Office()) if arguments.office and missing() is None else None
        log = stack.enter_context(arguments.log.open("a", encoding="utf-8")) if arguments.log else None
        stack.enter_context(suppress(KeyboardInterrupt))  # what was tried so far is told
        for number in range(len(outcomes), arguments.count):
            if time.monotonic() > end:
                break
            name = sorted(documents)[number % len(documents)]
            case = random_case(documents[name], random.Random(f"{arguments.seed}/{number}"))
            judge = office if arguments.office and number % arguments.office == 0 else None
            validate = bool(arguments.schema) and number % arguments.schema == 0
            outcomes.append(outcome(number, name, case, judge, validate, folder))
            for line in outcomes[-1].failures:
                print(f"{name} {arguments.seed}/{number}: {line}"[:400])
            if log:
                print(json.dumps(asdict(outcomes[-1]), ensure_ascii=False), file=log, flush=True)
            print(number + 1, end="\r", file=sys.stderr)
    print_table(outcomes)


if __name__ == "__main__":
    main()
