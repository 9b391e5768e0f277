"""A blank template becomes a consultation file that reads what its senders send."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from examples.template import fill_template
from summarizer.consultation import BackgroundField, Consultation, Question, Section, parse
from summarizer.errors import UsageError
from summarizer.matching import match
from summarizer.proposal import Proposal, as_toml, outline, propose
from summarizer.proposal.wording import background_field, part_asked, read_heading, short_title, slug
from summarizer.reading import read_file
from summarizer.text.places import Places
from tests.fakes import RUS, FakeEmbedder

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "submissions").iterdir())


def proposed(tmp_path: Path, content: bytes) -> Proposal:
    path = tmp_path / "mall.docx"
    path.write_bytes(content)
    return propose(outline(read_file(path)), "mall")


@pytest.fixture(scope="module")
def rus(tmp_path_factory: pytest.TempPathFactory) -> Proposal:
    return proposed(tmp_path_factory.mktemp("rus"), fill_template({}, {}, RUS))


# ── the large template ──────────────────────────────────────────────────────────────────────────────────────────────
def test_sections_are_those_of_the_shipped_consultation(rus: Proposal) -> None:
    def outer(consultation: Consultation) -> list[tuple[object, ...]]:
        return [(s.number, s.heading, s.group, s.pages, consultation.parts(s)) for s in consultation.sections]

    assert outer(rus.consultation) == outer(RUS)


def test_background_placeholders_and_reference_are_found(rus: Proposal) -> None:
    found = rus.consultation
    assert [(b.id, b.personal) for b in found.background] == [(b.id, b.personal) for b in RUS.background]
    assert found.placeholders == RUS.placeholders[:1]
    assert (found.authority, found.reference, found.deadline) == (RUS.authority, RUS.reference, RUS.deadline)


@pytest.mark.parametrize(
    "path", [pytest.param(p, marks=[pytest.mark.office] if p.suffix == ".odt" else [], id=p.name) for p in EXAMPLES]
)
def test_what_is_proposed_reads_every_example_as_the_shipped_consultation_does(rus: Proposal, path: Path) -> None:
    mine = parse(as_toml(rus.consultation))
    embedder = FakeEmbedder()

    def similarity(texts: list[str], descriptions: list[str]) -> NDArray[np.float32]:
        return np.asarray(embedder.encode(texts) @ embedder.encode(descriptions).T, dtype=np.float32)

    theirs_at, mine_at = places(RUS), places(mine)
    document = read_file(path)
    theirs, ours = match(document, RUS, similarity), match(document, mine, similarity)
    assert [(mine_at[a.section, a.question], a.text, a.routed) for a in ours.answers] == [
        (theirs_at[a.section, a.question], a.text, a.routed) for a in theirs.answers
    ]
    assert (ours.background, ours.unmapped, ours.ledger) == (theirs.background, theirs.unmapped, theirs.ledger)


def places(consultation: Consultation) -> dict[tuple[str, str], tuple[int, int]]:
    return {(s.id, q): (i, j) for i, s in enumerate(consultation.sections) for j, q in enumerate(s.questions)}


def test_what_a_person_should_look_at_is_said(rus: Proposal) -> None:
    assert any("[places]" in sentence for sentence in rus.check)
    assert any("målformuleringen" in sentence and "part" in sentence for sentence in rus.check)
    text = as_toml(rus.consultation, rus.check)
    assert all(f"#  - {sentence}" in text for sentence in rus.check)


# ── other templates ─────────────────────────────────────────────────────────────────────────────────────────────────
def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_tables_without_controls(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Remiss om lekplatser", 0)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text = "Organisation", "Skostorlek"
    document.add_heading("Läge och tillgång", 1)
    for label in ("Stämmer beskrivningen av nuläget?", "Vilka behov saknas?"):
        document.add_table(rows=2, cols=1).cell(0, 0).text = label
    made = proposed(tmp_path, saved(document))
    (section,) = made.consultation.sections
    assert (section.id, section.title, section.number) == ("lage_och_tillgang", "Läge och tillgång", None)
    assert made.consultation.parts(section) == ("analysis", "needs")
    assert [(b.id, b.personal) for b in made.consultation.background] == [("organisation", False), ("skostorlek", True)]
    assert any("Skostorlek" in sentence for sentence in made.check)


def test_typed_prompts_and_blanks_are_fields(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Om er", 1)
    document.add_paragraph("Avsändare: ____________")
    document.add_heading("1. Stigar", 1)
    document.add_paragraph("Vad vill ni ändra i målet?")
    document.add_paragraph("Skriv ert svar här")
    made = proposed(tmp_path, saved(document)).consultation
    assert [b.labels for b in made.background] == [("Avsändare",)]
    assert [(s.number, s.title) for s in made.sections] == [("1", "Stigar")]
    assert made.placeholders == ("Skriv ert svar här",)


def test_bare_questions_are_fields_where_there_are_no_others(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Badplatser", 1)
    document.add_paragraph("Vi vill veta vad ni tycker.")
    document.add_paragraph("Vilka åtgärder saknas?")
    made = proposed(tmp_path, saved(document)).consultation
    assert [q.labels for q in made.questions.values()] == [("Vilka åtgärder saknas?",)]
    assert "Vi vill veta vad ni tycker." in made.template_text


def test_a_text_that_asks_nothing_is_turned_away(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Här finns inga frågor.")
    with pytest.raises(UsageError, match="svarsfält"):
        proposed(tmp_path, saved(document))


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("heading", "number", "title", "pages"),
    [
        ("Inspel på Delprioritering 3.2 Hållbar mobilitet, s 27–29", "3.2", "Hållbar mobilitet", (27, 29)),
        ("Inspel på inriktningen Sammanhållen region", None, "Sammanhållen region", None),
        ("Kapitel 4 Skolor", "4", "Skolor", None),
        ("10.2. Vatten", "10.2", "Vatten", None),
        ("2030 års skolor", None, "2030 års skolor", None),
        ("Badplatser (sid. 7)", None, "Badplatser", (7, 7)),
    ],
)
def test_headings(heading: str, number: str | None, title: str, pages: tuple[int, int] | None) -> None:
    found = read_heading(heading)
    assert (found.number, found.title, found.pages) == (number, title, pages)


@pytest.mark.parametrize(
    ("label", "part"),
    [
        ("Hur kan målformuleringen uppdateras utifrån den sammanfattande analysen?", "goal"),
        ("Stämmer nulägesbeskrivningen?", "analysis"),
        ("Vilka åtgärder saknas?", "needs"),
        ("Vilka aktörer borde nämnas?", "actors"),
        ("Finns det något annat?", None),
    ],
)
def test_parts(label: str, part: str | None) -> None:
    assert part_asked(label) == part


def test_short_titles_and_ids() -> None:
    assert short_title("Hur kan listan över viktiga aktörer uppdateras?") == "Viktiga aktörer"
    assert short_title("Hur kan den sammanfattande analysen utvecklas (ange gärna källor)?") == "Sammanfattande analys"
    assert slug("Åtgärder för äldre – nu!") == "atgarder_for_aldre_nu"
    assert slug("???") == "avsnitt"


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Kontaktpersonens e-post", "email"), ("Namn", "contact"), ("Förvaltning", "unit"), ("Vem är ni?", None)],
)
def test_background_fields(label: str, kind: str | None) -> None:
    found = background_field(label)
    assert (found[0] if found else None) == kind


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(_WORDS, _WORDS, st.one_of(st.none(), _WORDS), st.tuples(_WORDS, _WORDS))
def test_the_file_gives_back_what_was_written(
    one: str, other: str, number: str | None, labels: tuple[str, str]
) -> None:
    made = Consultation(
        one, other, one, other, one, "2026-05-01", (one, other), (BackgroundField(one, labels, True),),
        {other: Question(other, one, labels, "goal", True)}, (Section(one, other, one, (other,), number, other, (1, 2)),),
        Places({one: (other,)}, (one,)), (other,), {one: "-"},
    )  # fmt: skip
    assert parse(as_toml(made, ("Att kontrollera.",))) == made
