"""The bill of materials of the environment that the tests run in: half a minute."""

from __future__ import annotations

import json

import pytest

from deploy.sbom import installed, with_models
from summarizer import models


def test_the_bill_of_materials_is_valid_and_has_packages_and_models() -> None:
    validation = pytest.importorskip("cyclonedx.validation.json")
    schema = pytest.importorskip("cyclonedx.schema")
    bill = with_models(installed())
    names = {component["name"].lower() for component in bill["components"]}
    assert {"streamlit", "faiss-cpu", "torch", *(m.name.lower() for m in models.catalogue() if m.default)} <= names
    version = schema.SchemaVersion.from_version(bill["specVersion"])
    assert validation.JsonStrictValidator(version).validate_str(json.dumps(bill)) is None
