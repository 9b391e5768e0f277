"""Text → unit vectors with a sentence-transformers model from a folder on the disk."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.adapter import LIKENESS
from index.idle import Idle

Vectors = NDArray[np.float32]
# What a vector is for: to find passages by a question, or to tell which texts say the same ("likeness").
Kind = Literal["query", "passage", "likeness"]


class Embedder(Protocol):
    """Anything that turns texts into vectors. ``name`` changes when the vectors would."""

    name: str

    def encode(self, texts: list[str], kind: Kind = "passage") -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""
        ...


class Encoder(Protocol):
    """A model in memory."""

    def encode(self, texts: list[str]) -> Vectors: ...

    def adapted(self, changes: Path) -> Encoder: ...


class SentenceEmbedder:
    """A sentence-transformers folder (safetensors). E5 models want to be told what is a question and what a passage; texts
    compared as equals are all questions, and are embedded by weights that have learnt what "the same in other words" is."""

    def __init__(self, folder: Path, name: str, threads: int | None = None, idle: float = 0.0) -> None:
        """``idle``: seconds without use after which the model is let go of; the next use loads it again."""
        self.name = f"{name}+{hashlib.sha256(LIKENESS.read_bytes()).hexdigest()[:8]}"
        self._folder = folder
        self._threads = threads
        self._idle = Idle(self._let_go, idle)
        self._lock = threading.Lock()  # who needs the model while another is loading it waits for that one
        self._held: dict[bool, Encoder] = {}  # as it is, and with what was learnt about likeness

    def encode(self, texts: list[str], kind: Kind = "passage") -> Vectors:
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        model = self._model(kind == "likeness")
        vectors = model.encode([f"{'query' if kind == 'likeness' else kind}: {text}" for text in texts])
        self._idle.used()
        return vectors

    def _let_go(self) -> None:
        """Whoever is embedding at this moment holds the model until it is done."""
        with self._lock:
            self._held.clear()

    def _model(self, for_likeness: bool) -> Encoder:
        """Loaded on first use: it takes seconds, and most commands never embed."""
        with self._lock:
            if False not in self._held:
                self._held[False] = load(self._folder, self._threads)
            if for_likeness and True not in self._held:
                self._held[True] = self._held[False].adapted(LIKENESS)
            return self._held[for_likeness]


def load(folder: Path, threads: int | None = None) -> Encoder:
    """The model in the folder, by the lightest way that can run it."""
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # see summarizer/llm/llama.py; the library may be shared with it
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import torch

    if threads:
        torch.set_num_threads(threads)
    from index.bert import Bert, can_run

    if can_run(folder):
        return Bert(folder)
    from index.library import Library

    return Library(folder)
