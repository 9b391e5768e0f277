"""Faults of a retelling that were read in real output: each with a retelling of the same that has none."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.summary.claims import write_claim
from summarizer.summary.faults import joins_badly, loses_limit, loses_verb, miscounts
from summarizer.summary.indirect import retell_by_rules
from summarizer.summary.sentences import KeySentence
from tests.fakes import a_point, an_answer


def test_a_figure_that_goes_or_comes_twice() -> None:
    source = "Av 62 bolag som bildades har fyra fått en investerare."
    assert miscounts(source, "fyra bolag som bildades har fyra fått en investerare")
    assert not miscounts(source, "fyra av 62 bolag som bildades har fått en investerare")
    assert miscounts("En chef har 47 medarbetare.", "en chef 47 har 47 medarbetare")
    long = "Vi har en lång historia av samarbete med 14 kommuner, universitet och företag, och stödet bör höjas."
    assert not miscounts(long, "stödet bör höjas")  # another part of it


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("Kultur ska tydligen bara finnas i stan.", "kultur ska finnas i stan"),
        ("Hur många medarbetare en chef kan ha bör tas upp.", "en chef kan ha många medarbetare bör tas upp"),
    ],
)
def test_a_word_that_limits_is_not_lost(source: str, rewrite: str) -> None:
    assert loses_limit(source, rewrite)
    assert not loses_limit(source, source)


def test_verbs_and_what_joins_their_clauses() -> None:
    assert joins_badly("Antalet medarbetare bör tas upp.", "en chef kan ha många medarbetare bör tas upp")
    assert not joins_badly("Antalet medarbetare bör tas upp.", "antalet medarbetare som en chef kan ha bör tas upp")
    assert joins_badly("Kurser på dagtid kan de aldrig gå på.", "kurser på dagtid kan de aldrig gå på")
    assert not joins_badly("Kurser på dagtid kan de aldrig gå på.", "de aldrig kan gå på kurser på dagtid")
    assert joins_badly("Meröppet är ingen service för barn.", "det inte finns en service för barn")
    assert not joins_badly("I byn finns ingen service för barn.", "det inte finns någon service för barn")
    assert joins_badly("Låt besökarna betala vad det kostar.", "besökarna betala vad det kostar")
    assert not joins_badly("Låt besökarna betala vad det kostar.", "besökarna ska betala vad det kostar")


def test_a_clause_keeps_a_verb() -> None:
    source = "Anslaget försvinner, och i länet betyder det 900 färre cirklar."
    assert loses_verb(source, "anslaget försvinner och 900 färre cirklar i länet")
    assert not loses_verb(source, "anslaget försvinner, och i länet betyder det 900 färre cirklar")
    assert not loses_verb(source, "anslaget försvinner")


def test_a_sender_who_names_himself_is_named_once() -> None:
    answer = an_answer("Granviks kommun", "Granviks kommun har inte råd med fler bussar.")
    point = a_point(answer)
    key = KeySentence(point.quote, point, np.ones(2, dtype=np.float32), 1.0)
    told = retell_by_rules(point.quote)
    assert told is not None
    claim = write_claim(key, [point], {answer.answer_id: answer}, told, "information", [1.0])
    assert claim.text == "Granviks kommun har inte råd med fler bussar."
    assert len(claim.citations) == 1
