"""Proof that the main job reaches no other machine, with the evidence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from summarizer.errors import SamspelError, WorkspaceError
from summarizer.settings import Settings

Method = Literal["namespace", "trap"]
_SECONDS = 900


@dataclass(frozen=True)
class OfflineProof:
    """``method``: "namespace" (the kernel gave the job a network with nothing in it, child processes too) or "trap"
    (socket calls of the process itself were refused). ``attempts``: calls that asked for another machine. ``unrouted``: packets
    that the kernel counted as having nowhere to go, None where it was not asked."""

    method: Method
    interfaces: tuple[str, ...]
    attempts: tuple[str, ...]
    unrouted: dict[str, int] | None
    stages: tuple[dict[str, Any], ...]
    seconds: float

    @property
    def holds(self) -> bool:
        return bool(self.stages) and not self.attempts and not any((self.unrouted or {}).values())

    def lines(self) -> Iterator[str]:
        if self.method == "namespace":
            yield f"Kördes i en nätverksrymd utan nät. Gränssnitt där: {', '.join(self.interfaces) or 'inga'}."
        else:
            yield "Systemet tillåter ingen egen nätverksrymd; programmets egna anrop till nätet spärrades i stället."
        for stage in self.stages:
            yield f"  {stage['stage']:<24}{stage['seconds']:>7.1f} s   {stage['results']}"
        yield f"Anrop till en annan dator: {len(self.attempts)}."
        yield from (f"  {attempt}" for attempt in self.attempts)
        if self.unrouted is not None:
            yield f"Paket som kärnan inte kunde skicka: IPv4 {self.unrouted['ipv4']}, IPv6 {self.unrouted['ipv6']}."
        yield f"{'Beviset håller' if self.holds else 'Beviset håller INTE'} ({self.seconds:.0f} sekunder)."


def prove_offline(settings: Settings, examples: Path, method: Method | None = None) -> OfflineProof:
    """Run the main job on a few of the examples in a folder of its own. Raises what the job raised."""
    chosen = method or ("namespace" if _isolating() else "trap")
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="samspel-prov-") as folder:
        refuse = "refuse" if chosen == "trap" else "count"
        job = [sys.executable, "-m", "summarizer.pipeline.offline_job", folder, str(examples.absolute()), refuse]
        command = [*_isolating(), *job] if chosen == "namespace" else job
        environment = {
            **os.environ, "SAMSPEL_MODELS": str(settings.models.absolute()),
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        }  # fmt: skip
        try:
            done = subprocess.run(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=_SECONDS, check=True
            )
            found = json.loads(done.stdout)
        except (OSError, subprocess.SubprocessError, ValueError) as exc:
            raise WorkspaceError(
                f"Provet gick inte att köra ({type(exc).__name__}); kör samspel doctor och åtgärda det som saknas."
            ) from exc
    if "error" in found:
        problem = SamspelError(found["error"])
        problem.exit_code = found["exit_code"]
        raise problem
    unrouted = found["unrouted"] if chosen == "namespace" else None  # elsewhere the count is of the whole machine
    return OfflineProof(
        method=chosen,
        interfaces=tuple(found["interfaces"]),
        attempts=tuple(found["attempts"]),
        unrouted=unrouted,
        stages=tuple(found["stages"]),
        seconds=round(time.perf_counter() - started, 1),
    )


def _isolating() -> list[str]:
    """The command that gives what follows a network namespace of its own; empty where the system does not allow it."""
    unshare = shutil.which("unshare")
    if unshare is None or not sys.platform.startswith("linux"):
        return []
    command = [unshare, "--net"] if os.geteuid() == 0 else [unshare, "--net", "--map-root-user"]
    tried = subprocess.run([*command, "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return command if tried.returncode == 0 else []
