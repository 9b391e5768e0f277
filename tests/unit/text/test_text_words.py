from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from summarizer.text.words import content_stems, missing_facts, numbers, overlap, proper_names, stems


def test_stems_leave_function_words_out_and_split_hyphens() -> None:
    assert stems("Kommunernas bussar och Botnia-stråket ska inte glömmas") == [
        "kommun",
        "buss",
        "botni",
        "stråk",
        "glömm",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("kommunerna", "kommunens"), ("städer", "stad"), ("Vägarna", "väg"), ("större", "stor"), ("länder", "land")],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert content_stems(one) == content_stems(other)


def test_soft_hyphens_are_not_letters() -> None:
    assert stems("kollektiv\u00adtrafik") == stems("kollektivtrafik")


def test_stems_are_the_same_from_many_threads() -> None:
    words = ["kommunerna", "elbilsladdning", "vägarnas", "biblioteken"] * 50
    wanted = [stems(word) for word in words]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stems, words)) == wanted


# ── overlap ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _overlap(claim: str, source: str) -> float:
    return overlap(content_stems(claim), content_stems(source))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Elbilsladdning efterfrågas.", "Det behövs laddning av elbilar."),
        ("Laddning av elbilar efterfrågas.", "Elbilsladdning behövs."),
        ("Biblioteksfilialer ska finnas kvar.", "Filialerna på biblioteken måste finnas kvar."),
        ("Kollektivtrafiken är gles.", "Den glesa kollektivtrafiken."),
        ("Landsbygdens vägar", "Vägarna på landsbygden"),
    ],
)
def test_same_thing_in_other_words_overlaps(claim: str, source: str) -> None:
    assert _overlap(claim, source) >= 0.7


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Bredbandet är för långsamt.", "Det behövs laddning av elbilar."),
        ("Kulturskolan är för dyr.", "Tågen går för sällan."),
        ("Barn behöver rörelse.", "Vindkraften stör renarna."),
    ],
)
def test_other_things_do_not(claim: str, source: str) -> None:
    assert _overlap(claim, source) <= 0.25


def test_overlap_is_directed_and_bounded() -> None:
    assert _overlap("bussar", "bussar tåg flyg") == 1.0
    assert _overlap("bussar tåg flyg", "bussar") == pytest.approx(1 / 3)
    assert overlap([], ["buss"]) == 0.0
    assert overlap(["buss"], []) == 0.0


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 500 kr, 1.500 kr och 1\u00a0500 kr", {"1500"}),
        ("30 % och 30 procent", {"30%"}),
        ("3,5 procentenheter", {"3.5pp"}),
        ("Målet 2020–2030", {"2020", "2030"}),
        ("år 2025/26", {"2025", "26"}),
        ("tre kommuner", {"3"}),
        ("Två tredjedelar", {"2", "1/3"}),
        ("hälften av hushållen", {"1/2"}),
        ("3 miljoner kronor, 1,5 miljarder", {"3000000", "1500000000"}),
        ("3 mnkr = 3 000 000", {"3000000"}),
        ("tio procent", {"10%"}),
        ("kl. 10.30", {"10.30"}),
        ("avsnitt 3.2", {"3.2"}),
        ("E12, 5G och A4", set()),
        ("väg 363", {"363"}),
        ("SOU 2022:15", {"2022.15"}),
        ("en kommun, ett hus", set()),
        ("20-talet", {"20"}),
        ("2025-06-09", {"2025", "6", "9"}),
        ("femton mil", {"15"}),
        ("inga siffror", set()),
    ],
)
def test_numbers(text: str, found: set[str]) -> None:
    assert numbers(text) == found


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi ser att Trafikverket och Region Västerbottens plan", {"Trafikverket", "Region", "Västerbotten"}),
        ("Bussar till Umeås flygplats", {"Umeå"}),
        ("Längs E 12 och Europaväg 4", {"E12", "E4"}),
        ("Längs riksväg 90, länsväg 363 och väg 95", {"väg 90", "väg 363", "väg 95"}),
        ("Enligt SKR:s rapport", {"SKR"}),
        ("SKR vill det.", {"SKR"}),
        ("Trafikverket bygger.", {"Trafikverket"}),
        ("Nätverket växer. Regelverket också.", set()),
        ("Bussar saknas. Tåg med. Vi vet.", set()),
        ("Förslag: Bygg ut. ”Bygg mer.” (Se bilaga)", set()),
        ("- Bussar\n- Tåg", set()),
        ("Det gäller (Lycksele)", {"Lycksele"}),
        ("Vi i Robertsfors och Vännäs", {"Robertsfors", "Vännäs"}),
        ("Stråket Umeå–Lycksele och Botnia-banan", {"Lycksele", "Botnia"}),
        ("Med 5G-nät", set()),
    ],
)
def test_proper_names(text: str, found: set[str]) -> None:
    assert found <= proper_names(text)
    assert proper_names(text) - found <= {"Umeå"}


def test_known_names_count_at_the_start_of_a_sentence() -> None:
    assert proper_names("Lycksele växer.") == frozenset()
    assert proper_names("Lyckseles bussar.", known=["Lycksele"]) == {"Lycksele"}
    assert proper_names("Vi i MALÅ.", known=["Malå"]) == {"Malå"}
    assert proper_names("Malås vägar.", known=["Malå"]) == {"Malå"}


# ── facts ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("claim", "sources", "missing"),
    [
        ("Trafikverket bör bygga tre broar.", ["trafikverket bör bygga 3 broar"], ()),
        ("Bron i Malå kostar 3 miljoner.", ["Bron i Malå kostar 3 000 000 kr."], ()),
        ("Bron i Malå kostar 4 miljoner.", ["Bron i Malå kostar 3 000 000 kr."], ("4000000",)),
        ("Vägen E12 bör rustas till 2030.", ["E 12 är dålig."], ("2030",)),
        ("Vägen E4 bör rustas.", ["E12 är dålig."], ("E4",)),
        ("Behoven i Sorsele är stora.", ["Behoven i Åsele är stora."], ("Sorsele",)),
        ("Andelen är 30 procent.", ["30 % av oss", "annat"], ()),
        ("Andelen är 30 procent.", ["30 av oss"], ("30%",)),
        ("Behoven i Umeå är stora.", ["Umeås behov är stora."], ()),
        ("Umeås behov är stora.", ["umeå har stora behov"], ()),
    ],
)
def test_missing_facts(claim: str, sources: list[str], missing: tuple[str, ...]) -> None:
    assert missing_facts(claim, sources) == missing
