"""Submissions in the store: versions, corrections by hand, the ledger, erasure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.errors import UsageError
from summarizer.store import Store
from summarizer.store.submissions import NewAnswer
from tests.fakes import a_submission


def test_answers_carry_their_sender(store: Store) -> None:
    new = a_submission(1)
    store.submissions.add(new, None)
    (answer,) = store.submissions.answers("3.2")
    assert answer.answer_id == f"{new.submission.submission_id}/3.2/needs"
    assert (answer.organisation, answer.respondent_type, answer.file) == ("Granviks kommun", "kommun", "inspel1.docx")
    assert store.submissions.ledgers()[new.submission.submission_id] == new.ledger


def test_a_second_answer_to_a_question_gets_an_id_of_its_own(store: Store) -> None:
    new = a_submission(1)
    twice = replace(new, answers=(*new.answers, NewAnswer("3.2", "needs", "Mer om vägar.", None, "title", 0.8)))
    store.submissions.add(twice, None)
    base = f"{new.submission.submission_id}/3.2/needs"
    assert [a.answer_id for a in store.submissions.answers()] == [base, f"{base}~2"]


def test_a_superseded_submission_stays_but_is_not_in_force(store: Store) -> None:
    first, second = a_submission(1), a_submission(2, text="Bussarna behöver gå oftare.")
    store.submissions.add(first, None)
    store.submissions.add(second, first.submission.submission_id)
    assert [s.submission_id for s in store.submissions.all()] == [second.submission.submission_id]
    kept = store.submissions.get(first.submission.submission_id)
    assert kept.superseded_by == second.submission.submission_id
    assert [a.text for a in store.submissions.answers("3.2")] == ["Bussarna behöver gå oftare."]
    assert len(store.submissions.answers(submission_id=kept.submission_id)) == 1
    assert len(store.submissions.ledgers()) == 2


def test_erasing_the_later_version_brings_the_earlier_back(store: Store) -> None:
    first, second = a_submission(1), a_submission(2)
    store.submissions.add(first, None)
    store.submissions.add(second, first.submission.submission_id)
    store.submissions.erase(second.submission.submission_id)
    assert [s.submission_id for s in store.submissions.all()] == [first.submission.submission_id]


def test_erasing_takes_everything_that_hangs_on_it(store: Store) -> None:
    new = a_submission(1, contacts={"email": "elin@granvik.example"}, unmapped=("Löst stycke.",))
    store.submissions.add(new, None)
    removed = store.submissions.erase(new.submission.submission_id)
    assert removed == {"answers": 1, "contacts": 1, "remnants": 2, "file_ledgers": 1}
    for table in ("submissions", "answers", "contacts", "remnants", "file_ledgers", "unmasked"):
        assert store.database.rows(f"SELECT * FROM {table}") == []


def test_contacts_are_apart(store: Store) -> None:
    new = a_submission(1, contacts={"contact": "Elin Provgren", "email": "elin@granvik.example"})
    store.submissions.add(new, None)
    assert store.submissions.contacts(new.submission.submission_id)["contact"] == "Elin Provgren"
    assert "Provgren" not in repr(store.submissions.all()) + repr(store.submissions.answers())


def test_placing_unmapped_text_moves_it_in_the_ledger(store: Store) -> None:
    new = a_submission(1, unmapped=("Ett löst stycke om bussar.",))
    store.submissions.add(new, None)
    (remnant,) = store.submissions.remnants("unmapped")
    answer_id = store.submissions.place_remnant(remnant["remnant_id"], "3.2", "goal")
    assert answer_id == f"{new.submission.submission_id}/3.2/goal"
    ledger = store.submissions.ledgers()[new.submission.submission_id]
    assert ledger.unmapped == 0 and ledger.unaccounted == new.ledger.unaccounted == 0
    with pytest.raises(UsageError, match="redan vara flyttad"):
        store.submissions.place_remnant(remnant["remnant_id"], "3.2", "goal")


def test_moving_an_answer_keeps_its_words_and_what_is_under_the_mask(store: Store) -> None:
    new = a_submission(1)
    masked = replace(new, answers=(NewAnswer("3.2", "needs", "Ring ████.", "Ring Elin.", None, 1.0),))
    store.submissions.add(masked, None)
    (answer,) = store.submissions.answers()
    moved = store.submissions.move_answer(answer.answer_id, "5.3", "goal")
    (found,) = store.submissions.answers()
    assert (found.answer_id, found.section, found.question, found.text) == (moved, "5.3", "goal", "Ring ████.")
    assert store.submissions.unmasked(moved) == "Ring Elin."
    assert store.submissions.unmasked(answer.answer_id) is None


def test_unknown_ids_are_usage_errors(store: Store) -> None:
    with pytest.raises(UsageError, match="Sabc finns inte"):
        store.submissions.get("Sabc")
    with pytest.raises(UsageError, match="finns inte"):
        store.submissions.move_answer("Sabc/3.2/needs", "3.2", "goal")


def test_a_submission_is_stored_whole_or_not_at_all(store: Store) -> None:
    new = a_submission(1)
    broken = replace(new, answers=(*new.answers, NewAnswer("3.2", "goal", None, None, None, 1.0)))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        store.submissions.add(broken, None)
    assert store.submissions.all(in_force=False) == []


def test_the_last_text_that_is_placed_takes_what_is_left_along(store: Store) -> None:
    new = a_submission(1, unmapped=("- Ett.", "- Två och tre."))
    counted = replace(
        new, ledger=replace(new.ledger, received=new.ledger.received - 2, unmapped=new.ledger.unmapped - 2)
    )
    store.submissions.add(counted, None)  # the dashes were marks that the reader added, and not counted
    key = new.submission.submission_id
    first, last = store.submissions.remnants("unmapped")
    store.submissions.place_remnant(first["remnant_id"], "3.2", "goal")
    ledger = store.submissions.ledgers()[key]
    assert (ledger.unmapped, ledger.unaccounted) == (len("Tvåochtre.") - 1, 0)
    store.submissions.place_remnant(last["remnant_id"], "3.3", "goal")
    ledger = store.submissions.ledgers()[key]
    assert (ledger.unmapped, ledger.unaccounted) == (0, 0)


def test_who_has_answered_where_is_counted_once_a_sender_and_in_force_only(store: Store) -> None:
    one, two, old = a_submission(1), a_submission(2, "Tallbo kommun"), a_submission(3, "Bussbolaget AB")
    twice = replace(one, answers=(*one.answers, NewAnswer("3.2", "goal", "Målet är bra.", None, None, 1.0)))
    company = replace(two, submission=replace(two.submission, respondent_type="näringsliv"))
    for new, supersedes in ((old, None), (twice, old.submission.submission_id), (company, None)):
        store.submissions.add(new, supersedes)
    assert store.submissions.answer_counts() == [("3.2", "kommun", 1), ("3.2", "näringsliv", 1)]
    keys = store.submissions.with_keys()
    assert [(s.submission_id, key) for s, key in keys] == [
        (one.submission.submission_id, "granviks kommun"), (two.submission.submission_id, "tallbo kommun")
    ]  # fmt: skip
    assert sorted(store.submissions.answer_ids()) == sorted(a.answer_id for a in store.submissions.answers())


def test_private_persons_are_numbered_on_from_the_last(store: Store) -> None:
    assert store.submissions.private_persons() == 0
    store.set_setting("private_persons", "7")
    assert store.submissions.private_persons() == 7
