"""Questions answered in a workspace: who sent anything, who said nothing, names that are places."""

from __future__ import annotations

from dataclasses import replace

from summarizer.pipeline import ask
from summarizer.pipeline.answering import understand
from summarizer.pipeline.finding import find
from summarizer.records import RespondentType
from summarizer.workspace import Workspace
from tests.fakes import a_submission


def add(workspace: Workspace, number: int, sender: str, text: str, kind: RespondentType = "kommun") -> None:
    new = a_submission(number, sender, text)
    workspace.store.submissions.add(
        replace(new, submission=replace(new.submission, respondent_type=kind)), supersedes=None
    )


def test_who_has_sent_anything_is_counted_and_who_was_asked_is_not_known(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Vägarna behöver rustas upp.")
    add(fake_workspace, 2, "Sågen AB", "Bygg fler hus.", "näringsliv")
    sent = ask(fake_workspace, "Hur många har lämnat inspel?")
    assert sent.text == "Två avsändare (en kommun och ett företag) har lämnat inspel: Granviks kommun och Sågen AB."
    silent = ask(fake_workspace, "Vilka kommuner har inte svarat?")
    assert silent.text.startswith("En kommun har lämnat inspel: Granviks kommun.") and "framgår inte" in silent.text
    assert ask(fake_workspace, "Har några lärosäten lämnat inspel?").text == "Ingen sådan avsändare har lämnat inspel."


def test_a_kind_that_is_asked_about_and_silent_is_named(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Vägarna behöver rustas upp.")
    compared = ask(fake_workspace, "Hur ser kommunerna på 3.2 jämfört med företagen?")
    assert compared.answered and compared.text.splitlines() == [
        "3.2 Investeringar i hållbara transportsystem: 1 synpunkt från 1 avsändare, i 1 enskild synpunkt.",
        "Inga företag har sagt något om det.",
    ]


def test_a_matter_in_other_words_is_looked_for_before_nobody_is_said_to_name_it(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Bostadsbyggandet har stannat av i alla byar.")
    add(fake_workspace, 2, "Tallbo kommun", "Vägarna behöver rustas upp.")
    near = ask(fake_workspace, "Har någon tagit upp bostäder?")
    assert near.answered and near.claims[0].citations[0].quote.startswith("Bostadsbyggandet")
    assert ask(fake_workspace, "Har någon tagit upp Umeå?").text == "Ingen avsändare nämner Umeå."


def test_a_village_is_looked_for_by_its_own_name(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Lycksele behöver en ny station och bättre vägar till Lycksele.")
    add(fake_workspace, 2, "Tallbo kommun", "Lastbilen körde fast vid Rusksele i vintras.")
    found = find(fake_workspace, understand(fake_workspace, "Vad sägs om vägen vid Rusksele?"))
    assert "Rusksele" in found.passages[0][1].text


def test_an_empty_answer_is_no_passage(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Inga synpunkter.")
    add(fake_workspace, 2, "Tallbo kommun", "Vägarna behöver rustas upp.")
    found = find(fake_workspace, understand(fake_workspace, "Vilka synpunkter finns på vägarna?"))
    assert [answer.organisation for _, answer in found.passages] == ["Tallbo kommun"]


def test_who_does_not_name_a_matter(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Järnvägen är viktigast.")
    add(fake_workspace, 2, "Tallbo kommun", "Vägarna behöver rustas upp.")
    silent = ask(fake_workspace, "Vilka har inte nämnt järnvägen?")
    assert (silent.text, silent.claims) == ("En avsändare (en kommun) nämner inte järnvägen: Tallbo kommun.", ())


def test_a_sentence_about_the_sender_is_not_told_before_one_about_the_matter(fake_workspace: Workspace) -> None:
    text = "Granviks kommun har gått igenom strategin om bussar. Bussar behövs på kvällen."
    add(fake_workspace, 1, "Granviks kommun", text)
    assert "behövs på kvällen" in ask(fake_workspace, "Vad säger Granviks kommun om bussar?").claims[0].text


def test_who_is_silent_on_the_matter_of_the_conversation_is_heard_on_others(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Vägarna behöver rustas upp.")
    add(fake_workspace, 2, "Fjällets sameby", "Lärarna i byn behöver kunna samiska.", "civilsamhälle")
    earlier = ["Vad tycker Granviks kommun om målet för 5.3?"]
    instead = ask(fake_workspace, "Vad tycker samebyn?", earlier=earlier)
    assert instead.answered and instead.text.startswith("Om det står inget från den avsändaren")
    assert [c.quote for claim in instead.claims for c in claim.citations] == ["Lärarna i byn behöver kunna samiska."]
    assert not ask(fake_workspace, "Vad tycker samebyn om målet?", earlier=earlier).text.startswith("Om det står")


def test_what_is_counted_as_the_same_thing_is_told(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Laddplatser bör finnas i varje by.")
    add(fake_workspace, 2, "Tallbo kommun", "Antalet laddpunkter är inaktuellt.")
    found = ask(fake_workspace, "Hur många vill ha fler laddstolpar?")
    assert found.text == (
        "En avsändare (en kommun) vill uttryckligen ha fler laddstolpar: Granviks kommun. Ytterligare en nämner det utan att ta "
        "ställning. Som samma sak räknas också laddning, laddpunkt och laddplats."
    )
    english = ask(fake_workspace, "Which senders mention charging points?")
    assert english.text == "2 senders mention it: Granviks kommun and Tallbo kommun."


def test_nobody_is_said_before_what_is_near_is_shown(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Vägarna i byarna är smala. Bredda infarten.")
    near = ask(fake_workspace, "Vilka vill bredda vägarna i byarna?")
    assert near.text.startswith("Ingen avsändare tar uttryckligen den ställningen")


def test_the_contrary_is_told_and_the_reasons_when_they_are_asked_for(fake_workspace: Workspace) -> None:
    reasons = "Olyckorna är många. Sänk hastigheten på vägen. Bullret minskar då."
    add(fake_workspace, 1, "Granviks kommun", f"Bygg hus.\n{reasons}\nÖppna badet.")
    add(fake_workspace, 2, "Åkeriet AB", "Sänk inte hastigheten.", "näringsliv")
    found = ask(fake_workspace, "Vilka vill sänka farten?")
    assert found.text.startswith(
        "En avsändare (en kommun) vill uttryckligen sänka farten: Granviks kommun. Emot är ett företag: Åkeriet AB."
    )
    assert [c.citations[0].quote for c in found.claims] == ["Sänk hastigheten på vägen."]
    why = ask(fake_workspace, "Varför det?", earlier=["Vilka vill sänka farten?"])
    assert [c.citations[0].quote for c in why.claims] == [reasons]
    english = ask(fake_workspace, "Who is against speed limits?")
    assert english.text.startswith("1 sender is against it: Åkeriet AB.")


def test_one_before_the_other_and_the_other_way_about(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Vägarna först.")
    add(fake_workspace, 2, "Åkeriet AB", "Järnvägen måste gå före vägarna.", "näringsliv")
    found = ask(fake_workspace, "Vilka tycker att järnväg ska gå före väg?")
    assert found.text.startswith(
        "En avsändare (ett företag) sätter uttryckligen järnväg före väg: Åkeriet AB. Tvärtom tycker en kommun: Granviks kommun."
    )
    assert found.senders == ask(fake_workspace, "Vilka anser att väg inte ska gå före järnväg?").senders


def test_a_sender_with_a_matter_of_his_own_does_not_lean_on_the_question_before(fake_workspace: Workspace) -> None:
    add(fake_workspace, 1, "Granviks kommun", "Strategin saknar prioriteringar.")
    found = ask(fake_workspace, "Vad tycker Granviks kommun om prioriteringarna?", earlier=["Vad sägs om vägarna?"])
    assert found.answered and not found.text
