"""Faults of a retelling that were read in real output: each with a retelling of the same that has none."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.summary.claims import write_claim
from summarizer.summary.faults import joins_badly, loses_words
from summarizer.summary.indirect import retell_by_rules
from summarizer.summary.sentences import KeySentence
from tests.fakes import a_point, an_answer


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (
            "Av 62 bolag som bildades har fyra fått en investerare.",
            "fyra bolag som bildades har fyra fått en investerare",
        ),
        ("Kultur ska tydligen bara finnas i stan.", "kultur ska finnas i stan"),
        ("Hur många medarbetare en chef kan ha bör tas upp.", "en chef kan ha många medarbetare bör tas upp"),
        (
            "Vi lånar gärna ut folk, men då måste skiftlagen få ersättning.",
            "folk gärna lånar ut men skiftlagen måste få ersättning",
        ),
        ("Meningen om en coach i varje kommun bör utgå.", "en coach i varje kommun bör utgå"),
        ("En elev från byn som väljer bygg måste flytta 23 mil.", "en elev från byn som väljer bygg flytta 23 mil"),
        (
            "Vi som bor ovanför hamnen har avgaserna in genom fönstret.",
            "avgaserna in genom fönstret bor ovanför hamnen",
        ),
        (
            "I verkligheten försvinner anslaget, och i länet betyder det färre cirklar.",
            "anslaget försvinner och färre cirklar i länet",
        ),
    ],
)
def test_a_word_that_says_something_does_not_go(source: str, rewrite: str) -> None:
    assert loses_words(source, rewrite)


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("Därför bör även formerna anpassas.", "formerna bör anpassas"),
        ("Våra barn behöver undervisning, inte en anmälan.", "barn behöver undervisning, inte en anmälan"),
        ("Näringen omsätter mer än spelen, så målet måste gälla oss.", "näringen omsätter mer än spelen"),
        ("I Storbritannien finns redan riktlinjer.", "det i Storbritannien redan finns riktlinjer"),
    ],
)
def test_what_leads_over_and_a_clause_at_the_end_may_go(source: str, rewrite: str) -> None:
    assert not loses_words(source, rewrite)


def test_verbs_and_what_joins_their_clauses() -> None:
    assert joins_badly("Antalet medarbetare bör tas upp.", "en chef kan ha många medarbetare bör tas upp")
    assert not joins_badly("Antalet medarbetare bör tas upp.", "antalet medarbetare som en chef kan ha bör tas upp")
    assert joins_badly("Kurser på dagtid kan de aldrig gå på.", "kurser på dagtid kan de aldrig gå på")
    assert joins_badly("Saknas i texten.", "saknas i texten")
    assert joins_badly("Ha tävlingar i skolan.", "ha tävlingar i skolan")
    assert joins_badly("Nu säger de att hyran är för hög.", "de säger att hyran är för hög")
    assert not joins_badly("Vi säger att hyran är för hög.", "de säger att hyran är för hög")


def test_a_sender_who_names_himself_is_named_once() -> None:
    answer = an_answer("Granviks kommun", "Granviks kommun har inte råd med fler bussar.")
    point = a_point(answer)
    key = KeySentence(point.quote, point, np.ones(2, dtype=np.float32), 1.0)
    told = retell_by_rules(point.quote)
    assert told is not None
    claim = write_claim(key, [point], {answer.answer_id: answer}, told, "information", [1.0])
    assert claim.text == "Granviks kommun har inte råd med fler bussar."
    assert len(claim.citations) == 1
