"""The page per section that shows that nothing was left out."""

from __future__ import annotations

from summarizer.errors import UsageError
from summarizer.export.certificate import CertificateData, certificate
from summarizer.pipeline.account import section_ledger
from summarizer.pipeline.reports import Files, Progress
from summarizer.pipeline.themes import section_points
from summarizer.workspace import Workspace, now


def certificate_files(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> Files:
    """One page for the section asked for; without a choice one for each that is summarised."""
    sections = wanted or sorted(workspace.store.themes.summarised())
    if not sections:
        raise UsageError("Inget avsnitt är sammanställt än; sammanställ först, eller välj ett avsnitt med --section.")
    files = {}
    for done, section in enumerate(sections):
        progress(workspace.consultation.section(section).name, done, len(sections))
        files["avrakning.docx" if wanted else f"avrakning_{section}.docx"] = certificate(_data(workspace, section))
    return files


def _data(workspace: Workspace, section: str) -> CertificateData:
    submissions = workspace.store.submissions
    in_force = {s.submission_id for s in submissions.all()}
    return CertificateData(
        consultation=workspace.consultation,
        section=workspace.consultation.section(section),
        made_at=now(),
        senders=len(in_force),
        answers=submissions.answers(section),
        points=section_points(workspace, section),
        counts=section_ledger(workspace, section),
        unplaced=sum(r["submission_id"] in in_force for r in submissions.remnants("unmapped")),
    )
