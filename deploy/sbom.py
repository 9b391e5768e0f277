"""A software bill of materials, CycloneDX JSON: ``python deploy/sbom.py sbom.json``.

What is installed in this environment, as cyclonedx-py finds it, and the model files of the catalogue with their sha256.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from summarizer import models

ROOT = Path(__file__).parents[1]


def installed() -> dict[str, Any]:
    """The bill of this Python environment."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", str(ROOT / "pyproject.toml"),
               "--output-reproducible", "--output-format", "JSON", "--no-validate"]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    bill: dict[str, Any] = json.loads(done.stdout)
    return bill


def with_models(bill: dict[str, Any]) -> dict[str, Any]:
    """The bill with the models of the catalogue that are used when nothing else is chosen."""
    added = [
        {
            "type": "machine-learning-model",
            "bom-ref": f"model-{model.name}",
            "name": model.name,
            "hashes": [{"alg": "SHA-256", "content": model.sha256}],
            "licenses": [{"license": {"name": model.licence}}],
        }
        for model in models.catalogue()
        if model.default
    ]
    return {**bill, "components": [*bill.get("components", ()), *added]}


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("sbom.json")
    bill = with_models(installed())
    out.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{out}: {len(bill['components'])} components")


if __name__ == "__main__":
    main()
