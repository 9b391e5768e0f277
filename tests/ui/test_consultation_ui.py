"""Inställningar: a proposed consultation is seen and corrected on the screen, and changes nothing until it is used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from examples.template import fill_template
from summarizer import pipeline
from summarizer.actors import LOCAL, Actor
from summarizer.consultation import Consultation, load
from summarizer.proposal.correcting import with_section
from summarizer.ui import shell
from summarizer.ui.consultation import _PARTS
from summarizer.ui.texts import TEXTS
from summarizer.workspace import Workspace
from tests.ui.conftest import HOSTILE, Open, add, words

PLAN = load("kulturplan_salgvik")


@pytest.fixture
def proposed(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace with a proposal made of a blank template."""
    blank = tmp_path / "mall.docx"
    blank.write_bytes(fill_template({}, {}, PLAN))
    pipeline.open_proposal(workspace, blank)
    return workspace


def shown(workspace: Workspace) -> Consultation:
    kept = pipeline.kept_proposal(workspace)
    assert kept is not None
    return kept.consultation


def save(test: AppTest) -> AppTest:
    """Press the button of the form that is open."""
    (button,) = [b for b in test.button if b.label == TEXTS["sv"]["save"] and "consultation_" in b.proto.form_id]
    button.click().run()
    assert not test.exception
    return test


def go_to(test: AppTest, part: str) -> AppTest:
    test.segmented_control(key="consultation_part").set_value(part).run()
    return test


def test_what_to_check_is_listed(proposed: Workspace, open_page: Open) -> None:
    test = open_page("installningar")
    said = words(test)
    assert "<li>" in said and "antas gälla" in said and "Ett förslag är öppet" in said
    assert test.text_input(key="consultation_title").value == shown(proposed).title


def test_general_facts_are_corrected(proposed: Workspace, open_page: Open) -> None:
    test = open_page("installningar")
    test.text_input(key="consultation_authority").input("Tallbo kommun")
    test.text_area(key="consultation_places").input("Tallbo: Norrbyn, Tallbo hamn")
    test.text_area(key="consultation_columns").input("Vem svarar? = organisation")
    save(test)
    assert shown(proposed).columns == {"Vem svarar?": "organisation"}
    assert (shown(proposed).authority, dict(shown(proposed).places)) == (
        "Tallbo kommun", {"Tallbo": ("Norrbyn", "Tallbo hamn")}
    )  # fmt: skip
    assert "Orter saknas" not in words(test) and "Sparat" in words(test)


def test_a_section_is_renamed_moved_added_and_removed(proposed: Workspace, open_page: Open) -> None:
    test = go_to(open_page("installningar"), "sections")
    first = shown(proposed).sections[0]
    test.text_input(key=f"consultation_section_title_{first.id}").input("Allt nytt")
    test.number_input(key=f"consultation_place_{first.id}").set_value(2)
    save(test)
    assert [(s.id, s.title) for s in shown(proposed).sections][1] == (first.id, "Allt nytt")
    count = len(shown(proposed).sections)
    test.selectbox(key="consultation_section").set_value("").run()
    test.text_input(key=f"consultation_section_title_ny_{count}").input("Idrott")
    save(test)
    assert shown(proposed).sections[-1].id == "idrott" and shown(proposed).sections[-1].heading == "Idrott"
    test.selectbox(key="consultation_section").set_value("idrott").run()
    test.button(key="consultation_remove_section_idrott").click().run()
    assert not test.exception and len(shown(proposed).sections) == count


def test_a_question_gets_another_part_and_wording(proposed: Workspace, open_page: Open) -> None:
    test = go_to(open_page("installningar"), "questions")
    key = next(iter(shown(proposed).questions))
    test.text_area(key=f"consultation_labels_{key}").input("Hur är det nu?\nHur ser det ut?")
    test.selectbox(key=f"consultation_about_{key}").set_value("needs")
    test.checkbox(key=f"consultation_open_{key}").check()
    save(test)
    made = shown(proposed).questions[key]
    assert (made.labels, made.part, made.open) == (("Hur är det nu?", "Hur ser det ut?"), "needs", True)
    count = len(shown(proposed).questions)
    test.selectbox(key="consultation_question").set_value("").run()
    test.text_input(key=f"consultation_question_title_ny_{count}").input("Kostnad")
    test.text_area(key=f"consultation_labels_ny_{count}").input("Vad kostar det?")
    save(test)
    assert shown(proposed).questions["kostnad"].part is None
    test.selectbox(key="consultation_question").set_value("kostnad").run()
    test.button(key="consultation_remove_question_kostnad").click().run()
    assert "kostnad" not in shown(proposed).questions


def test_fields_about_the_sender_are_corrected(proposed: Workspace, open_page: Open) -> None:
    test = go_to(open_page("installningar"), "background")
    count = len(shown(proposed).background)
    test.selectbox(key="consultation_field").set_value("").run()
    test.text_area(key=f"consultation_labels_ny_{count}").input("Skostorlek")
    test.checkbox(key=f"consultation_personal_ny_{count}").uncheck()
    save(test)
    added = shown(proposed).background[-1]
    assert (added.id, added.labels, added.personal) == ("skostorlek", ("Skostorlek",), False)
    test.selectbox(key="consultation_field").set_value("skostorlek").run()
    test.selectbox(key="consultation_kind_skostorlek").set_value("unit")
    save(test)
    assert shown(proposed).background[-1].id == "unit"
    test.selectbox(key="consultation_field").set_value("unit").run()
    test.button(key="consultation_remove_field_unit").click().run()
    assert len(shown(proposed).background) == count


def test_what_cannot_be_kept_is_told_and_not_kept(proposed: Workspace, open_page: Open) -> None:
    test = open_page("installningar")
    before = shown(proposed)
    test.text_input(key="consultation_strategy").input(" ")
    save(test)
    assert "fyll i alla tre" in test.error[0].value and shown(proposed) == before
    test.text_area(key="consultation_columns").input("Vem svarar? = ingenstans")
    test.text_input(key="consultation_strategy").input(before.strategy)
    save(test)
    assert "som varken är avsnitt" in test.error[0].value and shown(proposed) == before


def test_it_is_used_when_it_is_pressed_so(proposed: Workspace, open_page: Open) -> None:
    test = open_page("installningar")
    before = proposed.consultation
    wanted = shown(proposed)
    assert before != wanted
    test.button(key="consultation_use").click().run()
    assert not test.exception and proposed.consultation == wanted
    assert pipeline.kept_proposal(proposed) is None
    assert test.button(key="consultation_correct")


def test_it_is_refused_when_answers_would_lose_their_question(workspace: Workspace, open_page: Open) -> None:
    add(workspace, "S0000001", "Granviks kommun", "kommun", {"needs": "Rusta upp vägarna."})
    test = open_page("installningar")
    test.button(key="consultation_correct").click().run()
    go_to(test, "sections").selectbox(key="consultation_section").set_value("2.1").run()
    test.button(key="consultation_remove_section_2.1").click().run()
    test.button(key="consultation_use").click().run()
    assert "needs" in test.error[0].value and workspace.consultation.section("2.1")
    test.button(key="consultation_discard").click().run()
    assert pipeline.kept_proposal(workspace) is None


@pytest.mark.parametrize("part", _PARTS)
def test_a_template_with_hostile_words_is_shown_as_text(part: str, workspace: Workspace, open_page: Open) -> None:
    pipeline.open_proposal(workspace)
    first = workspace.consultation.sections[0]
    pipeline.correct_proposal(workspace, lambda c: with_section(c, replace(first, title=HOSTILE), 1))
    said = words(go_to(open_page("installningar"), part))
    assert "<script>document" not in said


def test_only_an_administrator_sees_it(proposed: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Samrådet" in words(open_page("installningar"))
    for actor in (Actor("Anna Prov", "granskare", signed_in=True), LOCAL):
        monkeypatch.setattr(shell.sign_in, "actor", lambda workspace, who=actor: who)
        assert ("Ett förslag är öppet" in words(open_page("installningar"))) == (actor is LOCAL)
