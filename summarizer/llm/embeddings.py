"""Vectors from an OpenAI-compatible server inside the network (``/v1/embeddings``), as index.Embedder."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import Kind
from summarizer.llm.server import Server


class ServedEmbedder:
    """The server has the weights as published: texts compared as equals are embedded as questions, without what
    index/likeness.safetensors has learnt."""

    def __init__(self, url: str, model: str, allow_public: bool = False, timeout: float = 120.0) -> None:
        self.name = f"{url}#{model}"
        self._server = Server(url, "Inbäddningsmodellen", allow_public, timeout)
        self._model = model

    def encode(self, texts: list[str], kind: Kind = "passage") -> NDArray[np.float32]:
        """Raises GenerationFailed when the server gives no vectors."""
        if not texts:
            return np.zeros((0, 1), dtype=np.float32)
        said = "query" if kind == "likeness" else kind
        data = self._server.post("embeddings", {"model": self._model, "input": [f"{said}: {text}" for text in texts]})
        try:
            found = np.array([_of_text(row["embedding"]) for row in _in_order(data)], dtype=np.float32)
        except (AttributeError, LookupError, TypeError, ValueError) as exc:
            raise self._server.failed("svaret är inga vektorer") from exc
        if found.ndim != 2 or len(found) != len(texts):
            raise self._server.failed(f"{len(found)} vektorer för {len(texts)} texter")
        length = np.linalg.norm(found, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (found / np.where(length == 0, 1, length)).astype(np.float32)
        return unit

    def close(self) -> None:
        self._server.close()


def _in_order(data: Any) -> list[Any]:
    return sorted(data["data"], key=lambda row: int(row["index"]))


def _of_text(embedding: Any) -> NDArray[np.float32]:
    """A vector for the text; llama.cpp gives one for each token of a model that says nothing of pooling: their mean, then."""
    found: NDArray[np.float32] = np.array(embedding, dtype=np.float32)
    return found.mean(axis=0) if found.ndim == 2 else found
