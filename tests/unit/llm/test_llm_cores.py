"""Threads by the processors that the process may use, not by those that the machine has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarizer.llm.calibration import Threads
from summarizer.llm.cores import cores, processors
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
    assert cores(four_cores_of_two, four_cores_of_two / "none") == expected
    assert processors(four_cores_of_two / "none") == len(allowed)


@pytest.mark.parametrize(
    ("told", "expected"), [("150000 100000", 2), ("50000 100000", 1), ("max 100000", 4), ("900000 100000", 4), ("?", 4)]
)
def test_a_share_of_the_processors_time_is_no_more_threads_than_it_can_feed(
    told: str, expected: int, four_cores_of_two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    (tmp_path / "cpu.max").write_text(told + "\n", encoding="ascii")
    assert cores(four_cores_of_two, tmp_path / "cpu.max") == expected


def test_where_nothing_is_told_every_processor_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert cores(tmp_path) == 6
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores(tmp_path) == 1


def test_the_language_model_uses_them_unless_told_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.llm.llama.cores", lambda: 3)
    assert LlamaCpp(tmp_path / "model.gguf", "m")._threads == Threads(3, 3)
    assert LlamaCpp(tmp_path / "model.gguf", "m", threads=Threads(5, 4))._threads == Threads(5, 4)
