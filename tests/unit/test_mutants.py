"""Mutation testing puts in the faults that it says, one at a time, and leaves alone what no test can see."""

from __future__ import annotations

import ast

import pytest

from benchmarks.mutants import mutants, sampled
from benchmarks.mutation import ROOMS, ROOT, chosen

SOURCE = '''
"""Docstring."""
Kind = Literal["a", "b"]

def f(x: int, y: int = 3) -> "str":
    """Another."""
    if x < y and not x:
        print("said")
    assert x != 7, "never"
    if x is None:
        raise ValueError("message")
    return False
'''


def test_every_fault_is_one_change_of_code_that_runs() -> None:
    found = mutants(SOURCE)
    assert [(m.line, m.what) for m in found] == [
        (5, "3 to 4"),
        (7, "Lt to LtE"), (7, "and/or swapped"), (7, "condition negated"), (7, "not dropped"),
        (8, "'said' changed"), (8, "call dropped"),
        (10, "Is to IsNot"), (10, "condition negated"),
        (12, "False to True"),
    ]  # fmt: skip
    original = ast.unparse(ast.parse(SOURCE))
    assert all(ast.dump(ast.parse(m.source)) != ast.dump(ast.parse(original)) for m in found)
    assert len({m.source for m in found}) == len(found)


def test_a_sample_is_the_same_every_time_and_never_more() -> None:
    found = mutants(SOURCE)
    assert sampled(found, 99, 1) == found
    assert sampled(found, 4, 11) == sampled(found, 4, 11) and len(set(sampled(found, 4, 11))) == 4
    assert sampled(found, 4, 11) != sampled(found, 4, 12)


def test_rooms_and_modules_are_known_by_name() -> None:
    assert chosen([]) == ROOMS
    assert chosen(["text.phones"]) == {"text.phones": {"text.phones": ROOMS["masking"]["text.phones"]}}
    with pytest.raises(KeyError):
        chosen(["nosuch"])


def test_what_is_named_exists() -> None:
    for room in ROOMS.values():
        for module, tests in room.items():
            assert (ROOT / "summarizer" / f"{module.replace('.', '/')}.py").is_file()
            assert all((ROOT / "tests" / "unit" / test).is_file() for test in tests)
