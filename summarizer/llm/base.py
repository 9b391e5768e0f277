"""What the product asks of a language model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Request:
    """One completion. The answer continues ``opening``, so that code decides how a sentence begins.

    ``turns`` are (role, text) pairs, a constant prefix first, so that its computed state is reused between calls.
    ``schema`` is a JSON schema with every string and list bounded; ``stop`` ends the text (and is not part of it).
    ``hopeless`` tells of what is written so far that the answer will not be taken whatever comes after: a model that can
    leaves it there, as one that hit max_tokens. ``constant``: all turns but the last stand in a prompt file word for word.
    """

    turns: tuple[tuple[str, str], ...]
    opening: str = ""
    max_tokens: int = 120
    stop: tuple[str, ...] = ()
    schema: dict[str, Any] | None = None
    prompt_id: str = ""  # name and version of the prompt file
    constant: bool = field(default=False, compare=False)
    hopeless: Callable[[str], bool] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Generation:
    """What came back, ``opening`` not included. ``cut``: it hit max_tokens or was left as hopeless, and is no finished text."""

    text: str
    cut: bool
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass
class Usage:
    """Running totals, for benchmarks."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    prompts: dict[str, int] = field(default_factory=dict)


class LanguageModel(Protocol):
    """``name`` changes when the output would (model and settings)."""

    name: str
    usage: Usage

    def complete(self, request: Request) -> Generation:
        """One deterministic completion. Raises GenerationFailed when the model does not answer."""
        ...

    def stream(self, request: Request) -> Iterator[str]:
        """The same text in pieces as they come."""
        ...
