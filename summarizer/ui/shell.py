"""The frame around the pages: navigation, language, the job at hand, and errors as one sentence."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit import net_util

from summarizer.errors import SamspelError
from summarizer.ui import ask, export, overview, review, settings, sign_in, submissions, summary
from summarizer.ui.jobs import Job
from summarizer.ui.problems import show_problem
from summarizer.ui.services import Services, in_hands_of, may, open_services, with_go
from summarizer.ui.texts import LANGUAGES, STREAMLIT_TEXTS, language, t

HERE = Path(__file__).parent
RENDER: dict[str, Callable[[Services], None]] = {
    "oversikt": overview.render,
    "inspel": submissions.render,
    "sammanstallning": summary.render,
    "granska": review.render,
    "fraga": ask.render,
    "export": export.render,
    "installningar": settings.render,
}
_SECONDS = 2.0  # between looks at the work
log = logging.getLogger(__name__)


def _ask_nobody() -> None:
    """Streamlit asks 8.8.8.8 and checkip.amazonaws.com for the machine's address when a foreign page tries to connect, to see
    whether it is this machine under another name. It is told instead, and the foreign page is refused."""
    net_util._internal_ip = net_util._external_ip = "127.0.0.1"


def run(first: str = "oversikt") -> None:
    """The whole screen, once. ``first`` is the page shown at the root address."""
    _ask_nobody()
    st.set_page_config(page_title="Samspel", page_icon="🗂️", layout="wide")
    try:
        services = open_services()
    except SamspelError as exc:
        show_problem(exc)
        settings.workspace_form()
        return
    _remember_language(services)
    who = sign_in.actor(services.workspace)
    if who is None:
        return
    services = in_hands_of(services, who)
    pages: dict[str, st.Page] = {}
    services = with_go(services, lambda page: st.switch_page(pages[page]))
    for name, render in RENDER.items():
        pages[name] = st.Page(
            _page(render, services), title=t(f"page.{name}"), url_path=name, default=name == first
        )  # fmt: skip
    chosen = st.navigation(list(pages.values()))
    _furnish(services)
    chosen.run()


def _page(render: Callable[[Services], None], services: Services) -> Callable[[], None]:
    def page() -> None:
        try:
            render(services)
        except SamspelError as exc:
            show_problem(exc)
        except Exception as exc:
            if type(exc).__module__.startswith("streamlit"):
                raise
            log.exception("page failed")
            st.error(t("error.unexpected"))

    return page


def _remember_language(services: Services) -> None:
    """The language is kept in the workspace, so that it is the same after a reload."""
    if "language" not in st.session_state:
        kept = services.workspace.store.setting("language")
        st.session_state["language"] = kept if kept in LANGUAGES else "sv"


def _furnish(services: Services) -> None:
    """Style, keys, the page's language, and what stands in the margin on every page."""
    st.html(HERE / "page.css")
    facts = json.dumps({"lang": language(), "texts": STREAMLIT_TEXTS})
    script = (HERE / "browser.js").read_text(encoding="utf-8")
    with st.container(key="skript"):
        st.html(f"<script>window.samspel = {facts};\n{script}</script>", unsafe_allow_javascript=True)
    if services.jobs.busy:
        with st.container(key="arbete_smal"):
            st.fragment(_progress_line, run_every=_SECONDS)(services)
    with st.sidebar:
        st.caption(services.workspace.consultation.title)
        st.fragment(_jobs, run_every=_SECONDS if services.jobs.busy else None)(services)
        st.segmented_control(
            t("language"),
            list(LANGUAGES),
            format_func=lambda code: LANGUAGES[code],
            key="language_choice",
            default=language(),
            required=True,
            on_change=_choose_language,
            args=(services,),
        )
        st.caption(t("offline.short"))
        sign_in.margin(services.workspace.actor)


def _choose_language(services: Services) -> None:
    chosen = st.session_state["language_choice"]
    st.session_state["language"] = chosen
    services.workspace.store.set_setting("language", chosen)


def _jobs(services: Services) -> None:
    """How far the work has come and what waits for its turn. When a job ends, the page is drawn again with what it made."""
    job = services.jobs.latest
    watched = st.session_state.get("watched_job")
    if watched is not None and (job is None or job.number != watched or not job.running):
        del st.session_state["watched_job"]
        st.rerun()
    if job is None:
        return
    name = _name(job)
    if job.running:
        st.session_state["watched_job"] = job.number
        st.progress(job.fraction, text=t("job.progress", name=name, done=job.done, total=job.total))
        st.text(job.current)
        st.caption(_time_left(job))
        if job.stop.is_set():
            st.caption(t("job.stopping"))
        elif may(services, "skribent"):
            st.button(t("job.cancel"), key="job_cancel", on_click=job.stop.set)
        _line(services, name)
        return
    st.caption(t(f"job.state.{job.state}", name=name, done=job.done, total=job.total))
    if job.error:
        show_problem(job.error)


def _line(services: Services, ahead: str) -> None:
    """The jobs that wait, the next one first, each with the one that it waits for."""
    for waiting in services.jobs.waiting:
        name = _name(waiting)
        st.text(t("job.waiting", name=name, by=f" ({waiting.by})" if waiting.by else "", ahead=ahead))
        if may(services, "skribent"):
            st.button(
                t("job.take_away"), key=f"job_take_away_{waiting.number}", on_click=services.jobs.take_away,
                args=(waiting.number,),
            )  # fmt: skip
        ahead = name


def _name(job: Job) -> str:
    one = job.total == 1 and job.kind in ("summarize", "draft")
    return f"{t(f'job.{job.kind}')} {job.of}" if one else t(f"job.{job.kind}")


def _progress_line(services: Services) -> None:
    """The same in one line, on a narrow screen where the margin is folded away (page.css)."""
    job = services.jobs.latest
    if job is not None and job.running:
        st.caption(f"{t('job.progress', name=_name(job), done=job.done, total=job.total)} · {_time_left(job)}")


def _time_left(job: Job) -> str:
    seconds = job.seconds_left
    if job.total and job.done >= job.total:
        return t("job.time_seconds")
    if seconds is None:
        return t("job.time_unknown")
    if seconds < 60:
        return t("job.time_seconds")
    return t("job.time_minutes", minutes=round(seconds / 60))
