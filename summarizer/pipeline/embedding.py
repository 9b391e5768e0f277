"""Texts → vectors through the store, so that no text is ever embedded twice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index import Kind
from summarizer.workspace import Workspace

BATCH = 32  # texts that are embedded and kept at a time


def vector_key(embedder_name: str, text: str, kind: Kind = "passage") -> str:
    name = embedder_name if kind == "passage" else f"{embedder_name}\0{kind}"
    return hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()


def embed(workspace: Workspace, texts: Sequence[str], kind: Kind = "passage") -> NDArray[np.float32]:
    """Unit vectors, float32, shape (len(texts), dimensions); stored by content."""
    embedder = workspace.embedder
    keys = [vector_key(embedder.name, text, kind) for text in texts]
    known = workspace.store.vectors.load(keys)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    # Texts of like length together, since a batch is padded to its longest; kept batch by batch, so that work that is killed
    # goes on with the next batch, and every batch is what it would have been (a vector's last bits depend on its company).
    order = sorted(missing, key=lambda key: (-len(missing[key]), key))
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        fresh = dict(zip(batch, embedder.encode([missing[key] for key in batch], kind), strict=True))
        workspace.store.vectors.save(fresh)
        known |= fresh
    if not keys:
        return np.zeros((0, 1), dtype=np.float32)
    return np.stack([known[key] for key in keys])
