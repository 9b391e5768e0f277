"""A workspace with a few made-up submissions on 3.2."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.pipeline import ingest, set_baseline
from summarizer.workspace import Workspace
from tests.fakes import write_template

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


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "inkommet"
    for name, (background, answers) in SENT.items():
        write_template(folder, name, background, answers)
    return folder


@pytest.fixture
def filled(fake_workspace: Workspace, files: Path) -> Workspace:
    baseline = files.parent / "strategi.md"
    baseline.write_text(BASELINE, encoding="utf-8")
    set_baseline(fake_workspace, baseline)
    ingest(fake_workspace, [files])
    return fake_workspace


def id_of(workspace: Workspace, organisation: str) -> str:
    (found,) = [s.submission_id for s in workspace.store.submissions.all() if s.organisation == organisation]
    return found
