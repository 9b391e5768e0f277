"""How many threads the language model is worth: one for each physical core that this process may use."""

from __future__ import annotations

import os
from pathlib import Path

TOPOLOGY = Path("/sys/devices/system/cpu")


def cores(topology: Path = TOPOLOGY) -> int:
    """A machine lent out in parts (taskset, a container's cpuset) lets a process use some of its processors only, and more
    threads than those wait for each other. Two processors of one physical core count once: they share what computes."""
    allowed = _allowed()
    siblings = {_siblings(topology, processor) for processor in allowed}
    return max(1, len(siblings))


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
