"""What is searched follows the answers; what is kept in memory of before makes no difference but to the work."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from summarizer.llm import FakeLLM
from summarizer.pipeline import erase
from summarizer.pipeline.searching import INDEX_FOLDER, Searchable, chunk_id, searchable
from summarizer.settings import Settings
from summarizer.text.favour import favour
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, a_submission

TEXTS = (
    "Vägarna behöver rustas upp. Grusvägarna stängs varje vår.\nBussen går inte på kvällen.",
    "Bygg hyreslägenheter i byarna.\nBredbandet når inte fjällbyarna.",
    "Inga synpunkter.",
    "Biblioteket måste ha öppet på kvällarna, när bussen går.",
)


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Workspace]:
    """A second workspace beside ``fake_workspace``."""
    settings = Settings(workspace=tmp_path / "en_annan", models=tmp_path / "modeller")
    made = Workspace(settings, embedder=FakeEmbedder(), llm=FakeLLM(lambda _: ""))
    yield made
    made.close()


def add(workspace: Workspace, number: int, text: str, supersedes: int | None = None) -> None:
    new = a_submission(number, f"Sändare {number}", text)
    earlier = None if supersedes is None else a_submission(supersedes).submission.submission_id
    workspace.store.submissions.add(new, supersedes=earlier)


def all_of(workspace: Workspace, held: Searchable) -> tuple[object, ...]:
    """Everything that a search looks at, and what is on the disk."""
    rows = held.index.similarities(np.eye(1, 96, dtype=np.float32)).tolist()
    stored = sorted((row["chunk_id"], row["stems"]) for row in workspace.store.database.rows("SELECT * FROM chunks"))
    saved = (workspace.folder / INDEX_FOLDER / "index.faiss").read_bytes()
    manifest = (workspace.folder / INDEX_FOLDER / "manifest.json").read_bytes()
    return (held.index.ids, rows, held.chunks, held.rows, held.answers, held.spread, stored, saved, manifest)


def test_step_by_step_is_the_same_as_at_once(fake_workspace: Workspace, another: Workspace) -> None:
    for number, text in enumerate(TEXTS):
        add(fake_workspace, number, text)
        searchable(fake_workspace)
    add(fake_workspace, 9, "Vägarna är bra nu.", supersedes=0)
    for number, text in reversed(list(enumerate(TEXTS))):
        add(another, number, text)
    add(another, 9, "Vägarna är bra nu.", supersedes=0)
    assert all_of(fake_workspace, searchable(fake_workspace)) == all_of(another, searchable(another))
    assert "grusväg" not in searchable(fake_workspace).spread  # only the superseded one spoke of them


def test_an_answer_whose_text_has_changed_is_cut_anew(fake_workspace: Workspace) -> None:
    add(fake_workspace, 0, TEXTS[0])
    add(fake_workspace, 1, TEXTS[1])
    searchable(fake_workspace)
    with fake_workspace.store.database.transaction() as c:
        c.execute("UPDATE answers SET text = 'Hela byn vill ha fiber.' WHERE text = ?", (TEXTS[0],))
    add(fake_workspace, 2, TEXTS[2])
    held = searchable(fake_workspace)
    assert {c.text for c in held.chunks} == {"Hela byn vill ha fiber.", *TEXTS[1].split("\n"), TEXTS[2]}
    assert held.spread["fib"] + held.spread["fiber"] == 1 and not any("grus" in stem for stem in held.spread)


def test_only_what_is_new_is_embedded_and_loaded(fake_workspace: Workspace, fake_embedder: FakeEmbedder) -> None:
    add(fake_workspace, 0, TEXTS[0])
    before = searchable(fake_workspace)
    fake_embedder.asked.clear()
    with fake_workspace.store.database.transaction() as c:
        c.execute("DELETE FROM vectors")  # whoever asked for a vector again would have it made again
    add(fake_workspace, 1, TEXTS[1])
    after = searchable(fake_workspace)
    assert [text for _, text in fake_embedder.asked] == sorted(TEXTS[1].split("\n"), key=len, reverse=True)
    assert {chunk_id(c) for c in before.chunks} < set(after.index.ids)


def test_what_is_erased_is_not_kept_in_memory(fake_workspace: Workspace) -> None:
    add(fake_workspace, 0, TEXTS[0])
    held = weakref.ref(searchable(fake_workspace))
    favour(TEXTS[0])
    assert favour.cache_info().currsize > 0
    erase(fake_workspace, a_submission(0).submission.submission_id, "begärt")
    gc.collect()
    assert held() is None
    assert favour.cache_info().currsize == 0
