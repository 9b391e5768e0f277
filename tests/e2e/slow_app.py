"""The screen with models that need no files, where all work takes its time: for tests of what one sees and does meanwhile."""

from __future__ import annotations

import time
from pathlib import Path

from summarizer import pipeline
from summarizer.llm import FakeLLM, Request
from summarizer.pipeline import FileResult
from summarizer.settings import Settings
from summarizer.ui import services, shell
from summarizer.workspace import Workspace
from tests.ui.conftest import WordVectors

_SECONDS = 0.5  # a file, a call of the model

if not hasattr(pipeline, "at_once"):  # this script is run anew for every click
    pipeline.at_once = pipeline.ingest  # type: ignore[attr-defined]

    def _ingest(workspace: Workspace, paths: list[Path]) -> list[FileResult]:
        time.sleep(_SECONDS)
        found: list[FileResult] = pipeline.at_once(workspace, paths)  # type: ignore[attr-defined]
        return found

    def _answer(request: Request) -> str:
        time.sleep(_SECONDS)
        return "Vägarna i inlandet"

    def _workspace(settings: Settings) -> Workspace:
        return Workspace(settings, embedder=WordVectors(), llm=FakeLLM(_answer))

    pipeline.ingest = _ingest
    services.make_workspace = _workspace

shell.run()
