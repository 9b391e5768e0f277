"""Which kinds of personal data are covered at the door: some always, some by an administrator's choice."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import pipeline
from summarizer.errors import UsageError
from summarizer.text.masking import ALWAYS, OPTIONAL
from summarizer.workspace import Workspace
from tests.fakes import write_template

TEXT = "Ring Elin Provgren på 070-174 06 05 eller kom till Storgatan 12; elin@prov.example svarar också."


def _read(workspace: Workspace, folder: Path, name: str) -> str:
    file = write_template(
        folder, f"{name}.docx", {"organisation": name, "contact": "Elin Provgren"}, {("3.2", "needs"): TEXT}
    )
    (result,) = pipeline.ingest(workspace, [file])
    (answer,) = workspace.store.submissions.answers(submission_id=result.submission_id)
    return answer.text


def test_everything_is_covered_until_an_administrator_chooses_and_some_always(
    fake_workspace: Workspace, tmp_path: Path
) -> None:
    before = _read(fake_workspace, tmp_path, "Granviks kommun")
    assert not [x for x in ("Provgren", "070-174", "Storgatan 12", "elin@") if x in before]
    pipeline.set_masks(fake_workspace, ["name"])
    after = _read(fake_workspace, tmp_path, "Tallsele kommun")
    assert "Storgatan 12" in after and not [x for x in ("Provgren", "070-174", "elin@") if x in after]
    assert len(before) == len(after) == len(TEXT)
    pipeline.set_masks(fake_workspace, [])
    bare = _read(fake_workspace, tmp_path, "Storbäckens kommun")
    assert "Elin Provgren" in bare and not [x for x in ("070-174", "elin@") if x in bare]
    kept = {a.text for a in fake_workspace.store.submissions.answers("3.2")}
    assert kept == {before, after, bare}  # what had been read in is as it was


def test_the_choice_is_logged_and_what_is_always_covered_cannot_be_chosen_away(fake_workspace: Workspace) -> None:
    assert pipeline.masks(fake_workspace) == (*ALWAYS, *OPTIONAL)
    pipeline.set_masks(fake_workspace, ["address"])
    assert pipeline.masks(fake_workspace) == (*ALWAYS, "address")
    assert fake_workspace.store.audit.rows()[-1]["details"] == {"kinds": "personnummer phone email address"}
    with pytest.raises(UsageError, match="phone"):
        pipeline.set_masks(fake_workspace, ["phone"])
