"""A folder for files on their way in. What a killed run left behind is thrown away by the next one."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "inlasning-"
_A_DAY = 24 * 3600.0  # seconds after which a folder is left behind where processes cannot be asked


@contextmanager
def scratch_folder(workspace: Path) -> Iterator[Path]:
    """A folder in the workspace that only its owner can read; gone afterwards, or at the latest when the next run begins."""
    clear_leftovers(workspace)
    with tempfile.TemporaryDirectory(
        prefix=f"{_PREFIX}{os.getpid()}-", dir=workspace, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


def clear_leftovers(workspace: Path) -> None:
    """Remove the folders of runs that are no more: they hold what senders wrote."""
    for folder in workspace.glob(f"{_PREFIX}*"):
        if _left_behind(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _left_behind(folder: Path) -> bool:
    number = folder.name.removeprefix(_PREFIX).partition("-")[0]
    if os.name != "posix" or not number.isdigit():
        return time.time() - folder.stat().st_mtime > _A_DAY
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
