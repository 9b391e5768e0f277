"""Word files from public test collections (see ../shared/material): nothing lost, revisions read right, never a crash."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from summarizer.consultation import load
from summarizer.errors import UnreadableFile
from summarizer.matching import match
from summarizer.reading import read_file
from summarizer.reading.characters import visible

MATERIAL = Path(__file__).parents[3] / "shared" / "material" / "docx"
pytestmark = pytest.mark.skipif(not MATERIAL.is_dir(), reason="../shared/material/docx is not there")
CONSULTATION = load("rus_vasterbotten")
TEXT_PARTS = ("word/document", "word/footnotes", "word/endnotes", "word/comments", "word/header", "word/footer")


def files(folder: str) -> list[Path]:
    return sorted((MATERIAL / folder).glob("*.d*")) if MATERIAL.is_dir() else []


def words_in(path: Path) -> int:
    """Characters in ``w:t`` (deletions and the second form of drawings left out), counted from the bytes of the parts."""
    total = 0
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.lower().startswith(TEXT_PARTS) and name.lower().endswith(".xml"):
                root = etree.fromstring(package.read(name))
                texts = root.xpath(
                    "//*[local-name()='t'][not(ancestor::*[local-name()='del' or local-name()='moveFrom' or local-name()='Fallback'])]"
                    "[contains(namespace-uri(), 'wordprocessingml')]/text()"
                )
                total += visible("\n".join(map(str, texts)))
    return total


@pytest.mark.parametrize("path", files("ok"), ids=lambda path: path.name)
def test_no_text_is_lost(path: Path) -> None:
    document = read_file(path)
    read = sum(visible(p.text) for b in document.blocks for p in b.pieces if p.kind != "mark")
    assert read == document.received
    assert read >= words_in(path)
    found = match(document, CONSULTATION)
    assert found.ledger.unaccounted == 0


def _accepted() -> list[tuple[Path, Path]]:
    done = [f for f in files("tracked_oracle") if f.stem.endswith("-Accepted")]
    return [(f.with_name(f.name.replace("-Accepted", "")), f) for f in done]


@pytest.mark.parametrize(("tracked", "accepted"), _accepted(), ids=lambda path: path.name)
def test_revisions_read_as_accepted(tracked: Path, accepted: Path) -> None:
    ours, theirs = read_file(tracked), read_file(accepted)
    assert ours.text == theirs.text
    assert ours.received == theirs.received


@pytest.mark.parametrize("path", files("hostile"), ids=lambda path: path.name)
def test_hostile_files_end_in_a_sentence_or_an_honest_result(path: Path) -> None:
    try:
        document = read_file(path)
    except UnreadableFile as exc:
        assert str(exc).startswith("Filen ”") and "; " in str(exc)
        return
    assert match(document, CONSULTATION).ledger.unaccounted == 0
