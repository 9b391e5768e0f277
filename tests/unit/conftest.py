"""What holds for every unit test."""

from __future__ import annotations

import pytest

from summarizer.reading import office


@pytest.fixture(autouse=True)
def no_office_suite(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without LibreOffice, so that nothing takes seconds or depends on whether it is there: only tests that
    are marked ``office`` have it."""
    if request.node.get_closest_marker("office") is None:
        monkeypatch.setattr(office, "program", lambda: None)
