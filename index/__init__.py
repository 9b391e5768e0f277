"""Text → vectors → hits. Knows nothing of submissions; the only room that imports faiss and sentence_transformers."""

from index.embedder import Embedder, Kind, SentenceEmbedder
from index.vectors import VectorIndex

__all__ = ["Embedder", "Kind", "SentenceEmbedder", "VectorIndex"]
