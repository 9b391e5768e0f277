"""How edits on one sentence, one paragraph and one part come together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.export.edits import NO_SECTION, NO_SENTENCE, SAME_WORDS, laid_out, new_text, paragraphs_of, plan
from summarizer.export.worddiff import word_changes
from tests.unit.export.made import edit, part

TEXT = "Ett är först. Två är näst. Tre är sist."


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("delete", 1)], "Två är näst. Tre är sist."),
        ([("delete", 2)], "Ett är först. Tre är sist."),
        ([("delete", 3)], "Ett är först. Två är näst."),
        ([("delete", 1), ("delete", 2)], "Tre är sist."),
        ([("delete", 2), ("delete", 3)], "Ett är först."),
        ([("delete", 1), ("delete", 3)], "Två är näst."),
        ([("delete", 1), ("delete", 2), ("delete", 3)], ""),  # the paragraph stays, since three edits share it
        ([("insert_after", 1, "Nytt.")], "Ett är först. Nytt. Två är näst. Tre är sist."),
        ([("insert_after", 3, "Nytt.")], "Ett är först. Två är näst. Tre är sist. Nytt."),
        ([("insert_after", 3, "A."), ("insert_after", 3, "B.")], "Ett är först. Två är näst. Tre är sist. A. B."),
        ([("delete", 1), ("insert_after", 1, "Nytt.")], "Nytt. Två är näst. Tre är sist."),
        ([("delete", 2), ("insert_after", 2, "Nytt.")], "Ett är först. Nytt. Tre är sist."),
        ([("delete", n) for n in (1, 2, 3)] + [("insert_after", 2, "Nytt.")], "Nytt."),
        ([("delete", n) for n in (1, 2, 3)] + [("insert_after", 2, "\nNytt.")], "Nytt."),
        (
            [("replace", 2, "Två är nu näst."), ("insert_after", 2, "Nytt.")],
            "Ett är först. Två är nu näst. Nytt. Tre är sist.",
        ),
        (
            [("replace", 1, "Ett."), ("replace", 3, "Helt andra ord\nOch mer")],
            "Ett. Två är näst. Helt andra ord\nOch mer",
        ),
        ([("insert_after", 1, "\nEtt nytt stycke.")], f"{TEXT}\nEtt nytt stycke."),
        ([("insert_after", 1, "I raden.\nUnder.")], "Ett är först. I raden. Två är näst. Tre är sist.\nUnder."),
        ([("replace", 2, "")], "Ett är först. Tre är sist."),
        ([("insert_after", 3, "Ny\x00tt\x1b \ufffe.")], f"{TEXT} Nytt ."),
    ],
)
def test_new_text(edits: list[tuple[str, int, str]], expected: str) -> None:
    base = part(TEXT)
    assert new_text(base, [edit(base, *e) for e in edits]) == expected  # type: ignore[arg-type]


def test_two_rewordings_of_one_sentence_compose_when_they_change_different_words() -> None:
    base = part("Järnvägen längs kusten byggs ut.")
    first = edit(base, "replace", 1, "Den nya järnvägen längs kusten byggs ut.".replace("Den nya j", "J"))
    second = edit(base, "replace", 1, "Järnvägen längs hela kusten byggs ut.")
    third = edit(base, "replace", 1, "Järnvägen längs kusten byggs ut till 2032.")
    assert new_text(base, [first, second, third]) == "Järnvägen längs hela kusten byggs ut till 2032."


@pytest.mark.parametrize("order", [1, -1])
def test_words_that_are_put_in_beside_a_changed_word_are_no_conflict(order: int) -> None:
    base = part("Järnvägen byggs ut.")
    edits = [edit(base, "replace", 1, text) for text in ("Stambanan byggs ut.", "Järnvägen längs kusten byggs ut.")]
    assert new_text(base, edits[::order]) == "Stambanan längs kusten byggs ut."


def test_of_edits_on_the_same_words_the_first_is_carried_out_and_the_others_are_handed_back() -> None:
    (base,), texts = laid_out([part("Järnvägen byggs ut år 2030.")])
    first = edit(base, "replace", 1, "Järnvägen byggs ut år 2032.")
    second = edit(base, "replace", 1, "Järnvägen byggs ut år 2035.")
    third = edit(base, "delete", 1)
    planned = plan([base], paragraphs_of([base], texts), [first, second, third])
    assert planned.changes[0].texts() == ["Järnvägen byggs ut år 2032."]
    assert [(u.edit, u.reason) for u in planned.unplaced] == [(second, SAME_WORDS), (third, SAME_WORDS)]


def test_an_edit_whose_sentence_or_section_is_gone_is_handed_back_with_the_reason() -> None:
    (base,), texts = laid_out([part("Detta står här.")])
    stale = edit(part("Detta stod här förut."), "delete", 1)
    elsewhere = edit(part("Annat.", section="4.1"), "delete", 1)
    planned = plan([base], paragraphs_of([base], texts), [stale, elsewhere])
    assert [(u.edit, u.reason) for u in planned.unplaced] == [(stale, NO_SENTENCE), (elsewhere, NO_SECTION)]
    assert planned.changes == ()


def test_what_has_lost_its_sentence_is_told_of_at_the_end_of_its_part_else_of_its_section() -> None:
    goal, needs = part("Målet är nått. Målet är bra.", name="goal"), part("Behov finns.", name="needs")
    parts, texts = laid_out([goal, needs, part("Annat.", section="4.1")])
    lost = part("Detta stod här förut.")
    edits = [
        edit(replace(lost, part="goal"), "delete", 1),
        edit(replace(lost, part="actors"), "delete", 1),
        edit(replace(lost, section="5.3"), "delete", 1),
    ]
    planned = plan(parts, paragraphs_of(parts, texts), edits)
    assert [(u.paragraph, u.span) for u in planned.unplaced] == [(0, (15, 28)), (1, (0, 12)), (None, (0, 0))]


def test_a_sentence_that_moved_is_found_by_its_text() -> None:
    was = part("Ett är först. Två är näst.")
    now = part("Nytt inskott. Ett är först. Två är näst.")
    assert new_text(now, [edit(was, "delete", 1)]) == "Nytt inskott. Två är näst."


def test_what_is_new_in_a_list_becomes_an_item_of_its_own() -> None:
    actors = part("kommuner\nRegion Västerbotten", name="actors")
    assert new_text(actors, [edit(actors, "insert_after", 1, "länsstyrelsen")]) == (
        "kommuner\nlänsstyrelsen\nRegion Västerbotten"
    )


def test_text_for_an_empty_part_goes_after_the_part_before_it() -> None:
    analysis, actors = part("Det är så."), part("Kommuner. Regionen.", name="actors")
    needs = part("", name="needs")
    placed, texts = laid_out([analysis, actors])
    planned = plan(placed, paragraphs_of(placed, texts), [edit(needs, "insert_after", None, "Fler bussar behövs.")])
    assert [change.texts() for change in planned.changes] == [["Det är så.", "Fler bussar behövs."]]
    assert new_text(needs, [edit(needs, "insert_after", None, "Fler bussar behövs.")]) == "Fler bussar behövs."


def test_a_part_that_begins_within_a_paragraph_goes_on_in_the_next() -> None:
    goal = part("Den ska verka.\nSå är det.", name="goal", paragraphs=(7, 8), spans=((13, 27), (0, 10)))
    texts = {7: "Målet är så. Den ska verka.", 8: "Så är det."}
    assert [[texts[p.index][s.start : s.end] for s in p.slots] for p in paragraphs_of([goal], texts)] == [
        ["Målet är så.", "Den ska verka."], ["Så är det."],
    ]  # fmt: skip


def test_parts_that_share_a_paragraph_share_its_white_space() -> None:
    goal = part("Den ska verka. Så är det.", name="goal", paragraphs=(7,), spans=((0, 25),))
    needs = part("Behov finns.", name="needs", paragraphs=(7,), spans=((26, 38),))
    texts = {7: "Den ska verka. Så är det. Behov finns. Övrigt."}
    planned = plan(
        [goal, needs], paragraphs_of([goal, needs], texts), [edit(needs, "delete", 1), edit(goal, "delete", 1)]
    )
    assert planned.changes[0].texts() == ["Så är det. Övrigt."]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Tåg går ofta.", "Tåg går ofta.", []),
        ("Tåg går ofta.", "Tåg går mycket ofta.", [(8, 8, "mycket ")]),
        ("Tåg går ofta hit.", "Tågen går sällan hit.", [(0, 3, "Tågen"), (8, 12, "sällan")]),
        ("A går till stan nu.", "A cyklar från stan nu.", [(2, 10, "cyklar från")]),
        ("Helt annan mening.", "Vi vill ha bussar!", [(0, 18, "Vi vill ha bussar!")]),
    ],
)
def test_changes_are_whole_words_and_no_more(old: str, new: str, changes: list[tuple[int, int, str]]) -> None:
    assert word_changes(old, new) == changes
