"""Which reader a file gets. The content decides before the name does, for files are renamed."""

from __future__ import annotations

from pathlib import Path

from summarizer.errors import UnreadableFile
from summarizer.reading.document import Document
from summarizer.reading.names import damaged, unreadable
from summarizer.reading.word import read_word


def read_file(path: Path) -> Document:
    """Read one file. Raises UnreadableFile: one sentence that names the file and says what to do."""
    name = path.name
    try:
        if path.stat().st_size == 0:
            raise unreadable(name, "är tom", "be avsändaren skicka den på nytt")
        return read_word(path, name)
    except UnreadableFile:
        raise
    except Exception as exc:  # the door: whatever a hostile file sets off must not hurt the other files
        raise damaged(name) from exc
