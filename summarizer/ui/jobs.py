"""Long work in a thread of its own, so that a page reload does not lose it and the other pages stay usable.

Nothing here knows the screen. One job runs at a time; those that are asked for meanwhile wait in the order they came. A job
can be cancelled between its steps (files, sections) and before each call of the language model; what was done is in the
store, so the same job started again goes on where it stopped.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from summarizer.errors import SamspelError
from summarizer.llm import Generation, LanguageModel, Request
from summarizer.llm.turns import unhurried
from summarizer.workspace import Workspace

log = logging.getLogger(__name__)
State = Literal["waiting", "running", "done", "cancelled", "failed"]


class Cancelled(Exception):
    """Raised inside the work when a person has asked it to stop."""


@dataclass
class Job:
    """One piece of long work and how far it has come. Written by its thread, read by the screen."""

    number: int
    kind: str  # "ingest", "summarize", "draft", "export", "speed"
    total: int  # steps
    of: str = ""  # what it is about: a job that is asked for twice is done once
    by: str = ""  # who asked for it
    sizes: Sequence[int] = ()  # of the steps, for the time left; () when they are alike
    state: State = "waiting"
    done: int = 0
    current: str = ""  # name of the file or section at hand
    error: SamspelError | None = None
    results: list[Any] = field(default_factory=list)
    started: float = 0.0
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
        before, after = self.done, self.total - self.done
        if len(self.sizes) == self.total:
            before, after = sum(self.sizes[: self.done]), sum(self.sizes[self.done :])
        return (time.monotonic() - self.started) / max(1, before) * after

    def begin(self, name: str) -> None:
        """Say which step comes now. Raises Cancelled when a person has asked to stop."""
        self.check()
        self.current = name

    def check(self) -> None:
        """Raises Cancelled when a person has asked to stop."""
        if self.stop.is_set():
            raise Cancelled

    def finish(self, result: Any) -> None:
        """Say that a step is done, and what came of it. Raises Cancelled when a person has asked to stop."""
        self.results.append(result)
        self.done += 1
        if self.stop.is_set() and self.done < self.total:
            raise Cancelled


class _Stoppable:
    """The language model as a job asks it: not once more when a person has asked to stop."""

    def __init__(self, llm: LanguageModel, job: Job) -> None:
        self.name, self.usage, self.in_flight = llm.name, llm.usage, getattr(llm, "in_flight", 1)
        self._llm, self._job = llm, job

    def complete(self, request: Request) -> Generation:
        self._job.check()
        return self._llm.complete(request)

    def stream(self, request: Request) -> Iterator[str]:
        self._job.check()
        return self._llm.stream(request)


def stoppable(workspace: Workspace, job: Job) -> Workspace:
    """The workspace as the job works in it. Raises ModelMissing."""
    return workspace.asking(_Stoppable(workspace.llm, job))


Work = Callable[[Job], None]


class Jobs:
    """The jobs of one workspace: one at a time, in the order they were asked for. The latest of each kind is kept."""

    def __init__(self, at_end: Callable[[], None] = lambda: None) -> None:
        self._at_end = at_end  # called in the job's thread, for example to close its database connection
        self._changed = threading.Condition()
        self._queue: list[tuple[Job, Work]] = []
        self._kept: dict[str, Job] = {}
        self._count = 0
        self.latest: Job | None = None  # the one that runs, or ran last

    @property
    def busy(self) -> bool:
        return bool(self._queue) or (self.latest is not None and self.latest.running)

    @property
    def waiting(self) -> list[Job]:
        """Those that wait for their turn, the next one first."""
        return [job for job, _ in list(self._queue)]

    def last(self, kind: str) -> Job | None:
        """The job of this kind that runs, or ran last."""
        return self._kept.get(kind)

    def start(
        self,
        kind: str,
        total: int,
        work: Work,
        *,
        of: str = "",
        by: str = "",
        sizes: Sequence[int] = (),
        anew: bool = False,
    ) -> Job:
        """Begin the work, or line up for it, and return at once. The same job is not lined up twice, nor while it runs
        (unless ``anew``: what it works on has changed since it began)."""
        with self._changed:
            running = [self.latest] if self.latest is not None and self.latest.running and not anew else []
            for known in (*running, *self.waiting):
                if (known.kind, known.of) == (kind, of) and not known.stop.is_set():
                    return known
            self._count += 1
            job = Job(self._count, kind, total, of, by, sizes)
            self._queue.append((job, work))
            self._begin_next()
        return job

    def take_away(self, number: int) -> None:
        """Take a job out of the line before its turn. One that has begun is cancelled instead."""
        with self._changed:
            for job in (*self.waiting, self.latest):
                if job is not None and job.number == number:
                    job.stop.set()
            self._queue = [(job, work) for job, work in self._queue if job.number != number]
            self._changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Wait until no job is left."""
        with self._changed:
            self._changed.wait_for(lambda: not self.busy, seconds)

    def forget(self) -> None:
        """Forget what jobs that are done have made (it may quote a submission that was erased)."""
        with self._changed:
            if not self.busy:
                self.latest = None
                self._kept.clear()

    def _begin_next(self) -> None:
        if not self._queue or (self.latest is not None and self.latest.running):
            return
        job, work = self._queue.pop(0)
        job.state, job.started = "running", time.monotonic()
        self.latest = self._kept[job.kind] = job
        threading.Thread(target=self._run, args=(job, work), name=f"samspel-{job.kind}", daemon=True).start()

    def _run(self, job: Job, work: Work) -> None:
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
            with self._changed:
                job.state = state
                self._begin_next()
                self._changed.notify_all()
