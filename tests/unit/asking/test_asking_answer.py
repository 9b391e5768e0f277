"""Hits to one ranking, passages to cited sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from summarizer.asking import (
    Answered,
    Bearing,
    Passage,
    Rarity,
    answer_from_passages,
    bearing,
    declined,
    fuse,
    meaning_of,
    nothing_found,
    share_of,
)
from summarizer.asking.retrieval import NEUTRAL
from summarizer.records import Answer, Claim
from tests.fakes import FakeEmbedder, an_answer

TEXTS = {
    "a": "Mobiltäckningen i byarna är dålig.",
    "b": "Bussarna går för sällan.",
    "c": "Täckningen för mobiler behöver byggas ut.",
    "d": "Skolan behöver fler lärare.",
}


QUESTION = "Hur är mobiltäckningen?"


def ranked(cosines: list[float], lexical: list[float], allowed: list[bool] | None = None) -> list[str]:
    mask = None if allowed is None else np.array(allowed)
    scores = fuse(QUESTION, np.array(cosines), np.array(lexical), list(TEXTS.values()), mask)
    rows = [int(row) for row in np.argsort(-scores, kind="stable") if np.isfinite(scores[row])]
    return [list(TEXTS)[row] for row in rows]


def test_best_in_both_comes_first() -> None:
    assert ranked([0.93, 0.82, 0.91, 0.80], [7.0, 0, 0, 0])[:2] == ["a", "c"]


def test_words_lift_what_meaning_has_missed() -> None:
    assert ranked([0.85, 0.85, 0.85, 0.85], [0, 0, 0, 9.0])[0] in ("a", "d")
    assert fuse("lärare", np.full(4, 0.85), np.array([0, 0, 0, 9.0]), list(TEXTS.values())).argmax() == 3


def test_a_hit_outside_the_filter_stays_outside() -> None:
    assert set(ranked([0.9, 0.8, 0.8, 0.99], [0, 0, 0, 9.0], [True, True, True, False])) == {"a", "b", "c"}


def test_a_filter_does_not_move_the_scores_of_what_is_left() -> None:
    whole = fuse("x", np.array([0.9, 0.8, 0.7, 0.6]), np.zeros(4), list(TEXTS.values()))
    part = fuse(
        "x", np.array([0.9, 0.8, 0.7, 0.6]), np.zeros(4), list(TEXTS.values()), np.array([True, True, False, False])
    )
    assert part[:2] == pytest.approx(whole[:2])


def test_no_passages() -> None:
    assert len(fuse("x", np.zeros(0), np.zeros(0), [])) == 0


# ── does it bear on the question ──
def weighed(groups: list[set[str]], words: list[set[str]], meaning: float = NEUTRAL) -> Bearing:
    sets = [frozenset(group) for group in groups]
    return bearing(sets, [frozenset(w) for w in words], [meaning] * len(words), lambda group: 1.0)[0]


def test_what_is_asked_about_may_stand_in_several_passages_or_in_alternatives() -> None:
    assert weighed([{"skol"}, {"buss"}], [{"skol", "väg"}, {"buss"}]) == Bearing(NEUTRAL, 0.5, 1.0)
    assert weighed([{"förskol", "daghem"}], [{"daghem"}]).words == 1.0
    assert weighed([{"kärnkraft"}], [{"väg"}]).words == 0.0


def test_an_answer_needs_words_or_much_meaning() -> None:
    assert weighed([{"skol"}], [{"skol"}], 4.0).score > 0
    assert weighed([{"kärnkraft"}], [{"skol"}], 3.0).score < 0
    assert bearing([], [], [], lambda group: 1.0)[0].score < 0


def test_a_compound_that_begins_with_the_word_speaks_of_it() -> None:
    assert weighed([{"bostad"}], [{"bostadsbyggande"}]).words == weighed([{"laddning"}], [{"laddstolpe"}]).words == 0.75


def test_a_word_that_nobody_could_translate_says_neither_yes_nor_no() -> None:
    word = frozenset({"monarchy"})
    sure, unsure = (
        bearing([word], [frozenset({"väg"})], [3.0], lambda g: 1.0, known)[0] for known in (frozenset(), word)
    )
    assert sure.words == 0 < unsure.words < 1


def test_among_few_passages_the_best_need_not_be_as_near() -> None:
    cosines = np.random.default_rng(2).normal(size=400)
    assert meaning_of(cosines, 40).max() > meaning_of(cosines).max()


def test_how_much_of_the_question_a_text_names() -> None:
    share = share_of([frozenset({"skol"}), frozenset({"363"})], Rarity({"skol": 1, "363": 1}, 100))
    assert share("Skolan ligger vid väg 363.") == 1 and share("Väg 364 är smal.") == 0
    lifted = fuse("x", np.full(4, 0.8), np.zeros(4), list(TEXTS.values()), share=lambda text: float("lärare" in text))
    assert lifted.argmax() == 3


def test_meaning_does_not_grow_with_the_number_of_passages() -> None:
    rng = np.random.default_rng(1)
    few, many = meaning_of(rng.normal(size=400)).max(), meaning_of(rng.normal(size=20000)).max()
    assert abs(few - many) < 0.8
    assert set(meaning_of(np.array([0.9, 0.8]))) == {NEUTRAL}


def test_a_rare_word_weighs_more_and_a_compound_counts_for_its_parts() -> None:
    spread = {"väg": 90, "kärnkraft": 1, "laddning": 1, "elbilsladdning": 40}
    rarity = Rarity(spread, 100)
    assert rarity(frozenset({"kärnkraft"})) > rarity(frozenset({"väg"})) == rarity(frozenset({"väg", "kärnkraft"}))
    assert (
        rarity(frozenset({"laddning"}))
        < rarity(frozenset({"elbilsladdning", "kärnkraft"}))
        < rarity(frozenset({"kärnkraft"}))
    )


def test_an_honest_no() -> None:
    assert nothing_found([]).text == "Det finns inget om det i inspelen."
    passage = Passage("a", 0, 4, 0.5)
    found = nothing_found([passage])
    assert (found.answered, found.claims, found.passages) == (False, (), (passage,))
    assert declined("Nej.").text == "Nej." and not declined("Nej.").answered


GRANVIK = an_answer("Granviks kommun", "Mobiltäckningen i byarna är dålig och behöver byggas ut. Skolan är bra.")
TALLBO = an_answer("Tallbo kommun", "Mobiltäckningen i byarna behöver byggas ut.")
SAGEN = an_answer("Sågen AB", "Vi saknar mobiltäckning längs väg 363.", "näringsliv")
PASSAGES = [(Passage(a.answer_id, 0, len(a.text), 1.0), a) for a in (GRANVIK, TALLBO, SAGEN)]


def asked(passages: Sequence[tuple[Passage, Answer]] = PASSAGES, english: bool = False) -> Answered:
    embedder = FakeEmbedder()
    return answer_from_passages(
        "Vad sägs om mobiltäckning?", passages, lambda texts: embedder.encode(list(texts)), english=english
    )


@pytest.mark.parametrize("english", [False, True])
def test_every_claim_is_cited_in_the_senders_words(english: bool) -> None:
    found = asked(english=english)
    texts = {a.answer_id: a.text for _, a in PASSAGES}
    assert found.answered and 1 <= len(found.claims) <= 6
    assert found.passages == tuple(p for p, _ in PASSAGES)
    for claim in found.claims:
        assert claim.citations
        assert all(c.quote == texts[c.answer_id][c.start : c.end] for c in claim.citations)
        assert (" writes (in Swedish): “" in claim.text) is english


def test_the_order_of_passages_does_not_change_the_claims() -> None:
    assert asked(random.Random(2).sample(PASSAGES, 3)).claims == asked().claims


def test_sentences_are_told_as_they_are_written() -> None:
    told: list[Claim] = []
    embedder = FakeEmbedder()
    found = answer_from_passages("mobiltäckning", PASSAGES, lambda texts: embedder.encode(list(texts)), told.append)
    assert tuple(told) == found.claims


def test_who_only_speaks_of_the_same_does_not_stand_behind_a_sentence() -> None:
    slow = an_answer("Tallbo kommun", "Sänk hastigheten till 80 på vägar utan mitträcke.")
    town = an_answer("Kustmarks kommun", "Sänk hastigheten på vägar nära staden till 50.")
    found = asked([(Passage(a.answer_id, 0, len(a.text), 1.0), a) for a in (slow, town)])
    for claim in found.claims:
        assert len(claim.citations) == 1 and ("80" in claim.text) != ("50" in claim.text)


def test_the_sentence_that_names_the_matter_is_told_and_not_one_that_points_back() -> None:
    answer = an_answer("Sågen AB", "Det är dyrt och sliter på vägen. Därför är nya stationer längs kusten viktigast.")
    embedder = FakeEmbedder()
    found = answer_from_passages(
        "Vad sägs om stationer?", [(Passage(answer.answer_id, 0, len(answer.text), 1.0), answer)],
        lambda texts: embedder.encode(list(texts)), groups=[frozenset({"station"})],
    )  # fmt: skip
    assert "stationer" in found.claims[0].text


def test_a_figure_is_told_where_one_is_asked_for() -> None:
    answer = an_answer("Sågen AB", "Bredbandet når byarna ändå och alltid. Bredbandet når byarna, 71 av dem.")
    embedder = FakeEmbedder()
    found = answer_from_passages(
        "Hur många byar når bredbandet?", [(Passage(answer.answer_id, 0, len(answer.text), 1.0), answer)],
        lambda texts: embedder.encode(list(texts)), groups=[frozenset({"bredband"})],
    )  # fmt: skip
    assert "71 av dem" in found.claims[0].text


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("Vad kostar underhållet?", "Siffran 1,2 miljarder för underhållet bör bytas ut. Underhållet kostar 2,9 miljarder.", "2,9"),
        ("Vilken lag gäller?", "Analysen måste ta hänsyn till den. Den nya lagen gäller alla.", "Den nya lagen"),
        ("Vad tycker byn?", "Rätta texten. Affären i byn är apotek och bank.", "apotek"),
        ("Vad tycker byn?", "I dag saknas de helt där ute. Affären i byn är apotek och bank.", "apotek"),
    ],
)  # fmt: skip
def test_the_sentence_that_says_something_alone_is_told(question: str, text: str, told: str) -> None:
    answer = an_answer("Sågen AB", text)
    embedder = FakeEmbedder()
    found = answer_from_passages(
        question, [(Passage(answer.answer_id, 0, len(answer.text), 1.0), answer)], lambda t: embedder.encode(list(t))
    )
    assert told in found.claims[0].citations[0].quote and len(found.claims) == 1


def test_both_sides_are_heard() -> None:
    many = [
        an_answer(f"Avsändare {i}", f"Behåll stödet till flygplatsen i ort nummer {chr(65 + i)}x.") for i in range(7)
    ]
    against = an_answer("Klimatgruppen", "Stödet till flygplatsen bör avvecklas helt, säger vi i gruppen.")
    found = asked([(Passage(a.answer_id, 0, len(a.text), 1.0), a) for a in (*many, against)])
    assert len(found.claims) <= 6
    assert any("avvecklas" in claim.text for claim in found.claims)


def test_lines_number_each_quote_once() -> None:
    lines = list(asked().lines())
    quotes = [line for line in lines if line.startswith("[")]
    assert quotes and len(quotes) == len(set(quotes))
    assert [line.partition("]")[0] for line in quotes] == [f"[{n}" for n in range(1, len(quotes) + 1)]
