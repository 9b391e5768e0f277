"""Every shipped consultation does the whole job on its own examples: nothing in the code knows one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from examples import source as region
from examples.remiss import build as remiss
from examples.template import fill_template
from summarizer import pipeline
from summarizer.consultation import SHIPPED, Consultation, load, parse
from summarizer.pipeline import FileResult
from summarizer.proposal import as_toml, outline, propose
from summarizer.reading import read_file
from summarizer.settings import Settings
from summarizer.workspace import Workspace
from tests.fakes import FakeEmbedder, faithful_llm

EXAMPLES = Path(__file__).parents[2] / "examples"
Answers = dict[tuple[str, str, str], str]  # (organisation, section, question) → text


@dataclass(frozen=True)
class Case:
    """A shipped consultation with its examples. ``discussed``: a section that several senders write on."""

    name: str
    submissions: Path
    baseline: Path
    discussed: str

    @property
    def consultation(self) -> Consultation:
        return load(self.name)

    def blank(self) -> bytes:
        if self.name == "rus_vasterbotten":
            return fill_template({}, {}, self.consultation)
        return (EXAMPLES / "remiss" / "mall.docx").read_bytes()

    def answers(self) -> Answers:
        """What the senders wrote in the template's fields or a web form's columns, as the source has it."""
        if self.name == "rus_vasterbotten":
            sent = [s for s in region.load_submissions() if s.type != "privatperson" and not s.letter]
            return {(s.background["organisation"], *key): text for s in sent for key, text in s.answers.items()}
        found: Answers = {}
        for one in remiss.source()["submissions"]:
            for section, texts in one.get("answers", {}).items():
                found |= {(one["background"]["organisation"], section, q): text for q, text in texts.items()}
        for form in remiss.source()["forms"]:
            for row in form["rows"]:
                named = dict(zip(form["columns"], row, strict=True))
                for column, text in named.items():
                    section, _, question = self.consultation.columns.get(column, "").partition("/")
                    if question and text and named["Vilka svarar ni för?"] != "Privatperson":
                        found[named["Vilka svarar ni för?"], section, question] = text
        return found


CASES = (
    Case("rus_vasterbotten", EXAMPLES / "submissions", EXAMPLES / "strategy.docx", "3.2"),
    Case("kulturplan_salgvik", EXAMPLES / "remiss" / "submissions", EXAMPLES / "remiss" / "kulturplan.md", "bibliotek"),
)


@pytest.fixture(scope="module", params=CASES, ids=lambda c: c.name)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@dataclass(frozen=True)
class Done:
    workspace: Workspace
    results: list[FileResult]


@pytest.fixture(scope="module")
def done(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    folder = tmp_path_factory.mktemp(case.name)
    settings = Settings(workspace=folder / "arbetsyta", models=folder / "modeller")
    workspace = Workspace(settings, case.name, FakeEmbedder(), faithful_llm())
    files = [path for path in sorted(case.submissions.iterdir()) if path.suffix != ".odt"]  # LibreOffice reads that
    yield Done(workspace, pipeline.ingest(workspace, files))
    workspace.close()


def test_every_shipped_consultation_is_a_case() -> None:
    assert {path.stem for path in SHIPPED.glob("*.toml")} == {c.name for c in CASES}


def test_the_file_is_whole_and_writes_back(case: Case) -> None:
    made = case.consultation
    assert made.name == case.name
    assert all(section.questions for section in made.sections)
    assert {q for s in made.sections for q in s.questions} == set(made.questions)
    assert parse(as_toml(made)) == made


def test_the_blank_template_gives_the_same_structure(case: Case, tmp_path: Path) -> None:
    blank = tmp_path / "mall.docx"
    blank.write_bytes(case.blank())
    made = propose(outline(read_file(blank)), "mall").consultation
    assert [(s.heading, s.number, len(s.questions), made.parts(s)) for s in made.sections] == [
        (s.heading, s.number, len(s.questions), case.consultation.parts(s)) for s in case.consultation.sections
    ]
    wanted = case.consultation
    assert [(b.id, b.personal) for b in made.background] == [(b.id, b.personal) for b in wanted.background]
    assert (made.authority, made.reference, made.deadline) == (wanted.authority, wanted.reference, wanted.deadline)


def test_every_file_lands_and_every_character_is_accounted_for(done: Done) -> None:
    assert [r.reason for r in done.results if r.status in ("rejected", "duplicate")] == []
    totals = pipeline.ledger(done.workspace)
    assert totals["unaccounted"] == 0 and totals["unmapped"] == 0 and totals["answers"] > 0


def test_answers_stand_under_their_questions_in_the_senders_words(case: Case, done: Done) -> None:
    stored = {
        (a.organisation, a.section, a.question): " ".join(a.text.split())
        for a in done.workspace.store.submissions.answers(None, None)
    }
    wanted = {key: " ".join(text.split()).replace("- ", "") for key, text in case.answers().items()}
    missing = {key for key, text in wanted.items() if text != stored.get(key, "").replace("- ", "")}
    hidden = {key for key in missing if "█" in stored.get(key, "")}  # personal data is masked at the door
    assert missing - hidden == set() and len(hidden) <= 3


def test_no_contact_field_reaches_an_answer(done: Done) -> None:
    submissions = done.workspace.store.submissions
    said = "\n".join(a.text for a in submissions.answers(None, None))
    contacts = [submissions.contacts(s.submission_id) for s in submissions.all()]
    addresses = [c["email"] for c in contacts if "email" in c]
    assert len(addresses) > 5 and not [a for a in addresses if a in said]


def test_the_current_text_has_every_part_that_is_asked_about(case: Case, done: Done) -> None:
    parts, _ = pipeline.set_baseline(done.workspace, case.baseline)
    made = case.consultation
    assert [(p.section, p.part) for p in parts] == [(s.id, part) for s in made.sections for part in made.parts(s)]


def test_a_section_is_summarised_with_citations_that_hold(case: Case, done: Done) -> None:
    found = pipeline.summarize(done.workspace, case.discussed)
    assert found.ledger.unaccounted == 0 and found.themes
    answers = {a.answer_id: a.text for a in done.workspace.store.submissions.answers(None, None)}
    citations = [c for t in (*found.themes, *found.lone_voices) for claim in t.claims for c in claim.citations]
    assert citations
    assert all(answers[c.answer_id][c.start : c.end] == c.quote for c in citations)
    assert pipeline.section_ledger(done.workspace, case.discussed)["unaccounted"] == 0


def test_edits_are_suggested_for_the_parts_that_it_has(case: Case, done: Done) -> None:
    pipeline.set_baseline(done.workspace, case.baseline)
    suggestions, left = pipeline.draft(done.workspace, case.discussed)
    assert suggestions or left
    assert {s.suggestion.part for s in suggestions} <= set(
        case.consultation.parts(case.consultation.section(case.discussed))
    )


@pytest.mark.parametrize("kind", ["report", "matrix", "answers", "receipts"])
def test_exports_are_made(case: Case, done: Done, kind: str, tmp_path: Path) -> None:
    files = pipeline.export(done.workspace, kind, tmp_path, case.discussed)
    assert files and all(Path(f).stat().st_size for f in files)
