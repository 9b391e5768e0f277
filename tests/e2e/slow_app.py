"""The screen with models that need no files, where work stands still until the test lets it go on: for tests of what one
sees and does meanwhile, on a machine of any speed. It goes on when the file ``go_on`` stands in the workspace."""

from __future__ import annotations

import time
from pathlib import Path

from summarizer import pipeline
from summarizer.llm import FakeLLM, Request
from summarizer.pipeline import FileResult
from summarizer.settings import Settings, from_environment
from summarizer.ui import services, shell
from summarizer.workspace import Workspace
from tests.ui.conftest import WordVectors

_AT_ONCE = 3  # files that are read before it stands still

if not hasattr(pipeline, "at_once"):  # this script is run anew for every click
    pipeline.at_once = pipeline.ingest  # type: ignore[attr-defined]

    def _wait() -> None:
        while not (from_environment().workspace / "go_on").exists():
            time.sleep(0.1)

    def _ingest(workspace: Workspace, paths: list[Path]) -> list[FileResult]:
        time.sleep(0.5)  # so that there is a time left to tell
        if len(workspace.store.submissions.all()) >= _AT_ONCE:
            _wait()
        found: list[FileResult] = pipeline.at_once(workspace, paths)  # type: ignore[attr-defined]
        return found

    def _answer(request: Request) -> str:
        _wait()
        return "Vägarna i inlandet"

    def _workspace(settings: Settings) -> Workspace:
        return Workspace(settings, embedder=WordVectors(), llm=FakeLLM(_answer))

    pipeline.ingest = _ingest
    services.make_workspace = _workspace

shell.run()
