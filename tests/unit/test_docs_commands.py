"""Every command shown in a fenced block of a document is run, in the document's order, with stand-ins for the models."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from examples.template import fill_template
from tests.commandline import NEEDS, Run, bare, run  # noqa: F401
from tests.fakes import RUS, write_template
from tests.unit.test_docs import DOCUMENTS, ROOT, fenced, lines_of, relative

EXAMPLES = ROOT / "examples"
WITH_COMMANDS = [path for path in DOCUMENTS if lines_of(path.read_text(encoding="utf-8"))]
MISSING_MODELS = {
    "doctor": 1,
    "doctor --calibrate": 2,
    "doctor --offline-proof": 4,
}  # there are none here, and it says so
_DEMO_IN = "README.md"  # the long one is run once


@pytest.fixture
def desk(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:  # noqa: F811
    """A folder with the files that the documents speak of, and a workspace with a draft, an export and a log."""
    monkeypatch.setattr("summarizer.models.pull", lambda *arguments: False)
    shutil.copytree(EXAMPLES / "remiss", tmp_path / "examples" / "remiss")
    (tmp_path / "strategi.docx").write_bytes((EXAMPLES / "strategy.docx").read_bytes())
    (tmp_path / "mall.docx").write_bytes(fill_template({}, {}, RUS))
    adapting = (ROOT / "docs" / "adapting.md").read_text(encoding="utf-8")
    (tmp_path / "kommun.toml").write_text(fenced(adapting, "toml")[0], encoding="utf-8")
    (tmp_path / "svar").mkdir()
    (tmp_path / "svar" / "svar.csv").write_text(
        "Organisation;Stigar och leder: Åtgärder\nGranviks skidklubb;Rusta spängerna.\n", encoding="utf-8"
    )
    for name, more in (("Granviks kommun", "Ring 070-174 06 05."), ("Tallbo kommun", ""), ("Bussbolaget AB", "")):
        said = f"{name} vill att vägarna rustas upp. {more}"
        write_template(tmp_path / "inspel", f"{name}.docx", {"organisation": name}, {NEEDS: said})
    for prepared in (
        ("baseline", "strategi.docx"),
        ("ingest", "inspel"),
        ("draft", "3.2"),
        ("export", "--format", "redline", "--out", "ut"),
        ("export", "--format", "audit", "--out", "logg"),
    ):
        assert run(*prepared, workspace=None).code == 0
    shutil.copytree(tmp_path / "workspace", tmp_path / "ater")
    return run


def with_ids_of(desk: Run, arguments: list[str], erased: str) -> list[str]:
    """The ids that a document shows stand for ones that exist."""
    drafted = desk("suggestions", "3.2", "--json", workspace=None).json
    suggestion = drafted[0]["suggestion_id"] if drafted else "F00000000"  # the first document drafts them
    answers = desk("answers", "--section", "3.2", "--json", workspace=None).json
    masked = next(a["answer_id"] for a in answers if "█" in a["text"])
    for pattern, value in ((r"F[0-9a-f]{8}", suggestion), (r"S[0-9a-f]{8}/\S+", masked), (r"S[0-9a-f]{8}$", erased)):
        arguments = [re.sub(f"^{pattern}", value, argument) for argument in arguments]
    return arguments


def test_every_command_that_is_shown_runs(desk: Run) -> None:
    failed = []
    for path in WITH_COMMANDS:
        answers = desk("answers", "--section", "3.2", "--json", workspace=None).json
        erased = next(
            (a["submission_id"] for a in answers if a["organisation"] == "Tallbo kommun"), ""
        )  # once, and then looked for
        for arguments in lines_of(path.read_text(encoding="utf-8")):
            if arguments[0] == "demo" and path.name != _DEMO_IN:
                continue
            done = desk(*with_ids_of(desk, arguments, erased), workspace=None)
            if done.code not in (0, MISSING_MODELS.get(" ".join(arguments))):
                failed.append(
                    f"{relative(path)}: samspel {' '.join(arguments)} ended with {done.code}: {(done.err or done.out)[-600:]}"
                )
    assert not failed, "\n".join(failed)


def test_what_is_shown_is_much_of_what_there_is() -> None:
    shown = {a[0] for path in WITH_COMMANDS for a in lines_of(path.read_text(encoding="utf-8")) if a[0][0] != "-"}
    assert shown >= {
        "init",
        "baseline",
        "ingest",
        "summarize",
        "draft",
        "decide",
        "undo",
        "export",
        "import-review",
        "ask",
    }
