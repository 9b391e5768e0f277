"""The loader of hand-labelled sets, and what every set in the repo must hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks.quality_set import QualitySetError, load, parse

ROOT = Path(__file__).parents[2]
FOR_EDITS = {f"heldout_{letter}" for letter in "jklmno"}  # of two sections each, written to measure suggestions
SETS = sorted((ROOT / "benchmarks" / "sets").glob("*.toml"))
SMALL = """
name = "liten"
sections = ["3.3"]
[[points]]
id = "3.3-fler"
section = "3.3"
gist = "Fler turer"
opposite = "3.3-farre"
[[points]]
id = "3.3-farre"
section = "3.3"
gist = "Färre turer"
[[submissions]]
organisation = "Granviks kommun"
type = "kommun"
[[submissions.answers]]
section = "3.3"
question = "needs"
sentences = [["-", "Tack för remissen."], ["3.3-fler", "Bussen går för sällan."], ["3.3-fler", "\\n- Kvällar"], ["-", "\\nHej då."]]
[[submissions]]
organisation = "Tallbo byalag"
type = "civilsamhälle"
[[submissions.answers]]
section = "3.3"
question = "analysis"
sentences = [["3.3-farre", "\\n- Tomma bussar är slöseri."]]
[[submissions.answers]]
section = "3.3"
question = "needs"
sentences = [["3.3-fler", "Fler turer på helgen, annars färre."]]
[baseline."3.3"]
needs = "Identifierade behov är tät trafik. Bilen är norm."
[[edits]]
section = "3.3"
part = "needs"
op = "insert_after"
target = "tät trafik"
words = ["kväll"]
point = "3.3-fler"
"""


def test_text_and_offsets_follow_the_sentences() -> None:
    small = parse(tomllib.loads(SMALL))
    answers = small.answers()
    assert answers[0].text == "Tack för remissen. Bussen går för sällan.\n- Kvällar\nHej då."
    assert answers[1].text == "- Tomma bussar är slöseri."
    spans = small.sentences()[answers[0].answer_id]
    assert [answers[0].text[s.start : s.end] for s in spans] == [s.text for s in spans]
    assert [s.label for s in spans] == [None, "3.3-fler", "3.3-fler", None]


def test_ids_are_stable_and_tell_senders_apart() -> None:
    first, second = parse(tomllib.loads(SMALL)), parse(tomllib.loads(SMALL))
    assert [a.answer_id for a in first.answers()] == [a.answer_id for a in second.answers()]
    assert len({a.answer_id for a in first.answers()}) == 3
    assert len({a.submission_id for a in first.answers()}) == 2


def test_lone_voices_and_pairs() -> None:
    small = parse(tomllib.loads(SMALL))
    assert small.lone_voices() == ("3.3-farre",)
    assert small.lone_voices("6.3") == ()
    assert small.opposite_pairs() == (("3.3-farre", "3.3-fler"),)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('["3.3-fler", "Bussen', '["3.3-flera", "Bussen', "unknown label"),
        ('type = "kommun"', 'type = "stad"', "unknown respondent type"),
        ('question = "analysis"', 'question = "needs"', "one question twice"),
        ('question = "analysis"', 'question = "behov"', "unknown question"),
        ('opposite = "3.3-farre"', 'opposite = "3.3-x"', "unknown opposite"),
        ('opposite = "3.3-farre"', 'opposite = "3.3-fler"', "own opposite"),
        ('target = "tät trafik"', 'target = "tåg"', "stands 0 times"),
        ('op = "insert_after"\ntarget = "tät trafik"', 'op = "replace"\ntarget = ""', "only an insertion"),
        ('op = "insert_after"', 'op = "delete"', "words are for new text"),
        ('op = "insert_after"', 'op = "append"', "unknown op"),
        ('["3.3-farre", "\\n- Tomma', '["3.3-fler", "\\n- Tomma', "nobody makes the point 3.3-farre"),
        ('"Tack för remissen."', '" Tack för remissen."', "white space"),
        ('organisation = "Tallbo byalag"', 'organisation = "Granviks kommun"', "answers twice"),
        ('[baseline."3.3"]', '[baseline."3.2"]', "unknown section"),
        ('id = "3.3-farre"\n', 'id = "3.3-fler"\n', "described twice"),
    ],
)
def test_contradictions_are_refused(old: str, new: str, says: str) -> None:
    changed = SMALL.replace(old, new, 1)
    assert changed != SMALL
    with pytest.raises(QualitySetError, match=says):
        parse(tomllib.loads(changed))


def test_the_file_is_named_in_the_error(tmp_path: Path) -> None:
    file = tmp_path / "trasig.toml"
    file.write_text('name = "x"\n', encoding="utf-8")
    with pytest.raises(QualitySetError, match=r"trasig\.toml.*sections"):
        load(file)


def test_several_operations_may_be_right() -> None:
    both = parse(tomllib.loads(SMALL.replace('op = "insert_after"', 'op = ["insert_after", "replace"]')))
    assert both.edits[0].ops == ("insert_after", "replace")


def test_a_word_may_have_alternatives() -> None:
    edit = parse(tomllib.loads(SMALL.replace('words = ["kväll"]', 'words = ["kväll|helg", "turer"]'))).edits[0]
    assert edit.words_in("Fler turer på Helgerna") == 2
    assert edit.words_in("Fler bussar") == 0


@pytest.mark.parametrize("path", SETS, ids=lambda p: p.stem)
def test_every_set_is_large_and_varied_enough(path: Path) -> None:
    """What issue 4 and 5 ask of a set that figures are read from."""
    found = load(path)
    assert len(found.submissions) >= 25
    assert len(found.sections) >= (2 if found.name in FOR_EDITS else 3)
    assert len(found.points) >= 25
    assert len(found.lone_voices()) >= 6
    assert len(found.opposite_pairs()) >= 2
    assert len(found.edits) >= 20 or not found.baseline  # a set without a strategy measures summaries only
    assert set(found.baseline) in (set(found.sections), set())
    written = [s.text for spans in found.sentences().values() for s in spans if s.label is not None]
    assert len(set(written)) == len(written), "two senders use the same sentence"
