"""Pictures of every page of the running screen, for docs/bilder and for the eye.

    SAMSPEL_WORKSPACE=DIR streamlit run app.py &
    python benchmarks/screenshots.py http://127.0.0.1:8501 --guide
    python benchmarks/screenshots.py http://127.0.0.1:8501 OUT [--section 3.2] [--dark]

--guide: those that the user guide shows, into docs/bilder. Otherwise OUT gets PAGE.png at 1280 pixels' width and PAGE_smal.png at 390. --dark: as on a dark screen, with
_mork in the names. Ends with failure when a page asks another host for anything.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Page, sync_playwright

PAGES = ("oversikt", "inspel", "sammanstallning", "granska", "fraga", "export", "installningar")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDTHS = (("", 1280), ("_smal", 390))


def shown_in_guide() -> list[str]:
    guide = (Path(__file__).parents[1] / "docs" / "anvandarguide.md").read_text(encoding="utf-8")
    return [name for name in PAGES if f"](bilder/{name}.png)" in guide]


def settle(page: Page) -> None:
    """Wait until the page has a heading and Streamlit has stopped drawing."""
    page.locator("h1").first.wait_for(timeout=180_000)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=180_000)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')", timeout=180_000)
    page.wait_for_timeout(700)


def photograph(page: Page, address: str, section: str, name: str, path: Path, height: int) -> None:
    page.goto(f"{address}/{'' if name == PAGES[0] else name}?avsnitt={section}")
    settle(page)
    if name == "sammanstallning" and page.locator('[class*="st-key-cite-"] button').count():
        page.locator('[class*="st-key-cite-"] button').first.click()
        page.locator("mark").wait_for()
        settle(page)
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})  # type: ignore[index]
    page.wait_for_timeout(500)
    page.screenshot(path=path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("out", nargs="?", type=Path, default=Path("docs/bilder"))
    parser.add_argument("--section", default="3.2")
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--only", choices=PAGES)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--guide", action="store_true")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    asked: set[str] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for suffix, width in WIDTHS[:1] if wanted.guide else WIDTHS:
            size = {"width": width, "height": wanted.height}
            page = browser.new_page(viewport=size, locale="sv-SE", color_scheme="dark" if wanted.dark else "light")  # type: ignore[arg-type]
            suffix += "_mork" if wanted.dark else ""
            page.on("request", lambda request: asked.add(urlparse(request.url).hostname or ""))
            for name in [wanted.only] if wanted.only else shown_in_guide() if wanted.guide else PAGES:
                photograph(
                    page, wanted.address, wanted.section, name, wanted.out / f"{name}{suffix}.png", wanted.height
                )
                print(wanted.out / f"{name}{suffix}.png")
            page.close()
        browser.close()
    others = sorted(asked - {"127.0.0.1", "localhost", ""})
    print(f"Andra värdar som sidan frågade: {', '.join(others) or 'inga'}")
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
