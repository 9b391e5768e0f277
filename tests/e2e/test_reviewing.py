"""The reviewer's day: twenty decisions by keyboard, with everything that happens to a browser in between."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer.settings import from_environment
from summarizer.workspace import Workspace
from tests.e2e.conftest import SECTION, STILL, Server, show

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _decided(page: Page, count: int) -> None:
    page.get_by_text(re.compile(rf"^{count} av \d+ beslutade")).wait_for()
    page.locator(STILL).wait_for()


def _sign(page: Page, name: str) -> None:
    field = page.get_by_label("Ditt namn")
    field.fill(name)
    field.press("Enter")
    page.locator(".st-key-tangent_a button:enabled").wait_for()
    page.locator("h1").click()  # leave the text field: letters are words there


def _press(page: Page, letter: str, count: int) -> None:
    page.keyboard.press(letter)
    _decided(page, count)


def test_twenty_decisions_by_keyboard_and_nothing_is_lost(
    prepared: Path, tmp_path: Path, serve: Callable[[Path], Server], new_page: Callable[..., Page]
) -> None:
    folder = tmp_path / "ws"
    shutil.copytree(prepared, folder)
    server, page = serve(folder), new_page()
    show(page, server.address, "granska")
    _sign(page, "Gun Granskare")
    for count, letter in enumerate("aaraa", 1):
        _press(page, letter, count)

    for letter in "ku":  # back to the fifth, which is undone: faster than the page is drawn, and none is lost
        page.keyboard.press(letter)
    _decided(page, 4)
    _press(page, "r", 5)

    page.reload()
    _decided(page, 5)
    page.get_by_role("heading", name="Förslag 6 av 32").wait_for()
    page.locator(".st-key-tangent_a button:enabled").wait_for()
    for count in range(6, 11):
        _press(page, "a", count)

    other = page.context.new_page()  # a second tab, another reviewer, the same suggestion
    show(other, server.address, "granska")
    _decided(other, 10)
    other.get_by_role("heading", name="Förslag 11 av 32").wait_for()
    _sign(other, "Rut Granskare")
    _press(other, "r", 11)
    page.keyboard.press("a")
    page.get_by_text("Rut Granskare hann besluta").wait_for()
    page.keyboard.press("j")
    page.get_by_role("heading", name="Förslag 12 av 32").wait_for()
    for count in range(12, 16):
        _press(page, "a", count)

    server.stop()
    server.start()
    page.reload()
    _decided(page, 15)
    _sign(page, "Gun Granskare")
    for count in range(16, 21):
        _press(page, "a", count)
    page.go_back()
    page.go_forward()
    _decided(page, 20)

    workspace = Workspace(from_environment(folder))
    states = workspace.store.review.suggestions(SECTION)
    verdicts = [s.decision.verdict for s in states if s.decision]
    assert verdicts == ["accept", "accept", "reject", "accept", "reject", *["accept"] * 5, "reject", *["accept"] * 9]
    assert [s.decision.reviewer for s in states if s.decision].count("Rut Granskare") == 1
    assert [d.verdict for d in workspace.store.review.history(states[4].suggestion.suggestion_id)] == [
        "accept",
        "undo",
        "reject",
    ]
    assert workspace.store.audit.first_broken() is None
    workspace.close()
