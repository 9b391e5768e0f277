"""Prompt files: prompts/NAME.vN.md with front matter between ``+++`` lines (TOML: variables, max_tokens, stop, schema).

The body is split into turns by lines ``## system``, ``## user`` and ``## assistant``; ``{{name}}`` is a variable. A last
``## assistant`` turn is the opening that the model continues. A released prompt is never changed: a new version is a new file.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import PromptError
from summarizer.llm.base import Request

FOLDER = Path(__file__).parent.parent.parent / "prompts"
_VARIABLE = re.compile(r"\{\{(\w+)\}\}")
_TURN = re.compile(r"^## (system|user|assistant)[ \t]*\n", re.M)
# What chat templates use as their own marks; in text from a sender they are only text.
_CONTROL = re.compile(
    r"<\|[^|>\n]{0,40}\|>|</?s>|\[/?INST\]|<</?SYS>>|<(start|end)_of_turn>|</?(?:think|tool_call|tool_response|tools)>"
)


@dataclass(frozen=True)
class Prompt:
    """A prompt file, read and checked. ``id`` is name, version and the first hex of its hash."""

    id: str
    turns: tuple[tuple[str, str], ...]
    variables: frozenset[str]
    max_tokens: int
    stop: tuple[str, ...]
    schema: dict[str, Any] | None

    def fill(self, **values: str) -> Request:
        """The request with every variable in place. Raises PromptError on unknown or missing variables."""
        if missing := self.variables - values.keys():
            raise PromptError(f"Prompten {self.id} saknar värde för {', '.join(sorted(missing))}.")
        if unknown := values.keys() - self.variables:
            raise PromptError(f"Prompten {self.id} känner inte till {', '.join(sorted(unknown))}.")
        clean = {name: _CONTROL.sub(" ", value) for name, value in values.items()}
        turns = [(role, _VARIABLE.sub(lambda m: clean[m[1]], text)) for role, text in self.turns]
        opening = turns.pop()[1] if turns[-1][0] == "assistant" else ""
        constant = not any(_VARIABLE.search(text) for _, text in self.turns[: len(turns) - 1])
        return Request(tuple(turns), opening, self.max_tokens, self.stop, self.schema, self.id, constant)


def load_prompt(name: str, folder: Path = FOLDER) -> Prompt:
    """Read ``folder/name.md``, for example ``theme_claim.v1``. Raises PromptError."""
    path = folder / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as exc:
        raise PromptError(
            f"Promptfilen {path.name} saknas i mappen prompts; återställ den från programmets källa."
        ) from exc
    match = re.match(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", text, re.S)
    if match is None:
        raise PromptError(f"Promptfilen {path.name} saknar sitt huvud mellan två rader med +++.")
    try:
        head = tomllib.loads(match[1])
        variables, max_tokens = frozenset(head["variables"]), int(head["max_tokens"])
    except (tomllib.TOMLDecodeError, LookupError, TypeError, ValueError) as exc:
        raise PromptError(f"Promptfilen {path.name} har ett huvud som inte går att läsa ({exc}).") from exc
    pieces = _TURN.split(match[2])
    turns = tuple((role, body.strip("\n")) for role, body in zip(pieces[1::2], pieces[2::2], strict=True))
    used = frozenset(_VARIABLE.findall(match[2]))
    if used != variables or not turns:
        raise PromptError(f"Promptfilen {path.name} använder andra variabler än den anger i sitt huvud.")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(
        id=f"{name}+{digest}",
        turns=turns,
        variables=used,
        max_tokens=max_tokens,
        stop=tuple(head.get("stop", ())),
        schema=head.get("schema"),
    )
