"""Text → unit vectors with a sentence-transformers model from a folder on the disk."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Anything that turns texts into vectors. ``name`` changes when the vectors would."""

    name: str

    def encode(self, texts: list[str], kind: Literal["query", "passage"] = "passage") -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""
        ...


class SentenceEmbedder:
    """A sentence-transformers folder (safetensors). E5 models want to be told what is a question and what a passage."""

    def __init__(self, folder: Path, name: str, threads: int | None = None) -> None:
        self.name = name
        self._folder = folder
        self._threads = threads
        self._model: Any = None

    def encode(self, texts: list[str], kind: Literal["query", "passage"] = "passage") -> Vectors:
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        vectors = self._loaded().encode(
            [f"{kind}: {text}" for text in texts],
            batch_size=32,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)

    def _loaded(self) -> Any:
        """Load on first use: the library takes seconds to import, and most commands never embed."""
        if self._model is None:
            os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
            os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
            import torch
            import transformers
            from sentence_transformers import SentenceTransformer

            transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
            transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
            if self._threads:
                torch.set_num_threads(self._threads)
            self._model = SentenceTransformer(
                str(self._folder), device="cpu", local_files_only=True, model_kwargs={"add_pooling_layer": False}
            )
        return self._model
