"""Every page in the browser: accessible in light and dark, in Swedish and English, and deaf to hostile text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from summarizer.ui.shell import RENDER
from tests.e2e.conftest import HOSTILE_ID, STILL, choose, show
from tests.ui.conftest import HOSTILE

axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NewPage = Callable[..., "Page"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_accessibility(scheme: str, shared: str, new_page: NewPage) -> None:
    page, axe, found = new_page(color_scheme=scheme), axe_api.Axe(), []
    for name in RENDER:
        show(page, shared, "" if name == "oversikt" else name, inspel=HOSTILE_ID)
        if name == "sammanstallning":
            page.locator('[class*="st-key-cite-"] button').nth(1).click()
            page.locator("mark").wait_for()
        page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach((fold) => fold.click())")
        page.locator(STILL).wait_for()
        for fault in axe.run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                found += [f"{name}: {fault['id']}: {node['html'][:200]}" for node in fault["nodes"]]
    assert found == []


def test_the_page_is_swedish_and_becomes_english_by_the_switch(shared: str, new_page: NewPage) -> None:
    page = new_page()
    show(page, shared, "inspel")
    page.wait_for_function("document.documentElement.lang === 'sv'")
    page.get_by_role("button", name="Välj filer", exact=True).last.wait_for()
    page.get_by_text("Högst 200 MB per fil").wait_for()
    page.get_by_role("radio", name="English").or_(page.get_by_role("button", name="English")).click()
    page.get_by_role("heading", name="Submissions", level=1).wait_for()
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.get_by_role("button", name="Upload", exact=True).wait_for()
    page.reload()
    page.get_by_role("heading", name="Submissions", level=1).wait_for()  # kept in the workspace
    page.get_by_role("radio", name="Svenska").or_(page.get_by_role("button", name="Svenska")).click()
    page.get_by_role("heading", name="Inspel", level=1).wait_for()
    page.get_by_role("button", name="Välj filer", exact=True).last.wait_for()


def test_hostile_text_is_shown_as_typed_and_loads_nothing(shared: str, new_page: NewPage) -> None:
    page = new_page()
    for name in RENDER:
        show(page, shared, "" if name == "oversikt" else name, inspel=HOSTILE_ID)
        if name == "sammanstallning":
            page.locator('[class*="st-key-cite-"] button').first.click()
            page.locator("mark").wait_for()
            assert page.locator("mark").inner_text() == HOSTILE
        if name in ("inspel", "sammanstallning"):
            page.get_by_text(HOSTILE).first.wait_for()
        assert page.title() != "x"
        assert page.locator("img[src*='bild.example'], .katex, a[href*='bild.example']").count() == 0
    # the host of the picture was not asked: see new_page


def test_the_writers_journey(shared: str, new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    show(page, shared, "sammanstallning")
    choose(page, "Avsnitt", "3.3")
    page.get_by_role("heading", name="3.3").first.wait_for()
    choose(page, "Avsnitt", "3.2")
    choose(page, "Typ av avsändare", "Kommun")
    page.get_by_text("Urval:").wait_for()
    page.locator('[class*="st-key-cite-"] button').nth(2).click()
    page.locator("mark").wait_for()
    page.locator(".st-key-kalla").get_by_text("Kommun ·").wait_for()
    marked = page.locator("mark").inner_text()
    assert marked and marked in page.locator(".kalltext").inner_text()
    page.locator(STILL).wait_for()
    page.locator("summary").filter(has_text="Kopiera som text").click()
    code = page.locator("[data-testid=stCode]")
    code.scroll_into_view_if_needed()
    code.hover()
    code.get_by_role("button", name="Kopiera").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("# 3.2")


def test_a_cell_of_the_heatmap_opens_that_summary_for_that_type(shared: str, new_page: NewPage) -> None:
    """By the keyboard alone: the table is one stop of the tab key, the arrows go from cell to cell."""
    page = new_page()
    show(page, shared, "")
    cells = page.locator(".st-key-heatmap button")
    cells.first.wait_for()
    assert page.locator(".st-key-heatmap button[tabindex='0']").count() == 1
    cells.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    chosen = str(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert chosen != cells.first.get_attribute("aria-label")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Sammanställning", level=1).wait_for()
    page.get_by_text("Urval:").wait_for()
    page.get_by_role("heading", name=chosen.rsplit(", ", 1)[0]).first.wait_for()
