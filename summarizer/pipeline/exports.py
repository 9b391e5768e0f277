"""Records in the workspace → files. What a file says is decided in summarizer/export; here is only which there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from summarizer.actors import needs
from summarizer.errors import ExportFailed, UsageError
from summarizer.export.marking import marked
from summarizer.pipeline.auditing import log_files
from summarizer.pipeline.certificates import certificate_files
from summarizer.pipeline.fates import matrix_files, receipt_files
from summarizer.pipeline.governing import classification
from summarizer.pipeline.redlines import clean_files, redline_files
from summarizer.pipeline.reports import Files, Progress, answer_files, report_files
from summarizer.workspace import Workspace, now


@needs("skribent")
def export(
    workspace: Workspace,
    kind: str,
    out: Path,
    section: str | None = None,
    progress: Progress = lambda what, done, of: None,
) -> list[Path]:
    """Write one kind of export into ``out``, for one section or for all. Returns the files. Raises ExportFailed."""
    if kind not in FORMATS:
        raise UsageError(f"”{kind}” är inget exportformat; välj något av: {', '.join(FORMATS)}.")
    wanted = [workspace.consultation.section(section).id] if section else None
    if kind == "audit":
        wanted = None  # the log is one chain, whole or nothing
    files = marked(kind, FORMATS[kind](workspace, wanted, progress), classification(workspace))
    suffix = f"_{wanted[0]}" if wanted else ""
    paths = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            stem, _, ending = name.rpartition(".")
            path = out / f"{stem}{suffix}.{ending}"
            temporary = path.with_name(path.name + ".new")
            temporary.write_bytes(content)
            temporary.replace(path)
            paths.append(path)
    except OSError as exc:
        raise ExportFailed(f"Det går inte att skriva i {out} ({exc.strerror}); välj en annan mapp med --out.") from exc
    workspace.store.audit.log(
        now(), workspace.actor.name, "export", kind=kind, section=wanted[0] if wanted else "alla", files=len(paths)
    )
    return paths


def _log(workspace: Workspace, wanted: list[str] | None, progress: Progress) -> Files:
    return log_files(workspace)


FORMATS: dict[str, Callable[[Workspace, list[str] | None, Progress], Files]] = {
    "redline": redline_files,
    "clean": clean_files,
    "report": report_files,
    "matrix": matrix_files,
    "answers": answer_files,
    "receipts": receipt_files,
    "certificate": certificate_files,
    "audit": _log,
}
