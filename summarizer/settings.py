"""Settings: one frozen object, built at the entry (command line or screen). Functions take values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.errors import WorkspaceError
from summarizer.models import models_folder


@dataclass(frozen=True)
class Settings:
    """Where things lie and which models do the work."""

    workspace: Path
    models: Path
    generation: str = "generation"  # a name in models.toml, or the task for its default
    embedding: str = "embedding"
    llm_url: str | None = None  # an OpenAI-compatible address inside the network, in place of llama.cpp
    llm_in_flight: int = 4  # requests to that address at the same time
    llm_timeout: float = 120.0  # seconds for one request
    llm_public: bool = False  # whether that address may be outside the own network
    llm_whole: bool = False  # whether that address is sent the whole prompt as one text (summarizer/llm/openai.py)
    embedding_url: str | None = None  # the same for vectors
    threads: int | None = None
    idle: float = 600.0  # seconds without use after which a model leaves the memory; 0: never
    passphrase: str | None = field(default=None, repr=False)  # of the database; None: not encrypted


def from_environment(workspace: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the command line's workspace and SAMSPEL_WORKSPACE, _MODELS, _MODEL, _LLM_URL (_IN_FLIGHT, _TIMEOUT,
    _PUBLIC, _CHATML), _EMBEDDING, _EMBEDDING_URL, _THREADS, _IDLE (minutes), and the database's passphrase from the file that SAMSPEL_PASSPHRASE_FILE names."""
    env = dict(os.environ if environment is None else environment)
    threads = env.get("SAMSPEL_THREADS", "")
    return Settings(
        workspace=(workspace or Path(env.get("SAMSPEL_WORKSPACE") or "workspace")).expanduser(),
        models=models_folder(env),
        generation=env.get("SAMSPEL_MODEL") or "generation",
        llm_url=env.get("SAMSPEL_LLM_URL") or None,
        llm_in_flight=max(1, _number(env, "SAMSPEL_LLM_IN_FLIGHT", 4)),
        llm_timeout=float(max(1, _number(env, "SAMSPEL_LLM_TIMEOUT", 120))),
        llm_whole=env.get("SAMSPEL_LLM_CHATML", "").casefold() == "ja",
        llm_public=env.get("SAMSPEL_LLM_PUBLIC", "").casefold() == "ja",
        embedding=env.get("SAMSPEL_EMBEDDING") or "embedding",
        embedding_url=env.get("SAMSPEL_EMBEDDING_URL") or None,
        threads=int(threads) if threads.isdigit() else None,
        idle=60.0 * _number(env, "SAMSPEL_IDLE", 10),
        passphrase=_passphrase(env.get("SAMSPEL_PASSPHRASE_FILE") or None),
    )


def _number(env: Mapping[str, str], name: str, otherwise: int) -> int:
    text = env.get(name, "")
    return int(text) if text.isdigit() else otherwise


def _passphrase(file: str | None) -> str | None:
    """The first line of a file. A passphrase in the environment itself would be shown by a list of processes."""
    if file is None:
        return None
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as exc:
        raise WorkspaceError(
            f"Filen {file} med lösenfrasen går inte att läsa; kontrollera SAMSPEL_PASSPHRASE_FILE."
        ) from exc
    if not lines or not lines[0].strip():
        raise WorkspaceError(f"Filen {file} är tom; skriv lösenfrasen på första raden.")
    return lines[0].strip()
