"""Models are let go of when nobody uses them: a language model holds two gigabytes while the screen is only looked at."""

from __future__ import annotations

import ctypes
import gc
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LOOKS = 15.0  # seconds between looks at the clock and the memory
SHORT = 0.08  # of the machine's memory: less that can be had is short
_MEMORY = Path("/proc/meminfo")


class Idle:
    """Calls ``unload`` when ``used`` has not been called for ``seconds``, or between two looks when memory is short. A thread
    watches only while there is something to let go of. 0 seconds: never."""

    def __init__(
        self,
        unload: Callable[[], object],
        seconds: float,
        looks: float = LOOKS,
        short: Callable[[], bool] | None = None,
    ) -> None:
        self._unload, self._seconds, self._looks = unload, seconds, looks
        self._short = short or memory_is_short
        self._lock = threading.Lock()
        self._watching = False
        self._last = 0.0

    def used(self) -> None:
        """The model is being used, or was until now."""
        with self._lock:
            self._last = time.monotonic()
            if self._watching or not self._seconds:
                return
            self._watching = True
        threading.Thread(target=self._watch, daemon=True, name="idle").start()

    def idle(self) -> bool:
        """Whether it is time. Asked again by an ``unload`` that had to wait for its turn."""
        unused = time.monotonic() - self._last
        return unused >= self._seconds or (unused >= self._looks and self._short())

    def _watch(self) -> None:
        while not self._over():
            pass
        self._unload()
        give_back()

    def _over(self) -> bool:
        threading.Event().wait(min(self._looks, self._seconds))
        with self._lock:
            self._watching = not self.idle()
            return not self._watching


def give_back() -> None:
    """What was let go of, to the system: models hold on to themselves in circles, and the C library keeps what is freed for later
    (measured with the embedding model: 1,250 MB before, 1,134 without its last line, 516 with it)."""
    gc.collect()
    with suppress(OSError, AttributeError):  # not the GNU library
        ctypes.CDLL(None).malloc_trim(0)


def memory_is_short(told: Path = _MEMORY) -> bool:
    """On Linux, as the kernel reckons what can be had without swapping; elsewhere nothing is known, and it is not."""
    try:
        lines = told.read_text(encoding="ascii").splitlines()
        known = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
        return known["MemAvailable"] < SHORT * known["MemTotal"]
    except (OSError, ValueError, KeyError, IndexError):
        return False
