"""Answers → points → themes of one section."""

from summarizer.points.find import PointSet, find_points
from summarizer.points.layers import Memory
from summarizer.points.stable import stable_ids
from summarizer.points.themes import PointSettings

__all__ = ["Memory", "PointSet", "PointSettings", "find_points", "stable_ids"]
