"""Headings reworded, shortened, misspelt, renumbered and in other places."""

from __future__ import annotations

from template import Place
from wordxml import p

from summarizer.consultation import Consultation
from summarizer.records import Routed
from traps.made import BASE, Key, Make, Trap, changed, put, section_places


def _headed(name: str, heading: str, section: str = "3.2") -> Make:
    def make(c: Consultation) -> Trap:
        return changed(f"heading {name}: {heading}", c, put(("heading", section), p(heading)))

    return make


HEADINGS: tuple[Make, ...] = tuple(
    _headed(name, heading, section)
    for section, name, heading in (
        ("3.2", "shortened", "Delprio 3.2"),
        ("3.2", "shortened", "3.2"),
        ("3.2", "shortened", "Delprioritering 3.2:"),
        ("3.2", "shortened", "3.2 Transportsystem"),
        ("3.2", "shortened", "Investeringar i hållbara transportsystem"),
        ("3.2", "reworded", "Synpunkter på delprio 3.2 – hållbara transporter"),
        ("3.2", "reworded", "Inspel på 3.2 Hållbara transporter"),
        ("3.2", "reworded", "Inspel på Delprioritering 3.2. Satsningar på transporter"),
        ("3.2", "with pages", "Inspel på Delprioritering 3.2 Investeringar i hållbara transportsystem, s 27–29"),
        ("3.2", "with pages of an older edition", "Delprioritering 3.2 Investeringar i hållbara transportsystem (sid. 31-33)"),
        ("3.2", "with another dash", "Inspel på – Delprioritering 3.2 – Investeringar i hållbara transportsystem"),
        ("3.2", "in capitals", "INSPEL PÅ DELPRIORITERING 3.2 INVESTERINGAR I HÅLLBARA TRANSPORTSYSTEM"),
        ("3.2", "misspelt", "Inspel på Delprioritering 3.2 Investeringar i hålbara transportsystm"),
        ("3.2", "spaced", "Inspel på Delprioritering 3 . 2 Investeringar i hållbara  transportsystem"),
        ("3.2", "with the number of an older edition", "Inspel på Delprioritering 3.6 Investeringar i hållbara transportsystem"),
        ("3.2", "renumbered", "Inspel på Delprioritering 4.2 Investeringar i hållbara transportsystem"),
        ("3.2", "without its number", "Inspel på Delprioritering Investeringar i hållbara transportsystem"),
        ("3.1", "without its number", "Inspel på Delprioritering Kapacitet för samverkan och samhandling"),
        ("3.1", "shortened", "Kapacitet för samverkan"),
        ("5.3", "with another dash", "Inspel på Delprioritering 5.3 Hälsosamma arbets– och verksamhetsmiljöer"),
        ("3.2", "shortened", "Ad 3.2"),
        ("3.2", "reworded", "Kommunens synpunkter på 3.2"),
        ("3.2", "reworded", "Granviks kommuns inspel på delprioritering nr 3.2"),
        ("3.2", "in words", "Prio 3, delprio 2"),
        ("p3.plans", "reworded", "Tabellen över andra strategier och planer"),
        ("p3.plans", "shortened", "Andra strategier och planer"),
        ("p3.plans", "without its brackets", "Inspel på Vägen framåt - exempel andra strategier och planer"),
        ("p3.plans", "shortened", "Vägen framåt"),
    )
)  # fmt: skip


def _group_headed(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        for place in list(pieces):
            if place[0] == "group":
                pieces[place] = p(place[1].replace("–", "-"), style="Rubrik1")

    return changed("group headings with hyphens and no pages", c, change)


def _introduction(heading: str) -> Make:
    def make(c: Consultation) -> Trap:
        base = {**BASE, ("p5.intro", "improve"): "Inledningen är för lång."}
        return changed(f"heading of an introduction: {heading}", c, put(("heading", "p5.intro"), p(heading)), base=base)

    return make


HEADINGS += (
    _group_headed,
    *map(_introduction, ("Inledning", "Inspel på inledningen", "Inledning prio 5", "Det inledande avsnittet")),
)


def _merged(heading: str) -> Make:
    """One heading for two sections: the answers come under the first, marked so that a person looks at them."""

    def make(c: Consultation) -> Trap:
        base = {key: text for key, text in BASE.items() if key[0] != "3.3"}

        def change(pieces: dict[Place, str]) -> None:
            pieces["heading", "3.2"] = p(heading)
            for place in section_places(pieces, "3.3"):
                del pieces[place]

        routed: dict[Key, Routed] = {key: "number" for key in base if key[0] == "3.2"}
        return changed(f"heading of two sections: {heading}", c, change, routed=routed, base=base)

    return make


HEADINGS += tuple(map(_merged, ("3.2 och 3.3", "Inspel på delprioritering 3.2 samt 3.3", "Delprio 3.2, 3.3")))
