"""A sentence that a sender says outright is wrong, gone or unwanted is changed, wherever the sender writes it."""

from __future__ import annotations

import pytest

from summarizer.drafting import DraftMaterials, draft
from summarizer.llm import Request
from summarizer.records import BaselinePart, Part, Sentence, Suggestion, ThemeSummary
from summarizer.text.sentences import split_sentences
from tests.fakes import FakeEmbedder, a_point, an_answer

GONE = "Appen Mitt Granvik är nedlagd sedan i våras."
BUSES = "Det behövs fler avgångar med buss på kvällarna."


def part(name: Part, text: str) -> BaselinePart:
    spans = split_sentences(text)
    return BaselinePart("3.2", name, text, tuple(Sentence(n, a, b, text[a:b]) for n, (a, b) in enumerate(spans, 1)))


PARTS = [
    part("analysis", "Vägnätet är slitet. Kollektivtrafiken är tillräcklig i hela länets glesbygd."),
    part("needs", "Vägarna behöver rustas. Det finns behov av att införa appen Mitt Granvik i samtliga kommuner."),
]


def suggested(said: list[tuple[str, Part]], answer: str | None = None) -> list[Suggestion]:
    answers = [an_answer(f"Granvik {n}", text, question=question) for n, (text, question) in enumerate(said)]
    points = [a_point(a) for a in answers]
    ids = tuple(p.point_id for p in points)
    theme = ThemeSummary("T1", "Resor", {"change": len(points)}, len(points), {"kommun": len(points)}, (), ids)
    asked: list[Request] = []

    def generate(request: Request) -> str | None:
        asked.append(request)
        return answer if request.prompt_id.startswith("draft_change") else None

    return list(
        draft(DraftMaterials("3.2", PARTS, answers, points, [theme]), FakeEmbedder().encode, generate).suggestions
    )


def test_a_need_of_what_is_gone_is_struck_though_it_was_said_of_the_analysis() -> None:
    made = suggested([(GONE, "analysis"), (BUSES, "needs"), ("Vi vill ha tätare avgångar på helgerna.", "needs")])
    [struck] = [s for s in made if s.op == "delete"]
    assert struck.part == "needs"
    assert struck.target is not None
    assert "appen Mitt Granvik" in struck.target.text
    assert [c.quote for c in struck.citations] == [GONE]


DENIED = "Att kollektivtrafiken är tillräcklig i hela länets glesbygd stämmer inte. Hos oss går en buss i veckan till byarna."


def test_a_sentence_that_is_denied_is_written_anew() -> None:
    made = suggested(
        [(DENIED, "needs"), (BUSES, "needs")], "Kollektivtrafiken i länets glesbygd räcker inte till byarna"
    )
    [change] = [s for s in made if s.part == "analysis" and s.op == "replace"]
    assert change.text == "Kollektivtrafiken i länets glesbygd räcker inte till byarna."
    assert DENIED in [c.quote for c in change.citations]


@pytest.mark.parametrize(
    "answer",
    [
        "Kollektivtrafiken i glesbygden har 14 bussar",  # a number that nobody gave
        "Kollektivtrafiken är tillräcklig i hela länets glesbygd",  # as it was
        "Vi tycker att kollektivtrafiken i glesbygden är dålig",  # a sender's voice
        "Hos fjällbönder råder tystnad",  # something else
    ],
)
def test_what_the_model_may_not_write_gives_way_to_the_plain_denial(answer: str) -> None:
    made = suggested([(DENIED, "needs"), (BUSES, "needs")], answer)
    [change] = [s for s in made if s.part == "analysis" and s.op == "replace"]
    assert change.text == "Kollektivtrafiken är inte tillräcklig i hela länets glesbygd."
