"""The main job, killed at random moments and begun again, ends as if nobody had disturbed it (benchmarks/resume.py has more points)."""

from __future__ import annotations

import random
import shutil
import signal

import pytest

from benchmarks.resume import BASELINE, EXAMPLES, Case
from summarizer.pipeline.embedding import BATCH

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
FILES = ("kustmarks_kommun.docx", "mejl_maja_provberg.eml", "tallbergs_akeri.docx")
POINTS, SEED = 4, 20260107


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("avbruten")
    inbox = folder / "inkorg"
    inbox.mkdir()
    for name in FILES:
        shutil.copy(EXAMPLES / name, inbox)
    (inbox / "trasig.docx").write_bytes(b"PK\x03\x04")
    return Case(folder / "arbetsytor", inbox, BASELINE)


def test_the_same_bytes_and_nothing_asked_twice(case: Case) -> None:
    assert case.whole.requests and case.whole.redone == (0, 0)
    killed = 0
    for kills in case.points(POINTS, random.Random(SEED)):
        found = case.outcome(kills)
        assert found.different == [], found
        assert found.lost == 0, found
        assert found.redone_requests <= found.kills, found  # the one at hand when it was killed
        assert found.redone_texts <= found.kills * BATCH, found
        killed += found.kills
    assert killed >= POINTS // 2
