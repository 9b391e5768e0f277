"""Random decision sets on Word documents: does the redline hold what it promises?

``python -m benchmarks.redline --count 2000`` prints a table with one row per base document. LibreOffice judges every
``--office``-th set (0: never), where it is installed: its accept-all against our reading of the accepted file, its
reject-all against its own reading of the original. A validator of the schema judges every ``--schema``-th set, where the
package openxml-audit is installed: nothing that it did not object to in the original.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack, suppress
from itertools import pairwise, zip_longest
from pathlib import Path

from docx import Document
from lxml import etree

from benchmarks.office import Office, missing
from benchmarks.redline_cases import AUTHOR, RUS, Case, random_case
from benchmarks.redline_judge import OpenXmlValidator, failures, schema_failures
from benchmarks.word_bases import bases
from summarizer.baseline.wordtext import body_paragraphs, w
from summarizer.export.redline import redline
from summarizer.export.revisions import accept_all

_SHOWN = (w("t"), w("delText"), w("tab"), w("br"))


def office_failures(case: Case, marked: bytes, office: Office, folder: Path) -> list[str]:
    """Where LibreOffice reads the redline of a case otherwise than we do."""
    files = {"marked": marked, "accepted": accept_all(marked), "original": case.original}
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    begins_with_table = Document(io.BytesIO(marked)).element.body[0].tag == w("tbl")
    pairs = {
        "accept-all": (office.read(folder / "marked.docx", "accept"), office.read(folder / "accepted.docx")),
        "reject-all": (office.read(folder / "marked.docx", "reject"), office.read(folder / "original.docx", "reject")),
    }
    found = []
    for do, (ours, other) in pairs.items():
        mine, theirs = (list(zip(r.paragraphs, r.styles, r.looks, strict=True)) for r in (ours, other))
        # With revisions in it, a document that begins with a table gets an empty paragraph in front of that table.
        if begins_with_table and len(mine) == len(theirs) + 1 and mine[0][0] == "":
            del mine[0]
        differing = [pair for pair in zip_longest(mine, theirs) if pair[0] != pair[1]]
        found += [f"LibreOffice, {do}: {a} for {b}" for a, b in differing[:1]]
    return found


def beyond_office(docx: bytes) -> bool:
    """Whether LibreOffice 7.4 cannot judge the redline, because a change of ours stands

    * in a content control: it drops tracked deletions there when it opens the file;
    * in another author's insertion, or on a paragraph mark that another author inserted: it cannot nest them;
    * as an insertion at the end of a paragraph with another at the beginning of the next: it can run them together;
    * around a field in part: it shows the field's text anew.
    """
    document = Document(io.BytesIO(docx)).element
    ours = [e for e in document.iter(w("ins"), w("del")) if e.get(w("author")) == AUTHOR]
    inside = (w("sdt"), w("ins"), w("moveTo"))
    siblings = [sibling for e in ours if (mark := e.getparent()).tag == w("rPr") for sibling in mark]
    others = [e for e in siblings if e.tag in (w("ins"), w("moveTo")) and e.get(w("author")) != AUTHOR]
    fields = any(True for e in ours if e.tag == w("del") for _ in e.getparent().iter(w("fldChar")))
    nested = any(a.tag in inside for e in ours for a in e.iterancestors())
    return bool(others) or nested or fields or _neighbouring(document)


def _neighbouring(document: etree._Element) -> bool:
    for paragraph, following in pairwise(body_paragraphs(document)):
        last = [e for e in paragraph if e.tag in (w("r"), w("ins"), w("del")) and any(True for _ in e.iter(*_SHOWN))]
        first = [e for e in following if e.tag in (w("r"), w("ins"), w("del"))]
        marked = paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}") is not None
        if last and first and not marked and last[-1].tag == w("ins") and first[0].tag == w("ins"):
            return True
    return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="decision sets in all")
    parser.add_argument("--office", type=int, default=1, help="let LibreOffice judge every N-th set; 0: none")
    parser.add_argument("--schema", type=int, default=10, help="validate every N-th set; 0: none")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    documents = bases()
    judge = arguments.office and missing() is None
    sets, edits, judged, beyond, valid, failed = (Counter[str]() for _ in range(6))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        office = stack.enter_context(Office()) if judge else None
        stack.enter_context(suppress(KeyboardInterrupt))  # what was tried so far is told
        for number in range(arguments.count):
            name = sorted(documents)[number % len(documents)]
            case = random_case(documents[name], random.Random(f"{arguments.seed}/{number}"))
            found = failures(case)
            marked = redline(case.original, case.parts, case.edits, RUS)
            if arguments.schema and OpenXmlValidator and number % arguments.schema == 0:
                found += schema_failures(case, marked, folder)
                valid[name] += 1
            if office is not None and number % arguments.office == 0:
                if beyond_office(marked):
                    beyond[name] += 1
                else:
                    found += office_failures(case, marked, office, folder)
                    judged[name] += 1
            sets[name] += 1
            edits[name] += len(case.edits)
            failed[name] += bool(found)
            for line in found:
                print(f"{name} {arguments.seed}/{number}: {line}"[:400])
            print(number + 1, end="\r", file=sys.stderr)
    heads = ("sets", "edits", "LibreOffice", "beyond it", "schema", "failed")
    columns = (sets, edits, judged, beyond, valid, failed)
    print(f"{'document':52}" + "".join(f"{head:>12}" for head in heads))
    for name in sorted(sets):
        print(f"{name:52}" + "".join(f"{column[name]:12}" for column in columns))
    print(f"{'all':52}" + "".join(f"{column.total():12}" for column in columns))


if __name__ == "__main__":
    main()
