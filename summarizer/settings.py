"""Settings: one frozen object, built at the entry (command line or screen). Functions take values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from summarizer.models import models_folder


@dataclass(frozen=True)
class Settings:
    """Where things lie and which models do the work."""

    workspace: Path
    models: Path
    generation: str = "generation"  # a name in models.toml, or the task for its default
    embedding: str = "embedding"
    llm_url: str | None = None  # an OpenAI-compatible address inside the network, in place of llama.cpp
    threads: int | None = None


def from_environment(workspace: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the command line's workspace and SAMSPEL_WORKSPACE, _MODELS, _MODEL, _LLM_URL, _THREADS."""
    env = dict(os.environ if environment is None else environment)
    threads = env.get("SAMSPEL_THREADS", "")
    return Settings(
        workspace=(workspace or Path(env.get("SAMSPEL_WORKSPACE") or "workspace")).expanduser(),
        models=models_folder(env),
        generation=env.get("SAMSPEL_MODEL") or "generation",
        llm_url=env.get("SAMSPEL_LLM_URL") or None,
        threads=int(threads) if threads.isdigit() else None,
    )
