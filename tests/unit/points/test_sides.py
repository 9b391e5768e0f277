"""Who asks for more of what another asks for less of, as far as they say so outright."""

from __future__ import annotations

import pytest

from summarizer.points.conflicts import find_conflicts, parted
from summarizer.points.sides import opposed, sides
from summarizer.text.words import stem
from tests.fakes import a_point, an_answer

LOWER = an_answer("Åsens kommun", "Sänk hastigheten där cykelväg saknas.")
KEEP = an_answer("Tallbo kommun", "Sänk inte hastigheterna. De långa avstånden gör oss beroende av bilen.")
ALSO_LOWER = an_answer("Byalaget i Lillsele", "Hastigheten bör sänkas genom byn.")


@pytest.mark.parametrize(
    ("one", "other", "over"),
    [
        ("Sänk hastigheten på E12.", "Hastigheten ska inte sänkas.", "hastigheten"),
        ("Behåll flygplatserna i inlandet.", "Flygplatserna bör avvecklas när tågen går.", "flygplatserna"),
        ("Vägarna måste gå före nya spår.", "Bygg spåren först, vägarna kan vänta.", "vägarna"),
        ("Stryk meningen om vindkraft.", "Bevara meningen om vindkraft.", "meningen"),
    ],
)
def test_opposite_demands_are_seen(one: str, other: str, over: str) -> None:
    found = opposed(sides(one), sides(other))
    assert found is not None and stem(over).startswith(found[:3])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sänk hastigheten på E12.", "Hastigheten bör sänkas."),
        ("Sänk hastigheten.", "När vägarna stängs står industrin still."),
        ("Bygg ut bredbandet.", "Bredbandet är viktigt."),
        ("Hoten har ökat med 48 procent.", "Ytan minskade med 35 procent."),
        ("Antalet har inte ökat varje år.", "Att det ökar varje år låter konstigt."),
    ],
)
def test_agreement_and_mere_telling_are_no_conflict(one: str, other: str) -> None:
    assert opposed(sides(one), sides(other)) is None


def test_a_theme_in_which_senders_stand_against_each_other_is_parted() -> None:
    points = parted([a_point(answer, None, "T1") for answer in (LOWER, KEEP, ALSO_LOWER)])
    low, keep, also = (point.theme_id for point in points)
    assert low == also == "T1" and keep != "T1"


def test_both_sides_are_shown_as_a_conflict() -> None:
    points = [a_point(LOWER, None, "T1"), a_point(KEEP, None, "T2"), a_point(ALSO_LOWER, None, "T1")]
    (conflict,) = find_conflicts(points)
    assert {conflict.theme_a, conflict.theme_b} == {"T1", "T2"}
    assert "hastighet" in conflict.about


def test_one_sender_is_no_conflict() -> None:
    torn = an_answer("Åsens kommun", "Sänk hastigheten i byn. Sänk inte hastigheten på E12.")
    points = [a_point(torn, "Sänk hastigheten i byn.", "T1"), a_point(torn, "Sänk inte hastigheten på E12.", "T2")]
    assert find_conflicts(points) == ()
    assert [p.theme_id for p in parted(points)] == ["T1", "T2"]
