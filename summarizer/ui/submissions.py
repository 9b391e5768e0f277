"""Inspel: hand in files, see what became of each, open a submission, mend what was matched wrongly, erase."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import streamlit as st

from summarizer import pipeline
from summarizer.errors import SamspelError
from summarizer.pipeline import FileResult
from summarizer.records import Submission
from summarizer.ui import personal, submission
from summarizer.ui.cache import cached
from summarizer.ui.html import heading, show, table
from summarizer.ui.jobs import Job
from summarizer.ui.long_table import long_table
from summarizer.ui.problems import show_problem
from summarizer.ui.same_sender import show_proposals
from summarizer.ui.sections import type_name
from summarizer.ui.services import Services, asker, may
from summarizer.ui.texts import t

INBOX = "inkorg"  # files wait here until they have been read, so that a stop or a restart loses none
LIST = "submission_list"  # the list's fold


def render(services: Services) -> None:
    st.title(t("page.inspel"), anchor=False)
    flash = st.session_state.pop("flash", None)
    if flash:
        st.success(flash)
    if may(services, "skribent"):
        _hand_in(services)
    _outcomes(services)
    everyone = cached(services, "everyone", lambda: services.workspace.store.submissions.all(in_force=False))
    if not everyone:
        st.info(t("submissions.reading") if services.jobs.busy else t("submissions.empty"))
        return
    _list(everyone)
    personal.flagged_list(services)
    if may(services, "skribent"):
        show_proposals(services)
    _open(services, everyone)


# ── handing in ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _inbox(services: Services) -> Path:
    return services.workspace.folder / INBOX


def _hand_in(services: Services) -> None:
    uploads = st.session_state.setdefault("uploads", 0)  # a new number empties the field
    files = st.file_uploader(
        t("submissions.drop"),
        accept_multiple_files=True,
        key=f"upload_{uploads}",
        help=t("submissions.drop_help"),
    )
    waiting = sorted(_inbox(services).iterdir()) if _inbox(services).is_dir() else []
    busy = services.jobs.busy
    if files and st.button(t("submissions.read", count=len(files)), type="primary", key="read"):
        folder = _inbox(services)
        folder.mkdir(mode=0o700, exist_ok=True)
        for file in files:
            own = Path(
                tempfile.mkdtemp(dir=folder)
            )  # of its own: two files, and two persons' files, may have the same name
            (own / (Path(file.name).name or "fil")).write_bytes(file.getvalue())
        st.session_state["uploads"] = uploads + 1
        start_ingest(services)
        st.rerun()
    if waiting and not busy:
        st.warning(t("submissions.waiting", count=len(waiting)))
        with st.container(horizontal=True):
            if st.button(t("submissions.resume"), type="primary", key="resume"):
                start_ingest(services)
                st.rerun()
            if st.button(t("submissions.discard"), key="discard"):
                shutil.rmtree(_inbox(services))
                st.rerun()


def start_ingest(services: Services) -> None:
    """Read everything in the inbox. Each file leaves it when its outcome is in the store."""
    workspace, folder = services.workspace, _inbox(services)

    def work(job: Job) -> None:
        files = _waiting_files(folder)  # when its turn has come: an earlier job may have read some
        job.total, job.sizes = len(files), [file.stat().st_size for file in files]
        for file in files:
            job.begin(file.name)
            results = pipeline.ingest(workspace, [file])
            shutil.rmtree(file.parent)
            job.finish(results)
        with suppress(OSError):  # somebody else's files wait there
            folder.rmdir()
        job.current = t_index
        pipeline.ensure_index(workspace)

    t_index = t("submissions.indexing")
    services.jobs.start("ingest", len(_waiting_files(folder)), work, of=INBOX, by=asker(services), anew=True)


def _waiting_files(folder: Path) -> list[Path]:
    return sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: (p.name.casefold(), str(p)))


def _outcomes(services: Services) -> None:
    """What became of each file of the latest batch; after a restart, of all files ever rejected."""
    job = services.jobs.last("ingest")
    if job is not None and job.results:
        results = [result for batch in job.results for result in batch]
        head = [t("file"), t("outcome"), t("sender"), t("overview.answers"), t("remark")]
        heading(t("submissions.outcomes"))
        show(table(t("submissions.outcomes"), head, [_outcome(r) for r in results]))
        return
    last = {o.path: o for o in services.workspace.store.submissions.file_outcomes()}
    rejected = [o for o in last.values() if o.status == "rejected"]
    if rejected:
        with st.expander(t("submissions.rejected", count=len(rejected))):
            rows = [(o.path, o.reason or "") for o in rejected]
            show(table(t("submissions.rejected", count=len(rejected)), [t("file"), t("remark")], rows))


def _outcome(result: FileResult) -> tuple[str, str, str, str, str]:
    remarks = " ".join((*((result.reason,) if result.reason else ()), *result.warnings))
    return (
        result.path, t(f"status.{result.status}"), result.organisation or "–",
        str(result.answers) if result.answers else "–", remarks or "–",
    )  # fmt: skip


# ── the list, and one of them opened ────────────────────────────────────────────────────────────────────────────────
def _list(everyone: list[Submission]) -> None:
    # Open at first, unless one is wanted; after that as the person has left it, so that nothing jumps when one is chosen.
    at_first = st.session_state.get("submission") is None and "inspel" not in st.query_params
    expanded = st.session_state.setdefault("list_at_first", at_first)
    in_force = [s for s in everyone if s.superseded_by is None]
    head = [t("sender"), t("type"), t("file"), t("submissions.received"), t("outcome")]
    long_table(
        t("submissions.list", count=len(in_force)), head, lambda: [_row(s) for s in everyone], LIST,
        expanded=expanded,
    )  # fmt: skip


def _row(s: Submission) -> tuple[object, ...]:
    return (
        s.organisation, type_name(s.respondent_type), s.file, date.fromisoformat(s.received_at[:10]),
        t("submissions.replaced") if s.superseded_by else t("submissions.in_force"),
    )  # fmt: skip


@st.fragment
def _open(services: Services, everyone: list[Submission]) -> None:
    names = {s.submission_id: s for s in everyone}
    if st.session_state.get("submission") not in names:
        wanted = st.query_params.get("inspel")
        st.session_state["submission"] = wanted if wanted in names else None
    current = st.session_state["submission"]
    heading(t("submissions.open"))
    st.session_state["submission_picker"] = current
    st.selectbox(
        t("submissions.pick"),
        list(names),
        key="submission_picker",
        format_func=lambda i: _name(names[i]),
        placeholder=t("submissions.pick_help"),
        filter_mode="contains",
        on_change=_remember,
        index=None,
    )
    if current is None:
        return
    st.query_params["inspel"] = current
    try:
        submission.show_submission(services, names[current])
    except SamspelError as exc:
        show_problem(exc)


def _remember() -> None:
    st.session_state["submission"] = st.session_state["submission_picker"]


def _name(s: Submission) -> str:
    replaced = f" – {t('submissions.replaced')}" if s.superseded_by else ""
    return f"{s.organisation} ({s.file}){replaced}"
