"""Which models there are (models.toml), where they lie on the disk, and whether their bytes are the right ones."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from summarizer.errors import ModelCorrupt, ModelMissing, UsageError

CATALOGUE = Path(__file__).parent.parent / "models.toml"


@dataclass(frozen=True)
class Model:
    """One row of the catalogue. ``size`` in bytes of ``file``, the file that ``sha256`` is of."""

    name: str
    task: Literal["generation", "embedding"]
    file: str
    size: int
    sha256: str
    ram_gb: float
    licence: str
    publisher: str
    note: str
    source: dict[str, Any]
    default: bool = False
    turns_we: bool = True  # does it retell "vi" as "de"? What it cannot do is not asked of it


def catalogue() -> tuple[Model, ...]:
    """All models of models.toml, in its order."""
    return tuple(Model(**raw) for raw in tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["models"])


def find(name_or_task: str) -> Model:
    """A model by its name, or the default one for a task ("generation", "embedding")."""
    for model in catalogue():
        if model.name == name_or_task or (model.default and model.task == name_or_task):
            return model
    raise UsageError(f"Modellen ”{name_or_task}” finns inte i katalogen; ”samspel models list” visar dem som finns.")


def models_folder(environment: dict[str, str] | None = None) -> Path:
    """Where models lie: SAMSPEL_MODELS, else the user's cache folder."""
    env = dict(os.environ) if environment is None else environment
    if chosen := env.get("SAMSPEL_MODELS"):
        return Path(chosen).expanduser()
    return Path(env.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "samspel" / "models"


def model_path(model: Model, folder: Path) -> Path:
    """What a loader opens: the GGUF file, or the sentence-transformers folder."""
    own = folder / model.name
    return own / model.file if model.task == "generation" else own


def installed(model: Model, folder: Path) -> bool:
    return (folder / model.name / model.file).is_file()


def sha256_of(path: Path, progress: Callable[[int], None] = lambda n: None) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 22):
            digest.update(block)
            progress(len(block))
    return digest.hexdigest()


def verify(model: Model, folder: Path) -> None:
    """Read every byte and compare with the catalogue; remember size and time so that a start need not read again.

    Raises ModelMissing or ModelCorrupt.
    """
    path = folder / model.name / model.file
    if not path.is_file():
        raise ModelMissing(f"Modellen {model.name} saknas; hämta den med: samspel models pull {model.name}")
    if sha256_of(path) != model.sha256:
        raise ModelCorrupt(
            f"Modellen {model.name} har fel innehåll (sha256 stämmer inte) och laddas inte; "
            f"hämta den på nytt med: samspel models pull {model.name} --again"
        )
    _stamp_file(path).write_text(json.dumps(_stamp(path, model)), encoding="utf-8")


def require(model: Model, folder: Path) -> Path:
    """The path to load, after making sure that the bytes are the catalogue's. Raises ModelMissing or ModelCorrupt."""
    path = folder / model.name / model.file
    if not path.is_file() or _read_stamp(path) != _stamp(path, model):
        verify(model, folder)
    return model_path(model, folder)


def _stamp_file(path: Path) -> Path:
    return path.parent / "verified.json"


def _read_stamp(path: Path) -> object:
    """What was noted when the file was last verified; None when nothing was, or the note is damaged."""
    try:
        return json.loads(_stamp_file(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _stamp(path: Path, model: Model) -> dict[str, str | int]:
    status = path.stat()
    return {"sha256": model.sha256, "size": status.st_size, "mtime_ns": status.st_mtime_ns}
