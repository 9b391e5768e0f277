"""Files with bytes changed: a document or one sentence, never another exception. The long run is in benchmarks/reading.py."""

import random
from pathlib import Path

import pytest
from mutations import SEEDS, changed

from summarizer.errors import UnreadableFile
from summarizer.reading import expand, read_file


@pytest.mark.parametrize("kind", sorted(SEEDS))
def test_changed_bytes_end_in_a_document_or_a_sentence(kind: str, tmp_path: Path) -> None:
    chance = random.Random(2025)
    for number in range(60 if kind != "pdf" else 6):
        file = tmp_path / f"{number}.{kind}"
        file.write_bytes(changed(SEEDS[kind](), chance))
        try:
            for _, found in expand([file], tmp_path):
                if not isinstance(found, UnreadableFile):
                    read_file(found)
        except UnreadableFile as exc:
            assert str(exc).startswith("Filen ”") and "; " in str(exc)
