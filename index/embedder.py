"""Text → unit vectors with a sentence-transformers model from a folder on the disk."""

from __future__ import annotations

import copy
import hashlib
import logging
import os
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.adapter import LIKENESS, merge
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


class SentenceEmbedder:
    """A sentence-transformers folder (safetensors). E5 models want to be told what is a question and what a passage; texts
    compared as equals are all questions, and are embedded by weights that have learnt what "the same in other words" is."""

    def __init__(self, folder: Path, name: str, threads: int | None = None, idle: float = 0.0) -> None:
        """``idle``: seconds without use after which the model is let go of; the next use loads it again."""
        self.name = f"{name}+{hashlib.sha256(LIKENESS.read_bytes()).hexdigest()[:8]}"
        self._folder = folder
        self._threads = threads
        self._idle = Idle(self._let_go, idle)

    def encode(self, texts: list[str], kind: Kind = "passage") -> Vectors:
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        model = self._for_likeness if kind == "likeness" else self._loaded
        vectors = model.encode(
            [f"{'query' if kind == 'likeness' else kind}: {text}" for text in texts],
            batch_size=32,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        self._idle.used()
        return np.asarray(vectors, dtype=np.float32)

    def _let_go(self) -> None:
        """Whoever is embedding at this moment holds the model until it is done."""
        self.__dict__.pop("_for_likeness", None)
        self.__dict__.pop("_loaded", None)

    @cached_property
    def _for_likeness(self) -> Any:
        """The same model with changed layers; the word vectors, four fifths of its size, are shared."""
        words = self._loaded[0].auto_model.embeddings
        adapted = copy.deepcopy(self._loaded, {id(words): words})
        merge(adapted[0].auto_model, LIKENESS)
        return adapted

    @cached_property
    def _loaded(self) -> Any:
        """Loaded on first use: the library takes seconds to import, and most commands never embed."""
        os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault(
            "OMP_WAIT_POLICY", "passive"
        )  # see summarizer/llm/llama.py; the library may be shared with it
        import torch
        import transformers
        from sentence_transformers import SentenceTransformer

        transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        if self._threads:
            torch.set_num_threads(self._threads)
        return SentenceTransformer(
            str(self._folder), device="cpu", local_files_only=True, model_kwargs={"add_pooling_layer": False}
        )
