"""The benchmark's figures on a consultation small enough to check by hand."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest

from benchmarks import edit_figures, map_reduce, summary_figures, theme_figures
from benchmarks.facts import names_in, numbers_in, unsaid
from benchmarks.figures import Figure, added, agreement
from benchmarks.labels import Grouped, Labels, Span, directly, on_answers
from benchmarks.quality_set import QualitySet, parse
from benchmarks.summary_figures import Account
from summarizer.llm import FakeLLM
from summarizer.records import Answer

SET = """
name = "liten"
sections = ["3.3"]
points = [
    {id = "3.3-fler", section = "3.3", gist = "Fler turer", opposite = "3.3-farre"},
    {id = "3.3-farre", section = "3.3", gist = "Färre turer"},
    {id = "3.3-cykel", section = "3.3", gist = "Cykelväg"},
]
[[submissions]]
organisation = "Granviks kommun"
type = "kommun"
answers = [{section = "3.3", question = "needs", sentences = [
    ["-", "Tack för remissen."], ["3.3-fler", "Bussen går för sällan i Granvik."], ["3.3-fler", "Sista turen är 17.40."],
    ["3.3-cykel", "En cykelväg till Holmsele saknas."]]}]
[[submissions]]
organisation = "Tallbo byalag"
type = "civilsamhälle"
answers = [
    {section = "3.3", question = "needs", sentences = [["3.3-fler", "Fler bussar på helgen behövs."]]},
    {section = "3.3", question = "analysis", sentences = [["3.3-fler", "Det går två turer om dagen."]]},
]
[[submissions]]
organisation = "Privatperson i Tallbo"
type = "privatperson"
answers = [{section = "3.3", question = "needs", sentences = [["3.3-farre", "Tomma bussar är slöseri."]]}]
[baseline."3.3"]
needs = "Identifierade behov är tät trafik. Bilen är norm."
[[edits]]
section = "3.3"
part = "needs"
op = "insert_after"
target = "tät trafik"
words = ["helg|kväll"]
point = "3.3-fler"
"""


@pytest.fixture
def made() -> QualitySet:
    return parse(tomllib.loads(SET))


def spot(made: QualitySet, text: str) -> dict[str, Any]:
    """A citation of the words, wherever they stand."""
    answer = next(a for a in made.answers() if text in a.text)
    start = answer.text.index(text)
    return {
        "submission_id": answer.submission_id,
        "answer_id": answer.answer_id,
        "start": start,
        "end": start + len(text),
        "quote": text,
    }


def point(made: QualitySet, text: str, theme: str | None) -> dict[str, Any]:
    found = spot(made, text)
    return {**found, "point_id": f"{found['answer_id']}@{found['start']}-{found['end']}", "theme_id": theme}


def perfect(made: QualitySet) -> Account:
    """A summary with nothing to complain of."""
    groups = {
        "T1": [
            "Bussen går för sällan i Granvik. Sista turen är 17.40.",
            "Fler bussar på helgen behövs.",
            "Det går två turer om dagen.",
        ],
        "T2": ["En cykelväg till Holmsele saknas."],
        "T3": ["Tomma bussar är slöseri."],
    }
    points = [point(made, text, theme) for theme, texts in groups.items() for text in texts]
    points.append(point(made, "Tack för remissen.", None))
    said = {
        "T1": "Bussen går för sällan i Granvik, sista turen är 17.40.",
        "T2": "Det behövs en väg till Holmsele.",
        "T3": "Bussarna är tomma.",
    }
    entries = [
        {
            "theme_id": theme,
            "title": theme,
            "respondents": len({spot(made, t)["submission_id"] for t in texts}),
            "respondent_types": {},
            "claims": [{"text": said[theme], "citations": [spot(made, t) for t in texts]}],
            "points": [p["point_id"] for p in points if p["theme_id"] == theme],
        }
        for theme, texts in groups.items()
    ]
    summary = {
        "themes": entries[:1],
        "lone_voices": entries[1:],
        "conflicts": [{"themes": ["T1", "T3"], "about": "turer"}],
        "silent": {"asked": 3, "answered": 3},
        "ledger": {"unaccounted": 0},
    }
    return Account(
        "3.3", directly(made), {a.answer_id: a for a in made.answers()}, points, summary, "Hållbar mobilitet"
    )


def value(figures: list[Figure], name: str) -> float:
    return next(f.value for f in figures if f.name == name)


def test_a_perfect_summary_reaches_every_goal(made: QualitySet) -> None:
    for figure in summary_figures.figures(perfect(made)):
        counts = {"themes and lone voices": 3.0, "points labelled": 3.0}
        expected = counts.get(figure.name, 0.0) if figure.total is None else 1.0
        assert figure.value == pytest.approx(expected), figure


def change(account: Account, edit: Any) -> list[Figure]:
    summary, points = copy.deepcopy(account.summary), copy.deepcopy(account.points)
    edit(summary, points)
    return summary_figures.figures(
        Account(account.section, account.labels, account.answers, points, summary, account.known)
    )


def test_a_lone_voice_left_out_is_missed(made: QualitySet) -> None:
    found = change(perfect(made), lambda summary, points: summary["lone_voices"].pop())
    assert value(found, "points unaccounted for") == 1
    assert value(found, "labelled points visible, cited") == pytest.approx(2 / 3)
    assert value(found, "lone voices visible as such") == pytest.approx(1 / 2)
    assert value(found, "coverage × citation F1 (joint score)") == pytest.approx(2 / 3)


def test_a_citation_to_other_words_does_not_support(made: QualitySet) -> None:
    def cite_the_bicycle(summary: Any, points: Any) -> None:
        summary["themes"][0]["claims"][0]["citations"].append(spot(made, "En cykelväg till Holmsele saknas."))

    assert value(change(perfect(made), cite_the_bicycle), "citations whose span supports the claim") == pytest.approx(
        5 / 6
    )


def test_a_changed_quote_is_noticed(made: QualitySet) -> None:
    def reword(summary: Any, points: Any) -> None:
        summary["lone_voices"][1]["claims"][0]["citations"][0]["quote"] = "Bussar är slöseri."

    assert value(change(perfect(made), reword), "quotes equal to their span") == pytest.approx(4 / 5)


def test_invented_numbers_and_names_are_noticed(made: QualitySet) -> None:
    def invent(summary: Any, points: Any) -> None:
        summary["lone_voices"][1]["claims"][0]["text"] = "De 45 bussarna till Kiruna är tomma."

    found = change(perfect(made), invent)
    figure = next(f for f in found if f.name == "numbers and names in claims that were said")
    assert [miss.partition(":")[0] for miss in figure.misses] == ["45", "Kiruna"]


def test_a_theme_that_mixes_both_sides_is_noticed(made: QualitySet) -> None:
    def blend(summary: Any, points: Any) -> None:
        for p in points:
            p["theme_id"] = "T1" if p["theme_id"] == "T3" else p["theme_id"]

    found = change(perfect(made), blend)
    assert value(found, "opposite pairs kept apart") == 0
    assert value(found, "theme agreement, adjusted Rand") < 1


def test_wrong_number_of_respondents_is_noticed(made: QualitySet) -> None:
    def miscount(summary: Any, points: Any) -> None:
        summary["themes"][0]["respondents"] = 3

    assert value(change(perfect(made), miscount), "respondents per theme equal to the labels") == pytest.approx(2 / 3)


def suggestion(made: QualitySet, **changes: Any) -> dict[str, Any]:
    return {
        "part": "needs",
        "op": "insert_after",
        "target": {"sentence": 1, "start": 0, "end": 34, "text": "Identifierade behov är tät trafik."},
        "text": "Det finns behov av fler turer på helgen.",
        "alternatives": [],
        "citations": [spot(made, "Fler bussar på helgen behövs.")],
        **changes,
    }


def drafted(made: QualitySet, suggestions: list[dict[str, Any]]) -> list[Figure]:
    account = perfect(made)
    listed = [{"point_id": p["point_id"], "why": "för ospecifikt"} for p in account.points[3:]]
    return edit_figures.figures(account, {"suggestions": suggestions, "points_without_suggestion": listed})


def test_the_expected_edit_is_recognised(made: QualitySet) -> None:
    found = drafted(made, [suggestion(made)])
    assert value(found, "labelled edits proposed") == 1
    assert value(found, "words that must be there (of edits proposed)") == 1
    assert value(found, "suggestions with a fact that nobody said") == 0
    assert value(found, "points neither suggested on nor explained") == 2  # the rest of the theme is not listed


@pytest.mark.parametrize(
    ("changes", "name", "expected"),
    [
        ({"op": "replace"}, "labelled edits proposed", 0),
        ({"part": "goal"}, "labelled edits proposed", 0),
        ({"target": {"sentence": 2, "start": 35, "end": 49, "text": "Bilen är norm."}}, "labelled edits proposed", 0),
        ({"citations": []}, "labelled edits proposed", 0),
        ({"citations": []}, "suggestions without a valid citation", 1),
        ({"text": "Det finns behov av fler turer."}, "words that must be there (of edits proposed)", 0),
        ({"text": "Det finns behov av 12 turer på helgen."}, "suggestions with a fact that nobody said", 1),
    ],
)
def test_faulty_suggestions_are_noticed(made: QualitySet, changes: dict[str, Any], name: str, expected: float) -> None:
    assert value(drafted(made, [suggestion(made, **changes)]), name) == expected


def test_sentences_are_found_again_in_other_layout_and_other_fields(made: QualitySet) -> None:
    original = made.answers()
    moved = [
        Answer("X/3.3/goal", "X", "Granviks kommun", "kommun", "3.3", "goal", f"Hej!\n{original[0].text}"),
        Answer("Y/3.3/needs", "Y", "Tallbo byalag", "civilsamhälle", "3.3", "needs", original[1].text),
    ]
    senders = {"X": original[0].submission_id, "Y": original[1].submission_id}
    labels = on_answers(made, moved, senders)
    assert [moved[0].text[s.start : s.end] for s in labels.sentences["X/3.3/goal"]] == [
        s.text for s in made.sentences()[original[0].answer_id]
    ]
    assert [where.rpartition(": ")[2] for where in labels.lost] == [
        "Det går två turer om dagen.",
        "Tomma bussar är slöseri.",
    ]


def test_a_sentence_belongs_to_the_theme_that_covers_most_of_it(made: QualitySet) -> None:
    answer = made.answers()[0]
    labels: Labels = directly(made)
    cut = answer.text.index("Sista") + 5
    points = [Grouped(Span(answer.answer_id, 0, cut), "a"), Grouped(Span(answer.answer_id, cut, len(answer.text)), "b")]
    covered = [pair for pair in labels.themes_of_sentences("3.3", points) if pair[1] != "-"]
    assert covered == [("3.3-fler", "a"), ("3.3-fler", "b"), ("3.3-cykel", "b")]


def test_agreement_of_equal_and_crossed_groupings() -> None:
    equal = agreement([("a", "x"), ("a", "x"), ("b", "y"), ("b", "y")])
    assert [f.value for f in equal] == pytest.approx([1.0, 1.0])
    crossed = agreement([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")])
    assert crossed[0].value < 0 and crossed[1].value == 0


def test_figures_add_up() -> None:
    total = added([Figure("f", 1, 2), Figure("g", 3), Figure("f", 3, 3, "", ("x",)), Figure("g", 4)])
    assert total == [Figure("f", 4, 5, "", ("x",)), Figure("g", 7)]


def test_numbers_and_names() -> None:
    assert numbers_in("1 890 kronor, 3,5 procent år 2024, klockan 17.40") == {"1890", "3,5", "2024", "17.40"}
    assert names_in("Vägen E12 till Umeås hamn. Den är smal.\n- Lycksele nämns") == {"E12", "Umeå"}
    assert unsaid("Fem av 12 reser till Umeå", "från Umeås hamn", frozenset({"12"})) == []
    assert unsaid("Det kostar 900 kronor i Åsele", "dyrt") == ["900", "Åsele"]


def test_map_reduce_keeps_only_numbers_that_answers_have(made: QualitySet) -> None:
    answers = made.answers()
    llm = FakeLLM(["- Fler turer behövs [1][2, 3]\n- Påhittat [99]"])
    summary, points, _ = map_reduce.summarise(answers, llm)
    assert [len(t["claims"][0]["citations"]) for t in summary["themes"]] == [3, 0]
    assert summary["themes"][0]["claims"][0]["text"] == "Fler turer behövs"
    assert [p["theme_id"] for p in points] == ["M0", "M0", "M0", "uncited"]


def test_themes_before_any_sentence_is_written(made: QualitySet) -> None:
    labels = directly(made)
    answers = {(a.organisation, a.question): a for a in made.answers()}

    def point(organisation: str, question: str, words: str, theme: str) -> tuple[Grouped, str]:
        answer = answers[organisation, question]
        start = answer.text.index(words)
        return Grouped(Span(answer.answer_id, start, start + len(words)), theme), answer.submission_id

    points = [
        point("Granviks kommun", "needs", "Bussen går för sällan i Granvik. Sista turen är 17.40.", "c0"),
        point("Tallbo byalag", "needs", "Fler bussar på helgen behövs.", "c0"),
        point("Tallbo byalag", "analysis", "Det går två turer om dagen.", "c2"),
        point("Granviks kommun", "needs", "En cykelväg till Holmsele saknas.", "c1"),
        point("Privatperson i Tallbo", "needs", "Tomma bussar är slöseri.", "c1"),
    ]
    found = theme_figures.figures(labels, "3.3", theme_figures.themes_of(labels, points))
    assert [(f.hits, f.total) for f in found] == [(2, 3), (0, 2), (0, 1), (1, 3)]
    lone = [*points[:4], point("Privatperson i Tallbo", "needs", "Tomma bussar är slöseri.", "c3")]
    found = theme_figures.figures(labels, "3.3", theme_figures.themes_of(labels, lone))
    assert [(f.hits, f.total) for f in found] == [(3, 3), (2, 2), (2, 3), (3, 4)]
    apart = {"c0": {"3.3-fler"}, "c1": {"3.3-farre", "3.3-cykel"}}
    assert theme_figures.kept_apart(labels, "3.3", apart).hits == 1
    assert theme_figures.kept_apart(labels, "3.3", {"c0": {"3.3-fler", "3.3-farre"}}).hits == 0
