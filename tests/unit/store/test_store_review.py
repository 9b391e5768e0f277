"""Decisions: append-only, never lost, never overwritten by someone who had not seen the last one."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.errors import DecisionConflict, UsageError
from summarizer.records import BaselinePart, Decision, PointWithoutSuggestion, Sentence, Verdict
from summarizer.store import Store
from tests.fakes import a_baseline, a_citation, a_suggestion, an_answer

ROOT = Path(__file__).parents[3]
ONE, TWO = a_suggestion(1), a_suggestion(2)


def decision(
    verdict: Verdict, reviewer: str = "Anna Prov", text: str | None = None, suggestion: str = ONE.suggestion_id
) -> Decision:
    return Decision(suggestion, verdict, reviewer, "2025-06-01T10:00:00+02:00", text, "Ett skäl")


@pytest.fixture
def drafted(store: Store) -> Store:
    store.review.set_baseline([a_baseline()], "strategi.md", b"# 3.2")
    store.review.save_draft("3.2", "hash", [ONE, TWO], [PointWithoutSuggestion("p", "Stöder texten.")])
    return store


def test_a_draft_comes_back_equal(drafted: Store) -> None:
    assert [s.suggestion for s in drafted.review.suggestions("3.2")] == [ONE, TWO]
    assert drafted.review.draft("3.2") == ("hash", (PointWithoutSuggestion("p", "Stöder texten."),))
    assert drafted.review.baseline("3.2") == [a_baseline()]
    assert drafted.review.baseline_file() == ("strategi.md", b"# 3.2")


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ((), "pending"),
        (("accept",), "accepted"),
        (("reject",), "rejected"),
        (("edit",), "edited"),
        (("accept", "undo"), "pending"),
        (("accept", "undo", "reject"), "rejected"),
    ],
)
def test_status_is_that_of_the_latest_decision(verdicts: tuple[Verdict, ...], status: str, drafted: Store) -> None:
    for verdict in verdicts:
        drafted.review.decide(decision(verdict, text="Min lydelse." if verdict == "edit" else None))
    state = drafted.review.suggestion(ONE.suggestion_id)
    assert state.status == status
    assert [d.verdict for d in drafted.review.history(ONE.suggestion_id)] == list(verdicts)
    assert drafted.review.suggestion(TWO.suggestion_id).status == "pending"


@pytest.mark.parametrize(
    "verdicts", [(), ("accept",), ("accept", "undo"), ("edit",), ("reject", "undo", "reject")], ids=" ".join
)
def test_what_waits_is_counted_as_the_suggestions_say(verdicts: tuple[Verdict, ...], drafted: Store) -> None:
    drafted.review.save_draft("4.2", "hash", [a_suggestion(3, "4.2")], [])
    drafted.review.outdate("4.2")
    for verdict in verdicts:
        drafted.review.decide(decision(verdict, text="Ny text." if verdict == "edit" else None))
    states = drafted.review.suggestions()
    told = {section: sum(s.suggestion.section == section and s.status in ("pending", "stale") for s in states)
            for section in ("3.2", "4.2")}  # fmt: skip
    assert drafted.review.waiting() == {section: n for section, n in told.items() if n}


def test_the_persons_text_and_the_models_text_are_separate(drafted: Store) -> None:
    drafted.review.decide(decision("edit", text="Min lydelse."))
    state = drafted.review.suggestion(ONE.suggestion_id)
    assert state.final_text == "Min lydelse."
    assert state.suggestion == ONE


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decisions SET verdict = 'reject'",
        "UPDATE decisions SET reviewer = 'Någon Annan'",
        "UPDATE decisions SET at = '1999'",
        "UPDATE decisions SET suggestion_id = 'F2'",
        "UPDATE decisions SET via = 'Word'",
        "UPDATE decisions SET text = 'En annan lydelse.'",
        "UPDATE decisions SET reason = 'Ett annat skäl'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions VALUES (1, 'F00000001', 'reject', 'Bo', '2025', NULL, NULL, 'skärmen')",
    ],
)
def test_decisions_are_append_only(sql: str, drafted: Store) -> None:
    drafted.review.decide(decision("accept"))
    before = drafted.review.history(ONE.suggestion_id)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        drafted.database.connection.execute(sql)
    assert drafted.review.history(ONE.suggestion_id) == before


def test_an_erasure_may_empty_the_words_of_a_decision_and_nothing_else(drafted: Store) -> None:
    drafted.review.decide(decision("edit", text="Avsändarens egna ord."))
    drafted.database.connection.execute("UPDATE decisions SET text = NULL, reason = NULL")
    (kept,) = drafted.review.history(ONE.suggestion_id)
    assert (kept.verdict, kept.reviewer, kept.text, kept.reason) == ("edit", "Anna Prov", None, None)


def test_who_had_not_seen_the_last_decision_does_not_overwrite_it(drafted: Store) -> None:
    drafted.review.decide(decision("accept", "Anna Prov"), seen=0)
    with pytest.raises(DecisionConflict, match="Anna Prov hann besluta"):
        drafted.review.decide(decision("reject", "Bo Test"), seen=0)
    assert drafted.review.suggestion(ONE.suggestion_id).status == "accepted"
    drafted.review.decide(decision("reject", "Bo Test"), seen=1)
    assert drafted.review.suggestion(ONE.suggestion_id).status == "rejected"


def test_of_two_at_once_one_wins_and_the_other_is_told(drafted: Store) -> None:
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def decide(name: str) -> None:
        start.wait()
        try:
            drafted.review.decide(decision("accept", name), seen=0)
            outcomes.append("written")
        except DecisionConflict:
            outcomes.append("told")
        drafted.close()

    threads = [threading.Thread(target=decide, args=(name,)) for name in ("Anna Prov", "Bo Test")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["told", "written"]
    assert len(drafted.review.history(ONE.suggestion_id)) == 1


def test_a_new_draft_keeps_decided_suggestions_as_stale(drafted: Store) -> None:
    drafted.review.decide(decision("accept"))
    drafted.review.save_draft("3.2", "ny", [a_suggestion(3, "4.2")], [])
    states = {s.suggestion.suggestion_id: s.status for s in drafted.review.suggestions("3.2")}
    assert states == {a_suggestion(3).suggestion_id: "pending", ONE.suggestion_id: "stale"}
    drafted.review.save_draft("3.2", "nyast", [ONE], [])  # proposed again: the decision is in force again
    states = {s.suggestion.suggestion_id: s.status for s in drafted.review.suggestions("3.2")}
    assert states == {ONE.suggestion_id: "accepted"}


def test_there_is_no_decision_on_what_is_not_there(drafted: Store) -> None:
    with pytest.raises(UsageError, match="finns inte"):
        drafted.review.decide(decision("accept", suggestion="F99"))
    assert drafted.review.history("F99") == []


def test_forgetting_a_submission_empties_decided_suggestions_and_removes_the_rest(store: Store) -> None:
    answer = an_answer("Granviks kommun", "Tjälskadorna på väg 363.")
    cited = [a_suggestion(n, citations=(a_citation(answer),), text="Tjälskadorna ska bort.") for n in (1, 2)]
    store.review.save_draft("3.2", "hash", cited, [PointWithoutSuggestion("p", "skäl")])
    store.review.decide(decision("edit", text="Tjälskadorna bort."))
    touched = store.review.forget_submission(answer.submission_id, {"3.2"})
    assert sorted(touched) == [s.suggestion_id for s in cited]
    (state,) = store.review.suggestions("3.2")
    assert (state.status, state.suggestion.text, state.suggestion.citations) == ("stale", "", ())
    assert "Tjäl" not in repr(store.review.history(ONE.suggestion_id))
    assert store.review.draft("3.2") is None


DECIDE_FOR_EVER = """
import itertools, sys
from pathlib import Path
from summarizer.records import Decision
from summarizer.store import Store
store = Store(Path(sys.argv[1]))
for n in itertools.count():
    verdict = ("accept", "reject", "undo")[n % 3]
    store.review.decide(Decision(sys.argv[2], verdict, sys.argv[3], "2025", None, f"nr {n}"))
    print(n, flush=True)
"""


def test_a_decision_that_was_confirmed_survives_a_kill(drafted: Store, tmp_path: Path) -> None:
    """Killed after a random number of confirmations, while the next decision is on its way in."""
    path = drafted.database.path
    rng = random.Random(20250619)
    for life in range(5):
        reviewer = f"Granskare {life}"
        arguments = [sys.executable, "-c", DECIDE_FOR_EVER, str(path), ONE.suggestion_id, reviewer]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
            assert process.stdout is not None
            confirmed = [int(process.stdout.readline()) for _ in range(rng.randint(1, 25))]
            process.send_signal(signal.SIGKILL)
            confirmed += [int(line) for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        kept = [d.reason for d in drafted.review.history(ONE.suggestion_id) if d.reviewer == reviewer]
        assert kept[: len(confirmed)] == [f"nr {n}" for n in confirmed]
        assert len(kept) <= len(confirmed) + 1  # one may be written and not yet confirmed
    assert drafted.database.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_new_text_moves_suggestions_with_their_sentences_and_outdates_the_rest(drafted: Store) -> None:
    old = a_baseline()
    text = f"En ny mening. {old.sentences[0].text}"
    moved = BaselinePart("3.2", "needs", text, (Sentence(1, 0, 13, text[:13]), Sentence(2, 14, len(text), text[14:])))
    drafted.review.decide(decision("accept"))
    drafted.review.set_baseline([moved], "ny.md", b"# 3.2")
    first = drafted.review.suggestion(ONE.suggestion_id)
    target = first.suggestion.target
    assert first.status == "accepted" and target is not None
    assert text[target.start : target.end] == target.text == old.sentences[0].text
    drafted.review.set_baseline([replace(moved, text=text[:13], sentences=moved.sentences[:1])], "nyare.md", b"# 3.2")
    assert {s.status for s in drafted.review.suggestions("3.2")} == {"stale"}
