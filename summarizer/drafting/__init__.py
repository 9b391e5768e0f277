"""Themes and baseline → suggested edits. Code chooses part, operation and target; the model words one sentence; code checks."""

from summarizer.drafting.assemble import draft
from summarizer.drafting.materials import Draft, DraftMaterials

__all__ = ["Draft", "DraftMaterials", "draft"]
