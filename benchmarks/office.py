"""LibreOffice as an independent judge of the Word files we write."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_SCRIPT = Path(__file__).with_name("office_judge.py")


def python_with_uno() -> str | None:
    """A Python on this machine that can talk to LibreOffice; None when there is none."""
    for candidate in ("/usr/bin/python3", shutil.which("python3")):
        if candidate and Path(candidate).exists():
            found = subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False)
            if found.returncode == 0:
                return candidate
    return None


def missing() -> str | None:
    """Why LibreOffice cannot judge here; None when it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice) finns inte på datorn"
    return None if python_with_uno() else "python3-uno finns inte på datorn"


@dataclass(frozen=True)
class Reading:
    """A document as LibreOffice sees it: the text and style name of every body paragraph, and how its letters look."""

    paragraphs: list[str]
    styles: list[str]
    looks: list[list[list[str]]]  # a paragraph's stretches of text, each with its look


class Office:
    """One LibreOffice with a profile of its own, for as long as the ``with`` block lasts."""

    def __enter__(self) -> Office:
        python = python_with_uno()
        assert python is not None
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen([python, str(_SCRIPT)], text=True, **pipes)  # type: ignore[call-overload]
        assert self._process.stdout.readline(), "LibreOffice did not start"
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def read(
        self,
        path: Path,
        do: str | None = None,
        each: dict[str, str] | None = None,
        replace: list[tuple[str, str]] | None = None,
        save: Path | None = None,
        pdf: Path | None = None,
    ) -> Reading:
        """Open a file, accept or reject tracked changes by their date (``each``, to the minute), replace words that occur
        once, accept or reject all that is left (``do``), store the file where asked, and read it."""
        job = {"open": str(path.resolve()), "do": do, "each": each, "replace": replace}
        job |= {"save": save and str(save.resolve()), "pdf": pdf and str(pdf.resolve())}
        print(json.dumps({key: value for key, value in job.items() if value}), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(f"{path.name}: {answer['error']}")
        return Reading(answer["paragraphs"], answer["styles"], answer["looks"])
