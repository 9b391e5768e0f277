"""Read strace logs of connect and sendto; fail on any address outside this machine that our own processes reached for."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ADDRESS = re.compile(r'sin_addr=inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
PROCESS = re.compile(r"^\d+<([^>]+)>")
# Chromium probes for IPv6 on its own and is given no page but ours; its page requests are checked in tests/e2e.
NOT_OURS = ("chrom", "Chrome", "ThreadPool", "NetworkService")


def main(logs: list[str]) -> int:
    """0 when every address was this machine's."""
    seen, outside = 0, []
    for log in logs:
        for line in Path(log).read_text(encoding="utf-8", errors="replace").splitlines():
            address = ADDRESS.search(line)
            process = PROCESS.match(line)
            if address is None or (process and process[1].startswith(NOT_OURS)):
                continue
            seen += 1
            found = address[1] or address[2]
            if not (found.startswith("127.") or found in ("::1", "0.0.0.0", "::")):
                outside.append(line)
    print(f"{len(logs)} logs, {seen} addresses seen, {len(outside)} outside this machine")
    for line in outside[:20]:
        print("  " + line[:200])
    return 1 if outside or not logs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
