"""Small faults put into a module, one at a time: what a test that guards the line must notice."""

from __future__ import annotations

import ast
import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_UNGUARDED = ("annotation", "returns", "decorator_list", "type_comment")  # what no run sees, or a frozen dataclass only
Fault = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Mutant:
    line: int
    what: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """Every one, in the order of the lines."""
    tree = ast.parse(source)
    made = []
    for path, node in _walk(tree):
        for what, fault in _faults(node):
            changed = copy.deepcopy(tree)
            fault(_at(changed, path))
            made.append(Mutant(node.lineno, what, ast.unparse(ast.fix_missing_locations(changed))))  # type: ignore[attr-defined]
    return sorted(made, key=lambda m: (m.line, m.what))


def sampled(found: list[Mutant], most: int, seed: int) -> list[Mutant]:
    """At most so many, drawn without replacement; the same ones for the same source and seed."""
    return found if len(found) <= most else sorted(random.Random(seed).sample(found, most), key=lambda m: m.line)


Path = tuple[tuple[str, int | None], ...]


def _walk(node: ast.AST, path: Path = ()) -> Iterator[tuple[Path, ast.AST]]:
    """Nodes with the way to them; not docstrings, types, messages of errors or the text of f-strings."""
    if isinstance(node, ast.Raise | ast.JoinedStr | ast.Assert) or _is_literal(node):
        return
    yield path, node
    for name, value in ast.iter_fields(node):
        if name in _UNGUARDED:
            continue
        if isinstance(value, ast.AST):
            yield from _walk(value, (*path, (name, None)))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, ast.AST) and not _is_docstring(node, name, number, item):
                    yield from _walk(item, (*path, (name, number)))


def _is_docstring(parent: ast.AST, name: str, number: int, item: ast.AST) -> bool:
    return (
        name == "body" and number == 0 and isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant)
        and isinstance(parent, ast.Module | ast.FunctionDef | ast.ClassDef)
    )  # fmt: skip


def _at(tree: ast.AST, path: Path) -> ast.AST:
    for name, number in path:
        value = getattr(tree, name)
        tree = value if number is None else value[number]
    return tree


def _faults(node: ast.AST) -> Iterator[tuple[str, Fault]]:
    if isinstance(node, ast.Compare):
        for number, op in enumerate(node.ops):
            if type(op) in _COMPARED:
                other = _COMPARED[type(op)]
                yield f"{type(op).__name__} to {other.__name__}", _setter("ops", number, other())
    elif isinstance(node, ast.BoolOp):
        swapped = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or swapped", lambda n: setattr(n, "op", swapped)
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _COUNTED:
        changed = _COUNTED[type(node.op)]
        yield f"{type(node.op).__name__} to {changed.__name__}", lambda n: setattr(n, "op", changed())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not dropped", lambda n: setattr(n, "op", ast.UAdd()) or setattr(n, "operand", _truth(n.operand))  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant):
        yield from _other_values(node)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "condition negated", lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))  # type: ignore[attr-defined]
    elif isinstance(node, ast.Return) and not _is_nothing(node.value):
        yield "returns None", lambda n: setattr(n, "value", ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call dropped", lambda n: setattr(n, "value", ast.Constant(None))


def _setter(name: str, number: int, value: ast.AST) -> Fault:
    return lambda n: getattr(n, name).__setitem__(number, value)


def _other_values(node: ast.Constant) -> Iterator[tuple[str, Fault]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{value} to {not value}", lambda n: setattr(n, "value", not value)
    elif isinstance(value, int | float):
        yield f"{value} to {value + 1}", lambda n: setattr(n, "value", value + 1)
    elif isinstance(value, str):
        yield f"{value[:20]!r} changed", lambda n: setattr(n, "value", f"XX{value}")


def _truth(operand: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("bool", ast.Load()), [operand], [])


def _is_nothing(node: ast.expr | None) -> bool:
    """No value, or one that is as untrue as None."""
    return node is None or (isinstance(node, ast.Constant) and not node.value)


def _is_literal(node: ast.AST) -> bool:
    """``Literal["a", "b"]``: a type."""
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"
