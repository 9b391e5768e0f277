"""The texts that the embedding has learnt from, and how they are read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.quality_set import load as load_set
from training.texts import FOLDER, load, piece, read

SETS = sorted((Path(__file__).parents[3] / "benchmarks" / "sets").glob("*.toml"))


def test_a_file_becomes_points_and_texts_that_stand_alone(tmp_path: Path) -> None:
    path = tmp_path / "9.9.md"
    path.write_text(
        "# 9.9 Lador\n\n## Lador ruttnar\n- Taket läcker.\n- Vi vill laga.\n\n## *\n- Fler getter!\n", "utf-8"
    )
    section = read(path)
    assert (section.name, section.points, section.alone) == (
        "9.9",
        (("Taket läcker.", "Vi vill laga."),),
        ("Fler getter!",),
    )


def test_a_line_that_is_neither_heading_nor_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "9.9.md"
    path.write_text("# 9.9\n## Lador\n- Taket läcker.\noch väggen\n", "utf-8")
    with pytest.raises(ValueError, match=r"9\.9\.md, line 4"):
        read(path)


def test_sections_can_be_left_out() -> None:
    everything = {section.name for section in load()}
    assert {section.name for section in load(without=["3.2"])} == everything - {"3.2"}


@pytest.mark.parametrize("section", load(), ids=lambda section: section.name)
def test_every_point_is_worded_by_several(section: object) -> None:
    points = section.points  # type: ignore[attr-defined]
    assert len(points) >= 10
    for texts in points:
        assert len(texts) >= 8 and len(set(texts)) == len(texts)


def test_a_piece_is_whole_sentences_of_the_text() -> None:
    text = "Taket läcker. Väggen buktar. Vi vill laga."
    found = {piece(text, random.Random(seed)) for seed in range(60)}
    assert text in found and "Väggen buktar." in found and "Väggen buktar. Vi vill laga." in found
    assert all(part in text for part in found)


def test_what_is_measured_on_was_not_learnt_from() -> None:
    learnt = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md")))
    for path in SETS:
        for sentences in load_set(path).sentences().values():
            for sentence in sentences:
                assert len(sentence.text) < 40 or sentence.text not in learnt
