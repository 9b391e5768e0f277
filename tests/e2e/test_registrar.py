"""The registrar's day: thirty files of which three are bad, one answer moved, one sender corrected, one submission erased."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer import models
from summarizer.settings import from_environment
from summarizer.workspace import Workspace
from tests.e2e.conftest import STILL, Server, choose, show
from tests.fakes import write_template

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.skipif(
        not all(models.installed(m, models.models_folder()) for m in models.catalogue() if m.default),
        reason="the default models are not installed (samspel models pull)",
    ),
]
SECRET = "Skogsvägen vid Mörktjärn ska ha belysning."


def _files(folder: Path) -> list[Path]:
    good = [
        write_template(
            folder, f"inspel_{n:02}.docx", {"organisation": f"Föreningen Nummer {n:02}"},
            {("3.2", "needs"): SECRET if n == 7 else f"Vägen till by {n} behöver rustas upp."},
        )
        for n in range(1, 28)
    ]  # fmt: skip
    bad = [folder / "trasig.docx", folder / "tom.pdf", folder / "program.exe"]
    for file, content in zip(bad, (b"PK\x03\x04trasig", b"", b"MZ\x00\x01\x02"), strict=True):
        file.write_bytes(content)
    return good + bad


def test_thirty_files_three_of_them_bad_one_mended_and_one_erased(
    tmp_path: Path, serve: Callable[[Path], Server], new_page: Callable[..., Page]
) -> None:
    folder = tmp_path / "ws"
    server, page = serve(folder), new_page()
    show(page, server.address, "inspel")
    page.locator("input[type=file]").set_input_files(_files(tmp_path / "filer"))
    page.get_by_role("button", name="Läs in 30 filer").click()
    page.get_by_test_id("stSidebar").get_by_text("av 30 klara").wait_for()
    page.reload()  # the reading goes on without the page
    page.get_by_text("Inläsning: klart (30 av 30).").wait_for(timeout=180_000)
    page.get_by_role("cell", name="Gick inte att läsa").nth(
        2
    ).wait_for()  # the table comes after the line that says it is done
    page.locator(STILL).wait_for()
    assert page.get_by_role("cell", name="Gick inte att läsa").count() == 3
    assert page.get_by_role("cell", name="Inläst", exact=True).count() == 27

    choose(page, "Inspel", "inspel_03")
    page.locator("summary").filter(has_text="Rätta avsändaren").click()
    page.get_by_label("Organisation").fill("Byalaget i Tallsele")
    page.get_by_label("Organisation").press("Enter")
    page.locator('[class*="st-key-correct_"] button').click()
    page.get_by_text("Avsändaren är rättad.").wait_for()
    page.locator(STILL).wait_for()
    page.locator("summary").filter(has_text="Flytta ett svar").click()
    page.locator(".st-key-move button").click()
    page.get_by_text("Svaret är flyttat.").wait_for()

    choose(page, "Inspel", "inspel_07")
    page.get_by_text(SECRET).wait_for()
    page.locator(STILL).wait_for()
    page.locator("summary").filter(has_text="Radera inspelet").click()
    erase = page.locator('[class*="st-key-erase_"] button')
    assert erase.is_disabled()
    page.get_by_text("Det här går inte att ångra. Svar som raderas: 1.").wait_for()
    page.get_by_label("Skäl").fill("Begärt av avsändaren")
    page.get_by_label("Skäl").press("Enter")
    page.get_by_text("Jag vill radera inspelet för gott").click()
    page.locator('[class*="st-key-erase_"] button:enabled').click()
    page.get_by_text("Inspelet är raderat.").wait_for(timeout=120_000)

    server.stop()
    workspace = Workspace(from_environment(folder))
    senders = {s.file: s for s in workspace.store.submissions.all()}
    assert len(senders) == 26 and "inspel_07.docx" not in senders
    mended = senders["inspel_03.docx"]
    assert mended.organisation == "Byalaget i Tallsele"
    (answer,) = workspace.store.submissions.answers(submission_id=mended.submission_id)
    assert (answer.section, answer.question) == ("general", "general")  # what the list begins with
    workspace.close()
    assert not [p for p in folder.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]
