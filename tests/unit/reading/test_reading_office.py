"""What LibreOffice reads for us, and what is said without it."""

from __future__ import annotations

import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from reader import WORDS, needs_office, read

from summarizer.errors import UnreadableFile


def odt(body: str) -> bytes:
    stream = io.BytesIO()
    office = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}:office:1.0" '
            f'xmlns:text="{office}:text:1.0" xmlns:draw="{office}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>',
        )
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
            'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    return stream.getvalue()


@needs_office
@pytest.mark.office
def test_odt_by_way_of_libreoffice(tmp_path: Path) -> None:
    body = "".join(f"<text:p>{line}</text:p>" for line in WORDS.split("\n"))
    assert read(tmp_path, "svar.odt", odt(body)).text == WORDS


@needs_office
@pytest.mark.office
def test_rtf_by_way_of_libreoffice(tmp_path: Path) -> None:
    rtf = r"{\rtf1\ansi\ansicpg1252 " + WORDS.replace("\n", r"\par ").replace("ä", r"\'e4").replace("ö", r"\'f6") + "}"
    assert read(tmp_path, "svar.doc", rtf.encode("ascii")).text == WORDS


def test_what_to_do_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.reading.office.program", lambda: None)
    with pytest.raises(UnreadableFile, match=r"Filen ”svar.odt” .*LibreOffice.*\.docx"):
        read(tmp_path, "svar.odt", odt("<text:p>x</text:p>"))


@needs_office
@pytest.mark.office
def test_libreoffice_fetches_nothing_that_a_file_points_at(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Not on the test's output."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        image = f'<draw:frame><draw:image xlink:href="http://127.0.0.1:{server.server_port}/p.png" xlink:type="simple"/></draw:frame>'
        assert read(tmp_path, "svar.odt", odt(f"<text:p>Text{image}</text:p>")).text == "Text"
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []
