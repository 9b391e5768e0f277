"""What is searched follows the answers; what is kept in memory of before makes no difference but to the work."""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summarizer.asking import Query
from summarizer.llm import FakeLLM
from summarizer.pipeline import erase
from summarizer.pipeline.finding import _allowed, wanted
from summarizer.pipeline.searching import INDEX_FOLDER, Searchable, chunk_id, forget, searchable, senders
from summarizer.settings import Settings
from summarizer.text.favour import favour
from summarizer.text.words import search_stems
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


def test_nothing_is_read_again_until_a_text_or_a_sender_has_changed(
    fake_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(fake_workspace, 0, TEXTS[0])
    held, names = searchable(fake_workspace), senders(fake_workspace)
    with monkeypatch.context() as patch:
        for read in ("all", "answers", "answer_ids"):
            patch.delattr(type(fake_workspace.store.submissions), read)
        fake_workspace.store.set_setting("nyckel", "värde")
        assert searchable(fake_workspace) is held and senders(fake_workspace) is names
    submission_id = a_submission(0).submission.submission_id
    fake_workspace.store.submissions.correct_sender(submission_id, "Byarådet", "byarådet|", "civilsamhälle")
    assert senders(fake_workspace) == ("Byarådet",)
    assert {answer.organisation for answer in searchable(fake_workspace).answers.values()} == {"Byarådet"}


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"sections": ("3.2",)},
        {"sections": ("1.1",)},
        {"sections": ("3.2",), "parts": ("needs",)},
        {"types": ("kommun",)},
        {"senders": ("Sändare 1", "Sändare 3", "Ingen")},
        {"types": ("kommun",), "senders": ("Sändare 1",)},
    ],
)
def test_the_rows_of_a_question_are_those_of_the_answers_that_it_wants(
    fake_workspace: Workspace, limits: dict[str, Any]
) -> None:
    for number, text in enumerate(TEXTS):
        add(fake_workspace, number, text)
    submission_id = a_submission(1).submission.submission_id
    fake_workspace.store.submissions.correct_sender(submission_id, "Sändare 1", "sändare 1|", "näringsliv")
    held, query = searchable(fake_workspace), Query("Vad sägs?", "retrieval", **limits)
    one_by_one = [wanted(fake_workspace, held.answers[chunk.answer_id], query) for chunk in held.chunks]
    assert _allowed(fake_workspace, held, query).tolist() == one_by_one


def test_the_chunks_of_an_answer_stand_together(fake_workspace: Workspace) -> None:
    for number, text in enumerate(TEXTS):
        add(fake_workspace, number, text)
    held = searchable(fake_workspace)
    for row, chunk in enumerate(held.chunks):
        assert held.beside(row) == [c for c in held.chunks if c.answer_id == chunk.answer_id]


def test_a_program_that_has_just_been_started_takes_the_words_that_are_stored(
    fake_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, text in enumerate(TEXTS[:-1]):
        add(fake_workspace, number, text)
    searchable(fake_workspace)
    add(fake_workspace, 3, TEXTS[3])
    cut: list[str] = []

    def noted(text: str) -> list[str]:
        cut.append(text)
        return search_stems(text)

    monkeypatch.setattr("summarizer.pipeline.searching.search_stems", noted)
    forget(fake_workspace)
    held = searchable(fake_workspace)
    assert cut == [TEXTS[3]]
    assert held.spread == Counter(stem for chunk in held.chunks for stem in set(search_stems(chunk.text)))


def test_what_is_erased_is_not_kept_in_memory(fake_workspace: Workspace) -> None:
    add(fake_workspace, 0, TEXTS[0])
    held = weakref.ref(searchable(fake_workspace))
    favour(TEXTS[0])
    assert favour.cache_info().currsize > 0
    erase(fake_workspace, a_submission(0).submission.submission_id, "begärt")
    gc.collect()
    assert held() is None
    assert favour.cache_info().currsize == 0
