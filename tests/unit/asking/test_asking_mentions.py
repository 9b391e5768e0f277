"""Who names a matter, and who is for or against it."""

from __future__ import annotations

import pytest

from summarizer.asking import mentions
from summarizer.asking.before import put_first, who_puts_first
from summarizer.asking.mentions import Matter, leaning_to
from summarizer.asking.wording import groups_of
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
        ("höja gränsen till 90", "Men höj gärna till 90 igen.", True),
        ("höja gränsen till 90", "Höj gärna till 80 igen.", False),
        ("höja gränsen till 90", "Trafiken håller 90 där.", False),
        ("höjd hastighet", "Höj till 90, tack.", True),
        ("väg 363", "Kör 363:an varje dag.", True),
        ("laddning", "Förra året gjordes 412 landningar.", False),
        ("laddning", "Elbilsladdningen byggs ut.", True),
        ("renar", "Det är ren stöld.", False),
        ("renar", "Renarna samlas på vägen.", True),
        ("ren energi", "Ren energi behövs.", True),
        ("väg 363", "Rapporten har 363 sidor.", False),
        ("höjd hastighet", "Höj till 90 procent.", False),
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
        ("höjd hastighet", "Höj gärna till 90 igen, 80 gör att folk kör om på fel ställen.", "for"),
        ("heltid som norm", "- heltid som norm, men med ett schema som går att leva med", "for"),
        ("fler laddstolpar", "Fler laddstolpar för lastbilar.", "for"),
        ("begränsad skotertrafik", "Begränsa skotertrafiken under kalvningen.", "for"),
        ("begränsad skotertrafik", "Skotertrafiken är begränsad på våren.", "unclear"),
        ("fler laddpunkter", "Antalet laddpunkter är helt inaktuellt.", "unclear"),
        ("fler laddpunkter", "Uppgiften om laddpunkter bör uppdateras.", "unclear"),
        ("fler laddpunkter", "Laddpunkter bör finnas i varje by.", "for"),
    ],
)
def test_sides(what: str, sentence: str, leaning: str) -> None:
    assert leaning_to(sentence, Matter(what)) == leaning


def test_a_sender_counts_once_with_the_sentence_that_takes_a_side() -> None:
    first = an_answer("Granviks kommun", "Kortare arbetstid har prövats. Vi avråder från kortare arbetstid.")
    second = an_answer("Granviks kommun", "Kortare arbetstid igen.", question="goal")
    (found,) = mentions("kortare arbetstid", [first, second], with_side=True)
    assert (found.leaning, found.quote) == ("against", "Vi avråder från kortare arbetstid.")


@pytest.mark.parametrize(
    ("what", "text", "leaning"),
    [
        ("sänkt hastighet", "Höj gärna till 90 igen.", "against"),
        ("sänkt hastighet", "Höj inte till 90.", "unclear"),
        ("höjd hastighet", "Sänk hastigheten till 80.", "against"),
        ("kortare arbetstid", "Vi förordar längre arbetstid.", "against"),
        ("kortare arbetstid", "Vi förordar kortare arbetstid.", "for"),
    ],
)
def test_who_wants_the_contrary_is_against(what: str, text: str, leaning: str) -> None:
    (found,) = mentions(what, [an_answer("Granviks kommun", text)], with_side=True)
    assert found.leaning == leaning


def test_a_matter_goes_by_its_other_names() -> None:
    said = an_answer("Granviks kommun", "Sänk hastigheten på vägen.")
    assert not mentions("sänka farten", [said], with_side=True)
    (found,) = mentions("sänka farten", [said], with_side=True, groups=groups_of("sänka farten"))
    assert found.leaning == "for"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Flygplatserna är viktiga. Staten bör ta över ansvaret helt.", True),
        ("Flygplatserna är viktiga.\nStaten bör ta över ansvaret helt.", False),
        ("Flygplatserna är viktiga. Staten bör ta sitt förnuft till fånga.", False),
    ],
)
def test_what_a_demand_is_about_may_stand_before_it_in_its_paragraph(text: str, found: bool) -> None:
    said = mentions("statens ansvar för flygplatserna", [an_answer("Granviks kommun", text)], with_side=True)
    assert [m.leaning for m in said] == ["for"] * found


def test_words_that_were_translated_one_by_one_may_stand_in_two_sentences() -> None:
    said = [an_answer("Fjällets sameby", "Stängsel utan passager är dåliga. Renarna samlas på vägen.\nBygg hus.")]
    assert mentions("ren stängsel", said) == []
    (found,) = mentions("ren stängsel", said, apart=True)
    assert found.quote == "Renarna samlas på vägen."
    assert mentions("hus stängsel", said, apart=True) == []


ROAD, RAIL = groups_of("väg")[0], groups_of("järnväg")[0]


@pytest.mark.parametrize(
    ("sentence", "rail_first", "road_first"),
    [
        ("Järnvägen först.", True, False),
        ("Norrbanan ska prioriteras före allt annat, även före vägar.", True, False),
        ("Om något måste komma först är det spåren, eftersom de minskar slitaget på vägarna.", True, False),
        ("Vägunderhållet måste komma före nya spår.", False, True),
        ("Grusvägar och broar bör få pengar före järnvägen.", False, True),
        ("Lägg pengarna på vägarna först, sen kan ni bygga järnväg.", False, True),
        ("Mobiltäckning längs vägarna bör stå först.", False, False),
        ("Järnvägen tar vid först vid terminalerna.", False, False),
        ("Järnväg och väg hänger ihop.", False, False),
        ("Skolan måste komma före både väg och järnväg.", False, False),
    ],
)
def test_what_comes_first(sentence: str, rail_first: bool, road_first: bool) -> None:
    assert put_first(sentence, RAIL, ROAD) is rail_first
    assert put_first(sentence, ROAD, RAIL) is road_first


def test_who_puts_one_first_counts_once() -> None:
    one = an_answer("Granviks kommun", "Tågen är bra. Järnvägen först. Spåren först.")
    two = an_answer("Storbäckens kommun", "Vägarna först.")
    (found,) = who_puts_first(RAIL, ROAD, [one, two])
    assert (found.answer, found.quote) == (one, "Järnvägen först.")


def test_nothing_to_look_for_finds_nobody() -> None:
    assert mentions("det", [an_answer("Granviks kommun", "Det är bra.")]) == []
