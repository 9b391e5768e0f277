"""Files → submissions in the store. Each file has its own outcome; a bad one never hurts the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from summarizer.actors import needs
from summarizer.errors import SamspelError, UnreadableFile
from summarizer.matching import match
from summarizer.pipeline.embedding import embed
from summarizer.pipeline.governing import masks
from summarizer.pipeline.scratch import scratch_folder
from summarizer.pipeline.senders import identify
from summarizer.pipeline.tables import submissions_in
from summarizer.reading import expand, read_file
from summarizer.reading.sheet import is_table
from summarizer.records import FileStatus, MatchedSubmission, RespondentType, Submission
from summarizer.store.submissions import NewAnswer, NewSubmission
from summarizer.text.masking import PersonalKind, mask
from summarizer.workspace import Workspace, now


@dataclass(frozen=True)
class FileResult:
    """What became of one file."""

    path: str
    status: FileStatus
    submission_id: str | None = None
    organisation: str | None = None
    respondent_type: RespondentType | None = None
    answers: int = 0
    warnings: tuple[str, ...] = ()
    reason: str | None = None


@needs("skribent")
def ingest(
    workspace: Workspace, paths: Sequence[Path], progress: Callable[[FileResult], None] = lambda r: None
) -> list[FileResult]:
    """Read, match and store every file below ``paths`` (folders and zip archives are walked), sorted by name."""
    results = []
    with scratch_folder(workspace.folder) as scratch:
        for shown, found in expand(paths, scratch):
            for result in _outcomes(workspace, shown, found, scratch):
                if result.status in ("rejected", "duplicate") and not _known(workspace, result):
                    workspace.store.submissions.log_file(
                        result.path, None, result.status, result.submission_id, result.reason, now()
                    )
                results.append(result)
                progress(result)
    counts = {status: sum(r.status == status for r in results) for status in {r.status for r in results}}
    workspace.store.audit.log(now(), workspace.actor.name, "ingest", **counts)
    return results


def _known(workspace: Workspace, result: FileResult) -> bool:
    """Whether this is the same file handed in again, with the outcome that it has: a batch that was killed and begun again
    counts no file twice."""
    last = workspace.store.submissions.last_outcome(result.path)
    if last is None or last.submission_id != result.submission_id:
        return False
    return last.status != "rejected" or (result.status == "rejected" and last.reason == result.reason)


def _outcomes(workspace: Workspace, shown: str, found: Path | UnreadableFile, scratch: Path) -> Iterator[FileResult]:
    """One outcome for a file; for a table of answers, one for each row."""
    if isinstance(found, UnreadableFile):
        yield FileResult(shown, "rejected", reason=str(found))
    elif is_table(found, shown):
        yield from _ingest_table(workspace, shown, found)
    else:
        yield _ingest_one(workspace, shown, found, scratch)


def _ingest_table(workspace: Workspace, shown: str, path: Path) -> Iterator[FileResult]:
    try:
        for row in submissions_in(path, shown, workspace.consultation):
            if isinstance(row, UnreadableFile):
                yield FileResult(shown, "rejected", reason=str(row))
            elif twin := workspace.store.submissions.by_sha256(row.sha256):
                same = f"{row.shown} är redan inläst, ord för ord, som {twin.file} ({twin.organisation})."
                yield replace(_duplicate(row.shown, twin), reason=same)
            else:
                yield _store(workspace, row.shown, row.sha256, row.matched)
    except UnreadableFile as exc:
        yield FileResult(shown, "rejected", reason=str(exc))
    except Exception as exc:  # a fault of ours in one file must not keep the others out
        what = f"gick inte att läsa rad för rad ({type(exc).__name__}); spara om den i Excel och läs in den igen"
        yield FileResult(shown, "rejected", reason=f"Filen ”{Path(shown).name}” {what}.")


def _ingest_one(workspace: Workspace, shown: str, path: Path, scratch: Path) -> FileResult:
    submissions = workspace.store.submissions
    try:
        content = path.read_bytes()
    except OSError as exc:
        return FileResult(
            shown, "rejected", reason=f"{shown} går inte att läsa ({exc.strerror}); kontrollera filens rättigheter."
        )
    sha256 = hashlib.sha256(content).hexdigest()
    if twin := submissions.by_sha256(sha256):
        return _duplicate(shown, twin)
    try:
        document = read_file(path, scratch)
        matched = match(document, workspace.consultation, _similarity(workspace))
    except SamspelError as exc:  # unreadable, or a letter whose text needs a model that is not there
        return FileResult(shown, "rejected", reason=_reason(exc, shown, path))
    except Exception as exc:  # a fault of ours in one file must not keep the others out
        what = f"gick inte att sortera ({type(exc).__name__}); spara om den som Word och läs in den igen"
        return FileResult(shown, "rejected", reason=f"Filen ”{Path(shown).name}” {what}.")
    return _store(workspace, shown, sha256, matched)


def _duplicate(shown: str, twin: Submission) -> FileResult:
    reason = f"{shown} är byte för byte samma fil som {twin.file} ({twin.organisation}) och lästes inte in igen."
    return FileResult(shown, "duplicate", twin.submission_id, twin.organisation, twin.respondent_type, reason=reason)


def _reason(exc: SamspelError, shown: str, path: Path) -> str:
    if isinstance(exc, UnreadableFile):
        return str(exc).replace(path.name, Path(shown).name)
    return f"Filen ”{Path(shown).name}” lästes inte in: {str(exc).rstrip('.')}; läs sedan in filen igen."


def _store(workspace: Workspace, shown: str, sha256: str, matched: MatchedSubmission) -> FileResult:
    submissions = workspace.store.submissions
    with workspace.store.database.transaction():
        if twin := submissions.by_sha256(sha256):  # another process was quicker
            return _duplicate(shown, twin)
        sender = identify(workspace, matched)
        kinds = masks(workspace)
        warnings = (*matched.warnings, *((sender.doubt,) if sender.doubt else ()))
        submission = Submission(
            submission_id=f"S{sha256[:8]}",
            file=Path(shown).name,
            sha256=sha256,
            organisation=sender.organisation,
            respondent_type=sender.respondent_type,
            received_at=now(),
            warnings=tuple(mask(warning, sender.names, kinds) for warning in warnings),
        )
        new = NewSubmission(
            submission=submission,
            organisation_key=sender.key,
            contacts=dict(matched.background),
            answers=tuple(
                _masked(a.section, a.question, a.text, a.routed, a.confidence, sender.names, kinds)
                for a in matched.answers
            ),
            unmapped=tuple(mask(text, sender.names, kinds) for text in matched.unmapped),
            notes=tuple(mask(text, sender.names, kinds) for text in matched.notes),
            ledger=matched.ledger,
        )
        earlier = sender.earlier
        submissions.add(new, supersedes=earlier.submission_id if earlier else None)
        status: FileStatus = (
            "superseding" if earlier else ("accepted_with_warnings" if submission.warnings else "accepted")
        )
        submissions.log_file(shown, sha256, status, submission.submission_id, None, now())
    return FileResult(
        path=shown,
        status=status,
        submission_id=submission.submission_id,
        organisation=submission.organisation,
        respondent_type=submission.respondent_type,
        answers=len(new.answers),
        warnings=submission.warnings,
        reason=f"Ersätter det tidigare inspelet från {earlier.organisation} ({earlier.file})." if earlier else None,
    )


def _masked(
    section: str,
    question: str,
    text: str,
    routed: str | None,
    confidence: float,
    names: tuple[str, ...],
    kinds: Collection[PersonalKind],
) -> NewAnswer:
    shown = mask(text, names, kinds)
    return NewAnswer(section, question, shown, text if shown != text else None, routed, confidence)


def _similarity(workspace: Workspace) -> Callable[[list[str], list[str]], NDArray[np.float32]]:
    """Cosine similarity of texts and section descriptions; the model is loaded only when some text has to be routed."""

    def similarity(texts: list[str], descriptions: list[str]) -> NDArray[np.float32]:
        product: NDArray[np.float32] = embed(workspace, texts) @ embed(workspace, descriptions).T
        return product

    return similarity
