"""The documents tell the truth about the command line: commands and options exist, none is left out, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

from benchmarks.screenshots import PAGES
from summarizer import consultation, pipeline, records
from summarizer.cli.main import _globals_first, app
from summarizer.ui.texts import TEXTS

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
FOR_USERS = ("anvandarguide.md", "operations.md")
COMMANDS: Any = typer.main.get_command(app)
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_INLINE = re.compile(r"`(samspel [^`]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_BEFORE = re.compile(r"unshare|-rn|[A-Z_]+=.*")  # what may stand before the program on a line


def names() -> Iterator[tuple[str, ...]]:
    """Every command: ("init",), ("models", "pull"), …"""
    for name, command in COMMANDS.commands.items():
        inner = getattr(command, "commands", None)
        yield from ((name, below) for below in inner) if inner else ((name,),)


def fenced(text: str, language: str) -> list[str]:
    return [body for found, body in _FENCED.findall(text) if found == language]


def lines_of(text: str) -> list[list[str]]:
    """The arguments of every ``samspel …`` in a fenced block of shell."""
    found = []
    for body in fenced(text, "sh"):
        for line in body.splitlines():
            for command in line.split("#")[0].split("&&"):
                words = shlex.split(command) if "samspel " in command else []
                while words and _BEFORE.fullmatch(words[0]):
                    del words[0]
                if words and words[0] == "samspel":
                    found.append(words[1:])
    return found


def parse(arguments: list[str]) -> None:
    """Raises what the command line would raise on these arguments, without running anything."""
    arguments = _globals_first(arguments)
    context = COMMANDS.make_context("samspel", arguments)
    group, rest = COMMANDS, [*context._protected_args, *context.args]
    while hasattr(group, "commands"):
        name, command, rest = group.resolve_command(context, rest)
        context = command.make_context(name, list(rest), parent=context)
        group, rest = command, [*getattr(context, "_protected_args", ()), *context.args]


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_commands_in_fenced_blocks_parse(path: Path) -> None:
    for arguments in lines_of(path.read_text(encoding="utf-8")):
        try:
            parse(arguments)
        except Exception as exc:
            pytest.fail(f"{path.name}: samspel {shlex.join(arguments)}: {exc or type(exc).__name__}")


@pytest.mark.parametrize("arguments", (["nosuch"], ["ledger", "--nosuch"], ["export"], ["models", "nosuch"]), ids=str)
def test_what_does_not_exist_does_not_parse(arguments: list[str]) -> None:
    with pytest.raises(Exception, match=r"nosuch|format"):
        parse(arguments)


def test_shell_lines_are_found() -> None:
    text = "```sh\nunshare -rn samspel ask 'vad?' --section 3.2  # why\nmkdir x && A=$B samspel init\npip install samspel\n```\n"
    assert lines_of(text) == [["ask", "vad?", "--section", "3.2"], ["init"]]


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_mentioned_commands_and_options_exist(path: Path) -> None:
    for mention in _INLINE.findall(path.read_text(encoding="utf-8")):
        words = mention.split()[1:]
        command, trail = COMMANDS, []
        while hasattr(command, "commands") and words and not words[0].startswith("-"):
            trail.append(words.pop(0))
            assert trail[-1] in command.commands, f"{path.name} mentions {mention}"
            command = command.commands[trail[-1]]
        known = {opt for c in (COMMANDS, command) for p in c.params for opt in p.opts} | {"--help", "--version"}
        assert {w for w in words if w.startswith("--")} <= known, f"{path.name} mentions {mention}"


@pytest.mark.parametrize("name", list(names()), ids=" ".join)
def test_every_command_is_described(name: tuple[str, ...]) -> None:
    said = "\n".join((ROOT / "docs" / file).read_text(encoding="utf-8") for file in FOR_USERS)
    assert re.search(rf"samspel {' '.join(name)}(?![\w-])", said)


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_links_lead_somewhere(path: Path) -> None:
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "#")):
            assert (path.parent / target.partition("#")[0]).exists(), f"{path.name} links to {target}"


def test_every_picture_is_shown_and_those_of_the_screen_come_from_the_script() -> None:
    shown = {t for path in DOCUMENTS for t in _LINK.findall(path.read_text(encoding="utf-8")) if t.endswith(".png")}
    kept = {picture.stem for picture in (ROOT / "docs" / "bilder").glob("*.png")}
    assert kept == {Path(target).stem for target in shown}
    assert kept - {"word_andringar"} <= set(PAGES)  # that one is Word's, by benchmarks/word_pictures.py


def test_every_record_is_told_of_with_the_tables_that_keep_it() -> None:
    said = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = said[said.index("| record |") : said.index("The tables: [")]
    assert [name for name, made in vars(records).items() if is_dataclass(made) and f"`{name}`" not in table] == []
    kept = {name for row in table.strip().splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[4])}
    schema = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert kept and kept <= set(re.findall(r"^## (\w+)$", schema, re.M))


def test_every_document_is_reached_from_the_readme() -> None:
    linked = {(ROOT / target).resolve() for target in _LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert set((ROOT / "docs").glob("*.md")) <= linked


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_python_modules_that_are_run_exist(path: Path) -> None:
    for module in re.findall(r"python -m ((?:benchmarks|training)[\w.]*)", path.read_text(encoding="utf-8")):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), f"{path.name} runs {module}"


def test_the_small_consultation_in_adapting_is_one() -> None:
    example, *_ = fenced((ROOT / "docs" / "adapting.md").read_text(encoding="utf-8"), "toml")
    found = consultation.parse(example)
    assert found.section("1").questions == tuple(found.questions)


def test_the_guide_has_every_page_and_every_export_by_its_name_on_the_screen() -> None:
    guide = (ROOT / "docs" / "anvandarguide.md").read_text(encoding="utf-8")
    pages = [f"\n## {text}\n" for key, text in TEXTS["sv"].items() if key.startswith("page.")]
    exports = [f"| {TEXTS['sv'][f'export.{kind}']} |" for kind in pipeline.FORMATS]
    assert [wanted for wanted in (*pages, *exports) if wanted not in guide] == []
