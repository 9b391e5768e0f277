"""Low-rank changes to an embedding model's weights (LoRA, Hu et al. 2021): what training/adapt.py learns and we ship.

A file of safetensors: for each changed matrix W, ``NAME.down`` (rank × inputs) and ``NAME.up`` (outputs × rank), float16;
the changed matrix is W + up · down.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

LIKENESS = Path(__file__).with_name("likeness.safetensors")  # makes texts alike that say the same, however worded


def deltas(path: Path) -> dict[str, Any]:
    """What is added to each changed matrix, by the matrix's name."""
    from safetensors.torch import load_file

    changes = load_file(str(path))
    names = sorted({key.rsplit(".", 1)[0] for key in changes})
    return {name: changes[f"{name}.up"].float() @ changes[f"{name}.down"].float() for name in names}


def merge(transformer: Any, path: Path) -> None:
    """Change the weights of a loaded transformer. Raises KeyError when the file is for another model."""
    import torch

    weights = dict(transformer.named_parameters())
    with torch.no_grad():
        for name, added in deltas(path).items():
            weights[name].add_(added)
