"""Points in themes → the cited summary of a section. All points, never the top few; counts by code; claims checked."""

from summarizer.summary.assemble import Materials, summarise

__all__ = ["Materials", "summarise"]
