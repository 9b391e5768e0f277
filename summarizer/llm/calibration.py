"""How many threads to read and to write with, found by a short run on this machine and kept beside the models.

To count cores is right on most machines, but a count does not see everything: slow cores beside fast ones, two processors of
one core that help each other to read, other work that never ends. Only threads are chosen so: an answer is the same whatever
their number (tests/integration/test_llama_threads.py), and the size of a batch made no difference to time (docs/performance.md).
"""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from summarizer.errors import SamspelError
from summarizer.llm.cores import cores, processors

ROUNDS = 3
CLEARLY = (
    0.9  # of the counted threads' time, median of the rounds: less than so much faster is noise, and a hot processor
)
FILE = "threads.json"  # in the folder of models: the measurement belongs to the machine, not to a workspace
_CPU = Path("/proc/cpuinfo")

Rehearse = Callable[[int], tuple[float, float]]  # threads → seconds to read a little and to write a little


@dataclass(frozen=True)
class Threads:
    """For a prompt, many tokens at a time, and for an answer, one by one."""

    read: int
    write: int


@dataclass(frozen=True)
class Tried:
    """One number of threads: times as a share of what the counted threads took in the same round, median; and rounds."""

    threads: int
    read: float
    write: float
    rounds: int


@dataclass(frozen=True)
class Calibration:
    chosen: Threads
    counted: int
    tried: tuple[Tried, ...]


def candidates() -> list[int]:
    """The counted number first, with which the others are compared."""
    counted = cores()
    return list(dict.fromkeys((counted, processors(), max(1, counted // 2))))


def calibrate(rehearse: Rehearse, counts: Sequence[int]) -> Calibration:
    """Each round tries all numbers, one right after the other, so that what else the machine does meets them alike, and every
    other round in the opposite order. Another than the first is chosen only if it was faster in every round, and clearly in most;
    one that is slower at both is not tried again."""
    counted = counts[0]
    rehearse(counted)  # the weights come into memory, and the processor out of its sleep
    ratios: dict[int, list[tuple[float, float]]] = {count: [] for count in counts}
    trying = list(counts)
    for number in range(ROUNDS):
        took = {count: rehearse(count) for count in (trying if number % 2 == 0 else trying[::-1])}
        read, write = took[counted]
        for count, (reading, writing) in took.items():
            ratios[count].append((reading / read, writing / write))
        trying = [c for c in trying if c == counted or min(ratios[c][-1]) < 1.0]
        if trying == [counted]:
            break
    tried = tuple(
        Tried(count, median(r for r, _ in found), median(w for _, w in found), len(found))
        for count, found in ratios.items()
    )
    chosen = Threads(
        _fastest({c: [r for r, _ in found] for c, found in ratios.items()}, counted),
        _fastest({c: [w for _, w in found] for c, found in ratios.items()}, counted),
    )
    return Calibration(chosen, counted, tried)


def _fastest(ratios: Mapping[int, Sequence[float]], counted: int) -> int:
    clearly = {c: median(r) for c, r in ratios.items() if len(r) == ROUNDS and max(r) < 1.0 and median(r) < CLEARLY}
    return min(clearly, key=lambda c: (clearly[c], c), default=counted)


def keep(folder: Path, model: str, found: Calibration) -> Path:
    """Beside what is kept of other models and machines. Raises SamspelError when the folder cannot be written in."""
    file = folder / FILE
    told = _kept(folder) | {_machine(model): asdict(found)}
    try:
        file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    except OSError as exc:
        raise SamspelError(
            f"Mätningen går inte att spara i {folder} ({exc.strerror}); sätt SAMSPEL_THREADS={found.chosen.write} i stället."
        ) from exc
    return file


def threads_for(folder: Path, model: str, wanted: int | None = None) -> Threads:
    """What a person has set; else what was measured for this model on a machine like this one; else the counted cores."""
    if wanted:
        return Threads(wanted, wanted)
    return measured(folder, model) or Threads(cores(), cores())


def measured(folder: Path, model: str) -> Threads | None:
    """What was kept for this model on a machine like this one."""
    with suppress(KeyError, TypeError, ValueError):
        chosen = _kept(folder)[_machine(model)]["chosen"]
        found = Threads(int(chosen["read"]), int(chosen["write"]))
        if min(found.read, found.write) > 0:
            return found
    return None


def _kept(folder: Path) -> dict[str, dict[str, dict[str, int]]]:
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _machine(model: str) -> str:
    """What a measurement holds for: the model, the processors that may be used, their make, and the library."""
    try:
        library = version("llama-cpp-python")
    except PackageNotFoundError:
        library = "?"
    return f"{model} {cores()}/{processors()} {_make()} {library}"


def _make() -> str:
    with suppress(OSError, ValueError, StopIteration):
        lines = _CPU.read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return platform.processor() or platform.machine()
