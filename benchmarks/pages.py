"""How quickly the pages show and clicks answer with many submissions.

    python benchmarks/pages.py [--senders 1000] [--rounds 3]

Makes a workspace of made-up senders (benchmarks/crowd.py), starts the screen on it, and measures in Chromium: each page by
its address (the page is loaded anew) until its last part is drawn, and single clicks and keys until what they change is seen.
Each figure is the median of the rounds, in seconds. The aims: a page within 2 s, a click within 0.5 s.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.crowd import fill  # noqa: E402
from benchmarks.screenshots import FLAGS, PAGES  # noqa: E402
from summarizer.settings import from_environment  # noqa: E402
from summarizer.workspace import Workspace  # noqa: E402

STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SECTION = "3.2"


@contextmanager
def served(workspace: Path) -> Iterator[str]:
    """The screen's address, served on a free port until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT, env={**os.environ, "SAMSPEL_WORKSPACE": str(workspace)}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(120):
            try:
                urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5)
                break
            except OSError:
                time.sleep(1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def load(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/{'' if name == PAGES[0] else name}?avsnitt={SECTION}")
    page.locator("h1").first.wait_for()
    page.locator(STILL).wait_for()
    page.wait_for_function(
        "window.samspelStarted && !document.querySelector('[data-testid=stSkeleton]')"
    )  # all is drawn


def clicks(page: Page, address: str) -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    """(what, how to get ready, what is timed: the click and the sight of what it changes)"""

    def at(name: str) -> Callable[[], None]:
        return lambda: load(page, address, name)

    def cite() -> None:
        page.locator('[class*="st-key-cite-"] button').nth(3).click()
        page.locator("mark").wait_for()

    def check() -> None:
        page.locator(".st-key-show_check label").click()
        page.locator(".kontroll").nth(1).wait_for()

    def narrow() -> None:
        page.keyboard.press("Enter")
        page.get_by_text("Urval:").wait_for()

    def ready_to_narrow() -> None:
        load(page, address, "sammanstallning")
        page.get_by_role("combobox", name="Typ av avsändare").click()
        page.get_by_role("option", name="Kommun").wait_for()

    def ready_to_open() -> None:
        load(page, address, "inspel")
        box = page.get_by_role("combobox", name="Inspel")
        box.click()
        box.fill("inspel_0999")
        page.get_by_role("option").first.wait_for()

    def open_submission() -> None:
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Myndigheten").or_(page.get_by_role("heading", level=3)).first.wait_for()

    def key(letter: str) -> Callable[[], None]:
        def press() -> None:
            before = page.locator(".st-key-forslagskort h2").inner_text()
            page.keyboard.press(letter)
            page.wait_for_function(
                "before => document.querySelector('.st-key-forslagskort h2')?.innerText !== before", arg=before
            )

        return press

    yield "Sammanställning: öppna ett belägg", at("sammanstallning"), cite
    yield "Sammanställning: visa kontrollen", at("sammanstallning"), check
    yield "Sammanställning: välj kommuner", ready_to_narrow, narrow
    yield "Inspel: öppna ett inspel", ready_to_open, open_submission
    yield "Granska: nästa (J)", at("granska"), key("j")
    yield "Granska: godkänn (A)", at("granska"), key("a")


def measured(ready: Callable[[], None], timed: Callable[[], None], rounds: int) -> list[float]:
    took = []
    for _ in range(rounds):
        ready()
        started = time.perf_counter()
        timed()
        took.append(time.perf_counter() - started)
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--senders", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    slow = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace = Workspace(from_environment(Path(folder)))
        fill(workspace, wanted.senders)
        workspace.store.set_setting("reviewer", "Gun Granskare")
        workspace.close()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        with served(Path(folder)) as address:
            page = browser.new_page(viewport={"width": 1280, "height": 1000}, locale="sv-SE")
            page.set_default_timeout(60_000)
            load(page, address, PAGES[0])  # the server's first page loads the libraries
            tasks: list[tuple[str, Callable[[], None], Callable[[], None], float]] = [
                (f"Sidan {name}", lambda: None, lambda name=name: load(page, address, name), 2.0)  # type: ignore[misc]
                for name in PAGES
            ]
            tasks += [(*task, 0.5) for task in clicks(page, address)]
            for what, ready, timed, aim in tasks:
                took = measured(ready, timed, wanted.rounds)
                middle = statistics.median(took)
                slow += [what] if middle > aim else []
                print(f"{middle:6.2f} s (högst {max(took):5.2f}, mål {aim:g})  {what}", flush=True)
        browser.close()
    print(f"{wanted.senders} inspel. Över målet: {', '.join(slow) or 'inget'}.")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
