"""The proof sees attempts to reach another machine, also swallowed ones, and says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.errors import SamspelError
from summarizer.pipeline.offline import OfflineProof, _isolating, prove_offline
from summarizer.pipeline.offline_job import is_outside
from summarizer.settings import Settings

ROOT = Path(__file__).parents[3]
SCRIPT = """
import json, socket, sys
from contextlib import suppress
from summarizer.pipeline.offline_job import Trap, packets_without_route
trap = Trap(refuse=sys.argv[1] == "refuse")
before = packets_without_route()
for kind, where in ((socket.AF_INET, ("192.0.2.1", 80)), (socket.AF_INET6, ("2001:db8::1", 80)), (socket.AF_INET, ("127.0.0.1", 9))):
    with suppress(OSError), socket.socket(kind, socket.SOCK_DGRAM) as made:
        made.connect(where)
with suppress(OSError):
    socket.getaddrinfo("annan.example", 80)
after = packets_without_route()
print(json.dumps({"attempts": trap.attempts, "unrouted": {k: after[k] - before[k] for k in after}}))
"""


def attempted(before: list[str], how: str) -> dict[str, object]:
    done = subprocess.run([*before, sys.executable, "-c", SCRIPT, how], cwd=ROOT, capture_output=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


TRIED = [
    "socket.connect ('192.0.2.1', 80)",
    "socket.connect ('2001:db8::1', 80)",
    "socket.getaddrinfo ('annan.example',)",
]


def test_calls_to_another_machine_are_refused_and_seen_though_their_errors_are_swallowed() -> None:
    assert attempted([], "refuse")["attempts"] == TRIED


@pytest.mark.skipif(not _isolating(), reason="the system allows no network namespace")
def test_the_kernel_counts_what_has_nowhere_to_go() -> None:
    found = attempted(
        _isolating(), "count"
    )  # in a namespace of its own: what is let through must not be counted as ours
    assert found["attempts"] == TRIED
    unrouted = found["unrouted"]
    assert isinstance(unrouted, dict) and unrouted["ipv4"] >= 1


@pytest.mark.parametrize(
    ("where", "outside"),
    [
        (("192.0.2.1", 80), True),
        (("annan.example",), True),
        (("fe80::1%eth0", 80, 0, 0), True),
        ((b"annan.example",), True),
        (("127.0.0.1", 80), False),
        (("::1", 80, 0, 0), False),
        (("localhost",), False),
        ((None,), False),
        ("/run/systemd/journal/dev-log", False),
    ],
)
def test_which_addresses_are_another_machines(where: object, outside: bool) -> None:
    assert is_outside(where) is outside


def test_what_the_proof_says() -> None:
    stages = ({"stage": "ingest", "seconds": 1.0, "results": 4},)
    good = OfflineProof("namespace", ("lo",), (), {"ipv4": 0, "ipv6": 0}, stages, 60.0)
    assert good.holds and "Beviset håller (60 sekunder)." in list(good.lines())
    assert not OfflineProof("trap", (), ("socket.connect ('192.0.2.1', 80)",), None, stages, 1.0).holds
    assert not OfflineProof("namespace", ("lo",), (), {"ipv4": 1, "ipv6": 0}, stages, 1.0).holds
    assert not OfflineProof("trap", (), (), None, (), 1.0).holds
    assert "Beviset håller INTE" in "\n".join(OfflineProof("trap", (), (), None, (), 1.0).lines())


def test_a_model_that_is_missing_is_told_as_everywhere(tmp_path: Path) -> None:
    with pytest.raises(SamspelError, match="samspel models pull") as raised:
        prove_offline(Settings(tmp_path / "ws", tmp_path / "modeller"), ROOT / "examples", "trap")
    assert raised.value.exit_code == 4
