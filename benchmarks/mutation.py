"""Mutation testing: does a test fail when a line is wrong?

    python -m benchmarks.mutation                     # every room below, 60 faults a module
    python -m benchmarks.mutation masking text.phones --most 200 --seed 11    # rooms, or single modules of theirs

Each mutant runs in a forked process, which has the libraries loaded but imports our code anew, so that a mutant costs about what
its tests cost. (mutmut and cosmic-ray start an interpreter for each: seconds of imports here.)
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.abc
import importlib.util
import io
import os
import signal
import sys
import time
import warnings
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.mutants import mutants, sampled

ROOT = Path(__file__).parents[1]
_LIBRARIES = ("numpy", "lxml.etree", "docx", "openpyxl", "hypothesis", "rapidfuzz", "sklearn.cluster", "pydantic", "httpx",
              "pypdfium2", "oxmsg", "summarizer.workspace", "tests.fakes", "examples.template")  # fmt: skip
_QUICK = "not scan and not scanner and not libreoffice and not office"
_NUMBERS = ("text/test_text_masking.py", "text/test_text_phones.py", "text/test_text_personnummer.py")
ROOMS: dict[str, dict[str, tuple[str, ...]]] = {  # module → the tests that mirror it
    "verification": {"verification": ("test_verification.py",)},
    "masking": {
        "text.masking": _NUMBERS,
        "text.personnummer": _NUMBERS,
        "text.phones": _NUMBERS,
        "text.addresses": _NUMBERS,
        "text.person_names": _NUMBERS,
        "text.reference_numbers": _NUMBERS,
    },
    "reading": {
        "reading.word_walk": ("reading/test_word_reading.py",),
        "reading.word": ("reading/test_word_reading.py",),
        "reading.characters": (
            "reading/test_word_reading.py",
            "reading/test_reading_plain.py",
            "reading/test_reading_characters.py",
        ),
        "reading.plain": ("reading/test_reading_plain.py", "reading/test_reading_mail.py"),
        "reading.mail": ("reading/test_reading_mail.py",),
        "reading.sheet": ("reading/test_sheet.py",),
        "reading.workbook": ("reading/test_sheet.py",),
    },
    "ledger": {
        "store.submissions": ("store/test_store_submissions.py",),
        "matching.match": ("matching/test_match_ledger.py", "matching/test_letters.py"),
        "matching.assemble": ("matching/test_match_ledger.py", "matching/test_letters.py"),
        "pipeline.account": ("pipeline/test_pipeline_account.py",),
        "export.certificate": ("export/test_certificate.py",),
    },
    "redline": {
        "export.cutting": ("export/test_cutting.py", "export/test_redline.py"),
        "export.edits": ("export/test_edits.py",),
        "export.revisions": ("export/test_resolve.py", "export/test_revisions.py", "export/test_redline.py"),
        "export.redline": ("export/test_redline_comments.py", "export/test_redline.py"),
        "export.tracked": ("export/test_tracked.py", "export/test_redline.py"),
    },
}


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module from a text instead of its file."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self.name, self.path, self.source = name, path, source

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(fullname, self, origin=str(self.path)) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.path)
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)


def verdict(name: str, path: Path, source: str, tests: list[str], seconds: float) -> str:
    """killed, survived or too slow (which a loop without end is): the tests run on this source in a child."""
    child = os.fork()
    if child == 0:
        os.setpgrp()
        code = 1
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
            try:
                code = _run(name, path, source, tests)
            finally:
                os._exit(code)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "too slow"


def _run(name: str, path: Path, source: str, tests: list[str]) -> int:
    for loaded in [m for m in sys.modules if m.split(".")[0] in ("summarizer", "tests", "examples", "index")]:
        del sys.modules[loaded]
    sys.meta_path.insert(0, _Mutated(name, path, source))
    with contextlib.redirect_stdout(io.StringIO()):
        return int(
            pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-k", _QUICK, "-W", "ignore", "--no-header", *tests])
        )


def chosen(names: list[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The rooms or modules named, each with its modules and their tests; all rooms when none is."""
    modules = {module: {module: tests} for room in ROOMS.values() for module, tests in room.items()}
    return {name: (ROOMS | modules)[name] for name in names or ROOMS}


def measure(modules: dict[str, tuple[str, ...]], most: int, seed: int) -> tuple[int, int]:
    """(mutants tried, mutants noticed). Survivors are printed as they are found."""
    tried, noticed = 0, 0
    for module, tests in modules.items():
        files = [str(ROOT / "tests" / "unit" / test) for test in tests]
        name, path = f"summarizer.{module}", ROOT / "summarizer" / f"{module.replace('.', '/')}.py"
        source = path.read_text(encoding="utf-8")
        started = time.monotonic()
        if verdict(name, path, source, files, 300) != "survived":
            raise SystemExit(f"{name}: the tests fail without any fault; mend them first.")
        limit = 5 + 5 * (time.monotonic() - started)
        for mutant in sampled(mutants(source), most, seed):
            found = verdict(name, path, mutant.source, files, limit)
            tried, noticed = tried + 1, noticed + (found != "survived")
            if found == "survived":
                print(f"  {path.relative_to(ROOT)}:{mutant.line}  {mutant.what}", flush=True)
        print(f"{name}: {tried} tried so far, {noticed} noticed", flush=True)
    return tried, noticed


def main() -> None:
    parser = argparse.ArgumentParser(description="Faults put into modules, and how many of them the tests notice.")
    parser.add_argument("names", nargs="*", help=f"rooms ({', '.join(ROOMS)}) or modules of theirs")
    parser.add_argument("--most", type=int, default=60, help="faults for each module")
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    try:
        rooms = chosen(given.names)
    except KeyError as exc:
        parser.error(f"there is no room or module {exc}")
    warnings.simplefilter("ignore")
    for library in _LIBRARIES:
        importlib.import_module(library)
    lines = ["| room or module | faults | noticed | share |", "|---|---|---|---|"]
    for name, modules in rooms.items():
        tried, noticed = measure(modules, given.most, given.seed)
        lines.append(f"| {name} | {tried} | {noticed} | {noticed / tried:.0%} |")
        print(lines[-1], flush=True)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
