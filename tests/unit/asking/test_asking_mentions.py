"""Who names a matter, and who is for or against it."""

from __future__ import annotations

import pytest

from summarizer.asking import mentions
from summarizer.asking.mentions import Matter, leaning_to
from tests.fakes import an_answer


@pytest.mark.parametrize(
    ("what", "sentence", "named"),
    [
        ("Norrbotniabanan", "Norrbotniabanans byggstart är passerad.", True),
        ("E12", "När E12 stängs står allt stilla.", True),
        ("E12", "När E120 stängs står allt stilla.", False),
        ("AFS 2023:2", "Det står nu i AFS 2023:2.", True),
        ("AFS 2023:2", "Det stod i AFS 2015:4.", False),
        ("väg 363", "Kör 363:an på vägen varje dag.", True),
        ("delade turer", "Delade turer sliter ut folk.", True),
        ("delade turer", "Bussturerna har blivit färre.", False),
        ("sänkt hastighet", "Hastighetssänkningarna är ren stöld.", True),
        ("kärnkraft", "Vindkraften tar över.", False),
    ],
)
def test_named(what: str, sentence: str, named: bool) -> None:
    assert Matter(what).named_in(sentence) is named


@pytest.mark.parametrize(
    ("what", "sentence", "leaning"),
    [
        ("sänkt hastighet", "Sänk inte hastigheterna.", "against"),
        ("sänkt hastighet", "Hastighetssänkningarna är ren stöld av arbetstid.", "against"),
        ("sänkt hastighet", "Vi förordar sänkta hastigheter, eftersom det inte kostar något.", "for"),
        ("kortare arbetstid", "Kortare arbetstid med samma lön kan inte småföretag bära.", "against"),
        ("kortare arbetstid", "Kortare arbetstid har prövats i Granvik 2019.", "unclear"),
        ("stödet till flyget", "Stödet till flyget bör avvecklas i takt med att tågen förbättras.", "against"),
        ("stödet till flyget", "Ett stöd till flyget är motiverat så länge det inte finns tåg.", "for"),
    ],
)
def test_sides(what: str, sentence: str, leaning: str) -> None:
    assert leaning_to(sentence, Matter(what)) == leaning


def test_a_sender_counts_once_with_the_sentence_that_takes_a_side() -> None:
    first = an_answer("Granviks kommun", "Kortare arbetstid har prövats. Vi avråder från kortare arbetstid.")
    second = an_answer("Granviks kommun", "Kortare arbetstid igen.", question="goal")
    (found,) = mentions("kortare arbetstid", [first, second], with_side=True)
    assert (found.leaning, found.quote) == ("against", "Vi avråder från kortare arbetstid.")


def test_nothing_to_look_for_finds_nobody() -> None:
    assert mentions("det", [an_answer("Granviks kommun", "Det är bra.")]) == []
