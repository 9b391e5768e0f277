"""The built files of the made-up remiss are those of its source, and nobody in it is real."""

from __future__ import annotations

import re

import pytest

from examples.remiss import build

FILES = build.render_all()


@pytest.mark.parametrize("name", FILES)
def test_built_files_are_current(name: str) -> None:
    assert (build.HERE / name).read_bytes() == FILES[name], "run: python -m examples.remiss.build"


def test_no_file_is_left_over() -> None:
    assert {f"submissions/{p.name}" for p in (build.HERE / "submissions").iterdir()} == set(FILES) - {"mall.docx"}


def test_addresses_are_made_up() -> None:
    text = (build.HERE / "submissions.toml").read_text(encoding="utf-8")
    addresses = re.findall(r"[\w.+-]+@[\w.-]+\w", text)
    assert addresses and all(a.endswith(".example") for a in addresses)
