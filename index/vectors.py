"""Vectors → nearest neighbours. The FAISS file is a cache: it is rebuilt from the stored vectors and replaced whole."""

from __future__ import annotations

import hashlib
import json
import tempfile
from functools import cached_property
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors


class VectorIndex:
    """Exact inner-product search over unit vectors, with a string id for each (cosine similarity, -1 to 1)."""

    def __init__(self, ids: list[str], vectors: Vectors) -> None:
        if len(ids) != len(vectors):
            raise ValueError(f"{len(ids)} ids for {len(vectors)} vectors")
        self.ids = ids
        self._index: faiss.Index = faiss.IndexFlatIP(vectors.shape[1] if len(vectors) else 1)
        if len(vectors):
            self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def changed(self, ids: list[str], new: list[str], vectors: Vectors) -> VectorIndex:
        """The index over ``ids``: ``new`` ones with the ``vectors`` given, the others as they are here. The same as made
        from nothing."""
        row = {key: i for i, key in enumerate(self.ids)} | {key: len(self.ids) + i for i, key in enumerate(new)}
        both = np.concatenate([self._all, vectors]) if new else self._all
        return VectorIndex(ids, both[[row[key] for key in ids]])

    def search(self, query: Vectors, k: int) -> list[tuple[str, float]]:
        """The k nearest ids with their similarity, best first. ``query`` has shape (1, dimensions)."""
        if not self.ids:
            return []
        scores, rows = self._index.search(np.ascontiguousarray(query, dtype=np.float32), min(k, len(self.ids)))
        return [(self.ids[row], float(score)) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0]

    def similarities(self, query: Vectors) -> NDArray[np.float64]:
        """The similarity of every vector, in the order of ``ids``. ``query`` has shape (1, dimensions).

        One product over all vectors: FAISS sorts what it finds, and all of 27,000 take it a second."""
        if not self.ids:
            return np.zeros(0)
        found: NDArray[np.float64] = (self._all @ query[0]).astype(np.float64)
        return found

    @cached_property
    def _all(self) -> Vectors:
        return np.asarray(self._index.reconstruct_n(0, len(self.ids)), dtype=np.float32)

    def save(self, folder: Path, fingerprint: str) -> None:
        """Write the index and its manifest; the manifest last and with the index's hash, so that neither a half-written
        index nor another process's is believed."""
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as own:  # two may write at once
            made, manifest = Path(own) / "index.faiss", Path(own) / "manifest.json"
            faiss.write_index(self._index, str(made))
            told = {"fingerprint": fingerprint, "sha256": _sha256(made), "ids": self.ids}
            manifest.write_text(json.dumps(told), encoding="utf-8")
            made.replace(folder / made.name)
            manifest.replace(folder / manifest.name)

    @classmethod
    def open(cls, folder: Path, fingerprint: str) -> VectorIndex | None:
        """The saved index if it was made from exactly this, else None (build it again)."""
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            if manifest["fingerprint"] != fingerprint:
                return None
            if manifest["sha256"] != _sha256(folder / "index.faiss"):
                return None
            found = faiss.read_index(str(folder / "index.faiss"))
        except (OSError, ValueError, KeyError, RuntimeError):
            return None
        if found.ntotal != len(manifest["ids"]):
            return None
        self = cls.__new__(cls)
        self.ids = manifest["ids"]
        self._index = found
        return self


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def fingerprint(embedder_name: str, keys: list[str]) -> str:
    """One hash for "these texts, in this order, with this embedding model"."""
    digest = hashlib.sha256(embedder_name.encode())
    for key in keys:
        digest.update(b"\0" + key.encode())
    return digest.hexdigest()
