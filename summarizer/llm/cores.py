"""How many threads the language model is worth: one for each physical core that this process may use."""

from __future__ import annotations

import math
import os
from pathlib import Path

TOPOLOGY = Path("/sys/devices/system/cpu")
QUOTA = Path("/sys/fs/cgroup/cpu.max")


def cores(topology: Path = TOPOLOGY, quota: Path = QUOTA) -> int:
    """A machine lent out in parts (taskset, a container's cpuset or share of the processors' time) lets a process use some of
    its processors only, and more threads than those wait for each other. Two processors of one physical core count once: they
    share what computes."""
    siblings = {_siblings(topology, processor) for processor in _allowed()}
    return max(1, min(len(siblings), _lent(quota)))


def processors(quota: Path = QUOTA) -> int:
    """Those that the process may use, two of one core counted as two."""
    return max(1, min(len(_allowed()), _lent(quota)))


def _allowed() -> set[int]:
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))


def _siblings(topology: Path, processor: int) -> str:
    """The processors that share its core, as the kernel writes them ("0,4"); itself where nothing is known."""
    try:
        return (topology / f"cpu{processor}" / "topology" / "thread_siblings_list").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return str(processor)


def _lent(quota: Path) -> int:
    """Processors' worth of time that a container may take (``docker run --cpus``), as the kernel writes it: "150000 100000" is
    one and a half, which two threads can use. Very many where nothing is said."""
    try:
        taken, of = quota.read_text(encoding="ascii").split()
        return math.ceil(int(taken) / int(of))
    except (OSError, ValueError, ZeroDivisionError):  # "max 100000"; not in a container; the kernel's older form
        return 1 << 20
