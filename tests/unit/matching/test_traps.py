"""The trap suite: whatever people do to the template, every answer is found to the letter and nothing is lost."""

from pathlib import Path

import pytest
from traps import Trap, traps

from summarizer.consultation import load
from summarizer.matching import match
from summarizer.reading import read_file

CONSULTATION = load("rus_vasterbotten")


@pytest.mark.parametrize("trap", traps(CONSULTATION), ids=lambda trap: trap.name)
def test_answers_are_exact_and_accounted_for(trap: Trap, tmp_path: Path) -> None:
    file = tmp_path / "svar.docx"
    file.write_bytes(trap.data)
    found = match(read_file(file), CONSULTATION)
    assert {(a.section, a.question): a.text for a in found.answers} == trap.answers
    assert {(a.section, a.question): a.routed for a in found.answers if a.routed} == trap.routed
    assert found.background == trap.background
    assert found.unmapped == ()
    assert found.ledger.received > 0
    assert found.ledger.unaccounted == 0
