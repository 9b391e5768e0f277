"""A full run over submissions that hold every string of ``privacy_strings.toml``: what of them is found afterwards, where.

Made-up submissions, a few strings each, beside the examples; a stand-in for the language model that hands back what it is shown
(the worst that one can do) and one for the embedding; everything else is the product. Then twenty erasures at random.
"""

from __future__ import annotations

import io
import logging
import random
import re
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.privacy import leaks
from summarizer import pipeline
from summarizer.pipeline.offline_job import Trap
from summarizer.settings import Settings
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, faithful_llm, write_template

STRINGS = Path(__file__).with_name("privacy_strings.toml")
EXAMPLES = Path(__file__).parents[1] / "examples"
SECTIONS = ("3.2", "5.3")
ERASURES, SEED = 20, 2026
_SECRET = re.compile(r"«([^»]*)»")
_PER_FILE = 4  # strings in one submission: one in each question
_WRITTEN = (
    "answers",
    "chunks",
    "points",
    "summaries",
    "generations",
    "suggestions",
    "drafts",
    "conversation",
    "theme_edits",
)


@dataclass(frozen=True)
class RunFigures:
    """How many strings were handed in, and how many of them are legible in each place."""

    strings: int
    found: dict[str, list[str]]
    erasures: int
    erased_found: list[str]
    sockets: list[str]


def run() -> RunFigures:
    trap = Trap(refuse=False)
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            llm = faithful_llm()
            workspace = Workspace(Settings(folder / "ws", folder / "models"), embedder=FakeEmbedder(), llm=llm)
            secrets = _hand_in(workspace, folder / "in")
            exported = _work(workspace, folder / "ut")
            places = {
                "prompts sent": "\n".join(f"{r.turns}{r.opening}" for r in llm.requests),
                "index and tables": "\n".join(_stored(workspace)),
                "exports": "\n".join(_read(exported)),
                "logs": said.getvalue() + "\n".join(map(str, workspace.store.audit.rows())),
            }
            found = {place: [s for s in secrets if stands_in(s, text)] for place, text in places.items()}
            left = list(_erase(workspace))
            workspace.close()
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger().setLevel(logging.WARNING)
    return RunFigures(len(secrets), found, ERASURES, left, trap.attempts)


def stands_in(secret: str, text: str) -> bool:
    return secret in text and re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text) is not None


def _hand_in(workspace: Workspace, folder: Path) -> list[str]:
    """Every string in a submission whose contact is the person it names. Returns what must not be seen again."""
    raw = tomllib.loads(STRINGS.read_text(encoding="utf-8"))
    strings = [string for group in raw["personal"].values() for string in group]
    by_contact: dict[str, list[str]] = {}
    for string in strings:
        by_contact.setdefault(_contact(string, raw["names"]), []).append(string)
    number = 0
    for contact, theirs in by_contact.items():
        for start in range(0, len(theirs), _PER_FILE):
            number += 1
            places = [(section, question) for section in SECTIONS for question in ("needs", "goal")]
            bare = [_SECRET.sub(lambda m: m[1], string) for string in theirs[start : start + _PER_FILE]]
            texts = [f"Vägarna behöver rustas upp. {text}" for text in bare]
            background = {"organisation": f"Provby{number} kommun", "contact": contact}
            write_template(folder, f"prov{number}.docx", background, dict(zip(places, texts, strict=False)))
    pipeline.set_baseline(workspace, EXAMPLES / "strategy.docx")
    pipeline.ingest(workspace, [folder, EXAMPLES / "submissions"])
    return sorted({secret for string in strings for secret in _SECRET.findall(string)})


def _contact(string: str, names: Sequence[str]) -> str:
    """The contact field of a sender who would write this: the person named, or all of them."""
    return next((name for name in names if not leaks(string, [name])), " och ".join(names))


def _work(workspace: Workspace, out: Path) -> list[Path]:
    pipeline.ensure_index(workspace)
    for section in SECTIONS:
        pipeline.summarize(workspace, section)
        for state in pipeline.draft(workspace, section)[0][:2]:
            pipeline.decide(workspace, state.suggestion.suggestion_id, "accept", "Granskare (prov)")
    for question in ("Vad säger kommunerna om vägarna?", "Vem har skrivit om vägarna i 3.2?"):
        answer = pipeline.ask(workspace, question)
        workspace.store.audit.say("assistant", answer.text, {"claims": [c.text for c in answer.claims]}, "nu")
    return [path for kind in pipeline.FORMATS for path in pipeline.export(workspace, kind, out)]


def _stored(workspace: Workspace) -> Iterator[str]:
    """What stages wrote, and the index's own files. Not the two tables that keep the originals apart."""
    for table, content in workspace.store.erasures.everything():
        if table in _WRITTEN or table.startswith("chunks"):
            yield content.decode("utf-8", errors="replace")
    for path in (workspace.folder / "index").iterdir():
        yield path.read_bytes().decode("utf-8", errors="replace")


def _read(paths: Iterable[Path]) -> Iterator[str]:
    """The text of files, and of what is inside Word and Excel; runs of a paragraph put together again."""
    for path in paths:
        if path.suffix not in (".docx", ".xlsx"):
            yield path.read_text(encoding="utf-8")
            continue
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                raw = archive.read(name).decode("utf-8", errors="replace")
                yield raw
                yield re.sub(r"<[^>]+>", "", raw)


def _erase(workspace: Workspace) -> Iterator[str]:
    """Erase at random, and search for each after all of them are gone."""
    chosen = random.Random(SEED).sample(workspace.store.submissions.all(in_force=False), ERASURES)
    texts = {
        s.submission_id: [a.text for a in workspace.store.submissions.answers(submission_id=s.submission_id)]
        for s in chosen
    }
    for submission in chosen:
        pipeline.erase(workspace, submission.submission_id, "prov")
    for submission in chosen:
        check = pipeline.verify_erasure(workspace, submission.submission_id)
        yield from (f"{submission.organisation}: {place.traces} in {place.where}" for place in check.found)
    content = b"\n".join(path.read_bytes() for path in workspace.folder.rglob("*") if path.is_file())
    kept = "\n".join(answer.text for answer in workspace.store.submissions.answers(in_force=False))
    for submission in chosen:  # the same, without the product's own search
        for text in texts[submission.submission_id]:
            words = text[:60]
            if len(words) == 60 and words not in kept and words.encode() in content:
                yield f"{submission.organisation}: {words!r}"
