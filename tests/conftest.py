"""Fixtures that several rooms' tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.llm import FakeLLM
from summarizer.store import Store
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, a_workspace, faithful_llm


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "samspel.db")
    yield made
    made.close()


@pytest.fixture
def fake_embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture
def fake_llm() -> FakeLLM:
    return faithful_llm()


@pytest.fixture
def fake_workspace(tmp_path: Path, fake_embedder: FakeEmbedder, fake_llm: FakeLLM) -> Iterator[Workspace]:
    """An empty workspace on the shipped consultation, with fake models."""
    made = a_workspace(tmp_path, fake_embedder, fake_llm)
    yield made
    made.close()
