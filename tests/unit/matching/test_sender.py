import pytest

from summarizer.matching import organisation_key, respondent_type


@pytest.mark.parametrize(
    ("organisation", "email", "kind"),
    [
        ("Granviks kommun", "", "kommun"),
        ("GRANVIKS KOMMUN, kommunstyrelsen", "", "kommun"),
        ("Solviks stad", "", "kommun"),
        ("Region Norrstad", "", "region_myndighet"),
        ("Länsstyrelsen i Fjällstads län", "", "region_myndighet"),
        ("Skogsvårdsverket", "", "region_myndighet"),
        ("Myndigheten för provning", "", "region_myndighet"),
        ("Samordningsförbundet Älvdalen", "", "region_myndighet"),
        ("Granviks Energi AB", "", "näringsliv"),
        ("Skogsbolaget", "", "näringsliv"),
        ("Branschorganisationen Provet", "", "näringsliv"),
        ("Granviks universitet", "", "akademi"),
        ("Mellersta högskolan", "", "akademi"),
        ("Forskningsinstitutet Norr", "", "akademi"),
        ("Älvbygdens hembygdsförening", "", "civilsamhälle"),
        ("Granviks folkhögskola", "", "civilsamhälle"),
        ("Studieförbundet Provet", "", "civilsamhälle"),
        ("Stiftelsen Fjällnära", "", "civilsamhälle"),
        ("Naturskyddsförbundet", "", "civilsamhälle"),
        ("Provets Bageri", "", "näringsliv"),
        ("Företagarringen i Provet", "", "näringsliv"),
        ("Granviks Redovisning", "", "näringsliv"),
        ("Hälsocentralerna i Provet", "", "region_myndighet"),
        ("Vandrarringen Granvik", "", "civilsamhälle"),
        ("Hyresgästerna i Provet", "", "civilsamhälle"),
        ("Personalen på Granvikens boende", "", "kommun"),
        ("Anna Kraft", "", "privatperson"),
        ("", "", "privatperson"),
        ("-", "", "privatperson"),
        ("Privatperson", "", "privatperson"),
        ("Robin Exempel", "", "privatperson"),
        ("Anna-Karin af Påhittad", "", "privatperson"),
        ("Provet", "info@granvikskommun.example", "kommun"),
        ("Provet", "a@granviks.kommun.example", "kommun"),
        ("Provet", "", "okänd"),
    ],
)
def test_respondent_type(organisation: str, email: str, kind: str) -> None:
    assert respondent_type(organisation, email) == kind


def test_a_sender_without_a_name_is_known_by_what_the_text_says_of_it() -> None:
    assert respondent_type("", "", "Yttrande från Granviks kommun över strategin") == "kommun"
    assert respondent_type("", "", "Kommunen borde göra mer.") == "privatperson"


@pytest.mark.parametrize(
    "spelling",
    [
        "Granviks kommun",
        "GRANVIKS KOMMUN",
        "Granvik kommun",
        "Kommunen Granvik",
        " granviks  Kommun.",
        "Granviks kommuns",
    ],
)
def test_one_key_for_all_spellings(spelling: str) -> None:
    assert organisation_key(spelling) == "granvik kommun"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Granviks kommun", "Solviks kommun"),
        ("Granviks kommun", "Region Granvik"),
        ("Granviks kommun", "Granviks Energi AB"),
        ("Norr AB", "Norra AB"),
    ],
)
def test_different_organisations_have_different_keys(one: str, other: str) -> None:
    assert organisation_key(one) != organisation_key(other)


def test_companies_are_one_with_and_without_their_form() -> None:
    assert (
        organisation_key("Granviks Energi AB")
        == organisation_key("AB Granviks Energi")
        == organisation_key("Granviks energi")
    )
