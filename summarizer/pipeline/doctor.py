"""What the product needs of the machine, found or not, with the remedy for each."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass

from summarizer import models
from summarizer.errors import SamspelError
from summarizer.llm.calibration import measured, threads_for
from summarizer.settings import Settings

GIB = 1024**3


@dataclass(frozen=True)
class Finding:
    """One thing looked at. ``optional``: the product works without it, but not every format."""

    what: str
    ok: bool
    found: str
    remedy: str = ""
    optional: bool = False


def diagnose(settings: Settings) -> list[Finding]:
    """Every check, in the order a person would mend them."""
    checks = [_python(), _compiler(), _llama(), *(_model(m, settings) for m in models.catalogue() if m.default)]
    if settings.llm_url is None:
        checks.append(_threads(settings))
    return [*checks, _disk(settings), _memory(), _workspace(settings), *_programs(), _pip()]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), version, "installera Python 3.11 eller nyare")


def _compiler() -> Finding:
    found = next((p for name in ("cc", "gcc", "clang", "cl") if (p := shutil.which(name))), None)
    needed = importlib.util.find_spec("llama_cpp") is None  # only to build llama-cpp-python
    return Finding(
        "C-kompilator", found is not None, found or "saknas",
        "behövs när llama-cpp-python byggs; installera till exempel med: apt-get install build-essential", optional=not needed,
    )  # fmt: skip


def _llama() -> Finding:
    ok = importlib.util.find_spec("llama_cpp") is not None
    return Finding("llama-cpp-python", ok, "installerat" if ok else "saknas", "kör: pip install -e .")


def _model(model: models.Model, settings: Settings) -> Finding:
    try:
        models.require(model, settings.models)
    except SamspelError as exc:
        return Finding(f"Modell för {model.task}", False, "inte klar", str(exc))
    return Finding(f"Modell för {model.task}", True, model.name)


def _threads(settings: Settings) -> Finding:
    """Counted ones do, but on some machines others are faster (summarizer/llm/calibration.py)."""
    try:
        name = models.find(settings.generation).sha256[:16]
    except SamspelError as exc:
        return Finding("Språkmodellens trådar", False, "okänd modell", str(exc), optional=True)
    used = threads_for(settings.models, name, settings.threads)
    known = settings.threads is not None or measured(settings.models, name) is not None
    return Finding(
        "Språkmodellens trådar", known, f"{used.read} läser, {used.write} skriver" + ("" if known else " (inte uppmätta)"),
        "mät vad som går fortast, en gång: samspel doctor --calibrate", optional=True,
    )  # fmt: skip


def _disk(settings: Settings) -> Finding:
    folder = settings.models
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / GIB
    return Finding(
        "Diskutrymme",
        free >= 4,
        f"{free:.0f} GiB ledigt",
        "frigör minst 4 GiB, eller flytta modellerna med SAMSPEL_MODELS",
    )


def _memory() -> Finding:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    except (ValueError, OSError, AttributeError):
        return Finding("Minne", True, "okänt", optional=True)
    return Finding(
        "Minne", total >= 6, f"{total:.0f} GiB", "minst 6 GiB behövs; välj annars en mindre modell: samspel models list"
    )


def _workspace(settings: Settings) -> Finding:
    folder = settings.workspace
    while not folder.exists():
        folder = folder.parent
    ok = os.access(folder, os.W_OK)
    return Finding(
        "Arbetsyta", ok, str(settings.workspace), "går inte att skriva i; välj en annan mapp med --workspace"
    )


def _programs() -> list[Finding]:
    wanted = (
        ("LibreOffice", ("soffice",), "behövs för .doc, .odt och .rtf; installera LibreOffice Writer"),
        ("tesseract", ("tesseract",), "behövs för inskannade sidor; installera tesseract med svenska (swe)"),
        ("Chromium", ("chromium", "chromium-browser", "google-chrome"), "behövs bara för testerna av skärmen"),
    )
    findings = []
    for what, names, remedy in wanted:
        path = next((p for name in names if (p := shutil.which(name))), None)
        findings.append(Finding(what, path is not None, path or "saknas", remedy, optional=True))
    return findings


def _pip() -> Finding:
    ok = importlib.util.find_spec("pip") is not None
    return Finding(
        "pip", ok, "finns" if ok else "saknas", "behövs för att hämta modeller; kör: python -m ensurepip", optional=True
    )
