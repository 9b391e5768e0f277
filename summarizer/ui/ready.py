"""While a question is being written, what its answer would wait for is made ready."""

from __future__ import annotations

import logging
import threading

from index.idle import memory_is_short
from summarizer import pipeline
from summarizer.workspace import Workspace

_at_it = threading.Lock()
log = logging.getLogger(__name__)


def get_ready(workspace: Workspace) -> None:
    """In a thread, one at a time; the page does not wait. Nothing is loaded that would at once be let go of again."""
    if not memory_is_short() and _at_it.acquire(blocking=False):
        threading.Thread(target=_work, args=(workspace,), daemon=True, name="ready").start()


def _work(workspace: Workspace) -> None:
    try:
        pipeline.get_ready(workspace)
    except Exception:
        log.info("not made ready", exc_info=True)  # whoever asks is told what is wrong
    finally:
        workspace.close()  # this thread's connection
        _at_it.release()
