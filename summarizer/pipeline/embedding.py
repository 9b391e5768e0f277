"""Texts → vectors through the store, so that no text is ever embedded twice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index import Kind
from summarizer.workspace import Workspace


def vector_key(embedder_name: str, text: str, kind: Kind = "passage") -> str:
    name = embedder_name if kind == "passage" else f"{embedder_name}\0{kind}"
    return hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()


def embed(workspace: Workspace, texts: Sequence[str], kind: Kind = "passage") -> NDArray[np.float32]:
    """Unit vectors, float32, shape (len(texts), dimensions); stored by content."""
    embedder = workspace.embedder
    keys = [vector_key(embedder.name, text, kind) for text in texts]
    known = workspace.store.vectors.load(keys)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        made = embedder.encode(list(missing.values()), kind)
        fresh = dict(zip(missing, made, strict=True))
        workspace.store.vectors.save(fresh)
        known |= fresh
    if not keys:
        return np.zeros((0, 1), dtype=np.float32)
    return np.stack([known[key] for key in keys])
