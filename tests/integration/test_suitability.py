"""The real embedding model and the shipped weights, on sentences that nothing was learnt from."""

from __future__ import annotations

import pytest

from index import SentenceEmbedder
from summarizer import models
from summarizer.drafting.suitability import suitability

MODEL = models.find("embedding")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not models.installed(MODEL, models.models_folder()),
        reason="the embedding model is not here; fetch it with: samspel models pull",
    ),
]


def test_statements_of_a_county_suit_a_strategy_better_than_anecdotes() -> None:
    embedder = SentenceEmbedder(models.require(MODEL, models.models_folder()), MODEL.sha256[:16])
    states = [
        "Andelen hushåll som saknar bredband är högre i inlandet än vid kusten.",
        "Bristen på behöriga lärare är störst i länets minsta kommuner.",
        "Tillgången på hyresbostäder är begränsad i stora delar av länet.",
    ]
    tells = [
        "Bussen stod och ångade utanför macken när chauffören åt sin korv.",
        "Hönsen höll sig på taket hela natten.",
        "Ordföranden lånade en skottkärra av sin moster och kom tillbaka med en till.",
    ]
    grades = suitability([*states, *tells], "fact", lambda texts: embedder.encode(list(texts)))
    assert min(grades[:3]) > max(grades[3:])
