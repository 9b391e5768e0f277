"""A sentence that a sender says outright is wrong, gone or unwanted is changed, wherever the sender writes it."""

from __future__ import annotations

import pytest

from summarizer.drafting import DraftMaterials, draft
from summarizer.drafting.actors import strikes_actor
from summarizer.records import BaselinePart, Conflict, Part, Sentence, Suggestion, ThemeSummary
from summarizer.text.sentences import split_sentences
from tests.fakes import FakeEmbedder, a_point, an_answer

GONE = "Appen Mitt Granvik är nedlagd sedan i våras."
BUSES = "Det behövs fler avgångar med buss på kvällarna."


def part(name: Part, text: str) -> BaselinePart:
    spans = split_sentences(text)
    return BaselinePart("3.2", name, text, tuple(Sentence(n, a, b, text[a:b]) for n, (a, b) in enumerate(spans, 1)))


PARTS = [
    part("analysis", "Vägnätet är slitet. Kollektivtrafiken är tillräcklig i hela länets glesbygd."),
    part("needs", "Stationerna behöver rustas. Det finns behov av att införa appen Mitt Granvik i samtliga kommuner."),
]


def suggested(said: list[tuple[str, Part]]) -> list[Suggestion]:
    return _drafted(PARTS, said)


def suggested_on(texts: dict[Part, str], said: list[tuple[str, Part]]) -> list[Suggestion]:
    return _drafted([part(name, text) for name, text in texts.items()], said)


def _drafted(parts: list[BaselinePart], said: list[tuple[str, Part]]) -> list[Suggestion]:
    answers = [an_answer(f"Granvik {n}", text, question=question) for n, (text, question) in enumerate(said)]
    points = [a_point(a) for a in answers]
    ids = tuple(p.point_id for p in points)
    theme = ThemeSummary("T1", "Resor", {"change": len(points)}, len(points), {"kommun": len(points)}, (), ids)
    materials = DraftMaterials("3.2", parts, answers, points, [theme])
    return list(draft(materials, FakeEmbedder().encode, lambda request: None).suggestions)


def test_a_need_of_what_is_gone_is_struck_though_it_was_said_of_the_analysis() -> None:
    made = suggested([(GONE, "analysis"), (BUSES, "needs"), ("Vi vill ha tätare avgångar på helgerna.", "needs")])
    [struck] = [s for s in made if s.op == "delete"]
    assert struck.part == "needs"
    assert struck.target is not None
    assert "appen Mitt Granvik" in struck.target.text
    assert [c.quote for c in struck.citations] == [GONE]


def test_a_need_that_is_past_gives_way_to_what_is_needed_instead() -> None:
    made = suggested(
        [(GONE, "analysis"), ("Det behövs en ny app för felanmälan i samtliga kommuner.", "needs"), (BUSES, "needs")]
    )
    [change] = [s for s in made if s.op == "replace"]
    assert change.target is not None
    assert "appen Mitt Granvik" in change.target.text
    assert change.text == "Det finns behov av en ny app för felanmälan i samtliga kommuner."
    assert sum("en ny app" in s.text for s in made) == 1  # not added once more


def test_what_a_goal_leaves_out_is_missed_in_the_needs_too() -> None:
    said = "Målet är för snävt när det bara talar om stationerna. Hållplatserna måste vara med."
    [change] = [s for s in suggested([(said, "goal")]) if s.part == "needs" and s.op == "replace"]
    assert change.text == "Stationerna och hållplatserna behöver rustas."


DENIED = "Att kollektivtrafiken är tillräcklig i hela länets glesbygd stämmer inte."


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        ("", ""),
        (" I Storforsa går sedan 2021 bara 2 bussar i veckan.", " I Storforsa går sedan 2021 bara 2 bussar i veckan."),
        (" Hos oss går det nästan inga bussar alls.", ""),  # where, and how many?
    ],
)
def test_a_sentence_of_the_analysis_is_denied_by_a_point_under_needs(ground: str, expected: str) -> None:
    said = DENIED + ground
    made = suggested([(said, "needs"), (BUSES, "needs"), ("Vi vill ha tätare avgångar på helgerna.", "needs")])
    [change] = [s for s in made if s.part == "analysis" and s.op == "replace"]
    assert change.text == "Kollektivtrafiken är inte tillräcklig i hela länets glesbygd." + expected
    assert said in [c.quote for c in change.citations]


def test_those_who_want_the_contrary_are_named_though_they_ask_for_no_change() -> None:
    wants, happy = an_answer("Granvik", BUSES), an_answer("Storforsa", "Bussarna på kvällarna räcker gott.")
    points = [a_point(wants), a_point(happy, theme="T2", stance="support")]
    themes = [
        ThemeSummary(i, "Bussar", {p.stance: 1}, 1, {"kommun": 1}, (), (p.point_id,))
        for i, p in zip(("T1", "T2"), points, strict=True)
    ]
    against = [Conflict("T1", "T2", "bussar")]
    materials = DraftMaterials("3.2", PARTS, [wants, happy], points, themes, against)
    [suggestion] = draft(materials, FakeEmbedder().encode, lambda request: None).suggestions
    assert suggestion.rationale.endswith("Storforsa har motsatt uppfattning.")
    assert not suggestion.alternatives


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("Konsumentforum Granvik upplöstes i våras. Sätt in folkbibliotek i stället.", "folkbibliotek"),
        ("Byt Konsumentforum Granvik mot Konsumentverket bland aktörerna.", "Konsumentverket"),
    ],
)
def test_an_actor_that_is_gone_or_renamed_is_so_whatever_the_question(said: str, there: str) -> None:
    listed = part("actors", "Viktiga aktörer inkluderar kommuner, Konsumentforum Granvik och skolor.")
    answer = an_answer("Storforsa", said, question="analysis")
    point = a_point(answer)
    theme = ThemeSummary("T1", "Forum", {"change": 1}, 1, {"kommun": 1}, (), (point.point_id,))
    materials = DraftMaterials("3.2", [*PARTS, listed], [answer], [point], [theme])
    [edit] = draft(materials, FakeEmbedder().encode, lambda request: None).suggestions
    assert edit.part == "actors"
    assert "Konsumentforum" not in edit.text
    assert there in edit.text


@pytest.mark.parametrize(
    ("said", "struck"),
    [
        ("Region Granvik bör ta bort avgiften på bussen.", False),
        ("Meningen bör strykas. Region Granvik har sålt bussen.", False),
        ("I målet ska det stå hela länet, skriver Region Granvik.", False),
        ("Ta bort Region Granvik.", True),
        ("Region Granvik finns inte längre.", True),
        ("Region Granvik heter numera Granviks län.", True),
    ],
)
def test_an_actor_that_is_only_named_is_not_struck(said: str, struck: bool) -> None:
    listed = part("actors", "Viktiga aktörer inkluderar kommuner, Region Granvik och skolor.")
    assert strikes_actor(said, listed) is struck


def test_what_became_of_a_thing_takes_the_place_of_what_the_analysis_says_of_it() -> None:
    bus = "Kommunernas gemensamma rådgivningsbuss besöker varje ort två gånger om året."
    sold = "Rådgivningsbussen såldes hösten 2023."
    [made] = suggested_on({"analysis": bus}, [(sold, "analysis"), ("Rådgivningsbussen är nedlagd.", "analysis")])
    assert made.op == "replace"
    assert made.text in (sold, "Rådgivningsbussen är nedlagd.")


def test_a_sentence_on_an_actor_that_is_gone_is_struck_beside_the_list() -> None:
    told = "Konsumentforum Granvik samordnar aktörernas arbete."
    listed = f"Viktiga aktörer inkluderar hushåll och kommuner. {told}"
    [made] = suggested_on({"actors": listed}, [("Konsumentforum Granvik upplöstes i mars 2023.", "actors")])
    assert made.op == "delete"
    assert made.target is not None and made.target.text == told


def test_one_hut_is_no_part_of_the_analysis_of_a_county() -> None:
    said: list[tuple[str, Part]] = [
        ("Spängerna till Gillerstugan är slitna sedan tio år.", "analysis"),
        (BUSES, "needs"),
    ]
    assert not [s for s in suggested(said) if "Gillerstugan" in s.text]


def test_behind_a_denial_stand_those_who_say_that_it_is_not_so() -> None:
    likes = "Kollektivtrafiken i glesbygden uppskattas av många äldre."
    made = suggested([(DENIED, "analysis"), (likes, "analysis")])
    [change] = [s for s in made if s.op == "replace"]
    assert [c.quote for c in change.citations] == [DENIED]


def test_a_rationale_says_whose_words_a_text_is_made_of() -> None:
    made = suggested([(BUSES, "needs"), ("Bussarna går för sällan på kvällarna.", "needs")])
    [added] = [s for s in made if s.op == "insert_after"]
    assert len(added.citations) == 2
    assert "Lydelsen bygger på vad Granvik 0 skriver." in added.rationale


def test_what_some_want_struck_and_others_kept_is_left_to_the_editor() -> None:
    strike = "Stryk meningen om appen Mitt Granvik."
    keep = "Appen Mitt Granvik ska stå kvar, vi stöder att den införs."
    assert any(s.op == "delete" for s in suggested([(strike, "needs")]))
    assert not any(s.op == "delete" for s in suggested([(strike, "needs"), (keep, "needs")]))
