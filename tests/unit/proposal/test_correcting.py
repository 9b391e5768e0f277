"""Each correction changes one thing and leaves the rest; what cannot be a consultation is told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from summarizer.consultation import BackgroundField, Consultation, Question, Section, load
from summarizer.errors import UsageError
from summarizer.proposal import as_toml
from summarizer.proposal import correcting as c
from summarizer.text.places import Places

PLAN = load("kulturplan_salgvik")
FIRST = PLAN.sections[0]


def test_a_section_is_moved_changed_added_and_taken_away() -> None:
    moved = c.with_section(PLAN, replace(FIRST, title="Nytt namn"), place=2)
    assert [s.id for s in moved.sections][:2] == [PLAN.sections[1].id, FIRST.id]
    assert moved.sections[1].title == "Nytt namn" and len(moved.sections) == len(PLAN.sections)
    new = Section(c.new_id("Barn och unga", [s.id for s in PLAN.sections]), "Barn och unga", "Barn", FIRST.questions)
    added = c.with_section(PLAN, new, place=len(PLAN.sections) + 1)
    assert added.sections == (*PLAN.sections, new) and new.id == "barn_och_unga"
    assert c.without_section(added, "barn_och_unga") == PLAN


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert [c.new_id("Barn och unga", taken) for taken in ((), ("barn_och_unga",), ("barn_och_unga", "barn_och_unga_2"))] == [
        "barn_och_unga", "barn_och_unga_2", "barn_och_unga_3"
    ]  # fmt: skip


def test_one_question_at_most_takes_what_names_none() -> None:
    one, other = list(PLAN.questions.values())[:2]
    changed = c.with_question(c.with_question(PLAN, replace(one, open=True)), replace(other, open=True))
    assert [q.id for q in changed.questions.values() if q.open] == [other.id]
    assert list(changed.questions) == list(PLAN.questions)


def test_a_question_that_is_taken_away_is_asked_nowhere() -> None:
    key = FIRST.questions[0]
    changed = c.without_question(PLAN, key)
    assert key not in changed.questions and not any(key in s.questions for s in changed.sections)
    assert any(key in s.questions for s in PLAN.sections)


def test_fields_about_the_sender() -> None:
    first = PLAN.background[0]
    changed = c.with_field(PLAN, first.id, BackgroundField("unit", ("Enhet",)))
    assert [f.id for f in changed.background] == ["unit", *(f.id for f in PLAN.background[1:])]
    added = c.with_field(PLAN, None, BackgroundField("telefon", ("Telefon",), True))
    assert c.without_field(added, "telefon") == PLAN


def test_lines_and_places_there_and_back() -> None:
    assert c.lines("  Skriv   här \n\nSkriv här\nAnge svar\n") == ("Skriv här", "Ange svar")
    places = c.places_from_lines("Granvik: Norrbyn, Granviks hamn\nTallbo\n", ("Hamn",))
    assert places == {"Granvik": ("Norrbyn", "Granviks hamn"), "Tallbo": ()} and places.words == {"hamn"}
    assert c.places_from_lines(c.places_as_lines(places), ()) == places
    assert c.places_as_lines(Places({})) == ""


def test_columns_of_a_web_form_there_and_back() -> None:
    columns = c.columns_from_lines("Vägar = 1/needs\nVad är 1 + 1 = 2? = -\n")
    assert columns == {"Vägar": "1/needs", "Vad är 1 + 1 = 2?": "-"}
    assert c.columns_from_lines(c.columns_as_lines(columns)) == columns


WRONG: dict[str, Callable[[Consultation], Consultation]] = {
    "minst ett avsnitt": lambda m: replace(m, sections=()),
    "saknar rubrik": lambda m: c.with_section(m, replace(FIRST, title=""), 1),
    "har ingen fråga": lambda m: c.with_section(m, replace(FIRST, questions=()), 1),
    "lydelse och kort namn": lambda m: c.with_question(m, Question("x", "Namn", ())),
    "saknar lydelse": lambda m: c.with_field(m, None, BackgroundField("x", ())),
    "samma slag": lambda m: c.with_field(m, None, m.background[0]),
    "fyll i alla tre": lambda m: replace(m, strategy=""),
}


@pytest.mark.parametrize("said", WRONG)
def test_what_is_no_consultation_is_told(said: str) -> None:
    c.check(PLAN)
    with pytest.raises(UsageError, match=said):
        c.check(WRONG[said](PLAN))


def test_a_corrected_file_does_not_call_itself_a_proposal() -> None:
    assert "Förslag" not in as_toml(PLAN).splitlines()[0]
    assert "Förslag" in as_toml(PLAN, ("Titta här.",)).splitlines()[0]
