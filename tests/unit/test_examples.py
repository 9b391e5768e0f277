"""The made-up consultation: its files are what the source gives, and hold what the template and the product need."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from examples.build import HERE, build, render
from examples.source import ExampleSubmission, load_strategy, load_submissions
from examples.strategy import render_strategy
from examples.template import Habit, fill_template
from summarizer.baseline import read_baseline
from summarizer.consultation import DEFAULT, load
from summarizer.records import PARTS, RESPONDENT_TYPES
from summarizer.text.sentences import split_sentences

RUS = load(DEFAULT)
SUBMISSIONS = load_submissions()
FILLED = [s for s in SUBMISSIONS if s.answers]
LETTERS = [s for s in SUBMISSIONS if s.letter]
SEED = Path(__file__).parents[3] / "shared" / "seeds" / "rus_template_and_page_5_3.txt"
PROMPT = "Klicka för att skriva"
HEADINGS = """
Bakgrundsinformation
Övergripande inspel
Inledande frågor
Från strategi till samhandling, s 7–9
Inspel på avsnittet
Västerbotten – en attraktiv region där olikheter skapar utvecklingskraft, s 11–15
Inspel på inledning
Inspel på En levande plats år 2030
Inspel på En cirkulär plats år 2030
Vägen till ett hållbart Västerbotten år 2030 – tre inriktningar och sex prioriteringar, S 17–18
Inspel på avsnittet
Inriktningar, S 19
Inspel på inriktningen Sammanhållen region
Inspel på inriktningen Jämlik och jämställd inkludering
Inspel på inriktningen Föregångare i omställning
Prioriteringar, S 20–42
Prioritering 1: Västerbotten – en nytänkande och smart region, s 21–23
Inspel på Inledning prioritering 1
Inspel på Delprioritering 1.1 Kapacitet för samverkan och samhandling
Inspel på Delprioritering 1.2 Digitalisering och nya lösningar
Inspel på Delprioritering 1.3 Utveckling av innovationer
Inspel på Vägen framåt – exempel på andra strategier och planer (prioritering 1)
Prioritering 2: Västerbotten – en region med platsbaserad hållbar näringslivsutveckling, s 24–26
Inspel på Inledning prioritering 2
Inspel på Delprioritering 2.1 Kapacitet för samverkan och samhandling
Inspel på Delprioritering 2.2 Växande, starkare företag och nya livskraftiga företag
Inspel på Vägen framåt – exempel andra strategier och planer (prioritering 2)
Prioritering 3: Västerbotten – en nära tillgänglig region, s 27–29
Inspel på Inledning prioritering 3
Inspel på Delprioritering 3.1 Kapacitet för samverkan och samhandling
Inspel på Delprioritering 3.2 Investeringar i hållbara transportsystem
Inspel på Delprioritering 3.3 Hållbar mobilitet
Inspel på Delprioritering 3.4 Investeringar i digital infrastruktur
Inspel på Vägen framåt – exempel andra strategier och planer (prioritering 3)
Prioritering 4: Västerbotten – en region med hållbara livsmiljöer att bo, verka och leva i, s 30–34
Inspel på Inledning prioritering 4
Inspel på Delprioritering 4.1 Kapacitet för samverkan och samhandling
Inspel på Delprioritering 4.2 Utveckla och förvalta naturarv, livsmiljöer och en aktiv fritid
Inspel på Delprioritering 4.3 Utveckla kultur och kulturarv
Inspel på Delprioritering 4.4 Hållbar konsumtion, inklusive energianvändning
Inspel på Vägen framåt – exempel andra strategier och planer (prioritering 4)
Prioritering 5: Västerbotten – en hälsofrämjande region, s 35–38
Inspel på Inledning prioritering 5
Inspel på Delprioritering 5.1 Kapacitet för samverkan och samhandling
Inspel på Delprioritering 5.2 Hälsosamma levnadsvanor
Inspel på Delprioritering 5.3 Hälsosamma arbets- och verksamhetsmiljöer
Inspel på Delprioritering 5.4 Trygg vård och social omsorg, särskilt för barn, unga och sårbara grupper
Inspel på Vägen framåt – exempel andra strategier och planer (prioritering 5)
Prioritering 6: Västerbotten – en region rik på kompetenser, s 39–42
Inspel på Inledning prioritering 6
Inspel på Delprioritering 6.1 Kapacitet för samverkan och samhandling
Inspel på Delprioritering 6.2 Likvärdigt deltagande i arbets- och samhällsliv, särskilt genom utbildning
Inspel på Delprioritering 6.3 Kompetensförsörjning i företag och verksamheter
Inspel på Vägen framåt – exempel andra strategier och planer (prioritering 6)
""".strip().splitlines()


def _members(content: bytes) -> dict[str, bytes] | bytes:
    """What a file holds: compressed bytes differ between versions of zlib, their content does not."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@cache
def _rendered() -> dict[str, bytes]:
    """Every file as ``build`` writes it, into a folder that holds one which the source no longer has."""
    with TemporaryDirectory() as folder:
        target = Path(folder)
        (target / "submissions").mkdir()
        (target / "submissions" / "gammal.docx").write_bytes(b"x")
        count = build(target)
        written = {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*") if p.is_file()}
    assert count == len(written)
    return written


def _file(submission: ExampleSubmission) -> bytes:
    return _rendered()[f"submissions/{submission.file}"]


def _lines(content: bytes) -> list[str]:
    """Every paragraph of a Word file, content controls and tables included, without its empty lines."""
    body = docx.Document(io.BytesIO(content)).element.body
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))).strip() for p in body.iter(qn("w:p")))
    return [line for line in lines if line]


def _written(text: str) -> list[str]:
    return [line.strip().removeprefix("- ") for line in text.splitlines() if line.strip()]


# ── the files are what the source gives ─────────────────────────────────────────────────────────────────────────────
def test_committed_files_are_what_the_source_gives() -> None:
    rendered = _rendered()
    committed = {f"submissions/{p.name}" for p in (HERE / "submissions").iterdir()} | {"strategy.docx"}
    assert committed == set(rendered)
    changed = [n for n, content in rendered.items() if _members(content) != _members((HERE / n).read_bytes())]
    assert changed == [], "run: python examples/build.py"


def test_building_removes_what_is_gone() -> None:
    assert "submissions/gammal.docx" not in _rendered()


@pytest.mark.parametrize("kind", sorted({(Path(s.file).suffix, s.habit) for s in SUBMISSIONS}), ids=str)
def test_building_again_gives_the_same_bytes(kind: tuple[str, str]) -> None:
    """One file of each kind: they are made by the same code."""
    submission = next(s for s in SUBMISSIONS if (Path(s.file).suffix, s.habit) == kind)
    assert render(submission, RUS) == _file(submission)


def test_the_strategy_built_again_is_the_same_bytes() -> None:
    assert render_strategy(load_strategy(), RUS) == _rendered()["strategy.docx"]


# ── the template ────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("submission", FILLED, ids=lambda s: s.file)
def test_every_heading_of_the_template_in_order(submission: ExampleSubmission) -> None:
    document = docx.Document(io.BytesIO(_file(submission)))
    assert [p.text for p in document.paragraphs if (p._p.style or "").startswith("Heading")] == HEADINGS


def _by_section(lines: list[str]) -> dict[str, list[str]]:
    """Section id → the lines between its heading and the next one."""
    sections, headings = iter(RUS.sections), [*HEADINGS]
    found: dict[str, list[str]] = {}
    here: list[str] = []
    for line in lines:
        if headings and line == headings[0]:
            here = []
            if headings.pop(0).startswith("Inspel") or line == "Inledande frågor":
                found[next(sections).id] = here
        else:
            here.append(line)
    return found


@pytest.mark.parametrize("submission", FILLED, ids=lambda s: s.file)
def test_every_answer_stands_under_its_heading(submission: ExampleSubmission) -> None:
    sections = _by_section(_lines(_file(submission)))
    for (section, _), answer in submission.answers.items():
        shown = [line.removeprefix("- ") for line in sections[section]]
        for line in _written(answer):
            assert any(found.endswith(line) for found in shown), (section, line)


def test_the_template_reads_as_the_authority_wrote_it() -> None:
    if not SEED.is_file():
        pytest.skip("the text of the authority's template is not beside the repository")
    seed = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    seed = seed[: seed.index("Deadline för inspel är den 19 juni 2025 (dagen före midsommarafton)", 10)]
    made = _lines(fill_template({}, {}, RUS))[:-1]  # the deadline closes both
    assert [line.lstrip("· ") for line in seed[seed.index(HEADINGS[0]) :]] == made[made.index(HEADINGS[0]) :]
    introduction = " ".join(seed[: seed.index(HEADINGS[0])]).split()
    same = set(introduction) & set(" ".join(made[: made.index(HEADINGS[0])]).split())
    assert len(same) > 0.9 * len(set(introduction))  # persons and addresses are replaced, the picture has no text


def test_every_empty_field_is_a_content_control_that_shows_its_prompt() -> None:
    body = docx.Document(io.BytesIO(fill_template({}, {}, RUS))).element.body
    controls = list(body.iter(qn("w:sdt")))
    fields = len(RUS.background) + sum(len(s.questions) for s in RUS.sections) - 1  # one question has no field
    assert len(controls) == fields
    for control in controls:
        assert control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
        assert "".join(t.text for t in control.iter(qn("w:t"))) == PROMPT
        assert control.find(f".//{qn('w:rStyle')}") is not None


def test_an_answer_of_paragraphs_and_bullets_is_one_control_between_paragraphs() -> None:
    content = fill_template({}, {("3.2", "needs"): "Först detta.\n\n- ett\n- två"}, RUS)
    body = docx.Document(io.BytesIO(content)).element.body
    (block,) = body.findall(qn("w:sdt"))
    assert ["".join(t.text for t in p.iter(qn("w:t"))) for p in block.iter(qn("w:p"))] == ["Först detta.", "ett", "två"]
    assert [s.get(qn("w:val")) for s in block.iter(qn("w:pStyle"))] == ["ListBullet", "ListBullet"]
    assert block.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is None


@pytest.mark.parametrize(
    ("habit", "line"),
    [("block", "Hur kan identifierade behov utvecklas?"),
     ("spill", "Hur kan identifierade behov utvecklas? Ett."),
     ("prompt_left", f"Hur kan identifierade behov utvecklas? {PROMPT} Ett.")],
)  # fmt: skip
def test_habits_of_senders(habit: Habit, line: str) -> None:
    lines = _lines(fill_template({}, {("5.3", "needs"): "Ett.\nTvå."}, RUS, habit))
    at = lines.index("Två.")
    assert line in lines[at - 2 : at]


def test_the_question_without_a_field_takes_its_answer_as_plain_text() -> None:
    document = docx.Document(io.BytesIO(fill_template({}, {("p1.plans", "improve"): "Lägg till en plan."}, RUS)))
    assert "Lägg till en plan." in [p.text for p in document.paragraphs]  # python-docx leaves content controls out


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match=r"9\.9"):
        fill_template({}, {("9.9", "needs"): "x"}, RUS)
    with pytest.raises(ValueError, match="shoe_size"):
        fill_template({"shoe_size": "43"}, {}, RUS)


# ── the mix ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _mentions(section: str) -> set[str]:
    """Senders who write on the section, in its fields or by number in a letter."""
    fields = {
        s.background["organisation"] + s.background["contact"] for s in FILLED for a, _ in s.answers if a == section
    }
    number = re.compile(rf"(?<![\d.,]){re.escape(section)}(?![\d,]|\.\d)")
    return fields | {s.file for s in LETTERS if number.search(s.letter)}


def test_number_and_mix_of_submissions() -> None:
    formats = Counter(Path(s.file).suffix for s in SUBMISSIONS)
    types = Counter(s.type for s in SUBMISSIONS)
    assert len(SUBMISSIONS) >= 28 and len(FILLED) >= 20
    assert set(formats) == {".docx", ".txt", ".eml", ".pdf", ".odt"}
    assert any(s.file.endswith(".docx") for s in LETTERS)
    assert set(types) == set(RESPONDENT_TYPES) - {"okänd"} and types["kommun"] >= 6
    counts = sorted(len(s.answers) for s in FILLED)
    assert counts[0] == 1 and counts[-1] >= 50 and counts[-2] >= 35


def test_many_on_3_2_and_5_3_and_somebody_on_everything() -> None:
    assert len(_mentions("3.2")) >= 18
    assert len(_mentions("5.3")) >= 14
    assert [s.id for s in RUS.sections if not _mentions(s.id)] == []


def test_one_sender_came_back_with_a_later_version() -> None:
    senders = Counter(s.background["organisation"] for s in SUBMISSIONS if s.type != "privatperson")
    (again,) = [name for name, times in senders.items() if times > 1]
    first, second = (s for s in SUBMISSIONS if s.background["organisation"] == again)
    assert first.date < second.date
    assert first.answers != second.answers


def test_addresses_and_numbers_are_made_up() -> None:
    everything = (HERE / "submissions.toml").read_text(encoding="utf-8") + "\n".join(_lines(fill_template({}, {}, RUS)))
    addresses = re.findall(r"[\w.+-]+@[\w.-]+\w", everything)
    assert addresses and all(a.endswith(".example") for a in addresses)
    phones = re.findall(r"\b0\d{2,3}-\d{3} \d{2,3}(?: \d{2})?\b", everything)
    assert phones and all(re.match(r"070-174 06|0980-319 2", p) for p in phones)  # series set aside for fiction
    assert set(re.findall(r"\b\d{6,8}-\d{4}\b", everything)) == {"19121212-1212"}  # a test number


# ── letters ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _text_of(name: str, content: bytes) -> str:
    match Path(name).suffix:
        case ".docx":
            return "\n".join(_lines(content))
        case ".txt":
            return content.decode("utf-8")
        case ".eml":
            mail = message_from_bytes(content, policy=policy.default)
            return f"{mail['subject']}\n{mail.get_content()}"
        case ".pdf":
            return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
        case _:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                assert package.namelist()[0] == "mimetype"
                return re.sub("<[^>]+>", "\n", package.read("content.xml").decode("utf-8"))


@pytest.mark.parametrize("submission", LETTERS, ids=lambda s: s.file)
def test_letters_hold_every_word(submission: ExampleSubmission) -> None:
    assert _text_of(submission.file, _file(submission)).split()[-1:] == submission.letter.split()[-1:]
    assert " ".join(submission.letter.split()) in " ".join(_text_of(submission.file, _file(submission)).split())


# ── the strategy ────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_strategy_has_every_part_of_every_sub_priority() -> None:
    parts, _ = read_baseline(HERE / "strategy.docx", RUS, split_sentences)
    numbered = [s.id for s in RUS.sections if s.number]
    assert [(p.section, p.part) for p in parts] == [(section, part) for section in numbered for part in PARTS]
    source = {sub.number: sub for priority in load_strategy().priorities for sub in priority.sub}
    for part in parts:
        sub = source[part.section]
        wanted = "\n".join(sub.analysis) if part.part == "analysis" else getattr(sub, part.part)
        assert part.text == wanted.replace("**", "")
        assert part.paragraphs


def test_the_strategy_is_a_real_word_document() -> None:
    document = docx.Document(str(HERE / "strategy.docx"))
    assert len(document.tables) == 6
    assert document.sections[0].header.paragraphs[0].text and document.sections[0].footer.paragraphs[0].text
    assert "Norrbotniabanan" in [r.text for p in document.paragraphs for r in p.runs if r.bold]
