"""What was found in a text is remembered while the program runs: when one more submission comes in, thousands of others' points
are looked at again, word for word as they were (measured: docs/performance.md, "Against change").

An erasure must leave no text behind, so everything that remembers is listed here and forgets at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

Found = TypeVar("Found", bound=Callable[..., Any])

MOST = 1 << 15  # texts, for each function: some 10 MB
_remembering: list[Any] = []


def remembered(function: Found) -> Found:
    """For a function of texts alone, whose result nobody changes."""
    return _kept(function, MOST)


def remembered_of_all(function: Found) -> Found:
    """For a function of all texts of a kind together: those of now, and of just before."""
    return _kept(function, 2)


def _kept(function: Found, most: int) -> Found:
    kept = lru_cache(maxsize=most)(function)
    _remembering.append(kept)
    return cast(Found, kept)


def forget() -> None:
    """Drop every text, and what was found in it."""
    for kept in _remembering:
        kept.cache_clear()
