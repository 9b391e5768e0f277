"""A question, read → the passages that bear on it, best first, and whether the submissions say anything on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from summarizer.asking import Bearing, Passage, Query, at_most, bearing, fuse, meaning_of, share_of
from summarizer.pipeline.searching import Searchable, searchable
from summarizer.records import Answer, Chunk
from summarizer.summary.indirect import leans_back
from summarizer.text.places import places_in
from summarizer.text.substance import has_substance
from summarizer.text.words import content_stems, plain_form, search_stems
from summarizer.workspace import Workspace

BEST = 5  # passages that decide whether there is an answer
PASSAGES = 8
OF_ONE = 4  # of them from one sender, where none is asked about
LEXICAL_HITS = 2000  # more share only the commonest word
OF_GUESSED = 0.5  # what a word weighs that nobody could translate
LESS = 1.5  # a passage may bear this much less on the question than the threshold and still be in the answer


@dataclass(frozen=True)
class Found:
    """``passages`` in order, each with its answer; ``bears``: of the best together; ``good``: those to answer from."""

    passages: tuple[tuple[Passage, Answer], ...]
    bears: Bearing
    good: tuple[tuple[Passage, Answer], ...]


def find(workspace: Workspace, query: Query) -> Found:
    """The passages of a question, within what it limits itself to."""
    held = searchable(workspace)
    allowed = _allowed(workspace, held, query)
    if not allowed.any():
        return Found((), Bearing(0.0, 0.0, 0.0), ())
    words = query.search or query.text
    cosines = held.index.similarities(workspace.embedder.encode([words], "query"))
    share = _share(held, query)
    anyone = None if query.senders else held.senders
    scores = fuse(words, cosines, _lexical(workspace, held, query), held.texts, allowed, share, anyone)
    ranked = np.flatnonzero(np.isfinite(scores))
    rows = ranked[np.argsort(-scores[ranked], kind="stable")[: 4 * PASSAGES]].tolist()
    rows = [row for row in rows if has_substance(held.chunks[row].text)] or rows
    rows = _near_places(held, rows, query, workspace.consultation.places)
    rows = list(islice(rows if anyone is None else at_most(OF_ONE, rows, anyone), PASSAGES))
    together, each = _bearings(held, rows, query, meaning_of(cosines, int(allowed.sum())))
    answers = [held.answers[held.chunks[row].answer_id] for row in rows]
    passages = [_passage(held.chunks[row], float(scores[row])) for row in rows]
    best = max((bears.score for bears in each), default=0.0)  # what bears best is always among them
    whole = [_with_neighbour(held, row, passage) for row, passage in zip(rows, passages, strict=True)]
    good = [
        (passage, answer)
        for passage, answer, bears in zip(whole, answers, each, strict=True)
        if bears.score > min(-LESS, best) - 1e-9
    ]
    return Found(tuple(zip(passages, answers, strict=True)), together, tuple(good))


def _allowed(workspace: Workspace, held: Searchable, query: Query) -> NDArray[np.bool_]:
    """The rows that the question limits itself to; answers that only their sender tells apart are looked at together."""
    kinds, like = held.kinds
    anyone = replace(query, senders=())
    allowed = np.array([wanted(workspace, answer, anyone) for answer in kinds], bool)[like]
    if query.senders:
        theirs = np.zeros(len(like), bool)
        for sender in query.senders:
            theirs[list(held.sent_by.get(sender, ()))] = True
        allowed &= theirs
    return allowed


def wanted(workspace: Workspace, answer: Answer, query: Query) -> bool:
    """Is the answer among those that the question limits itself to?"""
    part = workspace.consultation.questions[answer.question].part if query.parts else None
    return (
        (not query.sections or answer.section in query.sections)
        and (not query.parts or part in query.parts)
        and (not query.types or answer.respondent_type in query.types)
        and (not query.senders or answer.organisation in query.senders)
    )


def _lexical(workspace: Workspace, held: Searchable, query: Query) -> NDArray[np.float64]:
    found = np.zeros(len(held.chunks))
    words = search_stems(query.search or query.text) + sorted(map(plain_form, query.topic))
    for key, score in workspace.store.vectors.bm25(list(dict.fromkeys(words)), LEXICAL_HITS):
        if key in held.rows:
            found[held.rows[key]] = score
    return found


def _near_places(held: Searchable, rows: list[int], query: Query, known: Mapping[str, tuple[str, ...]]) -> list[int]:
    """With a municipality or a village in the question, passages that speak of it first."""
    if not query.places:
        return rows
    table = {place: _said(place, known, query.text) or (place,) for place in query.places}
    return sorted(rows, key=lambda row: not places_in(held.chunks[row].text, table))


def _said(place: str, known: Mapping[str, tuple[str, ...]], question: str) -> tuple[str, ...]:
    """Which of a municipality's names the question says: its own, or those of its villages."""
    return tuple(name for name in (place, *known.get(place, ())) if places_in(question, {name: (name,)}))


def _bearings(
    held: Searchable, rows: list[int], query: Query, meanings: NDArray[np.float64]
) -> tuple[Bearing, list[Bearing]]:
    words = [
        frozenset(search_stems(f"{held.chunks[row].text} {held.answers[held.chunks[row].answer_id].organisation}"))
        for row in rows
    ]
    # whoever is asked about stands by each of his passages, and counts as found
    asked = (*query.groups, *(content_stems(sender) for sender in query.senders))
    groups = [frozenset(map(plain_form, group)) for group in asked]
    guessed = frozenset(map(plain_form, query.guessed))

    def weight(group: frozenset[str]) -> float:
        return (OF_GUESSED if group <= guessed else 1.0) * held.rarity(group)

    together, _ = bearing(groups, words[:BEST], [float(meanings[row]) for row in rows[:BEST]], weight, guessed)
    # which passages to answer from is told by what is asked about
    matters = groups[: len(query.groups)] or groups
    _, each = bearing(matters, words, [float(meanings[row]) for row in rows], weight, guessed)
    return together, each


def _share(held: Searchable, query: Query) -> Callable[[str], float]:
    """How much of what is asked about a passage names, 0 to 1, weighed by how rare it is."""
    return share_of([frozenset(map(plain_form, group)) for group in query.groups], held.rarity)


def _passage(chunk: Chunk, score: float) -> Passage:
    return Passage(chunk.answer_id, chunk.start, chunk.end, round(score, 4))


def _with_neighbour(held: Searchable, row: int, passage: Passage) -> Passage:
    """Together with the chunk before, when the passage leans on it ("Det …")."""
    chunk = held.chunks[row]
    if not leans_back(chunk.text):
        return passage
    earlier = [c for c in held.beside(row) if c.end <= chunk.start]
    before = max(earlier, key=lambda c: c.end, default=chunk)
    return Passage(passage.answer_id, before.start, passage.end, passage.score)
