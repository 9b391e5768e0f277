"""Opening Fråga makes ready what the first question would wait for, beside the page and never in its way."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from summarizer import pipeline
from summarizer.pipeline import searching
from summarizer.ui import ask, ready
from summarizer.workspace import Workspace
from tests.ui.conftest import Open

LONG = 30.0  # seconds that a test waits at most


def work(workspace: Workspace) -> None:
    """Ask for it and wait for its thread."""
    ready.get_ready(workspace)
    for thread in threading.enumerate():
        if thread.name == "ready":
            thread.join(LONG)


def test_after_it_a_question_makes_nothing(seeded: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    work(seeded)
    monkeypatch.setattr(searching, "_collect", lambda *_: pytest.fail("made again"))
    assert pipeline.ask(seeded, "Vad sägs om mobiltäckningen?").answered


def test_one_is_at_it_at_a_time(seeded: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, begun = threading.Event(), []
    monkeypatch.setattr(pipeline, "get_ready", lambda workspace: (begun.append(workspace), go_on.wait(LONG)))
    for _ in range(3):
        ready.get_ready(seeded)
    go_on.set()
    work(seeded)
    assert begun[0] == seeded and len(begun) <= 2  # the last may have come after the first was done


def test_what_fails_is_told_to_who_asks_and_can_be_tried_again(
    seeded: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Workspace] = []

    def fail(workspace: Workspace) -> None:
        tried.append(workspace)
        raise OSError("no model")

    monkeypatch.setattr(pipeline, "get_ready", fail)
    work(seeded)
    work(seeded)
    assert len(tried) == 2


def test_with_little_memory_nothing_is_loaded(seeded: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Workspace] = []
    monkeypatch.setattr(pipeline, "get_ready", begun.append)
    monkeypatch.setattr(ready, "memory_is_short", lambda: True)
    work(seeded)
    assert begun == []


@pytest.mark.parametrize(("page", "expected"), [("fraga", 1), ("export", 0)])
def test_the_page_for_questions_asks_for_it(
    page: str, expected: int, seeded: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Workspace] = []
    take: Callable[[Workspace], None] = asked.append
    monkeypatch.setattr(ask, "get_ready", take)
    open_page(page)
    assert asked == [seeded] * expected
