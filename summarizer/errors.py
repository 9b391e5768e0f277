"""The error tree. ``str(exc)`` is one sentence in Swedish that says what is wrong and names the remedy.

Only the command line and the screen catch these; every other room raises or returns records.
"""


class SamspelError(Exception):
    """Base of every error that a person is meant to read. ``exit_code`` is what the command line ends with."""

    exit_code = 1


class UsageError(SamspelError):
    """The person asked for something that does not exist (a section, an id, a format)."""

    exit_code = 2


class UnreadableFile(SamspelError):
    """A file that cannot be read as a submission or a baseline; the text names the file and what to send instead."""


class WorkspaceError(SamspelError):
    """The workspace is missing, locked, damaged or made by a newer version."""


class ModelMissing(SamspelError):
    """A model that is needed is not on the disk; the text names the command that fetches it."""

    exit_code = 4


class ModelCorrupt(SamspelError):
    """A model file does not match its sha256 and is not loaded."""

    exit_code = 4


class ModelFetchFailed(SamspelError):
    """Fetching a model failed (no network, no space, wrong bytes)."""


class GenerationFailed(SamspelError):
    """The language model gave nothing usable (cut off, empty, or it did not answer)."""


class PromptError(SamspelError):
    """A prompt file is malformed, or a variable is unknown or missing."""


class ExportFailed(SamspelError):
    """An export could not be written."""


class DecisionConflict(SamspelError):
    """Somebody else decided on the suggestion after the person last saw it; nothing was overwritten."""


class NotAllowed(SamspelError):
    """The person who asks has not the role that it takes."""

    def __init__(self, has: str | None, needs: str) -> None:
        have = f"din roll är {has}" if has else "du har ingen roll i arbetsytan"
        super().__init__(f"Det här kräver rollen {needs}, men {have}; be administratören om rollen.")
