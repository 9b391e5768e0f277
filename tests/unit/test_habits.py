"""One truth for what is checked, which version this is, and how it is deployed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from summarizer import __version__

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = dict(re.findall(r"^([a-z]+):(.*)$", MAKEFILE, re.M))


def commands(target: str) -> list[str]:
    """What a target runs, those it needs first."""
    needed = TARGETS[target].split("##")[0].split()
    own = re.search(rf"^{target}:.*\n((?:\t.*\n)*)", MAKEFILE, re.M)
    return [c for n in needed for c in commands(n)] + [line.strip() for line in (own[1] if own else "").splitlines()]


def test_ci_and_make_check_are_one() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^make static$", ci, re.M)
    assert not re.search(r"^(?:ruff|mypy|lint-imports|reuse)\b", ci, re.M)  # only through make
    assert commands("check")[: len(commands("static"))] == commands("static")
    assert {"mypy", "lint-imports --no-cache", "ruff check .", "ruff format --check ."} <= set(commands("static"))


def test_no_room_is_left_out_of_the_walls() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    walls = {c["name"]: set(c.get("source_modules", ())) for c in project["tool"]["importlinter"]["contracts"]}
    house = ROOT / "summarizer"
    rooms = {f"summarizer.{p.parent.name}" for p in house.glob("*/__init__.py")}
    alone = {f"summarizer.{p.stem}" for p in house.glob("*.py") if p.stem != "__init__"}
    above = {f"summarizer.{name}" for name in ("cli", "ui", "pipeline", "store")}
    assert walls["only ui imports streamlit"] == (rooms | alone | {"index"}) - {"summarizer.ui"}
    assert walls["stages do not know the store, the workspace or each other's order"] >= rooms - above


def test_hooks_run_the_tools_that_ci_runs() -> None:
    hooks = re.findall(
        r"^\s+entry: (\S+(?: \w+)?)", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"), re.M
    )
    for hook in hooks:
        assert any(command.startswith(hook) for command in commands("static")), hook
    for command in commands("static"):
        assert any(command.startswith(hook) for hook in hooks), command


def test_every_target_is_told_to_contributors() -> None:
    said = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [t for t in ("setup", "check", "static", "test") if f"make {t}" not in said] == []
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)
    assert phony is not None and set(phony[1].split()) == set(TARGETS)


def test_the_version_is_said_once_and_has_its_changes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert __version__ in headings and headings[0] in ("Unreleased", __version__)


def test_the_licence_is_the_same_everywhere() -> None:
    licence = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"]
    (annotation,) = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    assert annotation["SPDX-License-Identifier"] == licence
    assert [p.stem for p in (ROOT / "LICENSES").iterdir()] == [licence]


def test_the_container_runs_as_nobody_in_particular_and_takes_no_data_along() -> None:
    recipe = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    steps = [line.split(None, 1) for line in recipe.splitlines() if line and not line.startswith("#")]
    users = [rest for step, rest in steps if step == "USER"]
    assert users and users[-1].isdigit() and int(users[-1]) >= 1000
    assert all(":latest" not in rest and ":" in rest for step, rest in steps if step == "FROM")
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", "workspace", "exports"} <= set(ignored)
    assert "summarizer" not in ignored and "examples" not in ignored


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_has_no_remark_on_the_unit(tmp_path: Path) -> None:
    unit = (ROOT / "deploy" / "samspel.service").read_text(encoding="utf-8")
    assert "UMask=0077" in unit and "IPAddressDeny=any" in unit
    (tmp_path / "samspel.service").write_text(
        re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", unit), encoding="utf-8"
    )
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "samspel.service")], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
