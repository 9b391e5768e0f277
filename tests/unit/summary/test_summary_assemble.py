"""A section's summary from points: complete, cited, counted by code, whatever the model writes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from summarizer.llm import FakeLLM, Request, load_prompt
from summarizer.records import Answer, Conflict, Point, SectionSummary
from summarizer.summary import Materials, summarise
from summarizer.summary.assemble import Writer
from tests.fakes import FakeEmbedder, a_point, an_answer, faithful_llm, scripted_llm

GRANVIK = an_answer("Granviks kommun", "Bärigheten på vägarna behöver höjas. Under 2024 stängdes 23 mil väg av.")
TALLBO = an_answer("Tallbo kommun", "Vägarna behöver högre bärighet hela året.")
ASEN = an_answer("Åsens kommun", "Höj bärigheten på de mindre vägarna!")
SAGEN = an_answer("Sågen i Granvik AB", "Bärigheten på vägarna är för låg för timmerbilar.", "näringsliv")
BYN = an_answer("Byalaget i Lillsele", "Inga synpunkter. Badplatsen i byn saknar brygga.", "civilsamhälle")
EVA = an_answer(
    "Privatperson 1",
    "Bussen till skolan går för sällan enligt Trafikverkets rapport Resor i norr 2023.",
    "privatperson",
)
PER = an_answer("Privatperson 2", "Fler bussturer till skolan behövs.", "privatperson")

ANSWERS = [GRANVIK, TALLBO, ASEN, SAGEN, BYN, EVA, PER]
POINTS = [
    a_point(GRANVIK, "Bärigheten på vägarna behöver höjas.", "T1"),
    a_point(GRANVIK, "Under 2024 stängdes 23 mil väg av.", "T1", "information"),
    a_point(TALLBO, None, "T1"),
    a_point(ASEN, None, "T1"),
    a_point(SAGEN, None, "T1"),
    a_point(BYN, "Inga synpunkter.", None, "information", substance=False),
    a_point(BYN, "Badplatsen i byn saknar brygga.", "T3"),
    a_point(EVA, None, "T2"),
    a_point(PER, None, "T2"),
]
CONFLICT = Conflict("T1", "T2", "vad pengarna ska gå till")


def made(
    llm: FakeLLM,
    answers: Sequence[Answer] = ANSWERS,
    points: Sequence[Point] = POINTS,
    titles: dict[str, str] | None = None,
) -> SectionSummary:
    embedder = FakeEmbedder()

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        return embedder.encode(list(texts))

    def generate(request: Request) -> str | None:
        return llm.complete(request).text or None

    materials = Materials("3.2", "3.2 Vägar", answers, points, [CONFLICT], asked=9, titles=titles or {})
    writer = Writer(embed, generate, load_prompt("theme_title.v1"), load_prompt("indirect_speech.v1"))
    return summarise(materials, writer)


def refusing(text: str) -> str:
    return ""


def nonsense(text: str) -> str:
    return "alla avsändare kräver 900 miljoner kronor till rymdforskning i Kiruna"


def copying(text: str) -> str:
    return text


def shouting(text: str) -> str:
    return "# VIKTIGT\n\n[klicka](http://ond.example) <img src=x>"


WRITERS: dict[str, Callable[[], FakeLLM]] = {
    "faithful": faithful_llm,
    "refusing": lambda: scripted_llm(refusing),
    "nonsense": lambda: scripted_llm(nonsense),
    "copying": lambda: scripted_llm(copying),
    "shouting": lambda: scripted_llm(shouting),
}


@pytest.mark.parametrize("writer", WRITERS)
class TestWhateverTheModelWrites:
    def test_every_point_is_in_its_theme_or_listed_as_without_substance(self, writer: str) -> None:
        summary = made(WRITERS[writer]())
        placed = [p for theme in (*summary.themes, *summary.lone_voices) for p in theme.points]
        assert sorted([*placed, *summary.without_substance]) == sorted(p.point_id for p in POINTS)
        ledger = summary.ledger
        assert (ledger.points, ledger.in_themes, ledger.lone_voices, ledger.without_substance) == (9, 7, 1, 1)
        assert ledger.unaccounted == 0

    def test_every_point_with_substance_is_cited(self, writer: str) -> None:
        summary = made(WRITERS[writer]())
        for theme in (*summary.themes, *summary.lone_voices):
            cited = {f"{c.answer_id}@{c.start}-{c.end}" for claim in theme.claims for c in claim.citations}
            assert cited == set(theme.points)

    def test_every_quote_is_the_senders_words(self, writer: str) -> None:
        texts = {a.answer_id: a.text for a in ANSWERS}
        summary = made(WRITERS[writer]())
        claims = [claim for theme in (*summary.themes, *summary.lone_voices) for claim in theme.claims]
        assert claims
        for claim in claims:
            assert claim.citations, claim.text
            for c in claim.citations:
                assert c.quote == texts[c.answer_id][c.start : c.end]

    def test_counts_are_right(self, writer: str) -> None:
        summary = made(WRITERS[writer]())
        first, second = summary.themes
        assert (first.theme_id, first.respondents) == ("T1", 4)  # five points, four senders
        assert first.respondent_types == {"kommun": 3, "näringsliv": 1}
        assert first.stance == {"change": 4, "information": 1}
        assert first.claims[0].text == "Frågan tas upp av tre kommuner och ett företag."
        assert (second.theme_id, second.respondents) == ("T2", 2)
        said = [claim.text for claim in second.claims]  # two points: both are told, and none is left to count
        assert not any(text.startswith("Frågan tas upp") for text in said)
        assert all(any(f"Privatperson {n} " in text for text in said) for n in (1, 2)), said
        assert (summary.asked, summary.answered) == (9, 7)

    def test_a_point_made_once_is_a_lone_voice(self, writer: str) -> None:
        (lone,) = made(WRITERS[writer]()).lone_voices
        assert (lone.theme_id, lone.respondents, lone.respondent_types) == ("T3", 1, {"civilsamhälle": 1})
        assert lone.claims[0].text.startswith("Byalaget i Lillsele ")
        assert "brygga" in lone.claims[0].text

    def test_no_number_or_name_comes_from_the_model(self, writer: str) -> None:
        said = " ".join(f"{a.organisation} {a.text}" for a in ANSWERS)
        summary = made(WRITERS[writer]())
        for text in [c.text for t in (*summary.themes, *summary.lone_voices) for c in t.claims] + [
            t.title for t in summary.themes
        ]:
            for unheard in ("900", "Kiruna", "rymdforskning", "http", "VIKTIGT"):
                assert unheard not in text
            for number in (word for word in text.replace(".", " ").split() if word.isdigit()):
                assert number in said

    def test_titles_use_words_of_the_senders_and_are_not_repeated(self, writer: str) -> None:
        summary = made(WRITERS[writer]())
        titles = [t.title for t in (*summary.themes, *summary.lone_voices)]
        assert all(titles) and len({t.casefold() for t in titles}) == len(titles)

    def test_the_order_of_input_changes_nothing(self, writer: str) -> None:
        expected = made(WRITERS[writer]())
        rng = random.Random(3)
        for _ in range(3):
            answers, points = rng.sample(ANSWERS, len(ANSWERS)), rng.sample(POINTS, len(POINTS))
            assert made(WRITERS[writer](), answers, points) == expected


def test_a_faithful_model_is_used() -> None:
    answer = an_answer("Åsens kommun", "Därför måste vi få bättre bärighet på de mindre vägarna.")
    llm = scripted_llm(lambda text: "de måste få bättre bärighet på de mindre vägarna")
    (voice,) = made(llm, [answer], [a_point(answer, None, "T1")]).lone_voices
    (claim,) = voice.claims
    assert claim.text == "Åsens kommun anser att de måste få bättre bärighet på de mindre vägarna."
    assert claim.check is not None and claim.check.supported and claim.check.origin == "model"


def test_a_retelling_that_does_not_hold_becomes_a_quotation() -> None:
    summary = made(scripted_llm(nonsense))
    for theme in (*summary.themes, *summary.lone_voices):
        retold = theme.claims if theme.respondents == 1 else theme.claims[1:]
        assert retold
        for claim in (c for c in retold if c.check is None or c.check.origin != "rule"):
            assert " skriver: ”" in claim.text
            assert claim.check is not None and claim.check.origin == "extract"
            (only,) = claim.citations
            assert claim.text.rpartition("”")[0].partition("”")[2] in only.quote


def test_one_unheard_number_is_enough_to_drop_the_models_text() -> None:
    def with_number(text: str) -> str:
        return text[:1].lower() + text[1:].rstrip(".!") + " senast 2031"

    assert "2031" not in made(scripted_llm(with_number)).markdown


def test_a_title_given_by_a_person_stands() -> None:
    summary = made(faithful_llm(), titles={"T1": "Vägarnas bärighet"})
    assert summary.themes[0].title == "Vägarnas bärighet"


def test_opposite_demands_stand_side_by_side() -> None:
    summary = made(faithful_llm())
    assert summary.conflicts == (CONFLICT,)
    assert "## Motstående uppfattningar" in summary.markdown
    assert "vad pengarna ska gå till: ”" in summary.markdown


def test_sources_are_collected_with_their_place() -> None:
    summary = made(faithful_llm())
    assert summary.sources
    for source in summary.sources:
        assert source.citation.answer_id == EVA.answer_id
        assert EVA.text[source.citation.start : source.citation.end] == source.text == source.citation.quote


def test_silence_and_the_account_are_stated() -> None:
    text = made(faithful_llm()).markdown
    assert "7 av 9 avsändare har lämnat synpunkter på avsnittet; 2 har inte svarat." in text
    assert "Avräkning: 9 synpunkter = 7 i teman + 1 enskilda + 1 utan sakinnehåll; 0 saknas." in text


def test_a_section_without_points() -> None:
    summary = made(FakeLLM([]), [], [])
    assert (summary.themes, summary.lone_voices, summary.ledger.points) == ((), (), 0)
    assert "0 av 9 avsändare" in summary.markdown


def test_text_from_senders_is_text_in_markdown() -> None:
    hostile = an_answer(
        "Fejk [AB](http://ond.example) <b>",
        "# Rubrik\n![bild](http://ond.example/x.png) <script>alert(1)</script> `kod` | *fet* _kursiv_ behöver synas.",
        "näringsliv",
    )
    text = made(scripted_llm(refusing), [hostile], [a_point(hostile)]).markdown
    for mark in ("![", "<script>", "<b>", "\n# Rubrik", "`kod`", " | ", "*fet*", "_kursiv_"):
        assert mark.replace("\n", "\n") not in text
    assert "\\<script\\>" in text and not re.search(r"(?<!\\)\]\(http", text)
    assert next(line for line in text.splitlines() if line.startswith("#")) == "# 3.2 Vägar"
    assert not [line for line in text.splitlines() if "Rubrik" in line and line.lstrip("- ").startswith("#")]


def test_a_citation_is_numbered_once() -> None:
    summary = made(faithful_llm())
    notes = summary.markdown.split("## Belägg")[1].strip().splitlines()
    assert [line.split(".")[0] for line in notes] == [str(n) for n in range(1, len(notes) + 1)]
    assert len({line.split(". ", 1)[1] for line in notes}) == len(notes)


def test_what_is_only_told_is_pointed_out_and_what_is_asked_for_is_an_opinion() -> None:
    told = an_answer("Tallbo kommun", "Bussen till skolan går två gånger om dagen.")
    asked = an_answer("Åsens kommun", "Bussen till skolan bör gå oftare.")
    points = [a_point(told, None, "T1", "information"), a_point(asked, None, "T2")]
    texts = [c.text for t in made(faithful_llm(), [told, asked], points).lone_voices for c in t.claims]
    assert "Tallbo kommun påpekar att bussen till skolan går två gånger om dagen." in texts
    assert "Åsens kommun anser att bussen till skolan bör gå oftare." in texts


def test_places_in_senders_names_keep_their_capital() -> None:
    answers = [an_answer("Havsbo kommun", "Väg."), an_answer("Byarådet i Lillsele", "Väg.", "civilsamhälle")]
    names = Materials("3.2", "3.2 Vägar", answers, [], [], asked=2).names
    assert {"Havsbo", "Lillsele"} <= names
    assert "Byarådet" not in names
