"""LibreOffice as the judge of the Word files we write."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.office import Office, missing
from benchmarks.redline import beyond_office, office_failures
from benchmarks.redline_cases import RUS, random_case
from benchmarks.word_bases import plain_strategy, rich_strategy, table_strategy
from summarizer.export.redline import redline

pytestmark = [pytest.mark.office, pytest.mark.skipif(missing() is not None, reason=missing() or "")]

OWN = {"plain": plain_strategy, "rich": rich_strategy, "tables": table_strategy}


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with Office() as running:
        yield running


@pytest.mark.parametrize("name", OWN)
def test_accept_all_and_reject_all_agree_with_libreoffice(name: str, office: Office, tmp_path: Path) -> None:
    judged = 0
    for seed in range(5):
        case = random_case(OWN[name](), random.Random(f"office{seed}"))
        marked = redline(case.original, case.parts, case.edits, RUS)
        if not beyond_office(marked):
            assert office_failures(case, marked, office, tmp_path) == []
            judged += 1
    assert judged >= 2
