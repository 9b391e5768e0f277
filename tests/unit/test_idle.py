"""Models leave the memory when nobody uses them, and come back when somebody does."""

from __future__ import annotations

import gc
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import SentenceEmbedder
from index.idle import Idle, memory_is_short
from summarizer.llm import Request
from summarizer.llm.llama import LlamaCpp
from summarizer.settings import from_environment

LONG = 30.0  # seconds that a test waits at most for what comes in some hundredths


def waits(seconds: float, short: bool = False) -> tuple[Idle, threading.Event]:
    gone = threading.Event()
    return Idle(gone.set, seconds, looks=0.02, short=lambda: short), gone


def test_what_is_not_used_is_let_go_of_every_time() -> None:
    idle, gone = waits(0.05)
    for _ in range(2):
        gone.clear()
        idle.used()
        assert gone.wait(LONG) and idle.idle()


def test_short_memory_does_not_wait_for_the_time() -> None:
    idle, gone = waits(3600.0, short=True)
    idle.used()
    assert gone.wait(LONG)


@pytest.fixture
def watches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of threads that were begun, and do not run."""
    begun: list[str] = []
    monkeypatch.setattr(threading.Thread, "start", lambda self: begun.append(self.name))
    return begun


def test_zero_is_never(watches: list[str]) -> None:
    waits(0.0, short=True)[0].used()
    assert watches == []


def test_one_watch_is_enough(watches: list[str]) -> None:
    idle, _ = waits(3600.0)
    for _ in range(5):
        idle.used()
    assert watches == ["idle"]


def test_what_holds_itself_is_let_go_of_too(monkeypatch: pytest.MonkeyPatch) -> None:
    gone, trimmed = threading.Event(), threading.Event()

    class Circle:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            gone.set()

    class Library:
        malloc_trim = staticmethod(lambda _: trimmed.set())

    monkeypatch.setattr("index.idle.ctypes.CDLL", lambda _: Library)
    gc.disable()  # only who asks for it collects
    try:
        held = [Circle()]
        Idle(held.clear, 0.05, looks=0.02, short=lambda: False).used()
        assert gone.wait(LONG) and trimmed.wait(LONG)
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("MemTotal: 1000 kB\nMemFree: 5 kB\nMemAvailable: 79 kB\n", True),
        ("MemTotal: 1000 kB\nMemFree: 5 kB\nMemAvailable: 80 kB\n", False),
        ("MemTotal: 1000 kB\n", False),
        ("", False),
    ],
)
def test_what_short_memory_is(told: str, expected: bool, tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text(told, encoding="ascii")
    assert memory_is_short(tmp_path / "meminfo") is expected
    assert not memory_is_short(tmp_path / "nothing")


class Model:
    """A llama.cpp model that answers one word."""

    def __init__(self) -> None:
        self.closed = False

    def __call__(self, **_: Any) -> Any:
        assert not self.closed
        return {
            "choices": [{"text": "ja", "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1},
        }

    def tokenize(self, text: bytes, special: bool) -> list[int]:
        return list(text[:1])

    def close(self) -> None:
        self.closed = True


def test_the_language_model_is_closed_and_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Model] = []

    def load(self: LlamaCpp) -> Any:
        if self._model is None:
            loaded.append(Model())
            self._model = loaded[-1]
        return self._model

    monkeypatch.setattr(LlamaCpp, "_loaded", load)
    llm = LlamaCpp(tmp_path / "model.gguf", "m", idle=3600.0)
    llm.complete(Request((("user", "Hej"),)))
    llm._let_go()
    assert not loaded[0].closed  # somebody has just used it
    monkeypatch.setattr(llm._idle, "idle", lambda: True)
    llm._let_go()
    llm._let_go()  # nothing to let go of
    assert loaded[0].closed and llm._model is None
    assert llm.complete(Request((("user", "Hej"),))).text == "ja" and len(loaded) == 2


class Sentences:
    """An embedding model whose vectors all say how often it was changed."""

    def __init__(self, changed: int = 0) -> None:
        self.changed = changed

    def encode(self, texts: list[str]) -> Any:
        return np.full((len(texts), 2), self.changed, dtype=np.float32)

    def adapted(self, changes: Path) -> Sentences:
        return Sentences(self.changed + 1)


def test_the_embedding_model_is_let_go_of_and_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path] = []

    def load(folder: Path, threads: int | None) -> Sentences:
        loaded.append(folder)
        return Sentences()

    monkeypatch.setattr("index.embedder.load", load)
    embedder = SentenceEmbedder(tmp_path, "m", idle=3600.0)
    for kind, changed in (("likeness", 1), ("query", 0), ("passage", 0), ("likeness", 1)):
        assert embedder.encode(["ett"], kind).tolist() == [[changed, changed]]  # type: ignore[arg-type]
    assert loaded == [tmp_path]
    embedder._let_go()
    embedder._let_go()
    assert embedder.encode(["ett"]).shape == (1, 2) and loaded == [tmp_path, tmp_path]
    assert embedder.encode([]).shape == (0, 384)


def test_two_that_need_the_model_at_once_load_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loading, loaded = threading.Event(), []

    def load(folder: Path, threads: int | None) -> Sentences:
        loaded.append(folder)
        assert loading.wait(LONG)
        return Sentences()

    monkeypatch.setattr("index.embedder.load", load)
    embedder = SentenceEmbedder(tmp_path, "m")
    both = [threading.Thread(target=embedder.encode, args=(["ett"],)) for _ in range(2)]
    for thread in both:
        thread.start()
    loading.set()
    for thread in both:
        thread.join(LONG)
    assert loaded == [tmp_path]


def test_ten_minutes_unless_the_environment_says_otherwise() -> None:
    assert from_environment(environment={}).idle == 600.0
    assert from_environment(environment={"SAMSPEL_IDLE": "0"}).idle == 0.0
    assert from_environment(environment={"SAMSPEL_IDLE": "3"}).idle == 180.0
