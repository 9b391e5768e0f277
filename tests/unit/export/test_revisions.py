"""Accepting and rejecting, against files whose accepted and rejected versions came from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.redline_cases import texts_of
from summarizer.export.revisions import accept_all, reject_all

ORACLE = Path(__file__).parents[3].parent / "shared" / "material" / "docx" / "tracked_oracle"
RESOLVED = {"-Accepted": accept_all, "-Rejected": reject_all}


def pairs() -> list[tuple[Path, str]]:
    return [
        (path, ending)
        for path in sorted(ORACLE.glob("*.docx"))
        for ending in RESOLVED
        if path.with_name(f"{path.stem}{ending}.docx").exists()
    ]


@pytest.mark.skipif(not ORACLE.is_dir(), reason="the shared material is not on this machine")
@pytest.mark.parametrize(("path", "ending"), pairs(), ids=lambda value: getattr(value, "stem", value))
def test_like_the_resolved_file(path: Path, ending: str) -> None:
    other = path.with_name(f"{path.stem}{ending}.docx")
    # Around moved paragraphs, programs disagree on an empty paragraph more or less.
    assert [t for t in texts_of(RESOLVED[ending](path.read_bytes())) if t] == [
        t for t in texts_of(other.read_bytes()) if t
    ]
