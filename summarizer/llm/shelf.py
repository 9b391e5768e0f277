"""Computed states of prompts' constant beginnings, on the disk beside the models, so that a program that has just been started
does not compute them again (some 5 to 10 seconds each on two cores).

Only what stands word for word in a prompt file is put here (``Request.constant``): no sender's text. A state belongs to the
model, the library, what the processor can do and the tokens, and is taken only whole, as its own hash tells.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

FOLDER = "beginnings"  # in the folder of models
MOST = 16  # states, 10 to 20 MB each with the default model; those used longest ago go first
_HASH = 32  # bytes, before the state


class Shelf:
    """``made_with``: everything but the tokens that a state depends on. A folder that cannot be written in keeps nothing."""

    def __init__(self, folder: Path, made_with: str) -> None:
        self._folder = folder
        self._made_with = made_with

    def take(self, tokens: Sequence[int]) -> bytes | None:
        file = self._file(tokens)
        try:
            content = file.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # a folder that can only be read serves too
            file.touch()
        told, state = content[:_HASH], content[_HASH:]
        return state if hashlib.sha256(state).digest() == told else None

    def put(self, tokens: Sequence[int], state: bytes) -> None:
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as own:
                made = Path(own) / "state"
                made.write_bytes(hashlib.sha256(state).digest() + state)
                made.replace(self._file(tokens))
            kept = sorted(self._folder.glob("*.state"), key=lambda file: file.stat().st_mtime_ns)
            for file in kept[:-MOST]:
                file.unlink(missing_ok=True)

    def _file(self, tokens: Sequence[int]) -> Path:
        told = f"{self._made_with}\0{' '.join(map(str, tokens))}"
        return self._folder / f"{hashlib.sha256(told.encode()).hexdigest()[:32]}.state"
