"""Sentence spans: traps of official Swedish, each written with ``|`` where a sentence ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.sentences import split_sentences

TRAPS = [
    # abbreviations that announce something
    "Vi vill ha fler bussar, t.ex. Umeå och Lycksele.| Det är viktigt.",
    "Vi ser bl.a. Trafikverket som en aktör.| Sedan finns fler.",
    "Detta gäller s.k. Mobila tjänster.| Vi stöder det.",
    "Den f.d. Järnvägen är nu cykelväg.| Den används.",
    "Målet, dvs. Västerbottens mål, är bra.| Vi instämmer.",
    "Det rör ca. 300 hushåll.| Alla berörs.",
    "Enligt prof. Almkvist är isen tunn.| Det oroar.",
    "Doc. Almkvist och dr. Björk svarade.| De var eniga.",
    "Se även resp. Kommuns plan.| Den är ny.",
    "Stödet (inkl. Moms) räcker inte.| Det behöver höjas.",
    "Vägen stängs p.g.a. Tjälskador.| Den behöver rustas.",
    "Det gäller fr.o.m. Januari t.o.m. Mars.| Därefter inte.",
    "Jfr. SOU 2022:15 om detta.| Den är tydlig.",
    "Kontakta tel. 090 för svar.| Tack.",
    "S:t Olofs kyrka är gammal.| Den behöver rustas.",
    # abbreviations that may stand last
    "Vi behöver bussar, tåg m.m.| Dessutom behövs cykelvägar.",
    "Skolor, bibliotek osv. behöver finnas kvar.| De är viktiga.",
    "Skolor, bibliotek osv.| Vi vill behålla dem.",
    "Kommuner, föreningar m.fl. deltar.| Det är bra.",
    "Det kostar 300 kr.| Det är dyrt.",
    "Det kostar 3 mkr. per år.| Det är dyrt.",
    "Det gäller fisk, vilt o.d. i inlandet.| Det finns gott om det.",
    # before numbers
    "Mötet är kl. 10.30 i Lycksele.| Välkomna.",
    "Bussen går kl. 7.| Den är full.",
    "Se s. 21 i strategin.| Där står det.",
    "Se s. 21–23.| Där står det.",
    "Enligt 3 kap. 5 § plan- och bygglagen gäller det.| Det är känt.",
    "Enligt § 5.| Vi håller med.",
    "Se bil. 3 och fig. 4.| De visar läget.",
    "Man klarar sig inte utan bil.| Bussen går för sällan.",
    "Punkt nr. 4 saknas.| Lägg till den.",
    "Den 5 sept. 2024 var det möte.| Vi deltog.",
    # figures and dates
    "I avsnitt 3.2 saknas mål.| De behövs.",
    "Vi skriver om 3.2.| Sedan om 3.3.",
    "Det bor 1.500 personer där.| De är äldre.",
    "Andelen är 3,5 procent.| Den ökar.",
    "Det hände den 19.6.2025 i Malå.| Vi minns.",
    "Den 3. maj firar vi.| Alla är välkomna.",
    "Sedan 2023.| Vi har väntat länge.",
    "Målet nås 2030.| 40 procent återstår.",
    # initials
    "Enligt A. Almkvist är det så.| Vi litar på det.",
    "Enligt B. C. Almkvist är det så.| Vi litar på det.",
    "Vi väljer plan B.| Den är billigare.",
    "Vi föredrar alternativ A.| Kostnaden är lägre.",
    # question marks, exclamation marks, dots
    "Varför finns inget mål?| Det undrar vi.",
    "”Varför?” undrar många.| Vi också.",
    "Framåt! heter planen.| Den är bra.",
    "Bra!!| Fortsätt så.",
    "Vi väntar…| Fortfarande inget svar.",
    "Det finns bussar… men få.| De är fulla.",
    "Det finns bussar ... men få.| De är fulla.",
    # quotes and parentheses
    "”Länet ska växa.” är ett bra mål.| Behåll det.",
    "Målet lyder ”Länet ska växa.”| Det är bra.",
    "Regionen (tidigare landstinget. Numera region) ansvarar.| Det är känt.",
    "Vi vill ha tåg.| (Se även avsnitt 3.3.)| Det är bra.",
    "Det behövs (t.ex. i Malå.)| Vi har sagt det förut.",
    "Detta är känt.[1]| Det står i rapporten.",
    # addresses and file names
    "Se www.granvik.se för mer.| Där finns planen.",
    "Se https://granvik.se/plan.pdf.| Där finns planen.",
    "Skriv till plan.Granvik@exempel.se om detta.| Vi svarar.",
    "Öppna Bilaga.Docx först.| Läs sedan.",
    # a space or a capital forgotten
    "Bussen är slut.|Nästa går i morgon.",
    "Vi är eniga!|Det är bra.",
    "Det står i planen (2023).|Vi håller med.",
    "Vi vill ha fler bussar.| de ska gå ofta.",
    "Läs om Node.js och ASP.Net i bilagan.| Det räcker.",
    # lists
    "1. Bygg ut bredband.| Det är bråttom.",
    "- Bygg ut bredband.\n|- Rusta vägarna.",
    "• Bygg ut bredband\n|• Rusta vägarna",
    "Vi föreslår:\n|bredband\n|vägar",
    "Vi föreslår: |1. bredband |2. vägar |3. tåg",
    "Vi föreslår: |1) bredband, |2) vägar",
    "Se prioritering 1.| Den är bra.| Se prioritering 2.| Den med.",
    "Vi vill |• rusta vägar |• bygga broar",
    "a) Bygg ut bredband.\n|b) Rusta vägarna.",
    "Rubrik utan punkt\n|Texten under den.\r\n|Nästa rad.",
]


@pytest.mark.parametrize("marked", TRAPS)
def test_trap(marked: str) -> None:
    text = marked.replace("|", "")
    wanted = [part.strip() for part in marked.split("|")]
    assert [text[start:end] for start, end in split_sentences(text)] == wanted


def test_there_are_enough_traps() -> None:
    assert len(TRAPS) >= 50


@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "\u00a0"])
def test_nothing_gives_no_spans(text: str) -> None:
    assert split_sentences(text) == []


_SWEDISH = st.text(alphabet="abå ÄV.!?…1205)(”\n\r\t-•:;,\u00a0\u2028@/", max_size=120)


@settings(max_examples=300, deadline=None)
@given(_SWEDISH | st.text(max_size=80))
def test_spans_cover_everything_that_is_not_space_in_order(text: str) -> None:
    spans = split_sentences(text)
    position = 0
    for start, end in spans:
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        assert start >= position
        position = end
    assert text[position:].strip() == ""


def test_splitting_a_sentence_again_leaves_it_whole() -> None:
    text = "Vi vill ha tåg, t.ex. Norrbotniabanan. Det är viktigt m.m. Sedan kl. 10.30 väntar vi."
    for start, end in split_sentences(text):
        assert split_sentences(text[start:end]) == [(0, end - start)]
