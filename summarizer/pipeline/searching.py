"""Chunks of all answers in FAISS and in full-text search, kept in step with the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from index import VectorIndex
from index.vectors import fingerprint
from summarizer.pipeline.embedding import embed
from summarizer.records import Answer, Chunk
from summarizer.text.sentences import split_sentences
from summarizer.text.words import stems
from summarizer.workspace import Workspace

INDEX_FOLDER = "index"
CHUNK_CHARACTERS = 420
Words = Mapping[str, Sequence[str]]  # chunk id → its stems


def chunks_of(answer: Answer) -> list[Chunk]:
    """Consecutive runs of whole sentences of one paragraph, up to CHUNK_CHARACTERS each (a longer sentence is a chunk of
    its own): senders begin a new paragraph for a new matter."""
    chunks: list[Chunk] = []
    start: int | None = None
    end = 0
    for a, b in split_sentences(answer.text):
        if start is not None and (b - start > CHUNK_CHARACTERS or "\n" in answer.text[end:a]):
            chunks.append(Chunk(answer.answer_id, start, end, answer.text[start:end]))
            start = None
        start = a if start is None else start
        end = b
    if start is not None:
        chunks.append(Chunk(answer.answer_id, start, end, answer.text[start:end]))
    return chunks


def chunk_id(chunk: Chunk) -> str:
    return f"{chunk.answer_id}@{chunk.start}-{chunk.end}"


@dataclass(frozen=True)
class Searchable:
    """Everything that a question is looked for in, row by row as in the index."""

    index: VectorIndex
    chunks: list[Chunk]
    rows: dict[str, int]  # chunk id → row
    answers: dict[str, Answer]
    spread: Counter[str]  # in how many chunks each stem stands


_kept: WeakKeyDictionary[Workspace, tuple[object, Searchable]] = WeakKeyDictionary()


def searchable(workspace: Workspace) -> Searchable:
    """Kept in memory between questions, until an answer or a sender has changed."""
    store = workspace.store
    # an answer's id holds the hash of its file, so the ids tell whether any text has changed
    state = (workspace.embedder.name, store.submissions.all(), store.submissions.answer_ids())
    kept = _kept.get(workspace)
    if kept is None or kept[0] != state:
        kept = (state, _collect(workspace))
        _kept[workspace] = kept
    return kept[1]


def ensure_index(workspace: Workspace) -> VectorIndex:
    """The index over all chunks of submissions in force; brought up to date first, from stored vectors where it can.
    What was kept in memory of earlier answers is forgotten."""
    _kept.pop(workspace, None)
    return searchable(workspace).index


def _keep_in_step(workspace: Workspace, answers: Sequence[Answer], chunks: Mapping[str, Chunk], words: Words) -> None:
    """The chunks for full-text search, brought up to the answers that were read. In one transaction: of two that do it at the
    same time the second finds it done, and nothing comes in of an answer that has gone meanwhile."""
    store = workspace.store
    with store.database.transaction():
        stored, in_force = store.vectors.chunk_ids(), set(store.submissions.answer_ids())
        later = in_force - {answer.answer_id for answer in answers}  # somebody else's to bring in
        gone = {key for key in stored - chunks.keys() if _answer_of(key) not in later}
        store.vectors.remove_chunks(gone)
        new = [key for key, chunk in chunks.items() if key not in stored and chunk.answer_id in in_force]
        store.vectors.add_chunks([(key, chunks[key], " ".join(words[key])) for key in new])


def _answer_of(key: str) -> str:
    return key.rpartition("@")[0]


def _collect(workspace: Workspace) -> Searchable:
    answers = workspace.store.submissions.answers()
    chunks = {chunk_id(c): c for answer in answers for c in chunks_of(answer)}
    words = {key: stems(c.text) for key, c in chunks.items()}
    _keep_in_step(workspace, answers, chunks, words)
    ids = sorted(chunks)
    wanted = fingerprint(workspace.embedder.name, [f"{key}\0{chunks[key].text}" for key in ids])
    folder = workspace.folder / INDEX_FOLDER
    found = VectorIndex.open(folder, wanted)
    if found is None:
        found = VectorIndex(ids, embed(workspace, [chunks[key].text for key in ids]))
        found.save(folder, wanted)
    return Searchable(
        index=found,
        chunks=[chunks[key] for key in ids],
        rows={key: row for row, key in enumerate(ids)},
        answers={answer.answer_id: answer for answer in answers},
        spread=Counter(stem for kept in words.values() for stem in set(kept)),
    )
