"""What may stand in a strategy: no denial that nobody made, no need of what is bad, no story, no coined word."""

from __future__ import annotations

import pytest

from summarizer.drafting.denial import revised
from summarizer.drafting.evidence import Evidence
from summarizer.drafting.facts import as_fact
from summarizer.drafting.forms import against
from summarizer.drafting.phrases import as_need, clauses
from summarizer.drafting.wording import Ground, Written, chosen_need, facts, needs, repeats, stands_on
from summarizer.llm import Request, load_prompt
from tests.fakes import a_point, an_answer

BASELINE = "Planeringen av Norrbotniabanan pågår och byggstart väntas inom några år."


def ground(*said: str) -> Ground:
    return Ground((), said, BASELINE)


def test_a_sentence_is_put_right_by_a_fact_and_never_by_a_denial() -> None:
    fact = "Byggstart för Norrbotniabanan skedde 2018."
    said = ["Byggstarten var redan 2018, den väntas inte längre."]
    assert revised(BASELINE, fact, said) == fact
    assert revised(BASELINE, "Laddplatser saknas i fjällen.", ["Laddplatser saknas i fjällen."]) is None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("rasism mot samer i skolan", "åtgärder mot rasism mot samer i skolan"),
        ("åtgärder mot rasism", "åtgärder mot rasism"),
        ("rasism i skolan", "åtgärder mot rasism i skolan"),
        ("insatser som rör psykisk ohälsa bland unga", "åtgärder mot psykisk ohälsa bland unga"),
        ("att förebygga våld i skolan", "att förebygga våld i skolan"),
        ("färre olyckor på vägarna", "färre olyckor på vägarna"),
        ("en trygg cykelväg", "en trygg cykelväg"),
    ],
)
def test_what_is_bad_is_worked_against(phrase: str, text: str) -> None:
    assert against(phrase) == text


@pytest.mark.parametrize(
    "sentence",
    [
        "Skriv att eftersatt underhåll drabbar resenärer, inte bara gods.",
        "Facket gjorde inget och chefen var den som höll på.",
        "Delade turer tre helger av fem är vanligt, och man får ett sms om att hoppa in.",
        "Det är orimligt att vänta så länge på en buss.",
    ],
)
def test_demands_and_stories_are_no_facts(sentence: str) -> None:
    assert as_fact(sentence) is None


def test_a_fact_ends_before_its_reference() -> None:
    said = "Antalet resor låg 2024 fortfarande 9 procent under 2019 års nivå, se bolagets årsberättelse, tabell 3."
    assert as_fact(said) == "Antalet resor låg 2024 fortfarande 9 procent under 2019 års nivå."


def test_a_plain_sentence_is_a_fact() -> None:
    assert as_fact("Laddplatser saknas på tolv mil längs väg 363.") == "Laddplatser saknas på tolv mil längs väg 363."


def test_a_national_goal_is_no_talk_of_the_text() -> None:
    said = "Det nationella målet är att alla ska ha gigabit senast 2030. Målet bör ändras."
    assert stands_on("Det nationella målet är att alla ska ha gigabit senast 2030.", ground(said))
    assert not stands_on("Målet är att alla ska ha gigabit senast 2030.", ground(said))


def test_talk_of_the_text_and_masks_stand_nowhere() -> None:
    said = "Delade turer bör stå bland behoven, skriver ████████. Turerna är delade."
    assert not stands_on("delade turer står bland behoven", ground(said))
    assert not stands_on("delade turer (████████)", ground(said))
    assert stands_on("insatser för delade turer", ground(said))


def test_a_text_that_repeats_the_baseline_is_seen() -> None:
    assert repeats("att byggstart väntas inom några år", BASELINE)
    assert not repeats("att bygga dubbelspår till Holmsund", BASELINE)


def test_a_wish_becomes_a_need() -> None:
    lower = lambda text: text[:1].lower() + text[1:]  # noqa: E731
    assert as_need("Ge bidrag till målning!", lower) == "att ge bidrag till målning"
    assert as_need("Därför behövs en gemensam funktion.", lower) == "en gemensam funktion"
    assert as_need("Papper, telefon och ett kontor att gå till måste finnas kvar.", lower) == (
        "att behålla papper, telefon och ett kontor att gå till"
    )
    assert as_need("It-säkerhet, övning och larm på papper bör ingå bland behoven.", lower) == (
        "it-säkerhet, övning och larm på papper"
    )
    assert as_need("Vägen är dålig, bron likaså och bussen bör gå oftare.", lower) is None
    assert as_need("Båten bör ersättas av ett fartyg för is.", lower) == "att ersätta båten med ett fartyg för is"
    assert as_need("Sätt upp snabbladdare vid macken som lades ner.", lower) == "att sätta upp snabbladdare"
    assert as_need("Lägg in återbruk och reparation i målet.", lower) == "återbruk och reparation"
    assert as_need("Önskemål: en rådgivare på biblioteket.", lower) == "en rådgivare på biblioteket"
    assert as_need("Vi vill även ha med skötseln av lederna.", lower) == "insatser för skötseln av lederna"
    assert (
        as_need("Natur ska vara tillgänglig för alla, oavsett ålder.", lower)
        == "att natur är tillgänglig för alla, oavsett ålder"
    )
    assert as_need("Sänk avgifterna eller gör ett kort.", str.lower) == "att sänka avgifterna eller göra ett kort"
    assert as_need("Skyddade boenden för kvinnor bör räknas till behoven.", lower) == "skyddade boenden för kvinnor"
    assert as_need("Målet bör omfatta också livets sista tid.", lower) == "insatser för livets sista tid"
    assert as_need("I höstas regnade det.", lower) is None
    assert clauses("Kontoret är stängt, så telefon och besök måste finnas.")[1:] == ["telefon och besök måste finnas."]


def test_the_model_may_only_choose_from_the_senders_sentence() -> None:
    sentence = "Vi vill flytta över gods till järnväg, och då krävs mötesspår på Tvärbanan."
    assert chosen_need("flytta över gods till järnväg", sentence) == "att flytta över gods till järnväg"
    assert chosen_need("ge flytta över gods till järnväg", sentence) is None
    assert chosen_need("bygga mötesspår på Tvärbanan", sentence) is None
    assert (
        chosen_need("ge bostäder till personalen", "Bostäder till personalen, det är vad vi saknar mest.")
        == "bostäder till personalen"
    )


def test_the_model_may_not_turn_a_denial_round() -> None:
    assert (
        chosen_need("stänga viltstängsel utan passager", "Att stänga viltstängsel utan passager är inte rätt väg.")
        is None
    )
    assert (
        chosen_need(
            "ge verksamhet skulle vara första alternativet", "Vem tror att verksamhet skulle vara första alternativet?"
        )
        is None
    )


def test_a_report_loses_who_reports() -> None:
    said = "Enheten noterar att andelen distansbesök har ökat till 40 procent."
    assert as_fact(said) == "Andelen distansbesök har ökat till 40 procent."
    assert as_fact("Fler händer på varje pass är vad som hjälper.") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Siffran har inte sjunkit trots 90 nya e-tjänster.",
        "Andelen har ökat till 40 procent.",
        "En gravid kvinna sparar på så vis tre hela arbetsdagar.",
        "Ultraljud i fjällen är ett annat gott exempel.",
        "Norrbotniabanan hela vägen till Luleå, utan fler utredningar.",
    ],
)
def test_what_leans_on_the_sentence_before_or_has_no_verb_is_no_fact(sentence: str) -> None:
    assert as_fact(sentence) is None


def test_two_imperatives_become_two_infinitives_and_an_order_of_things_is_no_need() -> None:
    assert as_need("Lägg ner depån och köp fler bussar.", str.lower) == "att lägga ner depån och köpa fler bussar"
    assert as_need("Bygg ut elnätet först, prata fordon sen.", str.lower) is None


@pytest.mark.parametrize(
    ("sentence", "need"),
    [
        ("Det fattas sju kilometer från skåpet vid kyrkan.", None),  # a distance is missing; nobody needs it
        ("Det fattas sju vägvisare från skåpet vid kyrkan.", "sju vägvisare från skåpet vid kyrkan"),
        ("Handel större än tillverkning måste rymmas.", None),  # what it compares is left behind
        ("Handel och tillverkning måste rymmas.", "att rymma handel och tillverkning"),
    ],
)
def test_what_is_no_need(sentence: str, need: str | None) -> None:
    assert as_need(sentence, str.lower) == need


def test_a_body_that_only_its_sender_can_tell_stands_only_where_the_strategy_speaks_of_it() -> None:
    fact = "Kommunen har infört pulsträning på högstadiet."
    assert not stands_on(fact, ground(fact))
    assert stands_on(fact, Ground((), (fact,), "Kommunen satsar på rörelse."))


def test_what_somebody_thinks_of_a_thing_is_no_wish() -> None:
    assert as_need("Vi menar att dra fiber till alla vore att slösa.", str.lower) is None


def test_what_the_text_should_say_is_so_is_no_need() -> None:
    assert as_need("Målet bör bekräfta att bilen är en förutsättning på landet.", str.lower) is None


def stood_on(said: str) -> Ground:
    point = a_point(an_answer("Byn", said))
    return Ground((Evidence(said, point, 1.0),), (said,), "")


def asked_of(writes: str, said: str) -> tuple[list[Written], list[Request]]:
    """The needs that the model points out in a sentence of which no rule makes any."""
    asked: list[Request] = []

    def generate(request: Request) -> str:
        asked.append(request)
        return writes

    prompt = load_prompt("draft_need.v1")
    return needs(stood_on(said), str.lower, lambda text, point: False, prompt, generate), asked


def test_nothing_is_asked_of_a_sentence_that_denies() -> None:
    assert asked_of("flytta över gods", "Ingen har brytt sig om att flytta över gods till järnväg här uppe.")[1] == []


def test_a_need_is_left_at_the_word_that_does_not_stand_in_the_sentence() -> None:
    said = "På tio år har vi sett hur svårt det är att flytta över gods till järnväg."
    found, asked = asked_of(" flytta över gods till järnväg.", said)
    assert [written.text for written in found] == ["att flytta över gods till järnväg"]
    judge = asked[0].hopeless
    assert judge is not None
    whole = " flytta över gods till järnväg."
    assert not any(judge(whole[:end]) for end in range(len(whole) + 1))
    assert judge(" flytta över gods med ") and not judge(" flytta över gods med")
    assert judge(" ge " + "gods " * 23)


def test_a_fact_is_left_at_the_word_that_does_not_stand_in_the_sentence() -> None:
    said = "Vi har sett att tre av fyra lass går på väg."
    asked: list[Request] = []
    facts(stood_on(said), lambda text, point: False, load_prompt("draft_fact.v1"), lambda r: asked.append(r))  # type: ignore[func-returns-value]
    judge = asked[0].hopeless
    assert judge is not None
    assert not any(judge("Tre av fyra lass går på väg."[:end]) for end in range(29))
    assert judge("Tre av fem ") and not judge("Tre av fem")


@pytest.mark.parametrize(
    ("sentence", "need"),
    [
        ("Vi kräver egna nordiska medel.", "egna nordiska medel"),
        ("Det behövs företagshälsovård som går att nå.", "företagshälsovård som går att nå"),
        ("Det behövs för att bussen ska gå.", None),
        ("Vår rekommendation är en mindre undersökning varje år.", "en mindre undersökning varje år"),
        (
            "Bemanningen borde kunna lösas gemensamt, ungefär som vi delar på jurister.",
            "att bemanningen kan lösas gemensamt",
        ),
        ("Dela en tjänst på tre kommuner kan vi tänka oss.", "att dela en tjänst på tre kommuner"),
        ("Öppna hus hos företagen, med provboende, har gett tre familjer på ett år.", None),  # the verb is another
        (
            "Vi ser ett behov av att samordna befintliga nätverk snarare än att skapa nya.",
            "att samordna befintliga nätverk",
        ),
        ("Vi föreslår att hot, våld och trakasserier läggs till.", "hot, våld och trakasserier"),
        (
            "Handledare för lärlingar behöver ersättning och en kort utbildning.",
            "att handledare för lärlingar får ersättning och en kort utbildning",
        ),
        ("Heltid ska vara norm och schemat ska kunna påverkas.", "att heltid är norm och schemat kan påverkas"),
        ("Gör en liten check som går att söka med en sida text.", "en liten check som går att söka med en sida text"),
        ("Ta upp offentlig upphandling som ett verktyg.", "offentlig upphandling som ett verktyg"),
        ("Ta upp sömnen som en levnadsvana.", "insatser för sömnen som en levnadsvana"),
        ("Avskaffandet av delade turer bör stå som ett behov.", "att avskaffa delade turer"),
        ("Ett gemensamt ansvar för skyddat boende bör tas upp som behov.", "ett gemensamt ansvar för skyddat boende"),
        ("Att kluster ska stärkas genom projekt är en motsägelse.", None),
        ("Ta bort det där om kulturbussen.", None),  # about the text
        ("Femton kommuner ska inte ha femton plattformar.", None),  # said against something
        ("Behovet av mindre kött bör stå kvar och helst få ett mål.", None),  # about the text
        ("Öppna förskolan finns kvar men ingen annan.", None),  # it is open, and is not to be opened
        ("Vi förordar att behoven kompletteras med en uppföljning av medlen.", "en uppföljning av medlen"),
        ("Vidga behovet av laddning till mindre orter.", None),  # no deed
    ],
)
def test_wishes_as_needs(sentence: str, need: str | None) -> None:
    assert as_need(sentence, lambda text: text[:1].lower() + text[1:]) == need


def test_what_its_sender_wants_besides_is_a_wish_too() -> None:
    said = clauses("Vi ser brister och föreslår att bron byggs om.")
    assert "Vi föreslår att bron byggs om." in said
