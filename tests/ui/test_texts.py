"""The catalogue of texts: both languages whole, every text in use, no English on a Swedish page."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from summarizer import errors, pipeline
from summarizer.actors import ROLES
from summarizer.records import PARTS, RESPONDENT_TYPES, STANCES
from summarizer.text.masking import ALWAYS, OPTIONAL
from summarizer.ui.texts import TEXTS as CATALOGUE

TEXTS = CATALOGUE["sv"]
UI = Path(__file__).parents[2] / "summarizer" / "ui"
CODE = "\n".join(p.read_text(encoding="utf-8") for p in UI.glob("*.py") if p.name != "texts.py")
CALLS = set(re.findall(r"""\bt\(\s*f?["']([^"']+)["']""", CODE))
KEYS = {key for key in CALLS if re.fullmatch(r"[\w.]+", key) and (key in TEXTS or "." in key)}
PATTERNS = [re.compile(re.sub(r"\\\{[^}]*\\\}", "[^.]+", re.escape(key))) for key in CALLS if "{" in key and "." in key]


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_asked_for_exists() -> None:
    assert len(KEYS) > 100
    assert sorted(key for key in KEYS if key not in TEXTS) == []


def test_every_text_is_used() -> None:
    unused = [k for k in TEXTS if k not in KEYS and not any(p.fullmatch(k) for p in PATTERNS) and f'"{k}"' not in CODE]
    assert unused == []


def test_both_languages_have_the_same_texts_in_the_same_order() -> None:
    assert list(CATALOGUE["sv"]) == list(CATALOGUE["en"])


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_take_the_same_values(key: str) -> None:
    swedish, english = CATALOGUE["sv"][key], CATALOGUE["en"][key]
    assert swedish.strip() and english.strip()
    assert _fields(swedish) == _fields(english)


def test_every_name_of_the_records_has_a_text() -> None:
    wanted = [f"type.{x}" for x in RESPONDENT_TYPES] + [f"part.{x}" for x in PARTS] + [f"stance.{x}" for x in STANCES]
    wanted += [f"status.{x}" for x in ("accepted", "accepted_with_warnings", "rejected", "duplicate", "superseding")]
    wanted += [f"export.{x}" for x in pipeline.FORMATS] + [f"export.{x}_help" for x in pipeline.FORMATS]
    wanted += [f"routed.{x}" for x in ("number", "title", "meaning")]
    wanted += [f"verdict.{x}" for x in ("accept", "edit", "reject", "undo")]
    wanted += [f"role.{x}" for x in ROLES] + [f"masks.kind.{x}" for x in (*ALWAYS, *OPTIONAL)]
    kinds = [x for x in vars(errors).values() if isinstance(x, type) and issubclass(x, errors.SamspelError)]
    wanted += [f"error.{x.__name__}" for x in kinds]
    assert [key for key in wanted if key not in TEXTS] == []
