"""Export: every file that the work ends in, made in the background and handed to the browser. Nothing is left on the disk."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from summarizer import pipeline
from summarizer.errors import SamspelError
from summarizer.pipeline.scratch import scratch_folder
from summarizer.reading import read_file
from summarizer.ui.empty import nothing_read
from summarizer.ui.html import e, show
from summarizer.ui.jobs import Job
from summarizer.ui.problems import show_problem
from summarizer.ui.sections import section_name
from summarizer.ui.services import Services, asker, may
from summarizer.ui.texts import t

_PREVIEW = 4000  # characters


@dataclass(frozen=True)
class Made:
    """A file that was made, kept in memory until the next export. ``label`` tells what and of which section."""

    kind: str
    section: str | None
    name: str
    content: bytes
    preview: str = ""  # how its text begins


def render(services: Services) -> None:
    st.title(t("page.export"), anchor=False)
    store, consultation = services.workspace.store, services.workspace.consultation
    if not store.submissions.all() and not store.review.baseline():
        nothing_read(services, t("export.empty"))
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
            if st.button(t("export.make"), key=f"make_{kind}"):
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
            made = [Made(kind, section, path.name, path.read_bytes(), _beginning(path)) for path in paths]
        if len(made) > 3:
            packed = _zipped([(file.name, file.content) for file in made])
            made = [Made(kind, section, f"{kind}.zip", packed, made[0].preview)]
        job.results += made
        job.done = job.total

    services.jobs.start("export", 1, work, of=f"{kind} {section or ''}".strip(), by=asker(services), anew=True)


def _beginning(path: Path) -> str:
    """The first page or so as text; nothing for a file that is not read as text."""
    if path.suffix in (".csv", ".jsonl", ".json", ".md"):
        return path.read_text(encoding="utf-8-sig")[:_PREVIEW]
    try:
        return read_file(path).text[:_PREVIEW]
    except SamspelError:
        return ""


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def _made(services: Services) -> None:
    job = services.jobs.last("export")
    if job is None or job.running:
        return
    if job.error:
        show_problem(job.error)
    for i, made in enumerate(job.results):
        where = section_name(services.workspace.consultation, made.section) if made.section else t("export.whole")
        with st.container(border=True, key=f"made_{i}"):
            st.success(t("export.ready", kind=t(f"export.{made.kind}"), section=where, size=_size(len(made.content))))
            st.download_button(
                t("export.download", name=made.name), made.content, made.name, key=f"download_{i}", type="primary",
                on_click="ignore",
            )  # fmt: skip
            if made.preview:
                with st.expander(t("export.preview")):
                    preview = f"<div class='kalltext' tabindex='0' role='region' aria-label='{e(t('export.preview'))}'>"
                    show(f"{preview}{e(made.preview)}</div>")


def _size(n: int) -> str:
    return f"{max(1, round(n / 1024))} kB" if n < 1024**2 else f"{n / 1024**2:.1f} MB".replace(".", t("decimal"))
