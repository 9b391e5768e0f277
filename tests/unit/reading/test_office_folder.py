"""LibreOffice is given whole paths, also when the workspace's folder is named from where one stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.reading import office


def test_a_folder_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def remember(command: list[str], *rest: object) -> bool:
        asked.append(command)
        return True

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(office, "_run", remember)
    assert office.convert(Path("brev.odt"), "docx:MS Word 2007 XML", Path("workspace")) is None
    assert any(f"file://{tmp_path}/workspace/profile" in word for word in asked[0])
    assert asked[0][-1] == str(tmp_path / "brev.odt")
