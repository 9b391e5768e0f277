"""Sammanställning, Inspel, Fråga and Export: what a click does is in the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import pipeline
from summarizer.asking import Answered, Tell
from summarizer.errors import ModelMissing
from summarizer.records import Claim
from summarizer.ui import ask
from summarizer.ui.services import open_services
from summarizer.workspace import Workspace
from tests.fakes import write_template
from tests.ui.conftest import GRANVIK, Open, cite, drawn, press, words


def _wait() -> None:
    open_services().jobs.wait(60)


# ── Sammanställning ──
def test_a_citation_opens_the_answer_with_the_exact_words_marked(seeded: Workspace, open_page: Open) -> None:
    test = open_page("sammanstallning", section="2.1")
    assert "3 av 4 avsändare" in words(test)
    heading, theme, *_ = drawn(test, "cite-account")["pieces"]
    assert heading == {"tag": "h2", "text": "Teman (1)"}
    assert [claim["numbers"] for claim in theme["card"][-1]["claims"]] == [[1, 2], [3]]
    press(test, "cite-account", "pressed", 3)
    assert drawn(test, "cite-account")["open"] == 3
    assert "<mark id='belagg'>Mobiltäckningen i Bjurholm måste bli bättre.</mark> Vi stöder målet." in words(test)
    test.button(key="panel_close").click().run()
    assert "<mark" not in words(test)


def test_a_filter_leaves_only_the_themes_of_those_senders(seeded: Workspace, open_page: Open) -> None:
    test = open_page("sammanstallning", section="2.1", filter_types=["civilsamhälle"])
    assert "Bättre täckning</h3>" not in words(test)
    assert "Byn skriver" in words(test)


def test_the_check_is_shown_on_demand(seeded: Workspace, open_page: Open) -> None:
    test = open_page("sammanstallning", section="2.1")
    assert "likhet 0,83" not in words(test)
    test.toggle(key="show_check").set_value(True).run()
    assert "Kontroll: har stöd, likhet 0,83." in words(test)


def test_a_summary_made_before_the_latest_answers_says_so(seeded: Workspace, open_page: Open) -> None:
    assert not open_page("sammanstallning", section="2.1").warning
    seeded.store.submissions.place_remnant(1, "2.1", "goal")
    assert "har ändrats" in open_page("sammanstallning", section="2.1").warning[0].value


def test_the_account_of_a_section_becomes_a_word_document(seeded: Workspace, open_page: Open) -> None:
    open_page("sammanstallning", section="2.1").button(key="to_word").click().run()
    _wait()
    made = open_services().jobs.latest
    assert made is not None and made.error is None
    (report,) = made.results
    assert (report.kind, report.section) == ("report", "2.1")
    assert report.content.startswith(b"PK")


def test_a_theme_gets_a_title_by_hand(seeded: Workspace, open_page: Open) -> None:
    test = open_page("sammanstallning", section="2.1")
    test.text_input(key="title_T1").input("Täckning överallt").run()
    test.button(key="theme_save").click().run()
    _wait()
    (edit,) = seeded.store.themes.edits("2.1")
    assert (edit.action, edit.theme_id, edit.other) == ("rename", "T1", "Täckning överallt")


def test_a_theme_is_split_by_hand(seeded: Workspace, open_page: Open) -> None:
    test = open_page("sammanstallning", section="2.1")
    test.button_group(key="theme_action").set_value("split").run()
    assert test.button(key="theme_save").disabled
    test.multiselect(key="split_T1").select(test.multiselect(key="split_T1").options[1]).run()
    test.text_input(key="split_title_T1").input("Täckning i inlandet").run()
    test.button(key="theme_save").click().run()
    _wait()
    rename, move = seeded.store.themes.edits("2.1")
    assert (rename.action, rename.other) == ("rename", "Täckning i inlandet")
    assert (move.action, move.theme_id) == ("move", rename.theme_id)
    assert move.other == "S0000002/2.1/needs@0-31"


def test_a_section_is_summarised_in_the_background(seeded: Workspace, open_page: Open) -> None:
    seeded.store.themes.forget_section("2.1")
    test = open_page("sammanstallning", section="2.1")
    test.button(key="make").click().run()
    _wait()
    assert open_services().jobs.latest.state == "done"  # type: ignore[union-attr]
    assert seeded.store.themes.summary("2.1") is not None


# ── Inspel ──
def test_files_handed_in_are_read_each_with_its_outcome(workspace: Workspace, open_page: Open) -> None:
    test = open_page("inspel")
    letter = "Till Region Västerbotten\n\n2.1 Digital infrastruktur\n\nMobiltäckningen måste bli bättre i hela länet.\n"
    files = [
        ("granvik.txt", letter.encode(), "text/plain"),
        ("trasig.docx", b"PK\x03\x04trasig", "application/octet-stream"),
    ]
    test.file_uploader[0].set_value(files).run()
    test.button(key="read").click().run()
    _wait()
    test.run()
    outcomes = {o.path: o.status for o in workspace.store.submissions.file_outcomes()}
    assert outcomes["trasig.docx"] == "rejected"
    assert outcomes["granvik.txt"].startswith("accepted")
    assert "Gick inte att läsa" in words(test)
    assert not (workspace.folder / "inkorg").exists()


def test_files_left_from_last_time_can_be_read_on(workspace: Workspace, open_page: Open) -> None:
    waiting = workspace.folder / "inkorg" / "0000"
    waiting.mkdir(parents=True)
    (waiting / "brev.txt").write_text("2.1 Digital infrastruktur\n\nBygg ut fibern i byarna.\n", encoding="utf-8")
    test = open_page("inspel")
    assert "1 filer väntar" in test.warning[0].value
    test.button(key="resume").click().run()
    _wait()
    assert len(workspace.store.submissions.all()) == 1


def test_two_persons_files_of_one_name_wait_side_by_side(workspace: Workspace, open_page: Open) -> None:
    theirs = workspace.folder / "inkorg" / "somebody"
    theirs.mkdir(parents=True)
    (theirs / "svar.txt").write_text("2.1 Digital infrastruktur\n\nBygg ut fibern i byarna.\n", encoding="utf-8")
    test = open_page("inspel")
    mine = "2.1 Digital infrastruktur\n\nMobilnätet räcker inte i fjällen.\n"
    test.file_uploader[0].set_value([("svar.txt", mine.encode(), "text/plain")]).run()
    test.button(key="read").click().run()
    _wait()
    assert len(workspace.store.submissions.all()) == 2


def test_unplaced_text_is_moved_by_hand(seeded: Workspace, open_page: Open) -> None:
    test = open_page("inspel", submission="S0000002")
    test.selectbox(key="place_1_section").set_value("3.2").run()
    test.selectbox(key="place_1_question").set_value("needs").run()
    test.button(key="place_1").click().run()
    (answer,) = seeded.store.submissions.answers("3.2")
    assert (answer.question, answer.text) == ("needs", "En lös tanke om vägar.")
    assert pipeline.ledger(seeded)["unaccounted"] == 0


def _handed_in(workspace: Workspace, folder: Path, name: str, organisation: str, text: str) -> str:
    file = write_template(folder, name, {"organisation": organisation}, {("2.1", "needs"): text})
    (result,) = pipeline.ingest(workspace, [file])
    assert result.submission_id is not None
    return result.submission_id


def test_a_submission_shows_its_account_and_how_sure_a_routing_is(
    workspace: Workspace, open_page: Open, tmp_path: Path
) -> None:
    letter = tmp_path / "brev.txt"
    letter.write_text("Granviks kommun\n\nDelprioritering 2.1 behöver nämna fibern.\n", encoding="utf-8")
    (result,) = pipeline.ingest(workspace, [letter])
    shown = words(open_page("inspel", submission=result.submission_id))
    row = pipeline.ledger(workspace, result.submission_id)
    assert f"{row['received']} tecken mottagna" in shown and "0 saknas" in shown
    assert "placerat efter nummer, 95 % säkert" in shown


def test_two_spellings_of_a_sender_are_decided_by_hand(workspace: Workspace, open_page: Open, tmp_path: Path) -> None:
    first = _handed_in(workspace, tmp_path, "a.docx", "Granviks kommun", "Fibern saknas i byarna.")
    later = _handed_in(workspace, tmp_path, "b.docx", "Granvik kommun", "Fibern saknas i de flesta byarna.")
    test = open_page("inspel")
    test.button(key=f"later_{first}_{later}").click().run()
    assert workspace.store.submissions.get(first).superseded_by == later
    test = open_page("inspel", submission=first)
    test.button(key=f"reinstate_{first}").click().run()
    assert workspace.store.submissions.get(first).superseded_by is None
    assert not any(str(b.key).startswith("later_") for b in open_page("inspel").button)


def test_the_sender_is_corrected(seeded: Workspace, open_page: Open) -> None:
    test = open_page("inspel", submission="S0000002")
    test.text_input(key="name_S0000002").input("Storbackens stad")
    test.selectbox(key="kind_S0000002").set_value("akademi")
    test.button(key="correct_S0000002").click().run()
    found = seeded.store.submissions.get("S0000002")
    assert (found.organisation, found.respondent_type) == ("Storbackens stad", "akademi")


def test_erasing_needs_a_reason_and_a_second_yes(seeded: Workspace, open_page: Open) -> None:
    test = open_page("inspel", submission="S0000001")
    assert test.button(key="erase_S0000001").disabled
    test.text_input(key="reason_S0000001").input("Begärt av avsändaren")
    test.checkbox(key="sure_S0000001").check().run()
    test.button(key="erase_S0000001").click().run()
    assert not test.exception
    assert [s.submission_id for s in seeded.store.submissions.all()] == ["S0000003", "S0000004", "S0000002"]
    assert GRANVIK.encode() not in seeded.store.database.path.read_bytes()


# ── Fråga ──
def test_question_and_answer_are_kept(seeded: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {a.answer_id: a for a in seeded.store.submissions.answers("2.1")}["S0000001/2.1/needs"]
    found = Answered(
        True, (Claim("Granviks kommun stöder målet.", (cite(answer, "Vi stöder målet."),)),), (), "retrieval"
    )
    monkeypatch.setattr(pipeline, "ask", lambda *a, **k: found)
    test = open_page("fraga")
    test.chat_input[0].set_value("Vad säger Granvik?").run()
    assert [m["role"] for m in seeded.store.audit.conversation()] == ["user", "assistant"]
    again = open_page("fraga")  # as after a reload
    assert "Granviks kommun stöder målet." in words(again)
    press(again, "cite-ask-1", "pressed", 1)
    assert "<mark id='belagg'>Vi stöder målet.</mark>" in words(again)
    press(again, "cite-ask-1", "pressed", 1)  # a second press closes it
    assert "<mark" not in words(again)


def test_an_error_is_one_sentence(seeded: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*args: object, **more: object) -> Answered:
        raise ModelMissing("Modellen saknas; hämta den med: samspel models pull")

    monkeypatch.setattr(pipeline, "ask", missing)
    test = open_page("fraga")
    test.chat_input[0].set_value("Vad säger Granvik?").run()
    assert "hämta den med" in test.error[0].value
    assert seeded.store.audit.conversation() == []


def test_sentences_are_shown_as_they_come_and_earlier_questions_go_along(
    seeded: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = {a.answer_id: a for a in seeded.store.submissions.answers("2.1")}["S0000001/2.1/needs"]
    claim = Claim("Granviks kommun stöder målet.", (cite(answer, "Vi stöder målet."),))
    asked: list[tuple[str, list[str]]] = []

    def answering(_w: object, question: str, _s: object, _t: object, earlier: list[str], tell: Tell) -> Answered:
        asked.append((question, list(earlier)))
        tell(claim)
        return Answered(True, (claim,), (), "retrieval")

    monkeypatch.setattr(pipeline, "ask", answering)
    test = open_page("fraga")
    test.chat_input[0].set_value("Vad säger Granvik?").run()
    test.chat_input[0].set_value("och näringslivet?").run()
    assert asked == [("Vad säger Granvik?", []), ("och näringslivet?", ["Vad säger Granvik?"])]
    assert "Bygger på de textställen" in words(test)


def test_a_stopped_answer_keeps_what_was_written(seeded: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {a.answer_id: a for a in seeded.store.submissions.answers("2.1")}["S0000001/2.1/needs"]
    claim = Claim("Granviks kommun stöder målet.", (cite(answer, "Vi stöder målet."),))
    state = {"ask_so_far": ("Vad säger Granvik?", [claim])}
    monkeypatch.setattr(ask.st, "session_state", state)
    ask._stopped(open_services())
    question, kept = seeded.store.audit.conversation()
    assert (question["text"], kept["text"]) == ("Vad säger Granvik?", "Svaret stoppades innan det var färdigt.")
    assert kept["json"]["claims"][0]["text"] == claim.text and "ask_so_far" not in state
    ask._stopped(open_services())  # a second click changes nothing
    assert len(seeded.store.audit.conversation()) == 2


# ── Export ──
def test_an_export_is_made_in_the_background_and_leaves_nothing_on_the_disk(seeded: Workspace, open_page: Open) -> None:
    test = open_page("export")
    before = sorted(p.name for p in seeded.folder.iterdir())
    test.button(key="make_answers").click().run()
    _wait()
    test.run()
    made = open_services().jobs.latest
    assert made is not None and made.error is None
    assert made.results and all(file.content for file in made.results)
    assert [b.label for b in test.get("download_button")] or "Hämta" in str(test.main)
    assert sorted(p.name for p in seeded.folder.iterdir()) == before


def test_an_export_can_be_looked_at_before_it_is_fetched(seeded: Workspace, open_page: Open) -> None:
    test = open_page("export")
    test.button(key="make_answers").click().run()
    _wait()
    test.run()
    assert GRANVIK in words(test)
    assert "<script>document" not in words(test)
