from __future__ import annotations

from itertools import pairwise

import pytest

from summarizer.text.sources import sources_in

NAMED = [
    ("Se https://granvik.se/plan.pdf.", [("https://granvik.se/plan.pdf", "url")]),
    ("Se (www.granvik.se/a_(b)).", [("www.granvik.se/a_(b)", "url")]),
    ("Läs mer på granvik.se/rus och granvik.nu.", [("granvik.se/rus", "url"), ("granvik.nu", "url")]),
    ("Enligt SOU 2022:15 och Ds 2021:3.", [("SOU 2022:15", "report"), ("Ds 2021:3", "report")]),
    ("Enligt prop. 2023/24:45 och skr. 2020/21:133.", [("prop. 2023/24:45", "report"), ("skr. 2020/21:133", "report")]),
    ("Se dir. 2023:11.", [("dir. 2023:11", "report")]),
    ("Befolkningen minskar (SCB 2024).", [("SCB 2024", "statistics")]),
    ("Befolkningen minskar, SCB (2024).", [("SCB (2024)", "statistics")]),
    ("Enligt SCB:s befolkningsstatistik 2023 minskar den.", [("SCB:s befolkningsstatistik 2023", "statistics")]),
    ("Siffrorna kommer från Kolada.", [("Kolada", "statistics")]),
    ("Enligt statistik från Arbetsförmedlingen 2024", [("statistik från Arbetsförmedlingen 2024", "statistics")]),
    (
        "Det visar Region Västerbottens rapport om bredband 2023.",
        [("Region Västerbottens rapport om bredband 2023", "report")],
    ),
    ("I Folkhälsomyndighetens årsrapport står det.", [("Folkhälsomyndighetens årsrapport", "report")]),
    ("Enligt PTS mobiltäckningskartläggning 2023", [("PTS mobiltäckningskartläggning 2023", "report")]),
    ("Se Granviks kommuns översiktsplan från 2021.", [("Granviks kommuns översiktsplan från 2021", "report")]),
    ("Se rapporten ”Hela länet lever” (2022).", [("rapporten ”Hela länet lever” (2022)", "report")]),
    ("En studie från Norrbäcks universitet 2020", [("studie från Norrbäcks", "report")]),
    ("Enligt Almkvist m.fl. (2021) ökar den.", [("Almkvist m.fl. (2021)", "report")]),
    ("Den ökar (Almkvist & Björk, 2019).", [("Almkvist & Björk, 2019", "report")]),
    ("Den ökar (Boverket, 2022).", [("Boverket, 2022", "report")]),
    ("Enligt plan- och bygglagen gäller det.", [("plan- och bygglagen", "law")]),
    ("Enligt 3 kap. 5 § plan- och bygglagen", [("3 kap. 5 § plan- och bygglagen", "law")]),
    (
        "Enligt lagen (2010:1065) om kollektivtrafik ska det finnas.",
        [("lagen (2010:1065) om kollektivtrafik", "law")],
    ),
    ("Enligt SFS 2010:900 gäller det.", [("SFS 2010:900", "law")]),
    ("Se miljöbalken och barnkonventionen.", [("miljöbalken", "law"), ("barnkonventionen", "law")]),
    ("Hälso- och sjukvårdslagen (2017:30) styr.", [("Hälso- och sjukvårdslagen (2017:30)", "law")]),
    ("Enligt förordningen (EU) 2021/1060", [("(EU) 2021/1060", "law")]),
    ("Lagen om nationella minoriteter gäller.", [("Lagen om nationella minoriteter", "law")]),
]
NOT_NAMED = [
    "Vi vill ha fler bussar till Malå.",
    "Skriv till anna@granvik.se om det.",
    "Landslagen och bolagen i länet",
    "Boende med LSS-insats",
    "Vi behöver en rapport om vägarna.",
    "Den nya skolan öppnade 2023.",
    "Se avsnitt 3.2 och 4.1.",
    "Strategin 2020–2030 är bra.",
    "Kommunen har inga egna lagar.",
    "Vi tycker att planen är bra.",
]


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_named_sources(text: str, named: list[tuple[str, str]]) -> None:
    assert [(text[start:end], kind) for start, end, kind in sources_in(text)] == named


@pytest.mark.parametrize("text", NOT_NAMED)
def test_no_source(text: str) -> None:
    assert sources_in(text) == []


def test_spans_are_in_order_and_never_overlap() -> None:
    text = " ".join(text for text, _ in NAMED)
    spans = sources_in(text)
    assert len(spans) >= len(NAMED)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
