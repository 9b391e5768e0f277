"""Lines of shell in the documents that are not ``samspel …``: each is run here, run by something else that is named, or said not
to have been tried. (``samspel …``: test_docs_commands.py)"""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.test_docs import DOCUMENTS, ROOT, fenced, relative

ELSEWHERE = {  # the line's beginning → what runs it, or the like of it, and the words in which it does
    "python -m venv": (".ci/run", "python3 -m venv"),
    ". .venv/bin/activate": (".ci/run", "bin/activate"),
    "pip install": (".ci/run", "pip install"),
    "pytest": (".ci/run", "pytest"),
    "make setup": (".ci/run", '-e ".[test]"'),  # its one command
    "make check": ("tests/unit/test_habits.py", 'commands("check")'),
    "streamlit run app.py": ("tests/e2e/conftest.py", '"streamlit"'),
    "python -m llama_cpp.server": ("tests/integration/test_llama_server.py", "llama_cpp.server"),
}
BY_HAND = {
    "pip wheel": "Tried in a network namespace",
    "rm hjul/": "Tried in a network namespace",
}  # → what the document says
NOT_TRIED = ("docker ", "vllm ", "ollama ")
ARE_SAID = ("not tried", "none of them tried", "not built here")
_MODULE = re.compile(r"python -m ((?:benchmarks|training)[\w.]*)([^`\n>#]*)")
_OURS = re.compile(r"(?:unshare -rn )?(?:[A-Z_]+=\S+ )*samspel\s")
_ASSIGNED = re.compile(r"^(?:export )?(?:[A-Z_]+=\S+ ?)+$")


def lines() -> list[tuple[Path, str, str]]:
    """(document, the line without its comment, the text up to it), for every line of shell."""
    found = []
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        for body in fenced(text, "sh"):
            before = text[: text.index(body)]
            for line in body.splitlines():
                found += [(path, part.strip(), before) for part in line.split("  #")[0].split(" && ")]
    return [one for one in found if one[1] and not one[1].startswith("#") and not _OURS.match(one[1])]


def kind(line: str, before: str) -> str | None:
    """How the line is answered for; None when nothing does."""
    if _ASSIGNED.match(line) or line.startswith(NOT_TRIED):
        untold = line.startswith(NOT_TRIED) and not any(said in before[-1200:] for said in ARE_SAID)
        return None if untold else "nothing to run"
    if _MODULE.match(line):
        return "parsed"
    if any(line.startswith(beginning) for beginning in (*ELSEWHERE, *BY_HAND)):
        return "elsewhere"
    return "run here" if line in BACKUP else None


BACKUP = [
    """(umask 077; python -c "import sqlite3; sqlite3.connect('workspace/samspel.db').backup(sqlite3.connect('kopia.db'))")""",
    "mkdir -m 700 ater",
    "cp kopia.db ater/samspel.db",
]


def test_every_line_is_answered_for() -> None:
    assert [f"{relative(path)}: {line}" for path, line, before in lines() if kind(line, before) is None] == []


def test_what_is_named_as_running_a_line_is_there() -> None:
    shown = "\n".join(line for _, line, _ in lines())
    texts = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    assert [line for line in (*ELSEWHERE, *BY_HAND, *BACKUP) if line not in shown] == []
    assert [said for said in BY_HAND.values() if said not in texts] == []
    for line, (file, words) in ELSEWHERE.items():
        assert words in (ROOT / file).read_text(encoding="utf-8"), f"{file} does not run {line}"


def test_the_backup_that_is_shown_is_a_whole_copy_for_its_owner_only(tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    with sqlite3.connect(tmp_path / "workspace" / "samspel.db") as made:
        made.execute("CREATE TABLE kept (word TEXT)")
        made.execute("INSERT INTO kept VALUES ('räksmörgås')")
    made.close()
    for line in BACKUP:
        line = line.replace("python -c", f"{shlex.quote(sys.executable)} -c")
        subprocess.run(["bash", "-c", line], cwd=tmp_path, check=True, timeout=60)
    copy = tmp_path / "ater" / "samspel.db"
    assert [path.stat().st_mode & 0o077 for path in (copy, copy.parent)] == [0, 0]
    opened = sqlite3.connect(copy)
    assert opened.execute("SELECT word FROM kept").fetchall() == [("räksmörgås",)]
    opened.close()


class _Parsed(Exception):
    """The arguments were taken; nothing more is to be run."""


def shown_modules() -> list[tuple[str, tuple[str, ...]]]:
    found = set()
    for path in DOCUMENTS:
        text = re.sub(r"python -m\s+", "python -m ", path.read_text(encoding="utf-8"))
        found |= {(module, tuple(shlex.split(rest))) for module, rest in _MODULE.findall(text)}
    return sorted(found)


@pytest.mark.parametrize(("module", "arguments"), shown_modules(), ids=lambda value: str(value))
def test_modules_take_the_arguments_that_are_shown(
    module: str, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether they do what is told is not for here: the most of them take minutes, and a model."""
    files = [a for a in arguments if re.fullmatch(r"[\w/]+\.\w+", a) and "/" in a]
    assert [file for file in files if not (ROOT / file).exists()] == []
    if module == "benchmarks.privacy":  # looks for its one option itself; test_text_masking.py runs it
        assert set(arguments) <= {"--strings"}
        return
    original = argparse.ArgumentParser.parse_args

    def stop(parser: argparse.ArgumentParser, *given: object) -> None:
        original(parser, list(arguments))  # SystemExit on an option that there is not
        raise _Parsed

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", stop)
    with pytest.raises(_Parsed):
        importlib.import_module(module).main()
