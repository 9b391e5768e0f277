"""The tests are where one looks for them: a folder for each room, a file for each module outside the rooms, none too long."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "tests" / "unit"
ROOMS = sorted(p.parent for p in [*(ROOT / "summarizer").glob("*/__init__.py"), ROOT / "index" / "__init__.py"])
ELSEWHERE = {"ui": ROOT / "tests" / "ui"}  # AppTest
ALONE = sorted(p for p in (ROOT / "summarizer").glob("*.py") if p.name != "__init__.py")
ONLY_DECLARED = {"records", "errors"}  # nothing in them runs by itself
TESTED_WITH = {"actors": UNIT / "pipeline" / "test_pipeline_roles.py", "settings": UNIT / "test_workspace.py"}
LONGEST = 400  # lines


@pytest.mark.parametrize("room", ROOMS, ids=lambda p: p.name)
def test_every_room_has_its_folder_of_tests(room: Path) -> None:
    folder = ELSEWHERE.get(room.name, UNIT / room.name)
    tests = list(folder.glob("test_*.py"))
    package = "index" if room.name == "index" else f"summarizer.{room.name}"
    imported = {name for test in [*tests, *folder.glob("conftest.py")] for name in imports(test)}
    helped = {name for file in (ROOT / "tests").glob("*.py") for name in imports(file)} if room.name == "cli" else set()
    assert tests and any(name == package or name.startswith(f"{package}.") for name in imported | helped)


@pytest.mark.parametrize("module", ALONE, ids=lambda p: p.name)
def test_every_module_outside_the_rooms_has_its_file(module: Path) -> None:
    if module.stem in ONLY_DECLARED:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        assert not any(isinstance(node, ast.FunctionDef) for node in tree.body)
    else:
        assert TESTED_WITH.get(module.stem, UNIT / f"test_{module.stem}.py").is_file()


def test_every_folder_of_tests_is_for_a_room() -> None:
    known = {room.name for room in ROOMS} | {"training"}
    assert {p.name for p in UNIT.iterdir() if p.is_dir() and p.name != "__pycache__"} <= known


@pytest.mark.parametrize("room", ["summarizer", "index", "tests", "benchmarks", "training", "deploy"])
def test_no_file_is_too_long(room: str) -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in (ROOT / room).rglob("*.py")}
    assert {str(p.relative_to(ROOT)): n for p, n in lengths.items() if n > LONGEST} == {}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module} | {
        a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names
    }


def test_no_two_files_of_tests_have_one_name() -> None:
    """pytest imports them by name; the second is not collected, and nothing is."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
