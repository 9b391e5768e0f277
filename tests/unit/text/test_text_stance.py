from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from summarizer.records import STANCES, Stance
from summarizer.text.stance import stance_of

EXAMPLES: list[tuple[Stance, str]] = [
    ("support", "Vi instämmer i analysen."),
    ("support", "Granviks kommun instämmer till fullo."),
    ("support", "Vi ställer oss bakom målformuleringen."),
    ("support", "Föreningen ställer sig helt bakom förslaget."),
    ("support", "Vi tillstyrker förslaget."),
    ("support", "Vi delar regionens bild av läget."),
    ("support", "Kommunen delar analysen."),
    ("support", "Vi håller med om beskrivningen."),
    ("support", "Vi välkomnar den nya skrivningen."),
    ("support", "Bra att ni lyfter fram glesbygden!"),
    ("support", "Bra."),
    ("support", "Målet är bra."),
    ("support", "Analysen är väl underbyggd."),
    ("support", "Vi är positiva till satsningen."),
    ("support", "Vi ser positivt på den regionala planen."),
    ("support", "Målet bör behållas."),
    ("support", "Texten ska vara kvar."),
    ("support", "Målet är fortsatt aktuellt."),
    ("support", "Vi motsätter oss inte förslaget."),
    ("support", "Kommunen har inget att erinra."),
    ("change", "Vägarna bör rustas."),
    ("change", "Det behövs fler bussar."),
    ("change", "Samerna saknas i texten."),
    ("change", "Vi saknar ett mål för byarna."),
    ("change", "Lägg till biblioteken."),
    ("change", "Vi föreslår att biblioteken läggs till."),
    ("change", "Förslag: nämn skolan."),
    ("change", "Kommunen efterfrågar tydligare ansvar."),
    ("change", "Listan kan kompletteras med föreningarna."),
    ("change", "Det är viktigt att barnen får komma till tals."),
    ("change", "Vi vill se en satsning på cykelvägar."),
    ("change", "Det vore bra om bussen gick på kvällen."),
    ("change", "Formuleringen är otydlig."),
    ("change", "Inlandet får inte glömmas bort."),
    ("change", "Målet bör inte bara gälla kusten."),
    ("change", "Bredband nämns inte."),
    ("change", "Inför ett kulturkort för unga."),
    ("change", "- Rusta vägarna"),
    ("change", "Vi instämmer i målet, men järnvägen behöver nämnas."),
    ("change", "Bra analys. Den bör dock uppdateras."),
    ("change", "Uppgiften stämmer inte."),
    ("change", "Måltexten är inte tillräcklig."),
    ("change", "Ingen ska behöva vänta. Barn ska inte behöva åka tio mil."),
    ("oppose", "Vi avstyrker förslaget."),
    ("oppose", "Vi motsätter oss nedläggningen."),
    ("oppose", "Kommunen är emot en flytt."),
    ("oppose", "Vi säger nej till flygplatsen."),
    ("oppose", "Nej till vindkraft."),
    ("oppose", "Stryk meningen om flyget."),
    ("oppose", "Meningen bör strykas."),
    ("oppose", "Vi föreslår att stycket stryks."),
    ("oppose", "Regionen bör inte satsa på flyg."),
    ("oppose", "Det är fel väg att gå."),
    ("oppose", "Vi instämmer inte."),
    ("oppose", "Vi delar inte analysen."),
    ("oppose", "Föreningen ställer sig inte bakom målet."),
    ("oppose", "Vi ställer oss kritiska till förslaget."),
    ("oppose", "Bygg inte fler vägar."),
    ("oppose", "Kravet är orimligt."),
    ("oppose", "Det finns inget behov av en ny plan."),
    ("oppose", "Skolorna får inte läggas ned."),
    ("oppose", "Kommunen avråder från en sammanslagning."),
    ("information", "Granvik har 2 400 invånare."),
    ("information", "Bussen går tre gånger om dagen."),
    ("information", "Andelen äldre har ökat sedan 2015."),
    ("information", "Vi har infört pulsträning på alla skolor."),
    ("information", "Skolan öppnade 2019 och är inte bara en skola."),
    ("information", "Trafikverket, Skogsstyrelsen"),
    ("information", "Jag är född i byn."),
    ("information", ""),
]  # fmt: skip


@pytest.mark.parametrize(("stance", "text"), EXAMPLES)
def test_examples(stance: Stance, text: str) -> None:
    assert stance_of(text) == stance


def test_the_examples_hold_every_stance() -> None:
    assert {stance for stance, _ in EXAMPLES} == set(STANCES)


def test_case_and_list_marks_do_not_matter() -> None:
    assert stance_of("VI AVSTYRKER FÖRSLAGET.") == "oppose"
    assert stance_of("• Lägg till skolan") == "change"


ARGUMENTS = Path(__file__).parents[4] / "shared" / "material" / "superlim2" / "argumentation-sentences_test.jsonl"


@pytest.mark.skipif(not ARGUMENTS.is_file(), reason="SuperLim 2 is not beside the repository")
def test_cues_side_with_the_labels_of_argument_sentences_where_they_speak() -> None:
    """Arguments for or against a topic rarely say "vi instämmer"; but when a cue is found, it is seldom the wrong side."""
    rows = [json.loads(line) for line in ARGUMENTS.read_text(encoding="utf-8").splitlines()]
    found = Counter((row["label"], stance_of(row["sentence"])) for row in rows)
    assert found["pro", "support"] > 2 * found["con", "support"]
    assert found["con", "oppose"] > 2 * found["pro", "oppose"]
