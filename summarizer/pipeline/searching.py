"""Chunks of all answers in FAISS and in full-text search, kept in step with the answers."""

from __future__ import annotations

from index import VectorIndex
from index.vectors import fingerprint
from summarizer.pipeline.embedding import embed
from summarizer.records import Answer, Chunk
from summarizer.text.sentences import split_sentences
from summarizer.text.words import stems
from summarizer.workspace import Workspace

INDEX_FOLDER = "index"
CHUNK_CHARACTERS = 420


def chunks_of(answer: Answer) -> list[Chunk]:
    """Consecutive runs of whole sentences, up to CHUNK_CHARACTERS each (a longer sentence is a chunk of its own)."""
    chunks: list[Chunk] = []
    start: int | None = None
    end = 0
    for a, b in split_sentences(answer.text):
        if start is not None and b - start > CHUNK_CHARACTERS:
            chunks.append(Chunk(answer.answer_id, start, end, answer.text[start:end]))
            start = None
        start = a if start is None else start
        end = b
    if start is not None:
        chunks.append(Chunk(answer.answer_id, start, end, answer.text[start:end]))
    return chunks


def chunk_id(chunk: Chunk) -> str:
    return f"{chunk.answer_id}@{chunk.start}-{chunk.end}"


def ensure_index(workspace: Workspace) -> VectorIndex:
    """The index over all chunks of submissions in force; brought up to date first, from stored vectors where it can."""
    answers = workspace.store.submissions.answers()
    chunks = {chunk_id(c): c for answer in answers for c in chunks_of(answer)}
    stored = workspace.store.vectors.chunk_ids()
    workspace.store.vectors.remove_chunks(stored - chunks.keys())
    new = [(key, c, " ".join(stems(c.text))) for key, c in chunks.items() if key not in stored]
    workspace.store.vectors.add_chunks(new)
    ids = sorted(chunks)
    wanted = fingerprint(workspace.embedder.name, [f"{key}\0{chunks[key].text}" for key in ids])
    folder = workspace.folder / INDEX_FOLDER
    found = VectorIndex.open(folder, wanted)
    if found is None:
        found = VectorIndex(ids, embed(workspace, [chunks[key].text for key in ids]))
        found.save(folder, wanted)
    return found
