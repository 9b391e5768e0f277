"""Vectors by content hash, chunks for full-text search, and what the language model has written before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer.records import Chunk
from summarizer.store.database import Database


class Vectors:
    def __init__(self, database: Database) -> None:
        self._db = database

    def load(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors that are stored for these content keys."""
        found: dict[str, NDArray[np.float32]] = {}
        for start in range(0, len(keys), 500):
            batch = list(keys[start : start + 500])
            marks = ",".join("?" * len(batch))
            for row in self._db.rows(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", *batch):
                found[row["key"]] = np.frombuffer(row["vector"], dtype=np.float32)
        return found

    def save(self, vectors: dict[str, NDArray[np.float32]]) -> None:
        with self._db.transaction() as c:
            rows = [(key, vector.astype(np.float32).tobytes()) for key, vector in vectors.items()]
            c.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def keep_only(self, keys: set[str]) -> int:
        """Forget every vector that is not among these keys. Returns how many went."""
        gone = [row["key"] for row in self._db.rows("SELECT key FROM vectors") if row["key"] not in keys]
        with self._db.transaction() as c:
            c.executemany("DELETE FROM vectors WHERE key = ?", [(key,) for key in gone])
        return len(gone)

    # ── chunks ──
    def chunk_ids(self) -> set[str]:
        return {row["chunk_id"] for row in self._db.rows("SELECT chunk_id FROM chunks")}

    def stems(self) -> dict[str, str]:
        """Chunk id → its stems joined by spaces."""
        return {row["chunk_id"]: row["stems"] for row in self._db.rows("SELECT chunk_id, stems FROM chunks")}

    def add_chunks(self, chunks: Sequence[tuple[str, Chunk, str]]) -> None:
        """(chunk id, chunk, its stems joined by spaces)"""
        with self._db.transaction() as c:
            c.executemany(
                "INSERT INTO chunks VALUES (?,?,?,?,?)",
                [(chunk_id, ch.answer_id, ch.start, ch.end, stems) for chunk_id, ch, stems in chunks],
            )

    def remove_chunks(self, chunk_ids: set[str]) -> None:
        with self._db.transaction() as c:
            c.executemany("DELETE FROM chunks WHERE chunk_id = ?", [(chunk_id,) for chunk_id in sorted(chunk_ids)])

    def keep_only_chunks(self, chunk_ids: set[str]) -> int:
        """Forget every chunk that is not among these. Returns how many went."""
        gone = self.chunk_ids() - chunk_ids
        self.remove_chunks(gone)
        return len(gone)

    def bm25(self, stems: Sequence[str], k: int) -> list[tuple[str, float]]:
        """Chunk ids by BM25 over stems, best first; higher is better."""
        if not stems:
            return []
        query = " OR ".join('"' + stem.replace('"', "") + '"' for stem in stems)
        rows = self._db.rows(
            "SELECT chunk_id, -rank AS score FROM chunks WHERE chunks MATCH ? ORDER BY rank LIMIT ?",
            query,
            k,
        )
        return [(row["chunk_id"], float(row["score"])) for row in rows]

    # ── generations ──
    def generation(self, key: str) -> str | None:
        row = self._db.row("SELECT text FROM generations WHERE key = ?", key)
        return str(row["text"]) if row else None

    def save_generation(self, key: str, section: str, text: str) -> None:
        with self._db.transaction() as c:
            c.execute("INSERT OR REPLACE INTO generations VALUES (?,?,?)", (key, section, text))
