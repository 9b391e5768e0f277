"""Whose turn it is at the one model: first those that a person waits for, then long work; within each, in the order they came.

An ordinary lock is not fair: a thread that asks again at once gets it again, and "summarise all" would keep everybody waiting. Here a
request waits at most for the call at hand and for those before it in line, and two long jobs take every second turn.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_unhurried: ContextVar[bool] = ContextVar("unhurried", default=False)


@contextmanager
def unhurried(really: bool = True) -> Iterator[None]:
    """What this thread asks of the model in here gives way to what a person waits for."""
    before = _unhurried.set(really)
    try:
        yield
    finally:
        _unhurried.reset(before)


class Turns:
    """A lock, used as ``with turns:``."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[bool, int]] = []  # (unhurried, number in the order they came)
        self._came = 0
        self._taken = False

    def __enter__(self) -> None:
        with self._changed:
            self._came += 1
            mine = (_unhurried.get(), self._came)
            heapq.heappush(self._waiting, mine)
            try:
                self._changed.wait_for(lambda: not self._taken and self._waiting[0] == mine)
            except BaseException:  # the person went away: nobody waits for a turn that is not taken
                self._waiting.remove(mine)
                heapq.heapify(self._waiting)
                self._changed.notify_all()
                raise
            heapq.heappop(self._waiting)
            self._taken = True

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._taken = False
            self._changed.notify_all()

    def waiting(self) -> int:
        """How many stand in line."""
        with self._changed:
            return len(self._waiting)
