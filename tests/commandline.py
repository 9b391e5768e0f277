"""The command line, run in this process on a workspace of its own. Fixtures: tests/unit/cli/conftest.py gives them to its tests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer import pipeline
from summarizer.cli import main
from summarizer.llm import FakeLLM
from summarizer.settings import Settings
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, a_workspace, faithful_llm, write_template

NEEDS = ("3.2", "needs")
BASELINE = """# 3.2 Investeringar i hållbara transportsystem
## Sammanfattande analys
Vägnätet i länet är slitet.
## Målformulering
Länet ska ha hållbara transporter.
## Identifierade behov
Det finns behov av att rusta upp vägarna.
## Viktiga aktörer
Trafikverket, kommunerna
"""


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)  # exactly one document


Run = Callable[..., Outcome]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line on a new workspace, with no models on the disk."""
    for name in ("SAMSPEL_WORKSPACE", "SAMSPEL_MODEL", "SAMSPEL_LLM_URL", "SAMSPEL_THREADS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAMSPEL_MODELS", str(tmp_path / "modeller"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, workspace: Path | None = tmp_path / "arbetsyta") -> Outcome:
        first = [] if workspace is None else ["--workspace", str(workspace)]
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([*first, *(str(a) for a in arguments)])
        said = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Outcome(code, said.out, said.err)

    return run


@pytest.fixture
def run(bare: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command line with fake models."""
    opened: list[Workspace] = []

    def with_fakes(settings: Settings, consultation: str | None = None) -> Workspace:
        llm: FakeLLM = faithful_llm()
        opened.append(Workspace(settings, consultation, FakeEmbedder(), llm))
        return opened[-1]

    monkeypatch.setattr("summarizer.cli.session.Workspace", with_fakes)
    yield bare
    for workspace in opened:
        workspace.close()


def write_files(folder: Path) -> Path:
    write_template(
        folder, "granvik.docx", {"organisation": "Granviks kommun"}, {NEEDS: "Bärigheten på vägarna behöver höjas."}
    )
    write_template(folder, "tallbo.docx", {"organisation": "Tallbo kommun"}, {NEEDS: "Vägarna behöver högre bärighet."})
    write_template(
        folder,
        "bolaget.docx",
        {"organisation": "Bussbolaget AB"},
        {NEEDS: "Kvällsturerna till fjällbyarna behöver bli fler."},
    )
    return folder


def write_baseline(path: Path) -> Path:
    path.write_text(BASELINE, encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return write_files(tmp_path / "inkommet")


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    return write_baseline(tmp_path / "strategi.md")


@pytest.fixture(scope="session")
def drafted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``drafted`` is a copy of: what the three commands do takes longer than most of its tests."""
    folder = tmp_path_factory.mktemp("drafted")
    workspace = a_workspace(folder)
    pipeline.ingest(workspace, [write_files(folder / "inkommet")])
    pipeline.set_baseline(workspace, write_baseline(folder / "strategi.md"))
    pipeline.draft(workspace, "3.2")
    workspace.close()
    return folder


@pytest.fixture
def drafted(run: Run, tmp_path: Path, drafted_once: Path) -> Run:
    """After ``ingest inkommet``, ``baseline strategi.md`` and ``draft 3.2``."""
    shutil.copytree(drafted_once, tmp_path, dirs_exist_ok=True)
    return run
