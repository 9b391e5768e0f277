"""A proposal is kept in the workspace while it is corrected, and changes nothing until it is used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from examples.template import fill_template
from summarizer import pipeline
from summarizer.errors import UsageError, WorkspaceError
from summarizer.proposal.correcting import with_section, without_section
from summarizer.workspace import Workspace
from tests.fakes import RUS


def test_a_template_becomes_a_proposal_with_things_to_check(fake_workspace: Workspace, tmp_path: Path) -> None:
    blank = tmp_path / "mall.docx"
    blank.write_bytes(fill_template({}, {}, RUS))
    before = fake_workspace.consultation
    assert pipeline.kept_proposal(fake_workspace) is None
    pipeline.open_proposal(fake_workspace, blank)
    kept = pipeline.kept_proposal(fake_workspace)
    assert kept is not None and kept.consultation.name == "mall"
    assert any("antas gälla" in sentence for sentence in kept.check)
    assert fake_workspace.consultation == before
    pipeline.discard_proposal(fake_workspace)
    assert pipeline.kept_proposal(fake_workspace) is None


def test_the_one_in_use_is_corrected_and_used(filled: Workspace) -> None:
    pipeline.open_proposal(filled)
    kept = pipeline.kept_proposal(filled)
    assert kept is not None and (kept.consultation, kept.check) == (filled.consultation, ())
    pipeline.correct_proposal(
        filled, lambda c: with_section(c, replace(c.section("3.2"), title="Vägar och spår"), place=1)
    )
    assert filled.consultation.section("3.2").title != "Vägar och spår"
    pipeline.use_proposal(filled)
    assert (filled.consultation.sections[0].id, filled.consultation.section("3.2").title) == ("3.2", "Vägar och spår")
    assert pipeline.kept_proposal(filled) is None
    last = filled.store.audit.rows()[-1]
    assert (last["what"], last["details"]["sections"]) == ("consultation", len(filled.consultation.sections))


def test_a_file_is_opened_as_it_is(fake_workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "remiss.toml"
    file.write_text(fake_workspace.store.setting("consultation") or "", encoding="utf-8")
    pipeline.open_proposal(fake_workspace, file)
    kept = pipeline.kept_proposal(fake_workspace)
    assert kept is not None and (kept.consultation, kept.check) == (RUS, ())


def test_what_has_answers_cannot_be_taken_away(filled: Workspace) -> None:
    pipeline.open_proposal(filled)
    pipeline.correct_proposal(filled, lambda c: without_section(c, "3.2"))
    before = filled.store.setting("consultation")
    with pytest.raises(WorkspaceError, match=r"saknar 3\.2/"):
        pipeline.use_proposal(filled)
    assert filled.store.setting("consultation") == before
    assert pipeline.kept_proposal(filled) is not None


def test_a_change_that_does_not_hold_together_is_refused(fake_workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="inte öppet"):
        pipeline.correct_proposal(fake_workspace, lambda c: c)
    with pytest.raises(UsageError, match="inte öppet"):
        pipeline.use_proposal(fake_workspace)
    pipeline.open_proposal(fake_workspace)
    with pytest.raises(UsageError, match="ingen fråga"):
        pipeline.correct_proposal(
            fake_workspace, lambda c: with_section(c, replace(c.section("3.2"), questions=()), place=1)
        )
    with pytest.raises(UsageError, match="inte beskriven"):
        pipeline.correct_proposal(
            fake_workspace, lambda c: with_section(c, replace(c.section("3.2"), questions=("okänd",)), place=1)
        )
    kept = pipeline.kept_proposal(fake_workspace)
    assert kept is not None and kept.consultation == RUS
