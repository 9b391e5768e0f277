"""Letters, mails and notes without the form: split on what they name, the rest by meaning, all of it marked."""

import numpy as np
import pytest

from summarizer.consultation import load
from summarizer.matching import match
from summarizer.reading import Document
from summarizer.reading.characters import visible
from summarizer.reading.document import Block, Piece
from summarizer.reading.plain import blocks_of
from summarizer.records import MatchedSubmission

CONSULTATION = load("rus_vasterbotten")
SECTIONS = [s.id for s in CONSULTATION.sections]


def letter(text: str, similarity: object = None, **metadata: str) -> MatchedSubmission:
    document = Document("brev.txt", tuple(blocks_of(text)), visible(text), metadata)
    found = match(document, CONSULTATION, similarity)  # type: ignore[arg-type]
    assert found.ledger.unaccounted == 0
    return found


def answers(found: MatchedSubmission) -> dict[tuple[str, str], tuple[str, str | None]]:
    return {(a.section, a.question): (a.text, a.routed) for a in found.answers}


def like(section: str) -> object:
    """A similarity that finds every text most like one section."""

    def similarity(texts: list[str], described: list[str]) -> np.ndarray:
        scores = np.full((len(texts), len(described)), 0.7, dtype=np.float32)
        scores[:, SECTIONS.index(section)] = 0.9
        return scores

    return similarity


@pytest.mark.parametrize(
    ("text", "place", "routed"),
    [
        ("Delprioritering 5.3\n\nFöretagshälsovården räcker inte till.", ("5.3", "analysis"), "number"),
        ("När det gäller delprioritering 5.3 räcker inte resurserna till.", ("5.3", "analysis"), "number"),
        ("I 5.3 saknas de små arbetsgivarna.", ("5.3", "analysis"), "number"),
        ("Avsnitt 5.3, målet är för svagt.", ("5.3", "goal"), "number"),
        ("5.3: behovet av företagshälsovård är stort.", ("5.3", "needs"), "number"),
        ("Bland viktiga aktörer i 5.3 saknas facken.", ("5.3", "actors"), "number"),
        ("På s. 8 används ett krångligt språk.", ("samhandling", "improve"), "number"),
        ("Texten om Hållbar mobilitet är tunn.", ("3.3", "analysis"), "title"),
        ("Hållbar mobilitet\n\nCykelvägar nämns för lite.", ("3.3", "analysis"), "title"),
        ("Hållbar mobilitet: cykelvägar nämns för lite.", ("3.3", "analysis"), "title"),
        ("Avsnitt 5.3 är för kort.", ("5.3", "analysis"), "number"),
        ("Bilaga 1: Delprioritering 5.3\n\nFöretagshälsovården saknas.", ("5.3", "analysis"), "number"),
        ("Allmänt: bra strategi.", ("general", "general"), "title"),
        ("Prioritering 4\n\nInledningen är för lång.", ("p4.intro", "improve"), "number"),
    ],
)
def test_a_letter_that_names_a_section(text: str, place: tuple[str, str], routed: str) -> None:
    found = letter(text)
    assert [(a.section, a.question, a.routed) for a in found.answers] == [(*place, routed)]
    assert found.unmapped == ()
    assert 0.0 < found.answers[0].confidence <= 1.0


def test_one_paragraph_on_several_sections_is_split() -> None:
    found = answers(
        letter("3.2: mer tåg och fler bussar. 5.3: bättre arbetsmiljö i vården. 6.3 behöver nämna distansutbildning.")
    )
    assert found == {
        ("3.2", "analysis"): ("mer tåg och fler bussar.", "number"),
        ("5.3", "analysis"): ("5.3: bättre arbetsmiljö i vården.", "number"),
        ("6.3", "analysis"): ("6.3 behöver nämna distansutbildning.", "number"),
    }


def test_amounts_are_no_references() -> None:
    found = letter("Det behövs 3.2 miljoner kronor, alltså 5.3 procent mer än de 2.1 mkr som finns.")
    assert found.answers == ()
    assert len(found.unmapped) == 1


def test_a_heading_holds_until_the_next_one() -> None:
    found = answers(
        letter(
            "3.2\n\nMer tåg.\n\nMål\n\nHöj målet till 2030.\n\nBehov:\n- fler bussar\n- bättre vägar\n\n4.1\n\nKapaciteten är svag."
        )
    )
    assert found == {
        ("3.2", "analysis"): ("Mer tåg.", "number"),
        ("3.2", "goal"): ("Höj målet till 2030.", "number"),
        ("3.2", "needs"): ("- fler bussar\n- bättre vägar", "number"),
        ("4.1", "analysis"): ("Kapaciteten är svag.", "number"),
    }


def test_a_paragraph_under_a_heading_that_begins_with_another_section() -> None:
    found = answers(
        letter("Delprioritering 5.3\n\nArbetsmiljön nämns inte.\n\nI avsnittet om Hållbar mobilitet saknas cykeln.")
    )
    assert found["5.3", "analysis"] == ("Arbetsmiljön nämns inte.", "number")
    assert found["3.3", "analysis"] == ("I avsnittet om Hållbar mobilitet saknas cykeln.", "title")


def test_what_names_nothing_is_routed_by_meaning_and_says_how_sure() -> None:
    found = letter("Mobiltäckningen är dålig i hela kommunen.", like("3.4"))
    (answer,) = found.answers
    assert (answer.section, answer.question, answer.routed) == ("3.4", "analysis", "meaning")
    assert 0.5 < answer.confidence < 1.0


def test_what_names_nothing_stays_unmapped_without_a_model() -> None:
    found = letter("Mobiltäckningen är dålig i hela kommunen.")
    assert found.answers == () and found.unmapped == ("Mobiltäckningen är dålig i hela kommunen.",)


def test_a_page_that_many_sections_share_is_settled_by_meaning() -> None:
    found = letter("På s. 28 nämns inte mobiltäckningen alls.", like("3.4"))
    assert answers(found) == {("3.4", "analysis"): ("På s. 28 nämns inte mobiltäckningen alls.", "number")}


LETTER = """Granviks kommun
2025-06-12
Dnr KS 2025/123
Till Region Västerbotten

Yttrande över aktualisering av den regionala utvecklingsstrategin

När det gäller delprioritering 3.2 anser kommunen att analysen saknar vägarna i inlandet, som bär upp hela arbetspendlingen.

Med vänlig hälsning
Robin Exempel
Kommunchef, Granviks kommun
robin.exempel@granvik.example
"""


def test_letterhead_and_signature_tell_the_sender_and_are_no_answer() -> None:
    found = letter(LETTER)
    sender = {"organisation": "Granviks kommun", "contact": "Robin Exempel", "email": "robin.exempel@granvik.example"}
    assert found.background == sender
    assert [a.section for a in found.answers] == ["3.2"]
    assert "Robin" not in found.answers[0].text and "Dnr" not in found.answers[0].text
    assert found.unmapped == () and len(found.notes) == 9


def test_the_mail_that_was_answered_is_no_answer() -> None:
    text = "Hej!\n\n3.2: mer tåg.\n\nMvh\nKim\n\nFrån: Region <a@example.org>\nSkickat: den 1 juni\n3.3: påminnelse om remissen"
    found = letter(text, sender_name="Kim Påhitt", sender_email="kim@example.org")
    assert answers(found) == {("3.2", "analysis"): ("mer tåg.", "number")}
    assert found.background == {"contact": "Kim Påhitt", "email": "kim@example.org"}


def test_a_covering_mail_is_set_apart_from_the_form_it_brings() -> None:
    form = [
        "Inspel på Delprioritering 3.2 Investeringar i hållbara transportsystem",
        "Hur kan målformuleringen uppdateras utifrån den sammanfattande analysen?",
        "Nämn godstrafiken.",
        "Hur kan identifierade behov utvecklas?",
        "Klicka för att skriva",
    ]
    blocks = (
        *blocks_of("Hej!\n\nHär kommer vårt inspel. Vi ser fram emot fortsättningen.\n\nRobin"),
        *(Block("paragraph", (Piece("text", line),), part="svar.docx") for line in form),
    )
    document = Document(
        "svar.eml", blocks, sum(visible(b.text) for b in blocks), {"sender_email": "robin@granvik.example"}
    )
    found = match(document, CONSULTATION)
    assert answers(found) == {("3.2", "goal"): ("Nämn godstrafiken.", None)}
    assert found.notes == ("Hej!", "Här kommer vårt inspel. Vi ser fram emot fortsättningen.", "Robin")
    assert found.background == {"email": "robin@granvik.example"}
    assert found.ledger.unaccounted == 0


def test_a_signature_without_closing_words_and_a_sender_that_speaks() -> None:
    text = "Föreningen Provet tackar för möjligheten att lämna synpunkter på den regionala utvecklingsstrategin.\n\n3.2: mer tåg.\n\n"
    signed = letter(text + "Byarådet i Provby\nGun-Britt Ek")
    assert signed.background == {"organisation": "Byarådet i Provby", "contact": "Gun-Britt Ek"}
    assert letter(text).background == {"organisation": "Föreningen Provet"}


def test_what_follows_a_named_section_most_likely_goes_on() -> None:
    found = letter(
        "Jag har tankar om 3.2 Investeringar i hållbara transportsystem.\n\nTågen stannar men perrongen är hal."
    )
    assert [(a.section, a.text.count("\n")) for a in found.answers] == [("3.2", 1)]
    assert found.answers[0].confidence < 0.5


def test_a_list_of_short_remarks_keeps_every_word() -> None:
    found = answers(letter("• 3.2: tåg\n• 5.3: arbetsmiljö\n• Allmänt: bra strategi"))
    assert {place: text for place, (text, _) in found.items()} == {
        ("3.2", "analysis"): "tåg", ("5.3", "analysis"): "arbetsmiljö", ("general", "general"): "bra strategi",
    }  # fmt: skip


def test_a_heading_that_names_several_sections_is_told() -> None:
    found = letter("Delprio 3.2, 3.3 och 3.4\n\nAnalysen saknar inlandet.")
    assert answers(found) == {("3.2", "analysis"): ("Analysen saknar inlandet.", "number")}
    assert "gäller flera avsnitt" in found.warnings[0]


def test_a_signature_with_place_date_and_title() -> None:
    found = letter("3.2: mer tåg.\n\nGranvik 2025-06-01\nRobin Exempel\nKommunchef")
    assert answers(found) == {("3.2", "analysis"): ("mer tåg.", "number")}
    assert found.background == {"contact": "Robin Exempel"}
    kept = letter("3.2: mer tåg.\n\nSamordnare saknas i byarna\n\nRobin Exempel")
    assert answers(kept)["3.2", "analysis"][0] == "mer tåg.\nSamordnare saknas i byarna"


def test_quoted_lines_of_the_mail_that_was_answered_are_notes() -> None:
    text = "> Från: Region <rus@region.example>\n> 3.3: påminnelse\n\n3.2: mer tåg."
    assert answers(letter(text, format="mail")) == {("3.2", "analysis"): ("mer tåg.", "number")}
    sent_on = letter("> 3.2: mer tåg.", format="mail")
    assert sent_on.notes == () and [a.section for a in sent_on.answers] == ["3.2"]


def test_very_many_and_very_long_texts_are_compared_by_their_beginnings() -> None:
    asked: list[list[str]] = []

    def similarity(texts: list[str], described: list[str]) -> np.ndarray:
        asked.append(texts)
        return np.eye(len(texts), len(described), SECTIONS.index("3.4"), dtype=np.float32) + np.float32(0.1)

    found = letter("\n".join(f"Mobiltäckningen är dålig på plats {i}." for i in range(2000)), similarity)
    (texts,) = asked
    assert len(texts) <= 40 and sum(a.text.count("\n") + 1 for a in found.answers) == 2000
    letter("Mobiltäckningen är dålig. " * 5000, similarity)
    assert max(map(len, asked[1])) <= 700
