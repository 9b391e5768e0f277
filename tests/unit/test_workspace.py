"""Which consultation a workspace works on, and how its file can be corrected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.consultation import SHIPPED
from summarizer.errors import WorkspaceError
from summarizer.pipeline import ingest
from summarizer.settings import Settings
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, faithful_llm

FILE = (SHIPPED / "kulturplan_salgvik.toml").read_text(encoding="utf-8")
Open = Callable[[str], Workspace]


@pytest.fixture
def reopened(tmp_path: Path) -> Open:
    """Opens a workspace that has an answer on bibliotek/gora with this consultation file."""
    settings = Settings(workspace=tmp_path / "arbetsyta", models=tmp_path / "modeller")
    first = Workspace(settings, "kulturplan_salgvik", FakeEmbedder(), faithful_llm())
    (tmp_path / "svar.csv").write_text("Bibliotek och läsande: Det här ska göras\nMer böcker.\n", encoding="utf-8")
    assert [r.status for r in ingest(first, [tmp_path / "svar.csv"])] == ["accepted"]
    first.close()

    def open_with(toml: str) -> Workspace:
        (tmp_path / "samrad.toml").write_text(toml, encoding="utf-8")
        return Workspace(settings, str(tmp_path / "samrad.toml"), FakeEmbedder(), faithful_llm())

    return open_with


def test_a_corrected_file_is_taken(reopened: Open) -> None:
    workspace = reopened(FILE.replace('title = "Bibliotek och läsande"', 'title = "Biblioteken"'))
    assert workspace.consultation.section("Biblioteken").id == "bibliotek"
    assert [a.text for a in workspace.store.submissions.answers("bibliotek", None)] == ["Mer böcker."]
    workspace.close()


def test_a_file_without_a_question_that_has_answers_is_not(reopened: Open) -> None:
    with pytest.raises(WorkspaceError, match="bibliotek/gora"):
        reopened(
            FILE.replace('"bibliotek/gora"', '"bibliotek/vill"').replace(
                'questions = ["laget", "vill", "gora"]', 'questions = ["laget", "vill"]', 1
            )
        )


def test_another_consultation_is_not(reopened: Open) -> None:
    with pytest.raises(WorkspaceError, match="annat samråd"):
        reopened(FILE.replace('name = "kulturplan_salgvik"', 'name = "friluftsplan"'))
