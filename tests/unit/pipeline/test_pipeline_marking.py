"""Exports carry the classification line that an administrator has set."""

from __future__ import annotations

import zipfile

import pytest

from summarizer import pipeline
from summarizer.errors import UsageError
from summarizer.workspace import Workspace


@pytest.mark.parametrize("kind", ["answers", "redline", "audit"])
def test_exports_carry_the_line_of_the_setting(kind: str, filled: Workspace) -> None:
    pipeline.set_classification(filled, "  Arbetsmaterial,  sprid inte ")
    if kind == "redline":
        pipeline.draft(filled, "3.2")
    paths = pipeline.export(filled, kind, filled.folder.parent / "ut")
    said = b"".join(
        zipfile.ZipFile(path).read("docProps/core.xml") if path.suffix in (".docx", ".xlsx") else path.read_bytes()
        for path in paths
    )
    assert b"Arbetsmaterial, sprid inte" in said


def test_a_line_is_short_and_its_change_is_logged(filled: Workspace) -> None:
    with pytest.raises(UsageError, match="för lång"):
        pipeline.set_classification(filled, "x" * 121)
    pipeline.set_classification(filled, "Intern")
    assert filled.store.audit.rows()[-1]["details"] == {"line": "Intern"}
