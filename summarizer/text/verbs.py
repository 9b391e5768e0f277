"""Imperatives of Swedish remiss answers and their other forms: "bygg" → "bygga" → "byggas"."""

from __future__ import annotations

from summarizer.text.wordlist import word_set

# What is to be done in the world …
DEEDS = word_set(
    """
    inför ge bygg låt sätt gör täpp stöd stärk säkerställ följ kör avsätt höj sänk anställ erbjud bjud behåll lös rusta vårda ställ
    ta håll knyt bryt sprid samordna öppna minska öka halvera skapa starta utveckla förbättra utbilda laga betala underlätta flytta
    bevara skydda digitalisera blanda ordna säkra prioritera satsa främja utöka förenkla samla använd rensa snöröj ploga planera
    inrätta lägg dela belys motverka tjälsäkra elektrifiera köp avskaffa inventera restaurera
    """
)
# … and to the text of the strategy.
EDITS = word_set(
    """
    nämn stryk skriv lyft uppdatera komplettera ändra byt formulera beskriv förtydliga betona precisera konkretisera nyansera ange
    ersätt bredda tona redovisa utred kartlägg
    """
)
_OWN_INFINITIVE = {"stöd": "stödja", "ge": "ge", "ange": "ange", "ta": "ta"}


def infinitive(imperative: str) -> str:
    """ "höj" → "höja", "öka" → "öka"."""
    return _OWN_INFINITIVE.get(imperative) or (imperative if imperative.endswith("a") else imperative + "a")


def passive(imperative: str) -> str:
    """ "höj" → "höjas", "ta" → "tas"."""
    return infinitive(imperative) + "s"
