"""Erasing a submission so that no byte of it is left in the workspace."""

from __future__ import annotations

import secrets
import shutil
from typing import Any

import numpy as np

from index import VectorIndex
from index.vectors import fingerprint
from summarizer.actors import needs
from summarizer.errors import ModelMissing, UsageError
from summarizer.pipeline.embedding import vector_key
from summarizer.pipeline.leftovers import known_elsewhere, program_says, strings_of_submission
from summarizer.pipeline.scratch import clear_leftovers
from summarizer.pipeline.searching import INDEX_FOLDER, chunk_id, chunks_of, forget
from summarizer.pipeline.themes import memory_key
from summarizer.records import Answer
from summarizer.text.masking import mask
from summarizer.text.sentences import split_sentences
from summarizer.text.traces import Traces, found_in, traces_of
from summarizer.workspace import Workspace, now


@needs("administratör")
def erase(workspace: Workspace, submission_id: str, reason: str) -> dict[str, Any]:
    """Remove a submission from every table, the index and the caches. Returns counts under "removed", and "stale".

    Nothing is embedded: the index is put together from the vectors that are left, or built when somebody searches.
    """
    if not reason.strip():
        raise UsageError("En radering behöver ett skäl; ange det med --reason.")
    store = workspace.store
    submission = store.submissions.get(submission_id)
    clear_leftovers(workspace.folder)
    answers = store.submissions.answers(submission_id=submission_id)
    sections = {answer.section for answer in answers} | store.themes.sections_mentioning(submission_id)
    traces = _traces(workspace, submission_id, sections)
    told = mask(reason, [submission.organisation, *store.submissions.contacts(submission_id).values()])
    with store.database.transaction():
        touched = store.review.forget_submission(submission_id, sections)
        for section in sections:
            store.themes.forget_section(section)
            store.set_setting(f"points/{section}", "")
            store.set_setting(memory_key(section), "")
        store.themes.forget_generations()
        removed = store.submissions.erase(submission_id)
        store.audit.forget_conversation()
        left = store.submissions.answers(in_force=False)
        removed["vectors"] = store.vectors.keep_only(_vectors_of(workspace, left))
        # an answer that was moved by hand has left chunks under its old id
        removed["chunks"] = store.vectors.keep_only_chunks({chunk_id(c) for answer in left for c in chunks_of(answer)})
        store.erasures.keep(submission_id, now(), traces)
        store.audit.log(now(), workspace.actor.name, "erase", submission=submission_id, reason=told, removed=removed)
    forget(workspace)
    shutil.rmtree(workspace.folder / INDEX_FOLDER, ignore_errors=True)
    store.database.scrub()
    _index_from_stored(workspace)
    stale = [f"summary/{s}" for s in sorted(sections)] + [f"suggestion/{s}" for s in sorted(touched)]
    return {"removed": removed, "stale": stale}


def _traces(workspace: Workspace, submission_id: str, sections: set[str]) -> Traces:
    """The submission's own words and names, as hashes: what nothing else in the workspace or the program says."""
    known = known_elsewhere(workspace, submission_id, sections)
    traces = traces_of(strings_of_submission(workspace, submission_id, known), secrets.token_bytes(32))
    for text in (known, known.lower(), program_says(), program_says().lower()):
        traces = traces.without(found_in(text.encode(), traces))
    return traces


def _vectors_of(workspace: Workspace, answers: list[Answer]) -> set[str]:
    """Keys of the vectors of what is left: chunks for search, sentences and points for themes. The others may be of the
    words that go; they are made again when they are asked for."""
    try:
        name = workspace.embedder.name
    except ModelMissing:  # an erasure must not wait for a model
        return set()
    keys = {vector_key(name, chunk.text) for answer in answers for chunk in chunks_of(answer)}
    for section in {answer.section for answer in answers}:
        here = [answer for answer in answers if answer.section == section]
        texts = {answer.text[a:b] for answer in here for a, b in split_sentences(answer.text)}
        texts |= {point.quote for point in workspace.store.themes.points(section, here)}
        keys |= {vector_key(name, text, kind) for text in texts for kind in ("passage", "likeness")}
    return keys


def _index_from_stored(workspace: Workspace) -> None:
    """Write the index from the stored vectors alone. When some are missing none is written: the next search builds it."""
    chunks = {chunk_id(c): c.text for answer in workspace.store.submissions.answers() for c in chunks_of(answer)}
    try:
        name = workspace.embedder.name
    except ModelMissing:
        return
    keys = {key: vector_key(name, chunks[key]) for key in sorted(chunks)}
    known = workspace.store.vectors.load(list(keys.values()))
    if keys and all(key in known for key in keys.values()):
        made_from = fingerprint(name, [f"{key}\0{chunks[key]}" for key in keys])
        index = VectorIndex(list(keys), np.stack([known[key] for key in keys.values()]))
        index.save(workspace.folder / INDEX_FOLDER, made_from)
