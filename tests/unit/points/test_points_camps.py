"""Those who speak for and those who speak against the same thing are two themes, and shown against each other."""

from __future__ import annotations

import numpy as np

from summarizer.points.camps import facing, parted_by_favour
from summarizer.points.spans import Floats
from summarizer.records import Point

FOR = ["Vi välkomnar en konsthall i Granvik.", "Satsa på en konsthall!"]
AGAINST = ["Vi avstyrker en konsthall.", "En konsthall är slöseri med pengar."]
NEUTRAL = "En konsthall nämndes i slöseriets ombud."


def embed(texts: list[str]) -> Floats:
    """One axis for those who waste, one for the others."""
    return np.array([[1.0, 0.0] if "slöseri" in text else [0.0, 1.0] for text in texts])


def points(quotes: list[str], theme: str = "0") -> list[Point]:
    return [
        Point(
            f"{theme}A{i}@0-9",
            f"A{i}",
            f"{theme}S{i}",
            "3.2",
            "needs",
            0,
            9,
            quote,
            "information",
            substance=True,
            theme_id=theme,
        )
        for i, quote in enumerate(quotes)
    ]


def themes(found: list[Point]) -> list[set[str]]:
    groups: dict[str, set[str]] = {}
    for point in found:
        groups.setdefault(point.theme_id or "", set()).add(point.quote)
    return sorted(groups.values(), key=len)


def test_two_camps_are_two_themes_and_who_takes_no_side_goes_with_those_he_is_like() -> None:
    assert themes(parted_by_favour(points([*FOR, *AGAINST, NEUTRAL]), embed)) == [{*FOR}, {*AGAINST, NEUTRAL}]


def test_one_who_grumbles_is_no_camp() -> None:
    assert len(themes(parted_by_favour(points([*FOR, AGAINST[0]]), embed))) == 1


def test_few_words_of_praise_or_blame_count_where_somebody_speaks_outright() -> None:
    weak = ["En konsthall vore viktig.", "En konsthall kan bli för dyr."]
    assert len(themes(parted_by_favour(points([FOR[0], AGAINST[0], *weak]), embed))) == 2
    assert len(themes(parted_by_favour(points([FOR[0], *weak, weak[1]]), embed))) == 1
    assert facing([*points([FOR[0], weak[0]], "0"), *points([AGAINST[0], weak[1]], "1")]) == {("0", "1"): "konsthall"}
    assert facing([*points([FOR[0], weak[0]], "0"), *points([weak[1], weak[1]], "1")]) == {}


def test_camps_face_each_other_over_what_both_name() -> None:
    assert facing([*points(FOR, "0"), *points(AGAINST, "1")]) == {("0", "1"): "konsthall"}
    assert facing([*points(FOR, "0"), *points(["Vi avstyrker vägen.", "Vägen är slöseri."], "1")]) == {}


def test_a_word_that_is_no_matter_of_dispute_sets_nobody_apart() -> None:
    years = ["Det tar år, och det är slöseri.", "Ett år till är för dyrt."]
    assert facing([*points(["Vi välkomnar det i år.", "Satsa på det nästa år!"], "0"), *points(years, "1")]) == {}
