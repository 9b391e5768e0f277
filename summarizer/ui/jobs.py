"""Long work in a thread of its own, so that a page reload does not lose it and the other pages stay usable.

Nothing here knows the screen. A job can be cancelled between its steps (files, sections); what was done is in the store,
so the same job started again goes on where it stopped.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from summarizer.errors import SamspelError, UsageError
from summarizer.llm.turns import unhurried

log = logging.getLogger(__name__)
State = Literal["running", "done", "cancelled", "failed"]


class Cancelled(Exception):
    """Raised inside the work when a person has asked it to stop."""


@dataclass
class Job:
    """One piece of long work and how far it has come. Written by its thread, read by the screen."""

    number: int
    kind: str  # "ingest", "summarize", "draft", "export"
    total: int  # steps
    state: State = "running"
    done: int = 0
    current: str = ""  # name of the file or section at hand
    error: SamspelError | None = None
    results: list[Any] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def running(self) -> bool:
        return self.state == "running"

    @property
    def fraction(self) -> float:
        return min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def seconds_left(self) -> float | None:
        """By the pace so far; None before the first step is done."""
        if not self.done or self.done >= self.total:
            return None
        return (time.monotonic() - self.started) / self.done * (self.total - self.done)

    def begin(self, name: str) -> None:
        """Say which step comes now. Raises Cancelled when a person has asked to stop."""
        if self.stop.is_set():
            raise Cancelled
        self.current = name

    def finish(self, result: Any) -> None:
        """Say that a step is done, and what came of it. Raises Cancelled when a person has asked to stop."""
        self.results.append(result)
        self.done += 1
        if self.stop.is_set() and self.done < self.total:
            raise Cancelled


class Jobs:
    """The jobs of one workspace: one at a time; the latest is kept until the next one starts."""

    def __init__(self, at_end: Callable[[], None] = lambda: None) -> None:
        self._at_end = at_end  # called in the job's thread, for example to close its database connection
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.latest: Job | None = None

    @property
    def busy(self) -> bool:
        return self.latest is not None and self.latest.running

    def start(self, kind: str, total: int, work: Callable[[Job], None]) -> Job:
        """Begin the work and return at once. Raises UsageError while another job runs."""
        with self._lock:
            if self.busy:
                raise UsageError("Ett annat arbete pågår; vänta tills det är klart eller avbryt det.")
            job = Job(self.latest.number + 1 if self.latest else 1, kind, total)
            self.latest = job
        self._thread = threading.Thread(target=self._run, args=(job, work), name=f"samspel-{kind}", daemon=True)
        self._thread.start()
        return job

    def wait(self, seconds: float) -> None:
        """Wait for the job at hand to end."""
        if self._thread is not None:
            self._thread.join(seconds)

    def forget(self) -> None:
        """Forget the latest job's results when it is done (they may quote a submission that was erased)."""
        if not self.busy:
            self.latest = None

    def _run(self, job: Job, work: Callable[[Job], None]) -> None:
        state: State = "done"
        try:
            with unhurried(job.total > 1):  # what is asked for one section or question comes first
                work(job)
        except Cancelled:
            state = "cancelled"
        except SamspelError as exc:
            job.error, state = exc, "failed"
        except Exception:
            log.exception("job %s failed", job.kind)
            job.error, state = (
                SamspelError("Arbetet avbröts av ett fel i programmet; det som hann bli klart är sparat. Försök igen."),
                "failed",
            )
        finally:
            self._at_end()
            job.state = state
