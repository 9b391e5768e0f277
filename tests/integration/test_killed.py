"""An ingest that is really killed, at random moments: each file is in the workspace whole or not at all."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarizer.pipeline import ingest, ledger
from summarizer.settings import Settings
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, write_template

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
FILES, ROUNDS = 16, 10
CHILD = """
import sys
from pathlib import Path
from summarizer.pipeline import ingest
from summarizer.settings import Settings
from summarizer.workspace import Workspace
workspace = Workspace(Settings(Path(sys.argv[1]), Path(sys.argv[1])))
print("ready", flush=True)
ingest(workspace, [Path(sys.argv[2])], lambda result: print(result.path, flush=True))
"""
State = dict[str, object]


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inkorg")
    for number in range(FILES):
        background = {
            "organisation": f"Provby {number} kommun",
            "contact": "Robin Exempel",
            "email": f"p{number}@provby.example",
        }
        answers = {
            ("3.2", q): f"Svar {number} på {q}. Vi vill se fler bussar."
            for q in ("analysis", "goal", "needs", "actors")
        }
        write_template(folder, f"{number:03}.docx", background, answers)
    return folder


@pytest.fixture(scope="module")
def whole(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> State:
    """What an ingest that nobody disturbs gives, file by file."""
    workspace = _open(tmp_path_factory.mktemp("hel"))
    ingest(workspace, [inbox])
    state = _state(workspace)
    workspace.close()
    return state


def _open(folder: Path) -> Workspace:
    return Workspace(Settings(folder, folder), embedder=FakeEmbedder())


def _state(workspace: Workspace) -> State:
    """Everything that the store holds of each file."""
    submissions = workspace.store.submissions
    ledgers = submissions.ledgers()
    return {
        s.file: (
            submissions.answers(submission_id=s.submission_id), submissions.contacts(s.submission_id), ledgers[s.submission_id],
            [r["text"] for kind in ("unmapped", "note") for r in submissions.remnants(kind, s.submission_id)],
            [o.status for o in submissions.file_outcomes() if o.submission_id == s.submission_id and o.status != "duplicate"],
        )
        for s in submissions.all(in_force=False)
    }  # fmt: skip


def _killed_after(seconds: float, workspace: Path, inbox: Path) -> int:
    """Start an ingest and kill it; how many files it had told of."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(workspace), str(inbox)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        return len(child.stdout.read().splitlines())


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_a_killed_ingest_leaves_whole_files_only(round_number: int, inbox: Path, whole: State, tmp_path: Path) -> None:
    chance = random.Random(round_number)
    if round_number % 2:  # files in an archive lie unpacked in the workspace while they are read
        inbox = Path(shutil.make_archive(str(tmp_path / "inkorg"), "zip", inbox))
    told = _killed_after(chance.uniform(0.0, 1.2), tmp_path / "w", inbox)
    workspace = _open(tmp_path / "w")
    (checked,) = workspace.store.database.row("PRAGMA integrity_check") or ("no answer",)
    assert checked == "ok"
    found = _state(workspace)
    assert found == {file: whole[file] for file in found}
    assert len(found) in (told, told + 1)  # the one at hand may be in the store before it is told of
    assert ledger(workspace)["unaccounted"] == 0
    results = ingest(workspace, [inbox])
    assert sorted(r.status for r in results) == ["accepted"] * (FILES - len(found)) + ["duplicate"] * len(found)
    assert _state(workspace) == whole
    assert [f.name for f in workspace.folder.iterdir() if f.is_dir()] == []
    assert workspace.store.audit.first_broken() is None
    workspace.close()
