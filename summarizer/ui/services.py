"""What the pages work with. Kept by the server process, so that a reload of the page loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

from summarizer.actors import Actor, Role
from summarizer.errors import UsageError
from summarizer.pipeline.scratch import clear_leftovers
from summarizer.settings import Settings, from_environment
from summarizer.ui.jobs import Jobs
from summarizer.workspace import Workspace


@dataclass(frozen=True)
class Services:
    """The workspace, its jobs, and how to go to another page by its name."""

    workspace: Workspace
    jobs: Jobs
    go: Callable[[str], None] = lambda page: None


@dataclass
class _Chosen:
    """Which workspace this server shows; the whole server, since one person works on one machine."""

    folder: Path = field(default_factory=lambda: from_environment().workspace)


@st.cache_resource(show_spinner=False)
def _chosen() -> _Chosen:
    return _Chosen()


def make_workspace(settings: Settings) -> Workspace:
    clear_leftovers(settings.workspace)
    return Workspace(settings)


@st.cache_resource(show_spinner=False)
def _open(folder: str) -> tuple[Workspace, Jobs]:
    workspace = make_workspace(from_environment(Path(folder)))
    return workspace, Jobs(at_end=workspace.close)


def open_services() -> Services:
    """The services of the chosen workspace. Raises WorkspaceError."""
    return Services(*_open(str(_chosen().folder.absolute())))


def with_go(services: Services, go: Callable[[str], None]) -> Services:
    return replace(services, go=go)


def in_hands_of(services: Services, actor: Actor) -> Services:
    """The same services for one person: what they may not do, the workspace refuses."""
    return replace(services, workspace=services.workspace.acting_as(actor))


def may(services: Services, role: Role) -> bool:
    """Whether the person at the screen may do what takes this role; what they may not is not shown."""
    return services.workspace.actor.may(role)


def person() -> str:
    """The name that this browser's user signs with; "" before there is one."""
    return str(st.session_state.get("reviewer", "")).strip()


def asker(services: Services) -> str:
    """Who asks for a job: the name of the sign-in, else the one that the user signs with."""
    actor = services.workspace.actor
    return actor.name if actor.signed_in else person()


def choose_workspace(folder: Path) -> None:
    """Show another workspace, made when there is none. Raises UsageError for a folder that holds something else."""
    folder = folder.expanduser().absolute()
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / "samspel.db").is_file()):
        raise UsageError(f"Mappen {folder} innehåller annat än en arbetsyta; välj en tom eller ny mapp.")
    _open(str(folder))
    _chosen().folder = folder


def reopen() -> None:
    """Build the workspace anew, so that another language model is loaded."""
    _open.clear()
