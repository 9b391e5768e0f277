"""The command line and its files, for the tests of this room."""

from tests.commandline import bare, baseline, drafted, drafted_once, files, run

__all__ = ["bare", "baseline", "drafted", "drafted_once", "files", "run"]
