"""Imperatives of Swedish remiss answers and their other forms: "bygg" → "bygga" → "byggas"."""

from __future__ import annotations

from summarizer.text.wordlist import word_set

# What is to be done in the world …
DEEDS = word_set(
    """
    inför ge bygg låt sätt gör täpp stöd stärk säkerställ följ kör avsätt höj sänk anställ erbjud bjud behåll lös rusta vårda ställ
    ta håll knyt bryt sprid samordna öppna minska öka halvera skapa starta utveckla förbättra utbilda laga betala underlätta flytta
    bevara skydda digitalisera blanda ordna säkra prioritera satsa främja utöka förenkla samla använd rensa snöröj ploga planera
    inrätta lägg dela belys motverka tjälsäkra elektrifiera köp avskaffa inventera restaurera bekosta subventionera finansiera välj
    fördela förläng garantera tillsätt rekrytera uppmuntra belöna upphandla reglera begränsa förbjud stoppa hindra förhindra förebygg
    förkorta undersök mät informera tillåt släpp tänd asfaltera sanda salta renovera reparera återställ återinför återuppta permanenta
    synliggör tillgängliggör påskynda snabba effektivisera anpassa integrera involvera inkludera engagera utrusta modernisera bemanna
    schemalägg driv sköt värna värdesätt försvara premiera prova pröva testa avveckla fasa lär lyssna respektera erkänn tillämpa
    genomför verkställ uppför upprätta upprätthåll bilda etablera lokalisera placera decentralisera slopa stäng fördubbla dubblera
    utjämna kompensera sälj låna odla plantera återskapa skylta dränera dra koppla anslut sammanför förena matcha förmedla leverera
    skicka hämta koordinera kombinera slå bekämpa lindra trygga marknadsför locka välkomna
    """
)
# … and to the text of the strategy.
EDITS = word_set(
    """
    nämn stryk skriv lyft uppdatera komplettera ändra byt formulera beskriv förtydliga betona precisera konkretisera nyansera ange
    ersätt bredda tona redovisa utred kartlägg
    """
)
_OWN_INFINITIVE = {"stöd": "stödja", "ge": "ge", "ange": "ange", "ta": "ta", "slå": "slå"}


def infinitive(imperative: str) -> str:
    """ "höj" → "höja", "öka" → "öka"."""
    return _OWN_INFINITIVE.get(imperative) or (imperative if imperative.endswith("a") else imperative + "a")


def passive(imperative: str) -> str:
    """ "höj" → "höjas", "ta" → "tas"."""
    return infinitive(imperative) + "s"
