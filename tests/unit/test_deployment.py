"""What a deployment is made from: locked versions with hashes, and a bill of materials."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from deploy.sbom import installed, with_models
from summarizer import models

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def entries() -> dict[str, str]:
    """Package → all that its entry says."""
    blocks = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)
    return {re.split(r"[=\[ ]", block, maxsplit=1)[0].lower(): block for block in blocks if block.strip()}


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        re.split(r"[<>=\[ ]", line, maxsplit=1)[0].lower()
        for line in (*project["dependencies"], *project["optional-dependencies"]["auth"])
    }
    assert wanted - entries().keys() == set()


def test_every_entry_is_exact_and_has_hashes() -> None:
    found = entries()
    assert len(found) > 60
    for name, block in found.items():
        assert re.match(r"[\w.\[\]-]+==[\w.+!]+", block), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), name


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK and "index-url" not in LOCK


def test_the_bill_of_materials_is_valid_and_has_packages_and_models() -> None:
    validation = pytest.importorskip("cyclonedx.validation.json")
    schema = pytest.importorskip("cyclonedx.schema")
    bill = with_models(installed())
    names = {component["name"].lower() for component in bill["components"]}
    assert {"streamlit", "faiss-cpu", "torch", *(m.name.lower() for m in models.catalogue() if m.default)} <= names
    version = schema.SchemaVersion.from_version(bill["specVersion"])
    assert validation.JsonStrictValidator(version).validate_str(json.dumps(bill)) is None
