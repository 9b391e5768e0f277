"""Erasing a submission so that no byte of it is left in the workspace."""

from __future__ import annotations

import shutil
from typing import Any

from summarizer.errors import UsageError
from summarizer.pipeline.embedding import vector_key
from summarizer.pipeline.scratch import clear_leftovers
from summarizer.pipeline.searching import INDEX_FOLDER, chunk_id, chunks_of, ensure_index
from summarizer.workspace import Workspace, now


def erase(workspace: Workspace, submission_id: str, reason: str) -> dict[str, Any]:
    """Remove a submission from every table, the index and the caches. Returns counts under "removed", and "stale"."""
    if not reason.strip():
        raise UsageError("En radering behöver ett skäl; ange det med --reason.")
    store = workspace.store
    store.submissions.get(submission_id)
    clear_leftovers(workspace.folder)
    answers = store.submissions.answers(submission_id=submission_id)
    sections = {answer.section for answer in answers} | store.themes.sections_mentioning(submission_id)
    with store.database.transaction():
        touched = store.review.forget_submission(submission_id, sections)
        for section in sections:
            store.themes.forget_section(section)
            store.set_setting(f"points/{section}", "")
        store.themes.forget_generations()
        removed = store.submissions.erase(submission_id)
        store.audit.forget_conversation()
        chunks = [c for answer in store.submissions.answers() for c in chunks_of(answer)]
        # only what the remaining chunks need; other vectors are made again when they are asked for
        keys = {vector_key(workspace.embedder.name, c.text) for c in chunks}
        removed["vectors"] = store.vectors.keep_only(keys)
        # an answer that was moved by hand has left chunks under its old id
        removed["chunks"] = store.vectors.keep_only_chunks({chunk_id(c) for c in chunks})
        store.audit.log(now(), "systemet", "erase", submission=submission_id, reason=reason, removed=removed)
    shutil.rmtree(workspace.folder / INDEX_FOLDER, ignore_errors=True)
    store.database.scrub()
    ensure_index(workspace)
    stale = [f"summary/{s}" for s in sorted(sections)] + [f"suggestion/{s}" for s in sorted(touched)]
    return {"removed": removed, "stale": stale}
