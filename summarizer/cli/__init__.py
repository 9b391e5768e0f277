"""The command line: arguments in, one JSON document or plain text out. No work is done here; pipeline does it."""

from summarizer.cli.main import main

__all__ = ["main"]
