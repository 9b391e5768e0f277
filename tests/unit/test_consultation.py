"""The shipped consultation, and what is said about files that are not consultations."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import consultation
from summarizer.errors import UsageError
from tests.fakes import RUS

SMALL = """
name = "liten"
title = "Ett litet samråd"
strategy = "Strategin"
authority = "Granviks kommun"
[questions.needs]
label = "Vad behövs?"
labels = ["Vilka behov finns?"]
title = "Behov"
part = "needs"
[[sections]]
id = "a"
title = "Avsnitt A"
heading = "Inspel på A"
questions = ["needs"]
"""


def test_sections_of_rus_come_in_the_order_of_the_template() -> None:
    ids = [section.id for section in RUS.sections]
    assert ids[:9] == [
        "general", "samhandling", "attraktiv.inledning", "attraktiv.levande", "attraktiv.cirkular", "vagen",
        "inr.sammanhallen", "inr.jamlik", "inr.foregangare",
    ]  # fmt: skip
    assert len(ids) == len(set(ids))
    numbered = [i for i in ids if i[0].isdigit()]
    assert numbered == sorted(numbered)
    for priority in range(1, 7):
        own = [i for i in ids if i.startswith((f"p{priority}.", f"{priority}."))]
        assert own[0] == f"p{priority}.intro" and own[-1] == f"p{priority}.plans" and len(own) >= 4


def test_every_sub_priority_asks_about_the_four_parts_and_others_about_none() -> None:
    for section in RUS.sections:
        expected = ("analysis", "goal", "needs", "actors") if section.number else ()
        assert RUS.parts(section) == expected, section.id


def test_there_are_fifteen_municipalities() -> None:
    assert len(RUS.places) == 15


def test_contact_fields_are_marked_personal() -> None:
    assert {field.id for field in RUS.background if field.personal} == {"contact", "email"}


@pytest.mark.parametrize("wanted", ["3.2", " 3.2 ", "INVESTERINGAR i hållbara transportsystem"])
def test_a_section_is_found_by_number_or_title(wanted: str) -> None:
    assert RUS.section(wanted).id == "3.2"


def test_an_unknown_section_names_the_remedy() -> None:
    with pytest.raises(UsageError, match=r"”9\.9” finns inte.*samspel init --json"):
        RUS.section("9.9")


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "liten.toml"
    path.write_text(SMALL, encoding="utf-8")
    found = consultation.load(str(path))
    assert [s.name for s in found.sections] == ["Avsnitt A"]
    assert found.questions["needs"].labels == ("Vad behövs?", "Vilka behov finns?")
    assert found.parts(found.sections[0]) == ("needs",)


@pytest.mark.parametrize(
    "toml",
    [
        "detta är ingen toml",
        'name = "x"',
        SMALL.replace('questions = ["needs"]', 'questions = ["andra"]'),
        SMALL.replace('label = "Vad behövs?"', ""),
        SMALL.replace('questions = ["needs"]', "questions = 3"),
        SMALL.replace('part = "needs"', 'part = "behov"'),
        SMALL + '\n[[sections]]\nid = "a"\ntitle = "B"\nheading = "B"\nquestions = ["needs"]\n',
        SMALL + '\n[columns]\n"Er åsikt" = "a/andra"\n',
    ],
)
def test_a_broken_file_is_one_sentence(toml: str, tmp_path: Path) -> None:
    path = tmp_path / "trasig.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(UsageError, match=r"trasig\.toml (?:går inte att läsa|saknar)"):
        consultation.load(str(path))


def test_an_unknown_name_lists_what_is_shipped() -> None:
    with pytest.raises(UsageError, match="rus_vasterbotten"):
        consultation.load("finns_inte")
