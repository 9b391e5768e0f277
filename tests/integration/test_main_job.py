"""The main job on real models: Word files in, a cited summary, suggestions, a decision, files out. Invariants, not wording."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from examples.template import fill_template
from summarizer import consultation, models
from summarizer.export.revisions import accept_all, reject_all

FOLDER = models.models_folder()
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not all(models.installed(m, FOLDER) for m in models.catalogue() if m.default),
        reason="the default models are not here; fetch them with: samspel models pull",
    ),
]
SENDERS = {
    "Granviks kommun": {
        (
            "3.2",
            "analysis",
        ): "Laddstolpar för tunga fordon saknas helt längs E12 väster om Lycksele. Åkerierna vågar därför inte "
        "byta bilar.\nTvärbanan behöver rustas upp så att timret kan gå på räls.",
        ("3.2", "actors"): "Lägg till Skogsstyrelsen.",
    },
    "Tallsele kommun": {
        ("3.2", "needs"): "Det måste gå att ladda lastbilar även i inlandet. I dag finns ingen laddplats på 20 mil."
    },
    "Åkeriet Provbacken AB": {
        (
            "3.2",
            "needs",
        ): "Vi kan inte köra på el när det inte finns snabbladdare för lastbilar. Bygg laddplatser utmed E12."
    },
    "Tågvännerna i Älvdal ideell förening": {
        ("3.2", "analysis"): "Upprusta Tvärbanan. Banan är så sliten att tågen går i 40 kilometer i timmen."
    },
    "Norra provhögskolan": {("3.2", "goal"): "Inga synpunkter."},
}


def samspel(workspace: Path, *arguments: str) -> Any:
    """One call of the command line; its JSON document."""
    command = [sys.executable, "-m", "summarizer.cli.main", "--workspace", str(workspace), "--json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("main_job")
    found = consultation.load(consultation.DEFAULT)
    for number, (organisation, answers) in enumerate(SENDERS.items()):
        background = {"organisation": organisation, "contact": "Vera Provmark", "email": "vera@prov.example"}
        (folder / f"inspel_{number}.docx").write_bytes(fill_template(background, answers, found))
    space = folder / "workspace"
    ingested = samspel(space, "ingest", *(str(p) for p in sorted(folder.glob("*.docx"))))
    assert [f["status"] for f in ingested["files"]] == ["accepted"] * len(SENDERS)
    assert ingested["ledger"]["unaccounted"] == 0
    samspel(space, "baseline", str(Path(__file__).parents[2] / "examples" / "strategy.docx"))
    yield space


def test_answers_are_exact(workspace: Path) -> None:
    found = {(a["organisation"], a["section"], a["question"]): a["text"] for a in samspel(workspace, "answers")}
    assert found == {(who, *place): text for who, answers in SENDERS.items() for place, text in answers.items()}


def test_the_summary_is_complete_and_cited(workspace: Path) -> None:
    summary = samspel(workspace, "summarize", "3.2")
    texts = {a["answer_id"]: a["text"] for a in samspel(workspace, "answers")}
    points = samspel(workspace, "points", "3.2")
    assert summary["ledger"]["unaccounted"] == 0 and summary["ledger"]["points"] == len(points)
    assert summary["silent"] == {"asked": 5, "answered": 4}
    cited = set()
    for theme in [*summary["themes"], *summary["lone_voices"]]:
        assert theme["title"] and theme["claims"]
        for claim in theme["claims"]:
            assert claim["citations"]
            for c in claim["citations"]:
                assert texts[c["answer_id"]][c["start"] : c["end"]] == c["quote"]
                cited.add((c["answer_id"], c["start"], c["end"]))
    assert {(p["answer_id"], p["start"], p["end"]) for p in points if p["theme_id"]} <= cited
    assert samspel(workspace, "summarize", "3.2") == summary  # same inputs, same output


def test_suggestions_are_cited_decided_and_exported(workspace: Path, tmp_path: Path) -> None:
    drafted = samspel(workspace, "draft", "3.2")
    suggested = {(c["answer_id"], c["start"], c["end"]) for s in drafted["suggestions"] for c in s["citations"]}
    explained = {w["point_id"] for w in drafted["points_without_suggestion"]}
    for point in samspel(workspace, "points", "3.2"):
        assert (point["answer_id"], point["start"], point["end"]) in suggested or point["point_id"] in explained
    assert drafted["suggestions"] and all(s["citations"] for s in drafted["suggestions"])
    chosen = next(s for s in drafted["suggestions"] if s["op"] != "delete")
    decided = samspel(workspace, "decide", chosen["suggestion_id"], "accept", "--reviewer", "Vera Provmark")
    assert decided["status"] == "accepted"
    files = [
        f
        for kind in ("redline", "report", "answers")
        for f in samspel(workspace, "export", "--format", kind, "--out", str(tmp_path))["files"]
    ]
    redline = (tmp_path / "strategi_med_andringar.docx").read_bytes()
    assert chosen["text"].rstrip(".") in " ".join(_text(accept_all(redline), tmp_path))
    original = Path(__file__).parents[2] / "examples" / "strategy.docx"
    assert _text(reject_all(redline), tmp_path) == _text(original.read_bytes(), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "svar.xlsx")
    assert book.active is not None and book.active.max_row == 1 + sum(len(a) for a in SENDERS.values())
    assert all(Path(f).stat().st_size > 0 for f in files)


def _text(content: bytes, folder: Path) -> list[str]:
    path = folder / "read.docx"
    path.write_bytes(content)
    return [p.text for p in docx.Document(str(path)).paragraphs if p.text]


def test_questions_are_answered_or_refused(workspace: Path) -> None:
    found = samspel(workspace, "ask", "Vad säger avsändarna om laddning av lastbilar?")
    assert found["route"] == "retrieval" and found["answered"] and all(c["citations"] for c in found["claims"])
    assert samspel(workspace, "ask", "sammanfatta allt på 3.2")["route"] == "exhaustive"
    assert not samspel(workspace, "ask", "Vilken e-postadress har Granviks kommun?")["answered"]


def test_erasing_leaves_no_byte(workspace: Path) -> None:
    (gone,) = {a["submission_id"] for a in samspel(workspace, "answers") if a["organisation"].startswith("Tågvännerna")}
    samspel(workspace, "erase", gone, "--reason", "på begäran")
    for path in workspace.rglob("*"):
        if path.is_file():
            assert b"40 kilometer i timmen" not in path.read_bytes(), path.name
