"""Text and Markdown: encodings, and lines that a program broke."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader import WORDS, read


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "iso-8859-1", "cp850", "mac_roman"]
)
def test_text_in_common_encodings(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "svar.txt", WORDS.encode(encoding)).text == WORDS


def test_text_that_was_written_as_utf8_twice(tmp_path: Path) -> None:
    twice = WORDS.encode("utf-8").decode("cp1252").encode("utf-8")
    assert read(tmp_path, "svar.txt", twice).text == WORDS


def test_a_damaged_letter_does_not_spoil_the_rest(tmp_path: Path) -> None:
    document = read(tmp_path, "svar.txt", WORDS.encode() + b" \xff.")
    assert document.text == WORDS + " \ufffd."
    assert "skadade" in document.warnings[0]
    assert (
        read(tmp_path, "svar.txt", "Det kostar 5 €, säger vi.".encode("iso-8859-15")).text
        == "Det kostar 5 €, säger vi."
    )


def test_lines_that_a_program_broke_are_joined(tmp_path: Path) -> None:
    text = (
        "Hur kan den sammanfattande analysen utvecklas (ange gärna\nkällor)? Vi anser att analysen bör nämna inlandets vägar och\n"
        "järnvägar.\n\nKorta rader\nstår kvar.\n- en punkt\n- en punkt till"
    )
    assert read(tmp_path, "svar.txt", text.encode()).text.split("\n") == [
        "Hur kan den sammanfattande analysen utvecklas (ange gärna källor)? Vi anser att analysen bör nämna inlandets vägar och järnvägar.",
        "Korta rader", "står kvar.", "- en punkt", "- en punkt till",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "joined"), [(49, False), (50, True), (100, True), (101, False)])
def test_lines_are_joined_when_the_longest_is_as_long_as_a_program_makes_them(
    tmp_path: Path, width: int, joined: bool
) -> None:
    text = f"{'Vägarna ' * 20}"[:width].rstrip().ljust(width, "x") + "\nbehöver underhåll."
    assert (len(read(tmp_path, "svar.txt", text.encode()).text.split("\n")) == 1) is joined


def test_markdown_headings_are_headings(tmp_path: Path) -> None:
    blocks = read(tmp_path, "svar.md", "# Delprio 3.2\n\nMer tåg.".encode()).blocks
    assert [(b.kind, b.text) for b in blocks] == [("heading", "# Delprio 3.2"), ("paragraph", "Mer tåg.")]
