"""The main job on a few of the examples, with every attempt to reach another machine counted: ``python -m …offline_job``.

Started by ``summarizer/pipeline/offline.py``, inside a network namespace without interfaces where there is one. Prints one
JSON document.
"""

from __future__ import annotations

import ipaddress
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from summarizer.errors import SamspelError
from summarizer.settings import from_environment

FILES = ("alvnas_kommun.docx", "cykla_i_norr.pdf", "flyg_i_inlandet.txt", "mejl_maja_provberg.eml")
REVIEWER = "Granskare (prov)"


class Trap:
    """Sees every socket call of this process through Python's audit hooks, also those whose errors are swallowed."""

    def __init__(self, refuse: bool) -> None:
        self._refuse = refuse
        self.attempts: list[str] = []
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            where = arguments[-1]
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            where = arguments[:1]
        else:
            return
        if is_outside(where):
            self.attempts.append(f"{event} {where}")
            if self._refuse:
                raise PermissionError("no network in the offline proof")


def is_outside(where: object) -> bool:
    """Whether an address as socket calls have them is another machine's. Paths (Unix sockets) and nothing are not."""
    if not isinstance(where, tuple) or not where or not isinstance(where[0], str | bytes):
        return False
    host = where[0].decode() if isinstance(where[0], bytes) else where[0]
    if host in ("", "localhost"):
        return False
    try:
        return not ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return True  # a name that somebody would have to look up


def interfaces() -> list[str]:
    """The network interfaces there are; the loopback is always one."""
    try:
        lines = Path("/proc/net/dev").read_text(encoding="ascii").splitlines()[2:]
    except OSError:
        return []
    return [line.partition(":")[0].strip() for line in lines]


def packets_without_route() -> dict[str, int] | None:
    """The kernel's count, in this namespace, of packets that had nowhere to go. None where there is no such count."""
    try:
        four = [
            line.split()
            for line in Path("/proc/net/snmp").read_text(encoding="ascii").splitlines()
            if line[:3] == "Ip:"
        ]
        six = dict(line.split() for line in Path("/proc/net/snmp6").read_text(encoding="ascii").splitlines())
    except OSError:
        return None
    return {"ipv4": int(dict(zip(*four, strict=True))["OutNoRoutes"]), "ipv6": int(six.get("Ip6OutNoRoutes", 0))}


def run(folder: Path, examples: Path) -> dict[str, Any]:
    """Every stage, in a workspace of its own. Returns what each took and gave."""
    from summarizer import pipeline
    from summarizer.workspace import Workspace

    stages: list[dict[str, Any]] = []

    def stage(name: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        result = work()
        size = len(result) if isinstance(result, list | tuple) else 1
        stages.append({"stage": name, "seconds": round(time.perf_counter() - started, 1), "results": size})
        return result

    workspace = Workspace(replace(from_environment(folder / "arbetsyta"), llm_url=None))
    stage("baseline", lambda: pipeline.set_baseline(workspace, examples / "strategy.docx")[0])
    stage("ingest", lambda: pipeline.ingest(workspace, [examples / "submissions" / name for name in FILES]))
    stage("index", lambda: pipeline.ensure_index(workspace).ids)
    section = _smallest(workspace)
    stage(f"summarize {section}", lambda: pipeline.summarize(workspace, section).themes)
    suggestions = stage(f"draft {section}", lambda: pipeline.draft(workspace, section)[0])
    stage("ask", lambda: pipeline.ask(workspace, "Vad sägs om flyget?").claims)
    if suggestions:
        key = suggestions[0].suggestion.suggestion_id
        stage("decide", lambda: pipeline.decide(workspace, key, "accept", REVIEWER))
    for kind in ("redline", "report", "answers", "audit"):
        stage(f"export {kind}", partial(pipeline.export, workspace, kind, folder / "ut"))
    first = workspace.store.submissions.all()[0].submission_id
    stage("erase", lambda: pipeline.erase(workspace, first, "prov"))
    stage("erase --verify", lambda: pipeline.verify_erasure(workspace, first).found)
    workspace.close()
    return {"stages": stages}


def _smallest(workspace: Any) -> str:
    """The section with the least to say among those that several have answered and that can be drafted: the proof is of the
    way, not of the amount."""
    from summarizer import pipeline

    answers = {s: workspace.store.submissions.answers(s) for s in pipeline.sections_to_draft(workspace)}
    several = [s for s, found in answers.items() if len({a.submission_id for a in found}) > 1]
    return min(several or answers, key=lambda section: sum(len(answer.text) for answer in answers[section]))


def main(folder: str, examples: str, refuse: str) -> None:
    trap = Trap(refuse=refuse == "refuse")
    before = packets_without_route()
    try:
        found = run(Path(folder), Path(examples))
    except SamspelError as exc:
        found = {"error": str(exc), "exit_code": exc.exit_code, "stages": []}
    after = packets_without_route()
    counted = {kind: after[kind] - before[kind] for kind in after} if before and after else None
    json.dump({**found, "interfaces": interfaces(), "attempts": trap.attempts, "unrouted": counted}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:4])
