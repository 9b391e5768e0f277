"""Hits to one ranking, passages to cited sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from summarizer.asking import Passage, answer_from_passages, declined, fuse, nothing_found
from summarizer.llm import FakeLLM, load_prompt
from summarizer.records import Answer
from summarizer.text.words import content_stems
from tests.fakes import FakeEmbedder, an_answer, faithful_llm, scripted_llm

TEXTS = {
    "a": "Mobiltäckningen i byarna är dålig.",
    "b": "Bussarna går för sällan.",
    "c": "Täckningen för mobiler behöver byggas ut.",
    "d": "Skolan behöver fler lärare.",
}


def test_best_in_both_comes_first() -> None:
    dense = [("a", 0.93), ("c", 0.91), ("b", 0.82), ("d", 0.80)]
    hits = fuse(content_stems("Hur är mobiltäckningen?"), dense, [("a", 7.0)], TEXTS, 3)
    assert [h.chunk_id for h in hits] == ["a", "c", "b"]
    assert hits[0].cosine == 0.93
    assert hits[0].words == 1.0 and hits[2].words == 0.0
    assert hits[0].score > hits[1].score > hits[2].score


def test_words_lift_what_meaning_has_missed() -> None:
    dense = [("a", 0.85), ("b", 0.85), ("c", 0.85), ("d", 0.85)]
    assert fuse(content_stems("lärare"), dense, [("d", 9.0)], TEXTS, 1)[0].chunk_id == "d"


def test_a_lexical_hit_outside_the_filter_stays_outside() -> None:
    hits = fuse(content_stems("lärare"), [("a", 0.9)], [("d", 9.0)], {"a": TEXTS["a"]}, 5)
    assert [h.chunk_id for h in hits] == ["a"]


def test_the_order_of_hits_does_not_matter() -> None:
    dense, lexical = [("a", 0.9), ("b", 0.9), ("c", 0.9), ("d", 0.9)], [("b", 1.0), ("c", 1.0)]
    expected = fuse(content_stems("bussar"), dense, lexical, TEXTS, 4)
    assert fuse(content_stems("bussar"), dense[::-1], lexical[::-1], TEXTS, 4) == expected


def test_no_hits() -> None:
    assert fuse(content_stems("bussar"), [], [("a", 1.0)], TEXTS, 4) == []


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


def asked(llm: FakeLLM, passages: Sequence[tuple[Passage, Answer]] = PASSAGES):  # type: ignore[no-untyped-def]
    embedder = FakeEmbedder()
    return answer_from_passages(
        "Vad sägs om mobiltäckning?",
        passages,
        lambda texts: embedder.encode(list(texts)),
        lambda request: llm.complete(request).text or None,
        load_prompt("indirect_speech.v1"),
    )


@pytest.mark.parametrize("text", [None, "", "alla kräver 900 master i Kiruna"])
def test_every_claim_is_cited_and_nothing_is_made_up(text: str | None) -> None:
    llm = faithful_llm() if text is None else scripted_llm(lambda shown: str(text))
    found = asked(llm)
    texts = {a.answer_id: a.text for _, a in PASSAGES}
    assert found.answered and 1 <= len(found.claims) <= 6
    assert found.passages == tuple(p for p, _ in PASSAGES)
    for claim in found.claims:
        assert claim.citations
        assert all(c.quote == texts[c.answer_id][c.start : c.end] for c in claim.citations)
        assert "900" not in claim.text and "Kiruna" not in claim.text


def test_the_order_of_passages_does_not_change_the_claims() -> None:
    expected = asked(faithful_llm()).claims
    assert asked(faithful_llm(), random.Random(2).sample(PASSAGES, 3)).claims == expected


def test_lines_number_each_quote_once() -> None:
    lines = list(asked(faithful_llm()).lines())
    quotes = [line for line in lines if line.startswith("[")]
    assert quotes and len(quotes) == len(set(quotes))
    assert [line.partition("]")[0] for line in quotes] == [f"[{n}" for n in range(1, len(quotes) + 1)]
