"""Export: every file that the work ends in, made in the background and handed to the browser. Nothing is left on the disk."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import streamlit as st

from summarizer import pipeline
from summarizer.pipeline.scratch import scratch_folder
from summarizer.ui.html import e, show
from summarizer.ui.jobs import Job
from summarizer.ui.sections import section_name
from summarizer.ui.services import Services, may
from summarizer.ui.texts import t


@dataclass(frozen=True)
class Made:
    """A file that was made, kept in memory until the next job. ``label`` tells what and of which section."""

    kind: str
    section: str | None
    name: str
    content: bytes


def render(services: Services) -> None:
    st.title(t("page.export"), anchor=False)
    store, consultation = services.workspace.store, services.workspace.consultation
    if not store.submissions.all() and not store.review.baseline():
        st.info(t("export.empty"))
        return
    if not may(services, "skribent"):
        st.info(t("export.not_allowed"))
        return
    _made(services)
    section = st.selectbox(
        t("section"), [s.id for s in consultation.sections], index=None, key="export_section", filter_mode="contains",
        placeholder=t("export.whole"), format_func=lambda i: section_name(consultation, i),
    )  # fmt: skip
    for kind in pipeline.FORMATS:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"format_{kind}"):
            show(f"<h2>{e(t(f'export.{kind}'))}</h2><p class='fakta'>{e(t(f'export.{kind}_help'))}</p>")
            if st.button(t("export.make"), key=f"make_{kind}", disabled=services.jobs.busy):
                start_export(services, kind, section)
                st.rerun()


def start_export(services: Services, kind: str, section: str | None) -> None:
    workspace, name = services.workspace, t(f"export.{kind}")

    def work(job: Job) -> None:
        def progress(what: str, done: int, of: int) -> None:
            job.begin(name)
            job.done, job.total = done, of

        job.begin(name)
        with scratch_folder(workspace.folder) as folder:
            paths = pipeline.export(workspace, kind, folder, section, progress)
            files = [(path.name, path.read_bytes()) for path in paths]
        if len(files) > 3:
            files = [(f"{kind}.zip", _zipped(files))]
        job.results += [Made(kind, section, file, content) for file, content in files]
        job.done = job.total

    services.jobs.start("export", 1, work)


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def _made(services: Services) -> None:
    job = services.jobs.latest
    if job is None or job.kind != "export" or job.running:
        return
    if job.error:
        st.error(job.error)
    for i, made in enumerate(job.results):
        where = section_name(services.workspace.consultation, made.section) if made.section else t("export.whole")
        with st.container(border=True, key=f"made_{i}"):
            st.success(t("export.ready", kind=t(f"export.{made.kind}"), section=where, size=_size(len(made.content))))
            st.download_button(
                t("export.download", name=made.name), made.content, made.name, key=f"download_{i}", type="primary",
                on_click="ignore",
            )  # fmt: skip


def _size(n: int) -> str:
    return f"{max(1, round(n / 1024))} kB" if n < 1024**2 else f"{n / 1024**2:.1f} MB".replace(".", t("decimal"))
