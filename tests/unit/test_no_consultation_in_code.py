"""What a consultation file says is said nowhere else: no name of a region, a strategy or a place stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.consultation import DEFAULT, SHIPPED, load

ROOT = Path(__file__).parents[2]
FILES = sorted(p for room in ("summarizer", "index") for p in (ROOT / room).rglob("*.py"))
NAMES = sorted(
    {
        name.casefold()
        for path in SHIPPED.glob("*.toml")
        for made in [load(path.stem)]
        for name in (*made.places, *(town for towns in made.places.values() for town in towns), made.authority)
        if name.casefold() not in made.places.words
    }
    | {"rus", "västerbotten", "västerbottens", "sälgvik"}
)


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of every string that is not a docstring."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_string_names_a_consultation(path: Path) -> None:
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, NAMES)) + r")(?!\w)")
    found = [
        (line, hit[0])
        for line, text in strings(ast.parse(path.read_text(encoding="utf-8")))
        if text != DEFAULT and (hit := pattern.search(text.casefold()))
    ]
    assert found == []


def test_the_search_finds_what_it_should() -> None:
    tree = ast.parse('"""Umeå."""\nx = "bussen till Umeå"\n')
    assert [text for _, text in strings(tree)] == ["bussen till Umeå"]
    assert {"umeå", "kvarnby"} <= set(NAMES) and "boliden" not in NAMES
