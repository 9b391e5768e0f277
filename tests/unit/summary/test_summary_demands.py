"""Demands and bare lists turned into clauses by rule."""

from __future__ import annotations

import pytest

from summarizer.llm import Request, load_prompt
from summarizer.summary.demands import demanded, listed
from summarizer.summary.indirect import retell

PROMPT = load_prompt("indirect_speech.v1")


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("Sänk hastigheten där cykelväg saknas", "hastigheten bör sänkas där cykelväg saknas"),
        ("Sänk inte hastigheterna", "hastigheterna inte bör sänkas"),
        ("Sänk hastigheten till 80 på E12", "hastigheten bör sänkas till 80 på E12"),
        ("Lägg till samebyarna, skogsbolagen och hamnen", "samebyarna, skogsbolagen och hamnen bör läggas till"),
        ("Komplettera med cykelvägar", "texten bör kompletteras med cykelvägar"),
        ("Byt ut 1,2 miljarder mot 2,9", "1,2 miljarder bör bytas ut mot 2,9"),
        ("Ange ett årtal", "ett årtal bör anges"),
        ("Skriv att vägarna är dåliga", "det bör framgå att vägarna är dåliga"),
        ("Lägg till orden ”hela länet, året om”", "orden ”hela länet, året om” bör läggas till"),
        ("Se till att bussarna går", "det bör säkerställas att bussarna går"),
        ("Byt ”på sikt” mot ”i år, om det går”", "”på sikt” bör bytas mot ”i år, om det går”"),
        ("Stryk dock ordet enkelt", "ordet enkelt bör strykas"),
        ("Höj lönen till 30 000 kronor", "lönen bör höjas till 30 000 kronor"),
    ],
)
def test_a_demand_becomes_a_clause(sentence: str, clause: str) -> None:
    assert demanded(sentence) == clause


@pytest.mark.parametrize(
    "sentence",
    [
        "Behåll 90 och satsa på räcken",
        "Ge kommunerna ansvar",
        "Laga dem",
        "Lägg pengarna på vägarna",
        "Vägen är smal",
        "Höj gärna till 90 igen",
        "Stryk ordet enkelt, eller förklara vad det innebär",
    ],
)
def test_what_the_rules_are_not_sure_of_is_left(sentence: str) -> None:
    assert demanded(sentence) is None


def test_a_bare_list_is_told_as_one() -> None:
    actors = listed("Samebyarna, Inlandsbanan och räddningstjänsten", "actors")
    needs = listed("en terminal för gods vid Tvärbanan", "needs")
    assert actors is not None and actors.text == "Samebyarna, Inlandsbanan och räddningstjänsten bland viktiga aktörer"
    assert needs is not None and f"{needs.verb} {needs.text}" == "tar upp behovet av en terminal för gods vid Tvärbanan"
    assert listed("en terminal för gods", "analysis") is None
    assert listed("Pengarna från förra sommaren räckte till en tårta", "needs") is None
    assert listed("En testbädd i Sorsele vore unik", "needs") is None


def never(request: Request) -> str | None:
    raise AssertionError("the model is not needed")


def test_what_leans_on_the_sentence_before_is_quoted() -> None:
    assert retell("Renarna samlas då på vägen och kan inte komma av.", PROMPT, never) is None
    assert retell("Kommunen ser gärna att strategin ger stöd för det.", PROMPT, never) is None


def test_the_senders_own_verb_stays() -> None:
    told = retell("Vi föreslår att målet tar upp transporter över gränsen.", PROMPT, never)
    assert told is not None and f"{told.verb} {told.text}" == "föreslår att målet tar upp transporter över gränsen"


def test_a_proposed_wording_keeps_its_quotation_marks() -> None:
    sentence = "”Järnvägen ska vara i drift senast 2035” är ett mål som går att följa upp."
    assert (
        retell(sentence, PROMPT, lambda r: "järnvägen ska vara i drift senast 2035 är ett mål som går att följa upp")
        is None
    )
