"""A whole working day in the browser: hand in, summarise, accept, export; then the Word file is opened again."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from docx import Document

from summarizer import models
from summarizer.settings import from_environment
from summarizer.workspace import Workspace

sync_api = pytest.importorskip("playwright.sync_api")
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
FILES = ("granviks_kommun", "alvnas_kommun", "tallsele_kommun", "handelskammaren_norrsken")
SECTION = "5.3"
LONG = 600_000  # milliseconds: a slow machine writes for minutes

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(
        not all(models.installed(m, models.models_folder()) for m in models.catalogue() if m.default),
        reason="the default models are not installed (samspel models pull)",
    ),
]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The real server on a free port, on a workspace of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "SAMSPEL_WORKSPACE": str(tmp_path / "ws")}
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)], cwd=ROOT, env=environment
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(1)
    raise AssertionError("the server did not start")


@pytest.fixture
def page(address: str) -> Iterator[sync_api.Page]:
    """A page that must not ask any other host for anything."""
    asked: set[str] = set()
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, locale="sv-SE")
        page.on("request", lambda request: asked.add(urlparse(request.url).hostname or ""))
        page.goto(address)
        page.get_by_role("heading", name="Översikt").wait_for(timeout=60_000)
        yield page
        browser.close()
    assert asked <= {"127.0.0.1", ""}


def _go(page: sync_api.Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_text(name, exact=True).click()
    page.get_by_role("heading", name=name, level=1).wait_for()


def _choose_section(page: sync_api.Page) -> None:
    box = page.get_by_role("combobox", name="Avsnitt").first
    box.click()
    box.fill(SECTION)
    page.get_by_role("option").filter(has_text=SECTION).first.click()


def test_from_files_to_a_word_file_with_tracked_changes(page: sync_api.Page, tmp_path: Path) -> None:
    page.wait_for_function("document.documentElement.lang === 'sv'")

    _go(page, "Inställningar")
    page.locator(".st-key-baseline_file input[type=file]").set_input_files(EXAMPLES / "strategy.docx")
    page.get_by_role("button", name="Läs in texten").click()
    page.get_by_text("Texten är inläst").wait_for(timeout=LONG)

    _go(page, "Inspel")
    page.locator("input[type=file]").set_input_files([EXAMPLES / "submissions" / f"{name}.docx" for name in FILES])
    page.get_by_role("button", name=f"Läs in {len(FILES)} filer").click()
    page.get_by_text(f"Inläsning: klart ({len(FILES)} av {len(FILES)}).").wait_for(timeout=LONG)
    page.get_by_role("cell", name="Inläst").first.wait_for()

    _go(page, "Sammanställning")
    _choose_section(page)
    page.get_by_role("button", name="Sammanställ avsnittet").click()
    page.get_by_text(re.compile(r"Sammanställning [\d.]+: \d av 1")).first.wait_for(timeout=60_000)
    page.reload()  # the work goes on without the page
    page.get_by_text("4 av 4 avsändare har lämnat synpunkter").or_(
        page.get_by_text(re.compile(r"\d av 4 avsändare har lämnat synpunkter"))
    ).first.wait_for(timeout=LONG)
    page.locator('[class*="st-key-cite-"] button').first.click(timeout=LONG)
    marked = page.locator("mark").inner_text()

    _go(page, "Granska")
    page.get_by_role("button", name="Ta fram ändringsförslag").click()
    page.get_by_text(re.compile(r"0 av \d+ beslutade")).wait_for(timeout=LONG)
    page.get_by_label("Ditt namn").fill("Gun Granskare")
    page.get_by_label("Ditt namn").press("Enter")
    page.get_by_role("button", name="Godkänn (A)").and_(page.locator(":enabled")).wait_for()
    page.locator("h1").click()  # leave the text field: letters are words there
    page.keyboard.press("a")
    page.get_by_text(re.compile(r"1 av \d+ beslutade")).wait_for(timeout=60_000)

    _go(page, "Export")
    page.locator(".st-key-make_redline button").click()
    download = page.locator(".st-key-download_0 button")
    download.wait_for(timeout=LONG)
    with page.expect_download() as got:
        download.click()
    file = tmp_path / "redline.docx"
    got.value.save_as(file)

    workspace = Workspace(from_environment(tmp_path / "ws"))
    answers = {a.text for a in workspace.store.submissions.answers(SECTION)}
    assert any(" ".join(marked.split()) in " ".join(text.split()) for text in answers)
    (accepted,) = [s for s in workspace.store.review.suggestions(SECTION) if s.status == "accepted"]
    assert accepted.decision is not None and accepted.decision.reviewer == "Gun Granskare"
    document = Document(str(file))
    changes = document.element.body.xpath(".//w:ins | .//w:del")
    assert changes
    inserted = "".join(t.text or "" for t in document.element.body.xpath(".//w:ins[@w:author='Gun Granskare']//w:t"))
    assert all(word in accepted.final_text for word in inserted.split())
    assert len(list(document.comments)) >= 1
    workspace.close()
