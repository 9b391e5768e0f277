"""Chunks of all answers in FAISS and in full-text search, kept in step with the answers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from index import VectorIndex
from index.vectors import fingerprint
from summarizer.asking import Rarity
from summarizer.pipeline.embedding import embed
from summarizer.records import Answer, Chunk
from summarizer.text import remembered
from summarizer.text.sentences import split_sentences
from summarizer.text.words import search_stems
from summarizer.workspace import Workspace

INDEX_FOLDER = "index"
CHUNK_CHARACTERS = 420
Words = Mapping[str, Sequence[str]]  # id of a chunk that was not known before → its stems


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

    made_with: str  # name of the embedding model
    index: VectorIndex
    chunks: list[Chunk]
    rows: dict[str, int]  # chunk id → row
    answers: dict[str, Answer]
    spread: Counter[str]  # in how many chunks each stem stands

    @cached_property
    def rarity(self) -> Rarity:
        return Rarity(self.spread, len(self.chunks))

    @cached_property
    def texts(self) -> list[str]:
        return [chunk.text for chunk in self.chunks]

    @cached_property
    def kinds(self) -> tuple[list[Answer], NDArray[np.intp]]:
        """One answer of each section, question and type of sender, and of each chunk which of them it is like."""
        kinds: dict[tuple[str, str, str], Answer] = {}
        for answer in self.answers.values():
            kinds.setdefault(_kind(answer), answer)
        number = {kind: n for n, kind in enumerate(kinds)}
        like = [number[_kind(self.answers[chunk.answer_id])] for chunk in self.chunks]
        return list(kinds.values()), np.array(like, dtype=np.intp)

    @cached_property
    def sent_by(self) -> Mapping[str, Sequence[int]]:
        """Sender → rows."""
        found: dict[str, list[int]] = {}
        for row, chunk in enumerate(self.chunks):
            found.setdefault(self.answers[chunk.answer_id].organisation, []).append(row)
        return found

    @cached_property
    def senders(self) -> NDArray[np.intp]:
        """A number for the sender of each row."""
        numbers: dict[str, int] = {}
        theirs = [self.answers[chunk.answer_id].submission_id for chunk in self.chunks]
        return np.array([numbers.setdefault(sender, len(numbers)) for sender in theirs], dtype=np.intp)

    def beside(self, row: int) -> list[Chunk]:
        """The chunks of the same answer, which stand together."""
        mine, start, end = self.chunks[row].answer_id, row, row
        while start > 0 and self.chunks[start - 1].answer_id == mine:
            start -= 1
        while end < len(self.chunks) and self.chunks[end].answer_id == mine:
            end += 1
        return self.chunks[start:end]


def _kind(answer: Answer) -> tuple[str, str, str]:
    return answer.section, answer.question, answer.respondent_type


_kept: WeakKeyDictionary[Workspace, tuple[object, Searchable]] = WeakKeyDictionary()
_collecting = threading.Lock()  # a question waits for what is being made ready for it, instead of making it too


def searchable(workspace: Workspace) -> Searchable:
    """Kept in memory between questions, until an answer or a sender has changed."""
    with _collecting:
        state = (workspace.embedder.name, workspace.store.corpus_version())
        kept = _kept.get(workspace)
        if kept is None or kept[0] != state:
            before = kept[1] if kept is not None and kept[1].made_with == workspace.embedder.name else None
            kept = (state, _collect(workspace, before))
            _kept[workspace] = kept
        return kept[1]


def get_ready(workspace: Workspace) -> None:
    """What the first question would wait for: the index, what is counted in it, and the embedding model."""
    held = searchable(workspace)
    _ = held.rarity, held.texts, held.kinds, held.sent_by, held.senders
    workspace.embedder.encode(["Vad sägs om vägarna?"], "query")


def ensure_index(workspace: Workspace) -> VectorIndex:
    """The index over all chunks of submissions in force; brought up to date first, from stored vectors where it can."""
    return searchable(workspace).index


_senders: WeakKeyDictionary[Workspace, tuple[int, tuple[str, ...]]] = WeakKeyDictionary()


def senders(workspace: Workspace) -> tuple[str, ...]:
    """The organisations of all submissions in force, kept likewise."""
    version = workspace.store.corpus_version()
    kept = _senders.get(workspace)
    if kept is None or kept[0] != version:
        kept = _senders[workspace] = (version, tuple(s.organisation for s in workspace.store.submissions.all()))
    return kept[1]


def forget(workspace: Workspace) -> None:
    """Drop what is kept in memory between questions, texts included."""
    with _collecting:
        _kept.pop(workspace, None)
        _senders.pop(workspace, None)
    remembered.forget()


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
        told = {key: words.get(key) or search_stems(chunks[key].text) for key in new}
        store.vectors.add_chunks([(key, chunks[key], " ".join(told[key])) for key in new])


def _answer_of(key: str) -> str:
    return key.rpartition("@")[0]


def _collect(workspace: Workspace, before: Searchable | None) -> Searchable:
    """What has not changed since ``before`` is taken from it; the result is the same as made from nothing."""
    answers = workspace.store.submissions.answers()
    chunks = _cut(answers, before)
    known = {key for key, row in before.rows.items() if chunks.get(key) == before.chunks[row]} if before else set()
    stored = (
        workspace.store.vectors.stems() if before is None else {}
    )  # to read them takes a tenth of cutting them anew
    words = {
        key: stored[key].split() if key in stored else search_stems(c.text)
        for key, c in chunks.items()
        if key not in known
    }
    _keep_in_step(workspace, answers, chunks, words)
    ids, made_with = sorted(chunks), workspace.embedder.name
    wanted = fingerprint(made_with, [f"{key}\0{chunks[key].text}" for key in ids])
    folder = workspace.folder / INDEX_FOLDER
    found = VectorIndex.open(folder, wanted)
    if found is None:
        new = [key for key in ids if key not in known]
        vectors = embed(workspace, [chunks[key].text for key in new])
        found = before.index.changed(ids, new, vectors) if before and known else VectorIndex(new, vectors)
        found.save(folder, wanted)
    return Searchable(
        made_with=made_with,
        index=found,
        chunks=[chunks[key] for key in ids],
        rows={key: row for row, key in enumerate(ids)},
        answers={answer.answer_id: answer for answer in answers},
        spread=_spread(words, before, known),
    )


def _cut(answers: Sequence[Answer], before: Searchable | None) -> dict[str, Chunk]:
    """The chunks of all answers by id, as they were cut before where the text is the same."""
    cut: dict[str, list[Chunk]] = {}
    for chunk in before.chunks if before else ():
        cut.setdefault(chunk.answer_id, []).append(chunk)
    chunks: dict[str, Chunk] = {}
    for answer in answers:
        then = before.answers.get(answer.answer_id) if before else None
        same = then is not None and then.text == answer.text
        chunks |= {chunk_id(c): c for c in (cut.get(answer.answer_id, []) if same else chunks_of(answer))}
    return chunks


def _spread(words: Words, before: Searchable | None, known: set[str]) -> Counter[str]:
    spread = Counter(stem for told in words.values() for stem in set(told))
    if before is not None:
        gone = [before.chunks[row].text for key, row in before.rows.items() if key not in known]
        spread.update(before.spread)
        spread.subtract(stem for text in gone for stem in set(search_stems(text)))
    return +spread  # without those that no chunk holds any more
