"""Options that every command takes, and where the workspace is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import Run


def test_json_and_workspace_may_stand_anywhere(run: Run, tmp_path: Path) -> None:
    expected = run("init", "--json").json
    folder = str(tmp_path / "arbetsyta")
    for arguments in (
        ("--json", "--workspace", folder, "init"),
        ("init", "--workspace", folder, "--json"),
        ("init", f"--workspace={folder}", "--json"),
        ("--json", "init", "--workspace", folder),
    ):
        assert run(*arguments, workspace=None).json == expected


def test_without_json_there_is_text(run: Run) -> None:
    done = run("init")
    assert done.code == 0 and "är klar för" in done.out


def test_the_workspace_of_the_environment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSPEL_WORKSPACE", str(tmp_path / "annan"))
    assert run("init", "--json", workspace=None).json["workspace"] == str(tmp_path / "annan")
    monkeypatch.delenv("SAMSPEL_WORKSPACE")
    assert run("init", "--json", workspace=None).json["workspace"] == "workspace"
    assert (tmp_path / "workspace" / "samspel.db").is_file()


def test_the_workspace_is_its_owners_only(run: Run, tmp_path: Path) -> None:
    run("init")
    assert (tmp_path / "arbetsyta").stat().st_mode & 0o077 == 0


def test_progress_goes_to_stderr(run: Run, files: Path) -> None:
    done = run("ingest", files, "--json")
    assert "granvik.docx" in done.err
    assert done.json
