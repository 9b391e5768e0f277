"""Whether anything of an erased submission is left: every byte of the workspace is searched for its words and names."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import summarizer
from summarizer.actors import needs
from summarizer.errors import UsageError
from summarizer.text.masking import find_personal
from summarizer.text.traces import Traces, found_in, strings_of
from summarizer.text.words import stems
from summarizer.workspace import Workspace

DATABASE = "samspel.db"
_ESCAPE = re.compile(r"\\u(00[0-9a-f]{2})")
_PROGRAM = ("*.py", "*.toml", "*.md")  # what the product itself says, in summaries and reports too


@dataclass(frozen=True)
class Leftover:
    """A place where traces were found, and how many."""

    where: str
    traces: int


@dataclass(frozen=True)
class ErasureCheck:
    """``traces``: how many words, names and runs of words were looked for, in how many files and bytes."""

    submission_id: str
    traces: int
    files: int
    bytes: int
    found: tuple[Leftover, ...]


@needs("administratör")
def verify_erasure(workspace: Workspace, submission_id: str) -> ErasureCheck:
    """Search all that lies in the workspace's folder. What another submission says too, also a later one, is no leftover."""
    traces = workspace.store.erasures.traces(submission_id)
    if traces is None:
        if any(s.submission_id == submission_id for s in workspace.store.submissions.all(in_force=False)):
            raise UsageError(f"Inspelet {submission_id} är inte raderat; radera det först med: samspel erase.")
        raise UsageError(f"Det finns ingen radering av {submission_id} att kontrollera i den här arbetsytan.")
    said = "\n".join(_handed_in(workspace, None))
    traces = traces.without(found_in(said.encode(), traces) | found_in(said.lower().encode(), traces))
    files = sorted(path for path in workspace.folder.rglob("*") if path.is_file())
    found: Counter[str] = Counter()
    size = 0
    for path in files:
        content = path.read_bytes()
        size += len(content)
        found[str(path.relative_to(workspace.folder))] += _count(content, traces)
    for table, content in _tables(workspace):
        found[f"{DATABASE}, tabellen {table}"] += _count(content, traces)
    leftovers = tuple(Leftover(where, count) for where, count in sorted(found.items()) if count)
    return ErasureCheck(submission_id, len(traces.kept), len(files), size, leftovers)


def _count(content: bytes, traces: Traces) -> int:
    found: set[str] = set()
    for form in _forms(content):
        found |= found_in(form, traces)
    return len(found)


def _forms(content: bytes) -> Iterator[bytes]:
    """The bytes as they are, as small letters, as UTF-16 and with JSON's escapes read; and what a zip archive holds."""
    yield content
    lower = content.decode("utf-8", errors="replace").lower().encode()
    if lower != content:
        yield lower
    for start in (0, 1):
        yield content[start:].decode("utf-16-le", errors="ignore").lower().encode()
    if b"\\u00" in content:
        yield _ESCAPE.sub(lambda m: chr(int(m[1], 16)), lower.decode()).lower().encode()
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield from _forms(archive.read(member))


def _tables(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """(table, all its values), and files that are kept in a table one by one."""
    values: dict[str, list[bytes]] = {}
    for table, content in workspace.store.erasures.everything():
        if content.startswith(b"PK\x03\x04"):
            yield table, content
        values.setdefault(table, []).append(content)
    yield from ((table, b"\n".join(found)) for table, found in values.items())


# ── what the list is made of ────────────────────────────────────────────────────────────────────────────────────────
def strings_of_submission(workspace: Workspace, submission_id: str, known: str) -> set[bytes]:
    """Its runs of words, the words that only it has, its names and the file's."""
    submission = workspace.store.submissions.get(submission_id)
    texts = [*_texts(workspace, submission_id), *submission.warnings]
    names = [submission.file, Path(submission.file).stem, *workspace.store.submissions.contacts(submission_id).values()]
    names += [text[span.start : span.end] for text in texts for span in find_personal(text, names)]
    if not submission.organisation.startswith("Privatperson "):
        names.append(submission.organisation)
    return strings_of(texts, names, _stems_of_program() | frozenset(stems(known)))


def known_elsewhere(workspace: Workspace, submission_id: str, sections: set[str]) -> str:
    """What is said without this submission: by the others, by the strategy, and in what was made from the sections that it
    does not touch."""
    store = workspace.store
    made: list[str] = []
    for section in workspace.consultation.sections:
        if section.id in sections:
            continue
        kept = store.themes.summary(section.id)
        made += [repr(kept[1])] if kept else []
        made += [repr(state) for state in store.review.suggestions(section.id)]
    return "\n".join([*_handed_in(workspace, submission_id), *made])


@lru_cache(maxsize=1)
def program_says() -> str:
    """All that the program can say by itself: its source, its texts and its prompts."""
    root = Path(summarizer.__file__).parent
    files = [path for folder in (root, root.parent / "prompts") for kind in _PROGRAM for path in folder.rglob(kind)]
    return "\n".join(path.read_text(encoding="utf-8", errors="ignore") for path in sorted(files))


@lru_cache(maxsize=1)
def _stems_of_program() -> frozenset[str]:
    return frozenset(stems(program_says()))


def _handed_in(workspace: Workspace, except_for: str | None) -> Iterator[str]:
    store = workspace.store
    for submission in store.submissions.all(in_force=False):
        if submission.submission_id != except_for:
            yield from (submission.organisation, submission.file, *submission.warnings)
            yield from store.submissions.contacts(submission.submission_id).values()
            yield from _texts(workspace, submission.submission_id)
    yield store.setting("consultation") or ""
    yield from (part.text for part in store.review.baseline())
    if file := store.review.baseline_file():
        yield from (form.decode("utf-8", errors="ignore") for form in _forms(file[1]))


def _as_indexed(text: str) -> str:
    """The stems without accents, as the search index holds them: "yrkeshogskol" has a word that nobody writes."""
    folded = unicodedata.normalize("NFD", " ".join(stems(text)))
    return "".join(char for char in folded if not unicodedata.combining(char))


def _texts(workspace: Workspace, submission_id: str) -> Iterator[str]:
    submissions = workspace.store.submissions
    for answer in submissions.answers(submission_id=submission_id):
        yield answer.text
        yield _as_indexed(answer.text)
        yield submissions.unmasked(answer.answer_id) or ""
    for kind in ("unmapped", "note"):
        yield from (remnant["text"] for remnant in submissions.remnants(kind, submission_id))
