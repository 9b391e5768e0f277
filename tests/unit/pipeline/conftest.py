"""A workspace with a few made-up submissions on 3.2."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.llm import FakeLLM
from summarizer.pipeline import ingest, set_baseline
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, a_workspace, write_template

NEEDS, GOAL, ACTORS = ("3.2", "needs"), ("3.2", "goal"), ("3.2", "actors")

BASELINE = """# 3.2 Investeringar i hållbara transportsystem

## Sammanfattande analys
Vägnätet i länet är slitet. Kollektivtrafiken når inte alla byar.

## Målformulering
Länet ska ha hållbara transporter.

## Identifierade behov
- Det finns behov av att rusta upp vägarna.

## Viktiga aktörer
Trafikverket, kommunerna
"""

SENT: dict[str, tuple[dict[str, str], dict[tuple[str, str], str]]] = {
    "granvik.docx": (
        {"organisation": "Granviks kommun", "contact": "Elin Provgren", "email": "elin.provgren@granvik.example"},
        {
            NEEDS: "Bärigheten på vägarna behöver höjas. Elin Provgren svarar på frågor, 070-174 06 05.",
            GOAL: "Målet är bra.",
        },
    ),
    "tallbo.docx": (
        {"organisation": "Tallbo kommun", "contact": "Nils Exempel", "email": "nils@tallbo.example"},
        {
            NEEDS: "Vägarna behöver högre bärighet hela året.",
            ACTORS: "Lägg till Skogsägarna Sågverk i listan över aktörer.",
        },
    ),
    "bussbolaget.docx": (
        {"organisation": "Bussbolaget i Åsen AB", "contact": "Maja Test", "email": "maja@bussbolaget.example"},
        {NEEDS: "Kvällsturerna till fjällbyarna behöver bli fler. Inga andra synpunkter."},
    ),
    "byalaget.docx": (
        {"organisation": "Lillsele byaförening", "contact": "Ove Prov", "email": "ove@lillsele.example"},
        {NEEDS: "Inga synpunkter."},
    ),
}


def write_files(folder: Path) -> Path:
    for name, (background, answers) in SENT.items():
        write_template(folder, name, background, answers)
    return folder


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return write_files(tmp_path / "inkommet")


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``filled`` is a copy of: reading the files takes longer than most of its tests."""
    folder = tmp_path_factory.mktemp("filled")
    baseline = folder / "strategi.md"
    baseline.write_text(BASELINE, encoding="utf-8")
    workspace = a_workspace(folder)
    set_baseline(workspace, baseline)
    ingest(workspace, [write_files(folder / "inkommet")])
    workspace.close()
    return folder


@pytest.fixture
def filled(tmp_path: Path, filled_once: Path, fake_embedder: FakeEmbedder, fake_llm: FakeLLM) -> Iterator[Workspace]:
    """The submissions read into a workspace, which lies beside their files."""
    shutil.copytree(filled_once, tmp_path, dirs_exist_ok=True)
    made = a_workspace(tmp_path, fake_embedder, fake_llm)
    yield made
    made.close()


def id_of(workspace: Workspace, organisation: str) -> str:
    (found,) = [s.submission_id for s in workspace.store.submissions.all() if s.organisation == organisation]
    return found
