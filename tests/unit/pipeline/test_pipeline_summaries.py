"""Points and summaries in a workspace: complete, cached, filtered, made anew only where something changed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.llm import FakeLLM, Generation, Request
from summarizer.pipeline import (
    ask,
    changes_since,
    edit_theme,
    ingest,
    latest_run,
    points,
    section_ledger,
    summarize,
    told,
)
from summarizer.pipeline.summaries import filtered_summary
from summarizer.records import SectionSummary
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, write_template

NEEDS = ("3.2", "needs")


def senders_of(workspace: Workspace, summary: SectionSummary) -> set[str]:
    names = {s.submission_id: s.organisation for s in workspace.store.submissions.all()}
    cited = [c for t in (*summary.themes, *summary.lone_voices) for claim in t.claims for c in claim.citations]
    return {names[c.submission_id] for c in cited}


def test_points_cover_every_character_of_every_answer(filled: Workspace) -> None:
    texts = {a.answer_id: a.text for a in filled.store.submissions.answers("3.2")}
    found = points(filled, "3.2")
    assert all(p.quote == texts[p.answer_id][p.start : p.end] for p in found)
    for answer_id, text in texts.items():
        covered = "".join(p.quote for p in found if p.answer_id == answer_id)
        assert "".join(covered.split()) == "".join(text.split())
    account = section_ledger(filled, "3.2")
    assert account["unaccounted"] == 0
    assert (
        account["points"] == len(found) == account["in_themes"] + account["lone_voices"] + account["without_substance"]
    )
    assert account["without_substance"] >= 1  # "Inga synpunkter."


def test_the_summary_is_exhaustive(filled: Workspace) -> None:
    summary = summarize(filled, "3.2")
    shown = [p for t in (*summary.themes, *summary.lone_voices) for p in t.points]
    assert sorted([*shown, *summary.without_substance]) == sorted(p.point_id for p in points(filled, "3.2"))
    assert summary.ledger.unaccounted == 0
    assert senders_of(filled, summary) == {"Granviks kommun", "Tallbo kommun", "Bussbolaget i Åsen AB"}
    assert (summary.asked, summary.answered) == (4, 3)


def test_a_second_run_asks_no_model(filled: Workspace, fake_llm: FakeLLM, fake_embedder: FakeEmbedder) -> None:
    first = summarize(filled, "3.2")
    calls, texts = len(fake_llm.requests), len(fake_embedder.asked)
    assert calls > 0
    assert summarize(filled, "3.2") == first
    assert summarize(filled, "Investeringar i hållbara transportsystem") == first
    assert (len(fake_llm.requests), len(fake_embedder.asked)) == (calls, texts)


def test_no_text_is_embedded_twice(filled: Workspace, fake_embedder: FakeEmbedder) -> None:
    summarize(filled, "3.2")
    assert len(fake_embedder.asked) == len(set(fake_embedder.asked))


def test_no_personal_data_reaches_a_model(filled: Workspace, fake_llm: FakeLLM, fake_embedder: FakeEmbedder) -> None:
    summarize(filled, "3.2")
    ask(filled, "Vad sägs om bärigheten på vägarna?")
    seen = repr(fake_llm.requests) + repr(fake_embedder.asked)
    assert "Bärigheten" in seen
    for secret in ("Provgren", "070-174", "@granvik", "Nils Exempel", "Maja Test"):
        assert secret not in seen


def test_a_late_submission_redoes_its_section_and_no_other(
    filled: Workspace, fake_llm: FakeLLM, tmp_path: Path
) -> None:
    other = write_template(
        tmp_path, "sjo.docx", {"organisation": "Sjöbo kommun"}, {("5.3", "needs"): "Fler bibliotek behövs."}
    )
    ingest(filled, [other])
    before, untouched = summarize(filled, "3.2"), summarize(filled, "5.3")
    texts = {point.quote for point in points(filled, "3.2")}
    late = write_template(tmp_path, "sen.docx", {"organisation": "Åsens kommun"}, {NEEDS: "Höj bärigheten på vägarna."})
    ingest(filled, [late])
    calls = len(fake_llm.requests)
    after = summarize(filled, "3.2")
    assert "Åsens kommun" in senders_of(filled, after)
    assert (after.ledger.points, after.asked) == (before.ledger.points + 1, before.asked + 1)
    assert {point.quote for point in points(filled, "3.2")} >= texts
    assert len(fake_llm.requests) - calls <= calls  # what was retold before is not asked for again
    retold = len(fake_llm.requests)
    again = summarize(filled, "5.3")
    assert (again.themes, again.lone_voices) == (untouched.themes, untouched.lone_voices)
    assert len(fake_llm.requests) == retold  # its words were in the cache


def test_themes_keep_their_ids_when_a_submission_comes_late(filled: Workspace, tmp_path: Path) -> None:
    before = {p.point_id: p.theme_id for p in points(filled, "3.2")}
    late = write_template(tmp_path, "sen.docx", {"organisation": "Åsens kommun"}, {NEEDS: "Höj bärigheten på vägarna."})
    ingest(filled, [late])
    after = {p.point_id: p.theme_id for p in points(filled, "3.2")}
    kept = [key for key in before if key in after and before[key] == after[key]]
    assert len(kept) >= len(before) - 1


def test_a_filter_shows_only_those_senders_and_keeps_titles(filled: Workspace) -> None:
    whole = summarize(filled, "3.2")
    some = filtered_summary(filled, "3.2", lambda answer: answer.respondent_type == "kommun")
    assert senders_of(filled, some) == {"Granviks kommun", "Tallbo kommun"}
    titles = {t.theme_id: t.title for t in (*whole.themes, *whole.lone_voices)}
    for theme in (*some.themes, *some.lone_voices):
        assert theme.title == titles[theme.theme_id]
        assert set(theme.respondent_types) == {"kommun"}
    assert some.ledger.unaccounted == 0
    assert filled.store.themes.summary("3.2") is not None and summarize(filled, "3.2") == whole  # not overwritten
    assert filtered_summary(filled, "3.2", lambda answer: True) == whole
    assert filtered_summary(filled, "3.2", lambda answer: False).ledger.points == 0


def test_changes_by_hand_stand(filled: Workspace) -> None:
    first, *_ = (*summarize(filled, "3.2").themes, *summarize(filled, "3.2").lone_voices)
    edit_theme(filled, "3.2", "rename", first.theme_id, "Vägarnas bärighet", "Anna Prov")
    renamed = {t.theme_id: t.title for t in (*summarize(filled, "3.2").themes, *summarize(filled, "3.2").lone_voices)}
    assert renamed[first.theme_id] == "Vägarnas bärighet"
    others = [t for t in renamed if t != first.theme_id]
    edit_theme(filled, "3.2", "merge", others[0], first.theme_id, "Anna Prov")
    merged = summarize(filled, "3.2")
    ids = [t.theme_id for t in (*merged.themes, *merged.lone_voices)]
    assert others[0] not in ids and first.theme_id in ids
    assert merged.ledger.unaccounted == 0


def test_each_run_is_on_record(filled: Workspace) -> None:
    summarize(filled, "3.2")
    assert {run.stage for run in filled.store.audit.runs()} >= {"points", "summary"}
    assert all(len(run.inputs_sha256) == 64 for run in filled.store.audit.runs())


def test_asking(filled: Workspace) -> None:
    everything = ask(filled, "sammanfatta allt på 3.2")
    assert everything.answered and everything.route == "exhaustive"
    cited = {c.answer_id for claim in everything.claims for c in claim.citations}
    assert cited == {p.answer_id for p in points(filled, "3.2") if p.substance}
    companies = ask(filled, "sammanfatta allt på 3.2", respondent_type="näringsliv")
    ids = {a.answer_id for a in filled.store.submissions.answers() if a.respondent_type == "näringsliv"}
    assert companies.answered and {c.answer_id for claim in companies.claims for c in claim.citations} <= ids
    silent = ask(filled, "Vilka har inte svarat på 5.3?")
    assert "4 av 4 avsändare har inte svarat på 5.3" in silent.text
    assert not ask(filled, "Vad är Elins e-post?").answered


def test_asking_about_a_topic(filled: Workspace) -> None:
    found = ask(filled, "Hur är bärigheten på vägarna?")
    assert found.answered and found.route == "retrieval"
    texts = {a.answer_id: a.text for a in filled.store.submissions.answers()}
    assert all(c.quote == texts[c.answer_id][c.start : c.end] for claim in found.claims for c in claim.citations)
    missing = ask(filled, "Vad sägs om rymdfarkoster och satelliter?")
    assert not missing.answered and missing.claims == ()
    assert missing.text.startswith("Det finns inget om det i inspelen.")
    elsewhere = ask(filled, "Hur är bärigheten på vägarna?", section="5.3")
    assert not elsewhere.answered and elsewhere.passages == ()
    with pytest.raises(UsageError, match="ingen sorts avsändare"):
        ask(filled, "Hur är vägarna?", respondent_type="kommuner")


def test_what_changed_since_a_run(filled: Workspace, tmp_path: Path) -> None:
    first = summarize(filled, "3.2")
    run = latest_run(filled, "3.2")
    assert changes_since(filled, first, run).unchanged == len((*first.themes, *first.lone_voices))
    late = write_template(
        tmp_path / "sen",
        "sen.docx",
        {"organisation": "Senby kommun"},
        {NEEDS: "Elflyget behöver en startbana i Senby."},
    )
    ingest(filled, [late])
    changes = changes_since(filled, summarize(filled, "3.2"), run)
    come = {s for change in (*changes.new, *changes.grown) for s in change.submissions}
    late_id = next(s.submission_id for s in filled.store.submissions.all() if s.organisation == "Senby kommun")
    assert late_id in come and "nya teman" in told(changes)[0]


def test_a_run_of_something_else_cannot_be_compared_with(filled: Workspace) -> None:
    summary = summarize(filled, "3.2")
    with pytest.raises(UsageError, match="summary/3.2/"):
        changes_since(filled, summary, "summary/5.3/abc")


def test_a_server_that_answers_several_at_once_gives_the_same(
    filled: Workspace, fake_llm: FakeLLM, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = summarize(filled, "3.2")
    asked = len(fake_llm.requests)
    filled.store.themes.forget_section("3.2")
    filled.store.set_setting("points/3.2", "")
    ahead = []
    complete = fake_llm.complete

    def completed(request: Request) -> Generation:
        ahead.append(threading.current_thread() is not threading.main_thread())
        return complete(request)

    monkeypatch.setattr(fake_llm, "in_flight", 3, raising=False)
    monkeypatch.setattr(fake_llm, "complete", completed)
    assert summarize(filled, "3.2") == one_by_one
    assert ahead and all(ahead)  # everything was asked ahead, and nothing once more
    assert len(fake_llm.requests) == 2 * asked
