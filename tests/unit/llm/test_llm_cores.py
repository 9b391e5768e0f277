"""Threads by the processors that the process may use, not by those that the machine has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarizer.llm.cores import cores
from summarizer.llm.llama import LlamaCpp


@pytest.fixture
def four_cores_of_two(tmp_path: Path) -> Path:
    """Eight processors; n and n + 4 share a core."""
    for processor in range(8):
        folder = tmp_path / f"cpu{processor}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(f"{processor % 4},{processor % 4 + 4}\n", encoding="ascii")
    return tmp_path


@pytest.mark.parametrize(
    ("allowed", "expected"), [(range(8), 4), ({0, 4}, 1), ({0, 1}, 2), ({1, 2, 6}, 2), ({8, 9, 10}, 3)]
)
def test_a_core_counts_once_and_only_if_it_may_be_used(
    allowed: set[int], expected: int, four_cores_of_two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(allowed), raising=False)
    assert cores(four_cores_of_two) == expected


def test_where_nothing_is_told_every_processor_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert cores(tmp_path) == 6
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores(tmp_path) == 1


def test_the_language_model_uses_them_unless_told_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.llm.llama.cores", lambda: 3)
    assert LlamaCpp(tmp_path / "model.gguf", "m")._threads == 3
    assert LlamaCpp(tmp_path / "model.gguf", "m", threads=5)._threads == 5
