"""Samspel: consultation answers → a cited account of what was said → suggested edits, on one machine, offline."""

__version__ = "0.1.0"
