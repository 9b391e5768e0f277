"""The ledger of one file: each kind of text is counted where it went, and a character that is nowhere is told of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from template import template
from wordxml import docx

from examples.template import fill_template
from summarizer.consultation import load
from summarizer.matching import match
from summarizer.matching.assemble import answers_of, joined, ledger_of
from summarizer.matching.settle import Placed
from summarizer.matching.text import Line
from summarizer.reading import Document, read_file
from summarizer.reading.plain import blocks_of
from summarizer.records import MatchedAnswer

CONSULTATION = load("rus_vasterbotten")
LETTER = "Delprioritering 5.3\n\nFöretagshälsovården räcker inte till."


def line(number: int, text: str) -> Line:
    return Line(number, text, "t" * len(text))


def test_a_character_that_is_nowhere_is_told_of() -> None:
    blocks = tuple(blocks_of(LETTER))
    whole = match(Document("brev.txt", blocks, 50), CONSULTATION)
    assert whole.ledger.received == 50 and whole.ledger.unaccounted == 50 - sum(
        len("".join(text.split())) for text in LETTER.split("\n\n")
    )
    (told,) = [w for w in whole.warnings if "kunde inte stämmas av" in w]
    assert told.startswith(f"{abs(whole.ledger.unaccounted)} tecken")


def test_each_kind_is_counted_where_it_went() -> None:
    spans = [line(n, "x" * n).span(0, n) for n in range(1, 7)]
    placed = [Placed(spans[3], "5.3", "needs", None, 1.0)]
    made = ledger_of(100, [spans[0]], [spans[1]], [spans[2]], placed, 7, [spans[4], spans[5]])
    assert (made.received, made.labels, made.placeholders, made.background) == (100, 1, 2, 3)
    assert (made.answers, made.notes, made.unmapped, made.unaccounted) == (4, 7, 11, 72)


def test_pieces_of_a_line_are_joined_by_a_space_and_lines_by_a_break() -> None:
    one, other = line(1, "ett två"), line(2, "tre")
    assert joined([one.span(0, 3), one.span(4, 7), other.span(0, 3)]) == "ett två\ntre"
    assert joined([]) == ""


def test_answers_stand_in_the_order_of_the_consultation_with_the_least_certain_way() -> None:
    words = line(1, "Mer stöd behövs nu")
    placed = [
        Placed(words.span(0, 3), "5.3", "needs", "number", 0.9),
        Placed(words.span(4, 8), "5.3", "needs", "meaning", 0.6),
        Placed(words.span(9, 15), "3.2", "goal", None, 1.0),
        Placed(words.span(16, 18), "5.3", "needs", "title", 0.8),
    ]
    assert answers_of(placed, CONSULTATION) == (
        MatchedAnswer("3.2", "goal", "behövs", None, 1.0),
        MatchedAnswer("5.3", "needs", "Mer stöd nu", "meaning", 0.6),
    )
    assert answers_of([Placed(line(1, "  ").span(0, 2), "3.2", "goal", None, 1.0)], CONSULTATION) == ()


def test_what_the_form_leaves_out_of_the_sender_is_taken_from_the_mail() -> None:
    document = Document("mejl.eml", tuple(blocks_of(LETTER)), 0, {"sender_email": "anna@prov.example"})
    assert match(document, CONSULTATION).background["email"] == "anna@prov.example"
    assert "email" not in match(Document("brev.txt", tuple(blocks_of(LETTER)), 0), CONSULTATION).background


def test_the_sender_is_read_from_the_form_and_only_what_it_leaves_out_from_the_mail(tmp_path: Path) -> None:
    file = tmp_path / "svar.docx"
    answers = {("3.2", "needs"): "Rusta upp vägarna."}
    file.write_bytes(fill_template({"organisation": "Granviks kommun"}, answers, CONSULTATION))
    mailed = {"sender_email": "anna@prov.example"}
    found = match(replace(read_file(file), metadata=mailed), CONSULTATION)
    assert found.background == {"organisation": "Granviks kommun", "email": "anna@prov.example"}
    file.write_bytes(fill_template({"email": "elin@granvik.example"}, answers, CONSULTATION))
    found = match(replace(read_file(file), metadata=mailed), CONSULTATION)
    assert found.background == {"email": "elin@granvik.example"}
    assert not any("lades efter ordningen" in warning for warning in found.warnings)


def test_an_answer_whose_heading_is_gone_is_told_of_and_an_empty_field_is_not(tmp_path: Path) -> None:
    def without_headings(answers: dict[tuple[str, str], str]) -> list[str]:
        pieces = template(CONSULTATION, answers)
        del pieces["heading", "3.2"], pieces["heading", "3.3"]
        file = tmp_path / "svar.docx"
        file.write_bytes(docx("".join(pieces.values())))
        return [w for w in match(read_file(file), CONSULTATION).warnings if "lades efter ordningen" in w]

    (told,) = without_headings({("3.2", "needs"): "Rusta upp vägarna."})
    assert told.endswith(f"under {CONSULTATION.section('3.2').name}.")
    assert without_headings({("4.2", "needs"): "Rusta upp lederna."}) == []
