"""Roles are enforced where the work is done, whoever calls: the screen, the command line or a script."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from summarizer import pipeline
from summarizer.actors import LOCAL, ROLES, Actor, Role
from summarizer.errors import NotAllowed, UsageError
from summarizer.workspace import Workspace
from tests.unit.pipeline.conftest import id_of

Action = Callable[[Workspace], object]


def person(workspace: Workspace, role: Role | None) -> Workspace:
    return workspace.acting_as(Actor("Anna Prov", role, signed_in=True))


NOWHERE = Path("finns-inte.docx")
# What each role is the first to be allowed. That it is allowed shows in another error, or none.
FIRST: dict[str, tuple[Role, Action]] = {
    "ask": ("läsare", lambda w: pipeline.ask(w, "Hur är bärigheten på vägarna?")),
    "ingest": ("skribent", lambda w: pipeline.ingest(w, [NOWHERE])),
    "summarize": ("skribent", lambda w: pipeline.summarize(w, "3.2")),
    "draft": ("skribent", lambda w: pipeline.draft(w, "3.2")),
    "export": ("skribent", lambda w: pipeline.export(w, "answers", w.folder / "ut")),
    "correct_sender": ("skribent", lambda w: pipeline.correct_sender(w, "S0", "Namn", "kommun", "")),
    "place_text": ("skribent", lambda w: pipeline.place_text(w, 999, "3.2", "needs", "")),
    "move_answer": ("skribent", lambda w: pipeline.move_answer(w, "S0/3.2/needs", "3.2", "needs", "")),
    "edit_theme": ("skribent", lambda w: pipeline.edit_theme(w, "3.2", "rename", "T1", "Namn", "")),
    "replace_submission": ("skribent", lambda w: pipeline.replace_submission(w, "S0", "S0", "")),
    "keep_apart": ("skribent", lambda w: pipeline.keep_apart(w, "S0", "S1", "")),
    "reinstate": ("skribent", lambda w: pipeline.reinstate(w, "S0", "")),
    "contacts": ("skribent", lambda w: pipeline.contacts(w, "S0")),
    "forget_conversation": ("skribent", lambda w: pipeline.forget_conversation(w)),
    "decide": ("granskare", lambda w: pipeline.decide(w, "F0", "accept", "x")),
    "import_review": ("granskare", lambda w: pipeline.import_review(w, NOWHERE, "x")),
    "unmask": ("granskare", lambda w: pipeline.unmask(w, "S0/3.2/needs", "Skäl.")),
    "set_baseline": ("administratör", lambda w: pipeline.set_baseline(w, NOWHERE)),
    "erase": ("administratör", lambda w: pipeline.erase(w, "S0", "Skäl.")),
    "verify_erasure": ("administratör", lambda w: pipeline.verify_erasure(w, "S0")),
    "set_role": ("administratör", lambda w: pipeline.set_role(w, "x@prov.example", "läsare")),
    "roles": ("administratör", lambda w: pipeline.roles(w)),
    "set_classification": ("administratör", lambda w: pipeline.set_classification(w, "Intern")),
    "set_masks": ("administratör", lambda w: pipeline.set_masks(w, ["name"])),
    "choose_model": ("administratör", lambda w: pipeline.choose_model(w, "x")),
    "open_proposal": ("administratör", lambda w: pipeline.open_proposal(w)),
    "kept_proposal": ("administratör", lambda w: pipeline.kept_proposal(w)),
    "correct_proposal": ("administratör", lambda w: pipeline.correct_proposal(w, lambda c: c)),
    "use_proposal": ("administratör", lambda w: pipeline.use_proposal(w)),
    "discard_proposal": ("administratör", lambda w: pipeline.discard_proposal(w)),
}


@pytest.mark.parametrize("name", FIRST)
def test_each_role_may_what_it_may_and_no_more(name: str, filled: Workspace) -> None:
    first, action = FIRST[name]
    for role in (None, *ROLES):
        if role is None or ROLES.index(role) < ROLES.index(first):
            before = len(filled.store.audit.rows())
            with pytest.raises(NotAllowed, match=f"rollen {first}"):
                action(person(filled, role))
            assert len(filled.store.audit.rows()) == before
        else:
            with suppress(UsageError):  # what it asked for does not exist, which only somebody who may ask is told
                action(person(filled, role))


def test_all_that_writes_asks_for_a_role() -> None:
    """Nothing that the pipeline offers is without a guard, but what only reads."""
    reads = {"FORMATS", "ErasureCheck", "FileResult", "MergeProposal", "actor_for", "classification", "ledger", "merge_proposals",
             "part_of", "points", "section_ledger", "sections_to_draft", "sensitive", "verify_log", "ensure_index",
             "get_ready", "propose_consultation", "told", "rates", "rates_told", "changes_since", "latest_run", "masks"}  # fmt: skip
    guarded = {name for name in pipeline.__all__ if hasattr(getattr(pipeline, name), "__wrapped__")}
    assert set(pipeline.__all__) - guarded <= reads
    assert guarded == set(FIRST)


def test_a_decision_bears_the_name_of_the_sign_in(filled: Workspace) -> None:
    states, _ = pipeline.draft(filled, "3.2")
    key = states[0].suggestion.suggestion_id
    pipeline.decide(person(filled, "granskare"), key, "accept", "Någon Annan")
    assert [d.reviewer for d in filled.store.review.history(key)] == ["Anna Prov"]
    pipeline.decide(filled, key, "undo", "Den Som Skrev")
    assert filled.store.review.history(key)[-1].reviewer == "Den Som Skrev"


def test_the_log_names_who_erased(filled: Workspace) -> None:
    pipeline.erase(person(filled, "administratör"), id_of(filled, "Tallbo kommun"), "Begärt.")
    assert filled.store.audit.rows()[-1]["who"] == "Anna Prov"


def test_the_table_of_roles(fake_workspace: Workspace) -> None:
    assert fake_workspace.actor == LOCAL
    pipeline.set_role(fake_workspace, " Anna@Prov.example ", "granskare")
    assert pipeline.actor_for(fake_workspace, "anna@prov.EXAMPLE", "Anna Prov") == Actor("Anna Prov", "granskare", True)
    assert pipeline.actor_for(fake_workspace, "ny@prov.example", "Ny").role is None
    pipeline.set_role(fake_workspace, "*", "läsare")
    assert pipeline.actor_for(fake_workspace, "ny@prov.example", "Ny").role == "läsare"
    pipeline.set_role(fake_workspace, "anna@prov.example", None)
    assert pipeline.roles(fake_workspace) == {"*": "läsare"}
    assert [row["details"]["role"] for row in fake_workspace.store.audit.rows()] == ["granskare", "läsare", "ingen"]
    with pytest.raises(UsageError, match="ingen roll"):
        pipeline.set_role(fake_workspace, "x@prov.example", "kung")


def test_another_model_and_an_emptied_conversation_are_logged(fake_workspace: Workspace) -> None:
    anna = person(fake_workspace, "administratör")
    fake_workspace.store.audit.say("user", "Vad sägs om vägarna?", None, "2025-06-01")
    pipeline.choose_model(anna, "en-annan")
    pipeline.forget_conversation(anna)
    assert fake_workspace.store.setting("generation_model") == "en-annan"
    assert fake_workspace.store.audit.conversation() == []
    assert [(row["who"], row["what"], row["details"]) for row in fake_workspace.store.audit.rows()] == [
        ("Anna Prov", "model", {"name": "en-annan"}),
        ("Anna Prov", "forget_conversation", {}),
    ]


def test_what_is_masked_is_shown_for_a_reason_that_is_logged(filled: Workspace) -> None:
    answer = f"{id_of(filled, 'Granviks kommun')}/3.2/needs"
    with pytest.raises(UsageError, match="skäl"):
        pipeline.unmask(filled, answer, " ")
    rows = len(filled.store.audit.rows())
    assert "070-174 06 05" in pipeline.unmask(person(filled, "granskare"), answer, "Elin Provgren bad om svar.")
    (row,) = filled.store.audit.rows()[rows:]
    assert (row["who"], row["what"], row["details"]["answer"]) == ("Anna Prov", "unmask", answer)
    assert "bad om svar" in row["details"]["reason"] and "Provgren" not in row["details"]["reason"]
    with pytest.raises(UsageError, match="inget maskerat"):
        pipeline.unmask(filled, f"{id_of(filled, 'Tallbo kommun')}/3.2/needs", "Skäl.")


def test_views_are_the_same_workspace_with_the_same_models(fake_workspace: Workspace) -> None:
    view = person(fake_workspace, "läsare")
    assert view == fake_workspace and len({view, fake_workspace}) == 1
    assert view.embedder is fake_workspace.embedder and view.llm is fake_workspace.llm
    assert fake_workspace.actor == LOCAL
