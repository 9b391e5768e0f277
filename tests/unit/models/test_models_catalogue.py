"""Which models there are, and that bytes that do not match are never loaded."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from summarizer.errors import ModelCorrupt, ModelMissing, UsageError
from summarizer.models import Model, catalogue, find, installed, model_path, models_folder, require, verify

BYTES = b"modellens vikter"
MODEL = Model(
    "liten", "generation", "model.gguf", len(BYTES), hashlib.sha256(BYTES).hexdigest(), 1.0, "MIT", "Utgivaren", "", {}
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "liten").mkdir()
    (tmp_path / "liten" / "model.gguf").write_bytes(BYTES)
    return tmp_path


def test_every_row_is_complete_and_the_names_are_unique() -> None:
    rows = catalogue()
    assert len({m.name for m in rows}) == len(rows)
    for model in rows:
        assert model.task in ("generation", "embedding")
        assert len(model.sha256) == 64 and int(model.sha256, 16) >= 0
        assert model.size > 0 and model.ram_gb > 0 and model.licence and model.publisher and model.note
        assert model.source["kind"] in ("pypi", "e5s1", "hub", "file")


@pytest.mark.parametrize("task", ["generation", "embedding"])
def test_each_task_has_one_default(task: str) -> None:
    assert len([m for m in catalogue() if m.task == task and m.default]) == 1
    assert find(task).task == task


def test_an_unknown_model_names_the_remedy() -> None:
    with pytest.raises(UsageError, match="samspel models list"):
        find("finns-inte")


def test_the_folder_is_chosen_by_the_environment() -> None:
    assert models_folder({"SAMSPEL_MODELS": "/stor/disk"}) == Path("/stor/disk")
    assert models_folder({"XDG_CACHE_HOME": "/cache"}) == Path("/cache/samspel/models")


def test_what_a_loader_opens() -> None:
    assert model_path(MODEL, Path("m")) == Path("m/liten/model.gguf")
    assert model_path(find("embedding"), Path("m")) == Path("m") / find("embedding").name


def test_a_missing_model_names_the_command(tmp_path: Path) -> None:
    assert not installed(MODEL, tmp_path)
    with pytest.raises(ModelMissing, match="samspel models pull liten"):
        require(MODEL, tmp_path)


def test_right_bytes_are_read_once_and_then_known_by_size_and_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert require(MODEL, folder) == folder / "liten" / "model.gguf"
    room = sys.modules["summarizer.models.catalogue"]  # the package has a function of that name
    monkeypatch.setattr(room, "sha256_of", lambda path: pytest.fail("read again"))
    assert require(MODEL, folder) == folder / "liten" / "model.gguf"


def test_one_flipped_byte_is_never_loaded(folder: Path) -> None:
    require(MODEL, folder)
    path = folder / "liten" / "model.gguf"
    path.write_bytes(b"M" + BYTES[1:])
    os.utime(path, ns=(1, 1))
    with pytest.raises(ModelCorrupt, match=r"laddas inte.*--again"):
        require(MODEL, folder)
    with pytest.raises(ModelCorrupt):
        verify(MODEL, folder)


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"sha256": "annat"}'])
def test_a_damaged_stamp_only_means_reading_again(stamp: str, folder: Path) -> None:
    (folder / "liten" / "verified.json").write_text(stamp, encoding="utf-8")
    assert require(MODEL, folder) == folder / "liten" / "model.gguf"
