"""Long work in the browser: seen from every page, cancelled, gone on with, lined up for and taken out of the line again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer.settings import from_environment
from summarizer.workspace import Workspace
from tests.e2e.conftest import go, show
from tests.ui.conftest import add

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.conftest import Server

pytestmark = pytest.mark.browser
APP = "tests/e2e/slow_app.py"
FILES = 14
STOPPING = "Avbryts så snart det går"


def let_go(workspace: Path) -> None:
    """Let the work that stands still go on (slow_app.py)."""
    (workspace / "go_on").touch()


def test_reading_in_is_cancelled_on_another_page_and_gone_on_with(
    serve: Callable[..., Server], new_page: Callable[..., Page], tmp_path: Path
) -> None:
    server, page = serve(tmp_path / "ws", APP), new_page()
    show(page, server.address, "inspel")
    files = [
        {
            "name": f"svar{n}.txt",
            "mimeType": "text/plain",
            "buffer": f"2.1 Infrastruktur\n\nBygg fiber till by {n}.\n".encode(),
        }
        for n in range(FILES)
    ]
    page.locator("input[type=file]").first.set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name=f"Läs in {FILES} filer").click()
    page.get_by_text(f"av {FILES} klara").first.wait_for()
    go(page, "Fråga")  # the other pages stay usable
    page.get_by_text("kvar").first.wait_for()  # time left
    page.get_by_role("button", name="Avbryt", exact=True).click()
    page.get_by_text(STOPPING).wait_for()
    let_go(tmp_path / "ws")
    page.get_by_text("avbrutet efter").wait_for()
    page.reload()
    go(page, "Inspel")
    page.get_by_text("filer väntar på att läsas in").wait_for()
    page.get_by_role("button", name="Fortsätt läsa in").click()
    page.get_by_text("Inläsning: klart").wait_for()
    server.stop()
    workspace = Workspace(from_environment(tmp_path / "ws"))
    assert len(workspace.store.submissions.all()) == FILES
    workspace.close()


def test_all_sections_begin_with_the_one_shown_and_somebody_elses_work_waits_in_sight(
    serve: Callable[..., Server], new_page: Callable[..., Page], tmp_path: Path
) -> None:
    workspace = Workspace(from_environment(tmp_path / "ws"))
    for n, section in enumerate(("2.1", "3.2", "3.3", "4.2")):
        for m in range(6):
            add(workspace, f"S{n}00000{m}", f"Byn {n}{m}", "civilsamhälle",
                {"needs": f"Vägen till by {n}{m} måste rustas upp före {2030 + m}. Bussen {m} går för sällan på helgerna."},
                section=section)  # fmt: skip
    workspace.close()
    server, mine, theirs = serve(tmp_path / "ws", APP), new_page(), new_page()
    show(mine, server.address, "sammanstallning", avsnitt="3.3")
    mine.get_by_role("button", name="Sammanställ alla avsnitt").click()
    mine.get_by_test_id("stSidebar").get_by_text(
        "3.3 Hållbar mobilitet"
    ).wait_for()  # first, though 2.1 stands before it
    show(theirs, server.address, "sammanstallning", avsnitt="4.2")
    theirs.get_by_role("button", name="Sammanställ avsnittet").click()
    theirs.get_by_text("Sammanställning 4.2 väntar på: Sammanställning").wait_for()
    mine.get_by_text("Sammanställning 4.2 väntar på: Sammanställning").wait_for()
    theirs.reload()
    theirs.get_by_role("button", name="Ta bort ur kön").click()
    theirs.get_by_text("väntar på:").wait_for(state="detached")
    mine.get_by_role("button", name="Avbryt", exact=True).click()
    mine.get_by_text(STOPPING).wait_for()
    let_go(tmp_path / "ws")
    mine.get_by_text("avbrutet efter").wait_for()
    theirs.get_by_text("avbrutet efter").wait_for()  # seen by both
