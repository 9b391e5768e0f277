"""The real server on workspaces prepared without a model, and pages that must not ask any other host for anything."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest

from benchmarks.crowd import fill
from summarizer.records import Check, Citation, Claim, FileLedger, Submission
from summarizer.settings import from_environment
from summarizer.store.submissions import NewAnswer, NewSubmission
from summarizer.workspace import Workspace
from tests.ui.conftest import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
SECTION = "3.2"
HOSTILE_ID = "Sffffffff"
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'


class Server:
    """The screen on a port of its own, which it keeps when it is started again."""

    def __init__(self, workspace: Path, app: str = "app.py") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.workspace, self._app = workspace, app
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", self._app, "--server.port", str(self.port)],
            cwd=ROOT, env={**os.environ, "SAMSPEL_WORKSPACE": str(self.workspace), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        for _ in range(120):
            try:
                with urlopen(f"{self.address}/_stcore/health", timeout=5):
                    return
            except OSError:
                time.sleep(1)
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start the screen on a workspace; it ends with the test."""
    servers: list[Server] = []

    def start(workspace: Path, app: str = "app.py") -> Server:
        servers.append(Server(workspace, app))
        servers[-1].start()
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Pages that keep count of the hosts they ask; only the machine itself is allowed."""
    asked: set[str] = set()
    contexts = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 1000}, "locale": "sv-SE", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", lambda request: asked.add(urlparse(request.url).hostname or ""))
        return page

    yield make
    for context in contexts:
        context.close()
    assert asked <= {"127.0.0.1", ""}


def prepare(folder: Path) -> Path:
    """Forty senders on four sections, and one whose every word is hostile."""
    workspace = Workspace(from_environment(folder))
    fill(workspace, senders=40, sections=9)
    size = len("".join(HOSTILE.split()))
    workspace.store.submissions.add(
        NewSubmission(
            submission=Submission(HOSTILE_ID, f"{HOSTILE}.docx", "f" * 64, f"Byn {HOSTILE}", "civilsamhälle", "2026-01-02T10:00:00"),
            organisation_key="byn|",
            contacts={},
            answers=(NewAnswer(SECTION, "needs", HOSTILE, None, None, 1.0),),
            unmapped=(HOSTILE,),
            notes=(HOSTILE,),
            ledger=FileLedger(3 * size, 0, 0, 0, size, size, size),
        ),
        None,
    )  # fmt: skip
    kept = workspace.store.themes.summary(SECTION)
    assert kept is not None
    cited = Citation(HOSTILE_ID, f"{HOSTILE_ID}/{SECTION}/needs", 0, len(HOSTILE), HOSTILE)
    theme = replace(
        kept[1].themes[0],
        title=HOSTILE,
        respondents=999,
        claims=(Claim(HOSTILE, (cited,), Check(True, 1.0, (HOSTILE,))),),
    )
    workspace.store.themes.save_summary("hostile", replace(kept[1], themes=(theme, *kept[1].themes[1:])))
    workspace.close()
    return folder


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that tests only look at; those that change it take a copy."""
    return prepare(tmp_path_factory.mktemp("prepared") / "ws")


@pytest.fixture(scope="module")
def shared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one server for a module's tests."""
    folder = tmp_path_factory.mktemp("shared") / "ws"
    shutil.copytree(prepared, folder)
    server = Server(folder)
    server.start()
    yield server.address
    server.stop()


def show(page: Page, address: str, name: str, **query: str) -> None:
    """Open a page by its address and wait until it is drawn."""
    asked = "&".join(f"{k}={v}" for k, v in {"avsnitt": SECTION, **query}.items())
    page.goto(f"{address}/{name}?{asked}")
    page.locator("h1").first.wait_for()
    page.locator(STILL).wait_for()
    page.wait_for_function(
        "window.samspelStarted && !document.querySelector('[data-testid=stSkeleton]')"
    )  # all is drawn


def go(page: Page, name: str) -> None:
    """Choose a page in the menu."""
    page.get_by_test_id("stSidebarNav").get_by_text(name, exact=True).click()
    page.get_by_role("heading", name=name, level=1).wait_for()


def choose(page: Page, label: str, text: str) -> None:
    """Choose in a searchable list, by the keyboard."""
    page.locator(STILL).wait_for()
    box = page.get_by_role("combobox", name=label).first
    box.focus()
    page.keyboard.press("ArrowDown")
    box.fill(text)
    page.get_by_role("option").filter(has_text=text).first.wait_for()
    page.keyboard.press("Enter")
    page.locator(STILL).wait_for()
