"""What each role sees: no button for what it may not do. The core refuses too (tests/unit/pipeline/test_pipeline_roles.py)."""

from __future__ import annotations

import pytest
import streamlit as st

from summarizer import pipeline
from summarizer.actors import Actor, Role
from summarizer.ui import sign_in
from summarizer.workspace import Workspace
from tests.ui.conftest import Open, words

PAGES = ("oversikt", "inspel", "sammanstallning", "granska", "fraga", "export", "installningar")
# Buttons that only show something else: another page or section, a citation, an example question to ask.
READS = (
    "waiting_",
    "panel_",
    "button_k",
    "button_j",
    "go_",
    "cite",
    "citat",
    "example_",
    "next_section",
    "mark",
    "sign_out",
)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> object:
    def use(role: Role | None) -> None:
        monkeypatch.setattr(sign_in, "is_set_up", lambda: True)
        monkeypatch.setattr(
            st, "user", {"is_logged_in": True, "name": "Anna Prov", "email": "anna@prov.example"}, raising=False
        )
        monkeypatch.setattr(pipeline, "actor_for", lambda w, person, name: Actor(name, role, True))

    return use


def buttons(test: object) -> set[str]:
    return {str(button.key) for button in test.button}  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES)
def test_a_reader_sees_no_button_that_writes(page: str, seeded: Workspace, open_page: Open, signed_in: object) -> None:
    signed_in("läsare")  # type: ignore[operator]
    test = open_page(page, submission="S0000004", section="2.1")
    assert [key for key in buttons(test) if not key.startswith(READS)] == []
    assert not test.get("file_uploader") and not test.get("text_area")
    assert "x@prov.example" not in words(test)  # nor contact fields


@pytest.mark.parametrize(
    ("role", "page", "shown", "hidden"),
    [
        ("skribent", "granska", {"draft"}, {"button_a", "button_r"}),
        ("granskare", "granska", {"draft", "button_a", "button_r"}, set()),
        ("granskare", "inspel", {"correct_S0000004"}, {"erase_S0000004"}),
        ("administratör", "inspel", {"correct_S0000004", "erase_S0000004"}, set()),
        ("skribent", "export", {"make_report"}, set()),
        ("granskare", "installningar", set(), {"speed_test", "use_model"}),
    ],
)
def test_the_other_roles(
    role: Role, page: str, shown: set[str], hidden: set[str], seeded: Workspace, open_page: Open, signed_in: object
) -> None:
    signed_in(role)  # type: ignore[operator]
    found = buttons(open_page(page, submission="S0000004", section="2.1"))
    assert shown <= found and not hidden & found


def test_who_has_no_role_sees_nothing(seeded: Workspace, open_page: Open, signed_in: object) -> None:
    signed_in(None)  # type: ignore[operator]
    test = open_page("oversikt")
    assert "anna@prov.example har ingen roll" in words(test) and "Granviks kommun" not in words(test)
    assert buttons(test) == {"sign_out"}


def test_nobody_signed_in_sees_the_way_in_only(
    seeded: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "is_set_up", lambda: True)
    monkeypatch.setattr(st, "user", {"is_logged_in": False}, raising=False)
    test = open_page("inspel", submission="S0000004")
    assert buttons(test) == {"sign_in"} and "Granviks kommun" not in words(test)


def test_an_address_that_was_not_checked_is_nobodys(
    seeded: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.set_role(seeded, "anna@prov.example", "administratör")
    monkeypatch.setattr(sign_in, "is_set_up", lambda: True)
    claims = {"is_logged_in": True, "name": "A", "email": "anna@prov.example", "email_verified": False, "sub": "77"}
    monkeypatch.setattr(st, "user", claims, raising=False)
    assert "77 har ingen roll" in words(open_page("oversikt"))


def test_a_signed_in_reviewer_decides_in_their_own_name(seeded: Workspace, open_page: Open, signed_in: object) -> None:
    signed_in("granskare")  # type: ignore[operator]
    test = open_page("granska", section="2.1")
    assert not [field for field in test.text_input if field.key == "reviewer_name"]
    test.button(key="button_a").click().run()
    assert [d.reviewer for d in seeded.store.review.decisions()] == ["Anna Prov"]


def test_an_administrator_gives_a_role_and_classes_the_files(seeded: Workspace, open_page: Open) -> None:
    test = open_page("installningar")
    test.text_input(key="role_person").set_value("bo@prov.example")
    test.selectbox(key="role_role").set_value("granskare")
    next(b for b in test.button if b.form_id == "roles").click().run()
    assert pipeline.roles(seeded) == {"bo@prov.example": "granskare"}
    test.text_input(key="classification_line").set_value("Arbetsmaterial")
    next(b for b in test.button if b.form_id == "classification").click().run()
    assert pipeline.classification(seeded) == "Arbetsmaterial"
