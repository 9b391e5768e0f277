from __future__ import annotations

import pytest

from summarizer.consultation import DEFAULT, load
from summarizer.text.places import places_in

PLACES = load(DEFAULT).places


def test_the_shipped_table_has_the_fifteen_municipalities_and_no_village_twice() -> None:
    assert len(PLACES) == 15
    villages = [village for towns in PLACES.values() for village in towns]
    assert len(villages) == len(set(villages))
    assert not set(villages) & set(PLACES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bussarna i Umeå går ofta.", ("Umeå",)),
        ("Umeås bussar, Umeåregionen och Umeåborna", ("Umeå",)),
        ("Umeborna och Skelleftebor", ("Skellefteå", "Umeå")),
        ("Lyckselebor reser till Malå-Norsjö", ("Lycksele", "Malå", "Norsjö")),
        ("I Tärnaby och Hemavan växer turismen.", ("Storuman",)),
        ("Vännäsby station", ("Vännäs",)),
        ("UMEÅ och tärnaby", ("Storuman", "Umeå")),
        ("Umeälven och Vindelälven rinner.", ()),
        ("Gruvan i Boliden", ("Skellefteå",)),
        ("Boliden AB investerar.", ()),
        ("i Boliden AB:s gruva", ()),
        ("Föreningens medlemmar", ()),
        ("Medlemmar i Medle", ("Skellefteå",)),
        ("Att hälla vatten, Hälla inte ut", ()),
        ("Vi bor i Hälla.", ("Åsele",)),
        ("Blåsele finns inte.", ()),
        ("Fredrika Almkvist", ()),
        ("Kraapohke är Dorotea på sydsamiska.", ("Dorotea",)),
        ("", ()),
    ],
)
def test_places(text: str, found: tuple[str, ...]) -> None:
    assert places_in(text, PLACES) == found


def test_names_are_not_patterns_and_short_names_need_a_place_word() -> None:
    table = {"A.B": ("Å",)}
    assert places_in("AxB", table) == ()
    assert places_in("Å ja", table) == ()
    assert places_in("Han bor i Å.", table) == ("A.B",)
    assert places_in("Umeå", {}) == ()
