"""The real server behind a real sign-in (OIDC) in a real browser; and what the server says to strangers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from summarizer import pipeline
from summarizer.settings import Settings
from summarizer.workspace import Workspace
from tests.e2e.oidc_provider import CLIENT, SECRET, Provider, running

sync_api = pytest.importorskip("playwright.sync_api")
ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip

pytestmark = pytest.mark.browser


@contextmanager
def server(folder: Path, *options: str, port: int | None = None) -> Iterator[str]:
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *options]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "SAMSPEL_WORKSPACE": str(folder)})
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                httpx.get(f"{address}/_stcore/health", timeout=5, trust_env=False)
                break
            except httpx.HTTPError:
                time.sleep(0.5)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace(Settings(tmp_path / "ws", tmp_path / "modeller"))
    yield made
    made.close()


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as made:
        yield made


@pytest.fixture
def signed(workspace: Workspace, provider: Provider, tmp_path: Path) -> Iterator[str]:
    """The address of a server with sign-in, set up as docs/operations.md says."""
    port = free_port()
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{"k" * 64}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\nserver_metadata_url = "{provider.metadata}"\n',
        encoding="utf-8",
    )
    with server(workspace.folder, "--secrets.files", str(secrets), port=port) as address:
        yield address


@pytest.fixture
def page() -> Iterator[sync_api.Page]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page(locale="sv-SE")
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_role_comes_from_the_sign_in(
    signed: str, provider: Provider, workspace: Workspace, page: sync_api.Page
) -> None:
    pipeline.set_role(workspace, "anna@prov.example", "granskare")
    provider.claims = {"sub": "1", "name": "Anna Prov", "email": "Anna@prov.example"}
    page.goto(signed)
    button = page.get_by_role("button", name="Logga in")
    button.wait_for(timeout=60_000)
    assert page.get_by_text("Översikt").count() == 0
    button.click()
    page.get_by_text("Inloggad: Anna Prov (granskare)").wait_for(timeout=60_000)
    assert provider.asked.count("/authorize") == 1 and "/token" in provider.asked
    page.goto(f"{signed}/installningar")
    page.get_by_text("Vad som lämnar datorn").wait_for(timeout=60_000)
    assert page.get_by_label("Mapp för en annan arbetsyta").count() == 0
    page.get_by_role("button", name="Logga ut").click()
    page.get_by_role("button", name="Logga in").wait_for(timeout=60_000)


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_who_has_no_role_comes_no_further(signed: str, provider: Provider, page: sync_api.Page) -> None:
    provider.claims = {"sub": "2", "name": "Bo Prov", "email": "bo@prov.example"}
    page.goto(signed)
    page.get_by_role("button", name="Logga in").click(timeout=60_000)
    page.get_by_text("bo@prov.example har ingen roll i arbetsytan").wait_for(timeout=60_000)
    assert page.get_by_text("Översikt").count() == 0


# ── strangers ───────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def address(workspace: Workspace) -> Iterator[str]:
    with server(workspace.folder) as made:
        yield made


def answer_to(address: str, host: str, origin: str) -> int:
    """The status with which the connection that every word of a page comes by is met: 101 when it is let in."""
    port = int(address.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as made:
        made.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: c2Ftc3BlbHNhbXNwZWw9PQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        return int(made.recv(100).split(b" ")[1])


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_strangers_are_refused(address: str, workspace: Workspace, page: sync_api.Page) -> None:
    """Another page's origin, another host's name, an upload without the token, another network address."""
    page.goto(address)
    page.get_by_role("heading", name="Översikt").wait_for(
        timeout=60_000
    )  # from here on the server asks nobody who it is
    host = address.removeprefix("http://")
    assert answer_to(address, host, address) == 101
    assert answer_to(address, host, "http://annan.example") == 403
    assert answer_to(address, "annan.example", "http://annan.example") == 403
    assert answer_to(address, "annan.example", address) == 403
    with httpx.Client(trust_env=False) as client:
        upload = client.put(f"{address}/_stcore/upload_file/x/y", files={"file": b"x"})
        assert upload.status_code == 403
        said = client.get(f"{address}/_stcore/health", headers={"Origin": "http://annan.example"})
        assert "access-control-allow-origin" not in said.headers
        assert "samesite" in said.headers["set-cookie"].lower()
    port = int(address.rsplit(":", 1)[1])
    with socket.socket() as outside:  # bound to 127.0.0.1 only, so the same port is free on the other addresses
        outside.bind(("127.0.0.2", port))
    assert workspace.folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in workspace.folder.glob("samspel.db*"))
