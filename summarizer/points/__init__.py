"""Answers → points → themes of one section."""

from summarizer.points.find import PointSet, PointSettings, find_points
from summarizer.points.stable import stable_ids

__all__ = ["PointSet", "PointSettings", "find_points", "stable_ids"]
