"""docs/schema.md is made from the migrations and is current."""

from __future__ import annotations

from pathlib import Path

from summarizer.store.schema import page

DOCUMENT = Path(__file__).parents[2] / "docs" / "schema.md"


def test_the_page_is_current() -> None:
    made = page()
    assert DOCUMENT.read_text(encoding="utf-8") == made, "run: python -m summarizer.store.schema > docs/schema.md"


def test_every_table_is_there_with_its_columns_and_what_it_refuses() -> None:
    made = page()
    for said in ("## submissions", "| submission_id | TEXT | required, → submissions |", "- decisions are not removed"):
        assert said in made
