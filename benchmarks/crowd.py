"""A workspace of made-up senders of any number, written straight into the store: no file is read and no model is asked.

    from benchmarks.crowd import fill
    fill(Workspace(settings), senders=1000)

Every answer says one to three of a section's matters, in sentences that differ by sender; themes, summaries, the baseline,
suggestions and some decisions follow from that, so that every page has as much to show as after the real work.
"""

from __future__ import annotations

import hashlib
import random

from summarizer.consultation import Section
from summarizer.records import (
    PARTS,
    STANCES,
    Answer,
    BaselinePart,
    Check,
    Citation,
    Claim,
    Decision,
    FileLedger,
    Part,
    Point,
    RespondentType,
    SectionLedger,
    SectionSummary,
    Sentence,
    Submission,
    Suggestion,
    Target,
    ThemeSummary,
)
from summarizer.store.submissions import NewAnswer, NewSubmission
from summarizer.text.counting import capitalised, count_phrase
from summarizer.workspace import Workspace

KINDS: tuple[RespondentType, ...] = (
    "kommun",
    "region_myndighet",
    "näringsliv",
    "akademi",
    "civilsamhälle",
    "privatperson",
)
MATTERS = (
    "vägen till kusten behöver rustas upp", "bussarna ska gå även på kvällen", "fibern saknas i byarna",
    "fler lärlingsplatser behövs", "vatten och avlopp måste räcka till fler bostäder", "älvens stränder ska skyddas",
    "småföretagen behöver en väg in", "skolan i byn ska finnas kvar", "vindkraften ska ge något tillbaka till bygden",
    "kulturen når inte inlandet", "jämställdheten syns inte i målet", "rennäringens marker måste hållas samman",
)  # fmt: skip
_TAILS = (
    "Det märks varje vinter.", "Vi har tagit upp det förut.", "Det gäller särskilt {place}.", "Kostnaden är känd.",
    "Andra län har löst det.", "Utan det flyttar unga härifrån.", "Det står inget om det i dag.", "{place} nämns inte alls.",
)  # fmt: skip


def fill(workspace: Workspace, senders: int, sections: int | None = None, seed: int = 1) -> None:
    """Fill an empty workspace. ``sections``: how many of the consultation's numbered sections get answers (None: all)."""
    chance = random.Random(seed)
    numbered = [s for s in workspace.consultation.sections if s.number and "needs" in s.questions]
    asked = numbered[: sections or len(numbered)]
    places = list(workspace.consultation.places)
    with workspace.store.database.transaction():
        for number in range(1, senders + 1):
            _sender(workspace, number, asked, places, chance)
        for section in asked:
            points = _points(workspace, section, chance)
            _summary(workspace, section, points, senders)
        workspace.store.review.set_baseline([p for s in asked for p in _baseline_rows(s)], "strategi.md", b"# Strategi")
        for section in asked:
            _suggest(workspace, section)


def _sender(workspace: Workspace, number: int, asked: list[Section], places: list[str], chance: random.Random) -> None:
    sha256 = hashlib.sha256(f"crowd-{number}".encode()).hexdigest()
    kind = KINDS[number % len(KINDS)]
    name = f"Privatperson {number}" if kind == "privatperson" else f"{_NAMES[kind]} {_word(number)}"
    answers = []
    for section in chance.sample(asked, min(len(asked), chance.randint(3, 8))):
        question = chance.choice(list(section.questions))
        said = chance.sample(range(len(MATTERS)), chance.randint(1, 3))
        text = " ".join(
            f"{MATTERS[m][:1].upper()}{MATTERS[m][1:]}. {chance.choice(_TAILS).format(place=chance.choice(places))}"
            for m in said
        )
        answers.append(NewAnswer(section.id, question, text, None, None, 1.0))
    size = sum(len("".join(a.text.split())) for a in answers)
    stray = "En rad utan plats." if number % 50 == 0 else ""
    left = len("".join(stray.split()))
    workspace.store.submissions.add(
        NewSubmission(
            submission=Submission(
                f"S{sha256[:8]}",
                f"inspel_{number:04}.docx",
                sha256,
                name,
                kind,
                f"2026-01-{number % 28 + 1:02}T10:00:00+01:00",
            ),
            organisation_key=f"{name.casefold()}|",
            contacts={},
            answers=tuple(answers),
            unmapped=(stray,) if stray else (),
            notes=(),
            ledger=FileLedger(size + left + 900, 900, 0, 0, size, 0, left),
        ),
        None,
    )


_NAMES = {
    "kommun": "Kommunen", "region_myndighet": "Myndigheten", "näringsliv": "Företaget", "akademi": "Högskolan",
    "civilsamhälle": "Föreningen",
}  # fmt: skip


def _word(number: int) -> str:
    """A made-up place name that is like no other number's."""
    first = ("Gran", "Stor", "Lill", "Tall", "Fjäll", "Älv", "Norr", "Söder", "Björk", "Sten")
    middle = ("vatt", "back", "sel", "dal", "bäck", "fors", "mark", "näs", "mo", "lid")
    last = ("et", "en", "a", "byn", "heden", "träsk", "sjö", "liden", "strand", "berg")
    return first[number % 10] + middle[number // 10 % 10] + last[number // 100 % 10]


def _points(workspace: Workspace, section: Section, chance: random.Random) -> list[Point]:
    """Two sentences a point: the matter and its tail. The matter is the theme."""
    points = []
    for answer in workspace.store.submissions.answers(section.id):
        at = 0
        for matter, start in sorted((m, answer.text.find(f"{m[:1].upper()}{m[1:]}.")) for m in MATTERS):
            if start < 0:
                continue
            ends = [
                p for other in MATTERS if (p := answer.text.find(f"{other[:1].upper()}{other[1:]}.", start + 1)) > 0
            ]
            end = min(ends, default=len(answer.text) + 1) - 1
            quote = answer.text[start:end]
            places = tuple(p for p in workspace.consultation.places if p in quote)
            points.append(
                Point(f"{answer.answer_id}@{start}-{end}", answer.answer_id, answer.submission_id, section.id,
                      answer.question, start, end, quote, chance.choice(STANCES), places,
                      f"T{section.id}-{MATTERS.index(matter)}", True)
            )  # fmt: skip
            at = end
        assert at, answer.text
    workspace.store.themes.replace_points(section.id, points)
    return points


def _summary(workspace: Workspace, section: Section, points: list[Point], senders: int) -> None:
    answers = {a.answer_id: a for a in workspace.store.submissions.answers(section.id)}
    themes = [
        _theme(section, m, [p for p in points if p.theme_id == f"T{section.id}-{m}"], answers)
        for m in range(len(MATTERS))
    ]
    shared = tuple(t for t in themes if t and t.respondents > 1)
    lone = tuple(t for t in themes if t and t.respondents == 1)
    answered = len({p.submission_id for p in points})
    ledger = SectionLedger(len(points), sum(len(t.points) for t in shared), sum(len(t.points) for t in lone), 0)
    summary = SectionSummary(
        section.id, section.name, shared, lone, (), (), senders, answered, ledger, (), f"# {section.name}\n"
    )
    workspace.store.themes.save_summary("crowd", summary)


def _theme(section: Section, matter: int, points: list[Point], answers: dict[str, Answer]) -> ThemeSummary | None:
    if not points:
        return None
    kinds: dict[RespondentType, int] = {}
    for answer_kind in {p.submission_id: answers[p.answer_id].respondent_type for p in points}.values():
        kinds[answer_kind] = kinds.get(answer_kind, 0) + 1
    cited = tuple(Citation(p.submission_id, p.answer_id, p.start, p.end, p.quote) for p in points)
    counted = Claim(f"{capitalised(count_phrase(kinds))} menar att {MATTERS[matter]}.", cited)
    told = tuple(
        Claim(f"{answers[c.answer_id].organisation} anser att {MATTERS[matter]}.", (c,), Check(True, 0.9))
        for c in cited[:3]
    )
    stance = {s: n for s in STANCES if (n := sum(p.stance == s for p in points))}
    return ThemeSummary(
        f"T{section.id}-{matter}", MATTERS[matter].capitalize(), stance, sum(kinds.values()), kinds, (counted, *told),
        tuple(p.point_id for p in points),
    )  # fmt: skip


def _baseline_rows(section: Section) -> list[BaselinePart]:
    return [_part(section.id, part) for part in PARTS]


def _part(section: str, part: Part) -> BaselinePart:
    sentences, at = [], 0
    for number in range(1, 9):
        text = f"Mening {number} säger hur länet ska nå målet i avsnitt {section}."
        sentences.append(Sentence(number, at, at + len(text), text))
        at += len(text) + 1
    return BaselinePart(section, part, " ".join(s.text for s in sentences), tuple(sentences))


def _suggest(workspace: Workspace, section: Section) -> None:
    """Eight new sentences for each part, each cited by three points; the first of each section is accepted."""
    answers = workspace.store.submissions.answers(section.id)
    points = workspace.store.themes.points(section.id, answers)
    made = []
    for row in _baseline_rows(section):
        for sentence in row.sentences:
            key = hashlib.sha256(f"{section.id}{row.part}{sentence.number}".encode()).hexdigest()[:8]
            at = (len(made) * 3) % max(1, len(points))
            cited = tuple(Citation(p.submission_id, p.answer_id, p.start, p.end, p.quote) for p in points[at : at + 3])
            target = Target(sentence.number, sentence.start, sentence.end, sentence.text)
            text = f"{MATTERS[len(made) % len(MATTERS)].capitalize()}."
            made.append(
                Suggestion(
                    f"F{key}", section.id, row.part, "insert_after", target, text, "Tre avsändare tar upp det.", cited
                )
            )
    workspace.store.review.save_draft(section.id, "crowd", made, ())
    if section.number == "1.1":
        workspace.store.review.decide(
            Decision(made[0].suggestion_id, "accept", "Gun Granskare", "2026-02-01T10:00:00+01:00")
        )
