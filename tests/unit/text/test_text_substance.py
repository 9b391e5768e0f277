"""What is empty and what is not. An error to the left costs a glance, one to the right costs a sender their voice."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality_set import load
from summarizer.text.substance import has_substance

EMPTY = [
    "Inga synpunkter.",
    "Inga synpunkter",
    "INGA SYNPUNKTER!",
    "Vi har inga synpunkter på detta avsnitt.",
    "Granviks kommun har inga synpunkter på delprioritering 3.2.",
    "I övrigt har kommunen inga synpunkter.",
    "Inga ytterligare kommentarer i nuläget.",
    "Vi har för närvarande inga inspel på målformuleringen.",
    "Inga övriga synpunkter utöver det som framförts ovan.",
    "Ingen kommentar.",
    "Inget att tillägga.",
    "Vi har inget att tillägga.",
    "Länsstyrelsen har inget att erinra.",
    "Föreningen har inga invändningar mot förslaget.",
    "Kommunstyrelsen har behandlat ärendet den 3 juni och lämnar följande yttrande.",
    "Myndigheten begränsar sitt yttrande till delprioritering 1.2.",
    "Buerie biejjie!",
    "Nej.",
    "Nej, inga synpunkter. Tack!",
    "-",
    "–",
    "...",
    "X",
    "xxx",
    "N/A",
    "Dito",
    "1.",
    "• ",
    "Se ovan.",
    "Se ovan",
    "se svar på föregående fråga",
    "Se vårt svar under 3.1.",
    "Se svar ovan.",
    "Se punkt 2.1 ovan.",
    "Se bifogad fil.",
    "Samma som ovan.",
    "Samma svar som ovan.",
    "Enligt ovan.",
    "Vi hänvisar till vårt svar på fråga 2.",
    "Vet ej.",
    "Ej aktuellt.",
    "Ej aktuellt för vår verksamhet.",
    "Frågan är inte relevant för oss.",
    "Vi avstår.",
    "Kommunen avstår från att lämna synpunkter.",
    "Hej!",
    "Hej på er",
    "Tack!",
    "Tack på förhand!",
    "Tack för möjligheten att lämna synpunkter.",
    "Tack för att vi fick möjlighet att yttra oss.",
    "Vi tackar för möjligheten att lämna synpunkter på förslaget till regional utvecklingsstrategi.",
    "Kommunen har tagit del av förslaget.",
    "Kommunen har tagit del av förslaget och har inga synpunkter.",
    "Granviks kommun har beretts möjlighet att yttra sig över förslaget till regional utvecklingsstrategi.",
    "Nedan följer våra synpunkter:",
    "Vi lämnar följande synpunkter.",
    "Med vänlig hälsning",
    "Med vänliga hälsningar, Granviks byaförening",
    "Mvh Ture Almkvist",
    "Hälsningar ████ ████████",
    "Lycka till med arbetet!",
    "Trevlig sommar!",
    "Klicka för att skriva",
    "",
    "   ",
]
WITH_SUBSTANCE = [
    "Inga synpunkter, men bussarna går för sällan.",
    "Inga synpunkter utom att E12 saknas.",
    "Vi har inga synpunkter på målet men saknar samerna.",
    "Inga bussar går till Granvik.",
    "Inga ändringar behövs, målet är bra.",
    "Det finns inga cykelvägar.",
    "Det finns inga förslag på åtgärder i avsnittet.",
    "Det finns inga mål.",
    "Många invånare har inga synpunkter.",
    "Vi har inga läkare.",
    "Bra.",
    "Bra!",
    "Mycket bra skrivet.",
    "Vi instämmer.",
    "Vi håller med.",
    "Instämmer.",
    "Bussar",
    "Samerna.",
    "Trafikverket",
    "Studieförbunden, biblioteken.",
    "5G",
    "E12",
    "Norrbotniabanan!",
    "2030",
    "Se Trafikverkets rapport om E12.",
    "Se över målet.",
    "Se över texten.",
    "Se till att vägarna rustas.",
    "Se ovan, men lägg även till skolan.",
    "Tack vare E12 växer vi.",
    "Tack för ett väl genomarbetat förslag.",
    "Tack för att ni lyfter fram glesbygden.",
    "Hej, bussarna är för få!",
    "Nej till flygplatsen.",
    "Nej, vi delar inte bilden.",
    "Ja, målet bör skärpas.",
    "Samma problem som i fjällen.",
    "Ingen vård på hemorten.",
    "Inget tåg stannar här.",
    "Ingenting fungerar utan bil.",
    "Avsnittet berör inte landsbygden.",
    "Frågan är inte relevant för dem som bor i städer.",
    "Kommunen har tagit del av förslaget och anser att målet bör skärpas.",
    "Kommunen avstår från flyg.",
    "Vi avstår från att köra bil.",
    "Vi lämnar ingen efter oss.",
    "Lycka till med att hitta en läkare.",
    "Strategin är bra som den är.",
    "Listan är komplett.",
    "Stryk.",
    "Utgår.",
    "Behåll texten.",
    "Hälsningar från en by utan buss.",
    "Med vänliga hälsningar kommer man inte långt utan väg.",
    "Nytt mål: alla ska ha bredband.",
    "Inget nytt om bredband finns i texten.",
    "Vi har inget att tillägga om inte vägen rustas.",
    "Här kommer bussen aldrig.",
    "x antal bussar räcker inte",
    "Inga synpunkter har inhämtats från ungdomar.",
    "Ingen har frågat oss.",
    "Vi svarar gärna för driften av badplatsen.",
    "Vi har läst texten och saknar barnen.",
]


@pytest.mark.parametrize("sentence", EMPTY)
def test_empty(sentence: str) -> None:
    assert not has_substance(sentence)


@pytest.mark.parametrize("sentence", WITH_SUBSTANCE)
def test_with_substance(sentence: str) -> None:
    assert has_substance(sentence)


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", "– "])
def test_list_marks_make_no_difference(mark: str) -> None:
    assert has_substance(mark + "Bussarna är få.")
    assert not has_substance(mark.replace("1. ", "") + "Inga synpunkter.")


def test_every_empty_sentence_followed_by_a_wish_has_substance() -> None:
    for sentence in EMPTY:
        assert has_substance(f"{sentence} Rusta vägen till Granvik.")


SETS = sorted((Path(__file__).parents[3] / "benchmarks" / "sets").glob("tune_*.toml"))


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_labelled_point_is_called_empty(path: Path) -> None:
    lost = [
        sentence.text
        for submission in load(path).submissions
        for answer in submission.answers
        for sentence in answer.sentences
        if sentence.label is not None and not has_substance(sentence.text)
    ]
    assert lost == []


def test_how_the_masked_sender_is_reached_says_nothing() -> None:
    assert not has_substance("Mitt personnummer är █████████ om ni vill kontrollera, och ni når mig på ████████.")
    assert not has_substance("Vi nås på ███████ vid frågor.")
    assert has_substance("Ni når oss på landsbygden dåligt.")
    assert has_substance("Mobil.")
