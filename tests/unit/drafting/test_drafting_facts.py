"""Facts as senders wrote them, and what is denied."""

from __future__ import annotations

import pytest

from summarizer.drafting.denial import denied, predicates, revised, worsened
from summarizer.drafting.facts import as_fact, main_clause, without_example


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tillgången på bostäder är god i hela länet.", "Tillgången på bostäder är inte god i hela länet."),
        ("Driftsäkerheten i näten bedöms som hög.", "Driftsäkerheten i näten bedöms inte som hög."),
        ("Lokalerna är i huvudsak i gott skick.", "Lokalerna är inte i gott skick."),
        ("Distansarbete förekommer främst i staden.", "Distansarbete förekommer inte bara i staden."),
        ("Festivalen ger fortsatt fler besökare.", "Festivalen ger inte längre fler besökare."),
        ("Nästan alla invånare använder digitala tjänster.", "Långt ifrån alla invånare använder digitala tjänster."),
        ("Nio av tio elever i länet tar examen i tid.", "Färre än nio av tio elever i länet tar examen i tid."),
        ("Stödet fördelas jämnt mellan kvinnor och män.", "Stödet fördelas inte jämnt mellan kvinnor och män."),
        (
            "Skola, hem och vård delar utan hinder det som behövs.",
            "Skola, hem och vård delar inte utan hinder det som behövs.",
        ),
        ("Företagen möts av en väg in, oavsett vilken fråga de har.", "Företagen möts inte av en väg in."),
        (
            "Företagens kontakter med det offentliga upplevs som enkla.",
            "Företagens kontakter med det offentliga upplevs inte som enkla.",
        ),
        ("God vård är en viktig grund för jämlik hälsa.", None),  # nobody denies what matters
        ("Byggstart väntas inom några år.", None),  # it can have come about
        ("Antalet laddpunkter var år 2018 omkring 180.", None),  # it was so
        ("Näten är inte fullt utbyggda.", None),  # denied already
        ("Vården har i liten utsträckning prövat möten på distans.", None),
        ("Det nät som byggdes är gott.", None),  # which verb is the main one cannot be told
        ("Länet har god forskning, och kommunerna har infört e-tjänster.", None),  # two statements
    ],
)
def test_denied(sentence: str, expected: str | None) -> None:
    assert denied(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("Byggnation av banan pågår på delsträckan Granvik–Storforsa.", True),
        ("Det nationella målet är numera att alla ska ha gigabit senast 2030, och texten bör utgå från det.", True),
        ("Det råder brist på små lägenheter i länets inland.", True),
        ("Till Granvik har 44 hushåll flyttat sedan 2020.", True),
        ("Till det kommer att 44 hushåll har flyttat.", False),
        ("En dansk elektriker och en syrisk snickare har väntat i två år på sina betyg.", False),
        ("Vid stormen slutade 38 av 52 master att fungera.", True),
        ("Vid stormen slutade masterna att fungera.", False),  # a story
        ("Var fjärde har utsatts för hot det senaste året.", False),  # of whom?
        ("Två av tre kommuner saknar en strateg.", True),
        ("I länets äldreomsorg är medianen 44.", False),  # of what?
        ("Fysiska skador utgjorde knappt en tiondel.", False),
        ("Likvärdigt deltagande omfattar även demokratin.", False),
        ("Det här är en fråga om pengar och vilja.", False),
        ("För avlägsna hus är detta tillräckligt.", False),
        ("Statens bidrag minskade samma år med en tredjedel.", False),
        ("En täkt på tre hektar.", False),
        ("I inlandet är andelen 61 procent.", False),
        ("En besökare som bröt benet fick åka skoter i två mil.", False),
    ],
)
def test_what_stands_alone_as_a_fact(sentence: str, stands: bool) -> None:
    assert (as_fact(sentence) is not None) is stands


def test_an_example_of_ones_own_is_left_out() -> None:
    assert (
        without_example("Flera tusen blev av med jobbet, däribland 140 i Granvik.") == "Flera tusen blev av med jobbet."
    )


def test_a_fact_ends_before_what_leans_on_it() -> None:
    said = "På väg 363 är det dött i 41 kilometer, och där kör skolbussen."
    assert as_fact(said) == "På väg 363 är det dött i 41 kilometer."


def test_the_statement_that_is_denied_is_denied_and_the_other_stays() -> None:
    current = "Föreningslivet är starkt och alla barn har möjlighet att delta i idrott."
    said = ["Att alla barn kan delta i idrott stöds inte av data."]
    assert denied(current, said) == "Föreningslivet är starkt. Långt ifrån alla barn har möjlighet att delta i idrott."


def test_a_survey_of_ones_own_is_a_survey() -> None:
    assert as_fact("I vår enkät från 2024 idrottade 71 procent av barnen.") == (
        "I en enkät från 2024 idrottade 71 procent av barnen."
    )


def test_what_follows_from_a_false_clause_falls_with_it() -> None:
    current = "Elpriserna är låga i hela länet och kostnaden är därför ingen börda för hushållen."
    fact = "Elpriserna är numera högre än i grannlänen."
    assert revised(current, fact, ["Elpriserna är inte låga i länet."]) == fact


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        (
            "Våra registerdata visar att väntan har tredubblats på sex år och nu är fem månader i snitt.",
            "Väntan har tredubblats på sex år och är nu fem månader i snitt.",
        ),
        (
            "Enligt vår räkning finns mottagning i nio av femton kommuner.",
            "Enligt en räkning finns mottagning i nio av femton kommuner.",
        ),
        ("Länets kartläggning visar att 1 900 barn lever i hem med våld.", "1 900 barn lever i hem med våld."),
        ("Dansbanan är stängd å det finns inga pengar.", None),  # as people talk
        ("Taxin stannar vid vägen, så en granne fick gå sista kilometern i snö.", None),  # a story
    ],
)
def test_what_somebody_found_stands_as_a_sentence_of_its_own(sentence: str, fact: str | None) -> None:
    assert as_fact(sentence) == fact


def test_a_noun_that_looks_like_a_verb_is_not_denied() -> None:
    assert denied("Länets leder är i gott skick.") == "Länets leder är inte i gott skick."


@pytest.mark.parametrize(
    ("sentence", "said", "text"),
    [
        (
            "Mobiltäckningen är god längs samtliga större vägar.",
            ["Den är dålig."],
            "Mobiltäckningen är dålig längs flera större vägar.",
        ),
        ("Länets leder är i gott skick.", ["De är slitna.", "Dåligt skick."], "Länets leder är i dåligt skick."),
        ("Driftsäkerheten bedöms som hög.", ["Avbrotten är många."], None),  # nobody says a word for bad
        ("Det finns leder i länet.", ["De är dåliga."], None),  # nothing good is said
    ],
)
def test_a_good_word_gives_way_to_the_one_that_senders_use(sentence: str, said: list[str], text: str | None) -> None:
    assert worsened(sentence, said) == text


@pytest.mark.parametrize(
    ("sentence", "wrong", "expected"),
    [
        (
            "Studiecentra finns i samtliga kommuner och har en stabil finansiering.",
            {0, 1},
            "Studiecentra finns inte i samtliga kommuner och har inte en stabil finansiering.",
        ),
        (
            "Länets leder går genom fjällen och är i gott skick.",
            {1},
            "Länets leder går genom fjällen men är inte i gott skick.",
        ),
        (  # what claims as much falls with it
            "Studiecentra finns i samtliga kommuner och har en stabil finansiering.",
            {1},
            "Studiecentra finns inte i samtliga kommuner och har inte en stabil finansiering.",
        ),
        (
            "Länets leder är i gott skick och sköts av ideella krafter.",
            {0},
            "Länets leder är inte i gott skick men sköts av ideella krafter.",
        ),
    ],
)
def test_of_two_things_said_of_one_subject_what_does_not_hold_is_denied(
    sentence: str, wrong: set[int], expected: str
) -> None:
    assert denied(sentence, (), lambda statements: wrong) == expected


def test_what_is_said_of_a_subject_stands_with_it() -> None:
    assert predicates("Rådet möts fyra gånger om året och prioriterar länets behov.") == (
        "Rådet möts fyra gånger om året",
        "Rådet prioriterar länets behov.",
    )
    assert predicates("Samtliga kommuner har en plan och följer den.") == (
        "Samtliga kommuner har en plan och följer den.",
    )


def test_of_two_clauses_the_one_that_is_spoken_against_is_denied() -> None:
    current = "Arbetet bedrivs i ett stort antal nätverk, och deltagandet är jämnt fördelat mellan kust och inland."
    said = ["Här märks inga nätverk i arbetet.", "Alla nätverk ligger vid kusten."]
    assert denied(current, said, lambda statements: {1}) == (
        "Arbetet bedrivs i ett stort antal nätverk. Deltagandet är inte jämnt fördelat mellan kust och inland."
    )


def test_what_is_much_is_not_bad() -> None:
    assert worsened("Energianvändningen per invånare är hög.", ["Husen är dåligt isolerade."]) is None
    assert worsened("Sjukfrånvaron är hög.", ["Den är låg hos oss."]) == "Sjukfrånvaron är låg."


def test_what_is_said_of_all_with_inte_could_mean_none() -> None:
    assert as_fact("Samtliga kommuner har inte en strateg.") == "Långt ifrån alla kommuner har en strateg."


def test_of_two_clauses_after_a_comma_one_can_hold_an_infinitive() -> None:
    current = (
        "Medel från EU har gjort det möjligt att pröva nytt, och resultaten tas normalt över i ordinarie verksamhet."
    )
    assert denied(current, ["Resultaten tas inte över."], lambda statements: {1}) == (
        "Medel från EU har gjort det möjligt att pröva nytt. Resultaten tas inte normalt över i ordinarie verksamhet."
    )


def test_the_order_of_words_after_att_is_turned_by_any_verb() -> None:
    assert main_clause("hjälpmedlen inte används av samtliga") == "hjälpmedlen används inte av samtliga"


def test_what_is_so_by_now_is_denied_without_by_now() -> None:
    assert denied("E4 är numera mötesfri genom hela länet.") == "E4 är inte mötesfri genom hela länet."
