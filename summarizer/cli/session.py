"""What every command shares: the workspace it works on and how it prints."""

from __future__ import annotations

import dataclasses
import json
import logging
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rich.console import Console

from summarizer.pipeline.scratch import clear_leftovers
from summarizer.settings import Settings, from_environment
from summarizer.workspace import Workspace

stderr = Console(stderr=True, highlight=False)


@dataclass
class Session:
    """One call of the command line."""

    workspace_folder: Path | None = None
    as_json: bool = False
    consultation: str | None = None

    @cached_property
    def settings(self) -> Settings:
        return from_environment(self.workspace_folder)

    @cached_property
    def workspace(self) -> Workspace:
        clear_leftovers(self.settings.workspace)
        return Workspace(self.settings, self.consultation)

    def emit(self, data: Any, lines: Iterable[str]) -> None:
        """One JSON document with --json, else the lines. ``lines`` is only walked when it is shown."""
        if self.as_json:
            json.dump(plain(data), sys.stdout, ensure_ascii=False, indent=1)
            sys.stdout.write("\n")
        else:
            for line in lines:
                print(line)

    def note(self, text: str) -> None:
        """Progress, on stderr."""
        stderr.print(text, markup=False, style="dim")


def plain(value: Any) -> Any:
    """Records as JSON data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(v) for v in value]
    if isinstance(value, Path):
        return str(value)
    return value


def log_to_stderr(debug: bool) -> None:
    """Logs go to stderr and never hold the text of answers."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.DEBUG if debug else logging.WARNING, format="%(levelname)s %(message)s"
    )
    for noisy in ("httpx", "httpcore", "urllib3", "PIL", "filelock"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
