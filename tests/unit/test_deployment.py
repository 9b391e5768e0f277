"""What a deployment is made from: locked versions with hashes. (The bill of materials: tests/integration.)"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def entries() -> dict[str, str]:
    """Package → all that its entry says."""
    blocks = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)
    return {re.split(r"[=\[ ]", block, maxsplit=1)[0].lower(): block for block in blocks if block.strip()}


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        re.split(r"[<>=\[ ]", line, maxsplit=1)[0].lower()
        for line in (*project["dependencies"], *project["optional-dependencies"]["auth"])
    }
    assert wanted - entries().keys() == set()


def test_every_entry_is_exact_and_has_hashes() -> None:
    found = entries()
    assert len(found) > 60
    for name, block in found.items():
        assert re.match(r"[\w.\[\]-]+==[\w.+!]+", block), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), name


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK and "index-url" not in LOCK
