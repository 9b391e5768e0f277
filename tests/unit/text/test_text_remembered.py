"""What was found in a text is found once, and forgotten when a text must go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from summarizer.text import remembered
from summarizer.text.words import content_stems


@pytest.fixture
def looked_at() -> Iterator[list[str]]:
    """The texts that a remembering function of our own looked at; it is taken off the list afterwards."""
    yield []
    remembered._remembering.pop()


def test_a_text_is_looked_at_once_until_everything_is_forgotten(looked_at: list[str]) -> None:
    @remembered.remembered
    def length(text: str) -> int:
        looked_at.append(text)
        return len(text)

    assert [length("ett"), length("tretton"), length("ett")] == [3, 7, 3]
    assert looked_at == ["ett", "tretton"]
    remembered.forget()
    assert length("ett") == 3
    assert looked_at == ["ett", "tretton", "ett"]


def test_what_is_found_does_not_depend_on_what_was_found_before() -> None:
    first = content_stems("Vägarna behöver rustas")
    remembered.forget()
    assert content_stems("Vägarna behöver rustas") == first == {"väg", "rust"}
