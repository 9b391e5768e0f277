"""Any sentence-transformers model, run by the library itself."""

from __future__ import annotations

import copy
import logging
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.adapter import merge


class Library:
    """A loaded SentenceTransformer."""

    def __init__(self, folder: Path) -> None:
        import transformers
        from sentence_transformers import SentenceTransformer

        transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        self._model: Any = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, model_kwargs={"add_pooling_layer": False}
        )

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions)."""
        return np.asarray(
            self._model.encode(
                texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
            ),
            dtype=np.float32,
        )

    def adapted(self, changes: Path) -> Library:
        """The same model with changed layers; the word vectors, four fifths of its size, are shared."""
        words = self._model[0].auto_model.embeddings
        other = copy.copy(self)
        other._model = copy.deepcopy(self._model, {id(words): words})
        merge(other._model[0].auto_model, changes)
        return other
