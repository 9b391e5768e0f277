from summarizer.points.stable import merged, stable_ids

ROADS = ("S1/3.2/needs@0-50", "S2/3.2/needs@0-80")
HOUSING = ("S1/3.2/needs@51-90", "S3/3.2/goal@0-40")


def test_new_themes_get_ids_that_depend_on_their_points_only() -> None:
    first = stable_ids({}, {"c0": ROADS, "c1": HOUSING})
    second = stable_ids({}, {"c1": ROADS[::-1], "c0": HOUSING})
    assert first["c0"] == second["c1"]
    assert first["c1"] == second["c0"]
    assert all(len(name) == 9 and name.startswith("T") for name in first.values())


def test_a_theme_keeps_its_id_when_a_late_submission_comes_and_a_boundary_moves() -> None:
    before = {"Taaaaaaaa": ROADS, "Tbbbbbbbb": HOUSING}
    moved = ("S1/3.2/needs@0-40", "S2/3.2/needs@0-80", "S9/3.2/needs@0-30")
    assert stable_ids(before, {"c0": HOUSING, "c1": moved}) == {"c0": "Tbbbbbbbb", "c1": "Taaaaaaaa"}


def test_the_larger_part_of_a_split_theme_keeps_the_id() -> None:
    found = stable_ids({"Taaaaaaaa": ROADS}, {"c0": ROADS[:1], "c1": ROADS[1:]})
    assert found["c1"] == "Taaaaaaaa"
    assert found["c0"] not in ("Taaaaaaaa", "c0")


def test_joined_themes_keep_the_larger_id_and_the_other_is_told() -> None:
    before = {"Taaaaaaaa": ROADS, "Tbbbbbbbb": HOUSING}
    now = {"c0": (*ROADS, *HOUSING)}
    assert stable_ids(before, now) == {"c0": "Taaaaaaaa"}
    assert merged(before, now) == {"Tbbbbbbbb": "Taaaaaaaa"}


def test_a_theme_whose_text_is_gone_is_not_merged() -> None:
    assert merged({"Taaaaaaaa": ROADS}, {"c0": HOUSING}) == {}
