"""The models that the product uses: which there are, where they lie, how they are fetched and verified."""

from summarizer.models.catalogue import Model, catalogue, find, installed, model_path, models_folder, require, verify
from summarizer.models.fetch import Progress, pull

__all__ = [
    "Model",
    "Progress",
    "catalogue",
    "find",
    "installed",
    "model_path",
    "models_folder",
    "pull",
    "require",
    "verify",
]
