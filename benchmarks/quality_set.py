"""Hand-labelled consultations for the quality benchmark: a TOML file with submissions, points, a baseline and edits.

Every sentence of every answer carries the id of the point that it makes, or "-" when it has no substance. A sentence
joins the one before it with a space; one that starts with a newline begins a new paragraph, with "\\n- " a bullet.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from summarizer.records import PARTS, RESPONDENT_TYPES, Answer, Op, Part, RespondentType

NO_SUBSTANCE = "-"
BULLET = "\n- "
OPS: tuple[Op, ...] = get_args(Op)


class QualitySetError(ValueError):
    """A set that contradicts itself; the text says where."""


@dataclass(frozen=True)
class LabelledPoint:
    """Something that at least one submission says. ``opposite`` is the point that asks for the contrary."""

    id: str
    section: str
    gist: str
    opposite: str | None = None


@dataclass(frozen=True)
class LabelledSentence:
    """``text == answer.text[start:end]``; ``label`` is a point id, or None without substance."""

    start: int
    end: int
    label: str | None
    text: str


@dataclass(frozen=True)
class LabelledAnswer:
    section: str
    question: str
    text: str
    sentences: tuple[LabelledSentence, ...]


@dataclass(frozen=True)
class LabelledSubmission:
    submission_id: str
    organisation: str
    respondent_type: RespondentType
    answers: tuple[LabelledAnswer, ...]

    @property
    def labels(self) -> frozenset[str]:
        """Ids of the points that this sender makes."""
        return frozenset(s.label for a in self.answers for s in a.sentences if s.label is not None)


@dataclass(frozen=True)
class ExpectedEdit:
    """An edit that a careful editor would make. ``target`` is a piece of the sentence in the baseline that it applies
    to, "" for an insertion that may stand anywhere in the part; ``ops`` are the operations that do it equally well;
    ``words`` are stems that must stand in the new text; "a|b" is satisfied by either."""

    section: str
    part: Part
    ops: tuple[Op, ...]
    target: str
    words: tuple[str, ...]
    point: str

    def words_in(self, text: str) -> int:
        """How many of ``words`` stand in a text, case ignored."""
        folded = text.casefold()
        return sum(any(stem.casefold() in folded for stem in word.split("|")) for word in self.words)


@dataclass(frozen=True)
class QualitySet:
    name: str
    sections: tuple[str, ...]
    points: dict[str, LabelledPoint]
    submissions: tuple[LabelledSubmission, ...]
    baseline: dict[str, dict[Part, str]]  # section → part → current text
    edits: tuple[ExpectedEdit, ...]

    def answers(self) -> list[Answer]:
        """The answers as the product's records, with made-up ids that depend on the set's name and the sender only."""
        return [
            Answer(
                answer_id=f"{submission.submission_id}/{answer.section}/{answer.question}",
                submission_id=submission.submission_id,
                organisation=submission.organisation,
                respondent_type=submission.respondent_type,
                section=answer.section,
                question=answer.question,
                text=answer.text,
            )
            for submission in self.submissions
            for answer in submission.answers
        ]

    def sentences(self) -> dict[str, tuple[LabelledSentence, ...]]:
        """Labelled sentences by the answer ids of ``answers()``."""
        labelled = [answer for submission in self.submissions for answer in submission.answers]
        return {record.answer_id: answer.sentences for record, answer in zip(self.answers(), labelled, strict=True)}

    def makers(self, point: str) -> frozenset[str]:
        """Submission ids of the senders that make a point."""
        return frozenset(s.submission_id for s in self.submissions if point in s.labels)

    def lone_voices(self, section: str | None = None) -> tuple[str, ...]:
        """Ids of the points that one submission only makes."""
        return tuple(p.id for p in self.points.values() if section in (None, p.section) and len(self.makers(p.id)) == 1)

    def opposite_pairs(self) -> tuple[tuple[str, str], ...]:
        """Each pair of points that ask for contrary things, once."""
        found = {tuple(sorted((p.id, p.opposite))) for p in self.points.values() if p.opposite is not None}
        return tuple((a, b) for a, b in sorted(found))


def load(path: str | Path) -> QualitySet:
    """Read a set. Raises QualitySetError when a label, section, question or target does not exist, and when a point is
    made by nobody."""
    file = Path(path)
    try:
        return parse(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, QualitySetError) as exc:
        raise QualitySetError(f"{file.name}: {exc!r}" if isinstance(exc, KeyError) else f"{file.name}: {exc}") from exc


def parse(raw: Mapping[str, Any]) -> QualitySet:
    """Build a set from the tables of its TOML file."""
    name, sections = str(raw["name"]), tuple(raw["sections"])
    points = _points(raw["points"], sections)
    made = QualitySet(
        name=name,
        sections=sections,
        points=points,
        submissions=_submissions(name, raw["submissions"], sections, points),
        baseline=_baseline(raw.get("baseline", {}), sections),
        edits=(),
    )
    for point in points:
        _require(bool(made.makers(point)), f"nobody makes the point {point}")
    edits = tuple(_edit(entry, made) for entry in raw.get("edits", ()))
    return QualitySet(made.name, made.sections, made.points, made.submissions, made.baseline, edits)


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise QualitySetError(otherwise)


def _points(raw: Sequence[Mapping[str, str]], sections: tuple[str, ...]) -> dict[str, LabelledPoint]:
    points: dict[str, LabelledPoint] = {}
    for entry in raw:
        point = LabelledPoint(entry["id"], entry["section"], entry["gist"], entry.get("opposite"))
        _require(point.id not in points, f"the point {point.id} is described twice")
        _require(point.section in sections, f"the point {point.id} is in an unknown section {point.section}")
        points[point.id] = point
    for point in points.values():
        if point.opposite is not None:
            other = points.get(point.opposite)
            _require(other is not None, f"{point.id} has an unknown opposite {point.opposite}")
            _require(other != point, f"{point.id} is its own opposite")
            _require(cast(LabelledPoint, other).section == point.section, f"{point.id} and its opposite are apart")
    return points


def _submissions(
    name: str, raw: Sequence[Mapping[str, Any]], sections: tuple[str, ...], points: dict[str, LabelledPoint]
) -> tuple[LabelledSubmission, ...]:
    submissions: list[LabelledSubmission] = []
    for entry in raw:
        sender, kind = str(entry["organisation"]), entry["type"]
        _require(kind in RESPONDENT_TYPES, f"{sender} has an unknown respondent type {kind}")
        _require(sender not in {s.organisation for s in submissions}, f"{sender} answers twice")
        answers = tuple(_answer(sender, answer, sections, points) for answer in entry["answers"])
        fields = [(a.section, a.question) for a in answers]
        _require(len(set(fields)) == len(fields), f"{sender} answers one question twice")
        digest = hashlib.sha256(f"{name}\n{sender}".encode()).hexdigest()
        submissions.append(LabelledSubmission(f"S{digest[:8]}", sender, kind, answers))
    return tuple(submissions)


def _answer(
    sender: str, raw: Mapping[str, Any], sections: tuple[str, ...], points: dict[str, LabelledPoint]
) -> LabelledAnswer:
    section, question = raw["section"], raw["question"]
    _require(section in sections, f"{sender} answers on an unknown section {section}")
    _require(question in PARTS, f"{sender} answers an unknown question {question}")
    text, sentences = "", []
    for label, written in raw["sentences"]:
        where = f"{sender}, {section} {question}, ”{written[:40]}”"
        if label != NO_SUBSTANCE:
            _require(label in points, f"{where}: unknown label {label}")
            _require(points[label].section == section, f"{where}: {label} belongs to another section")
        lead = BULLET if written.startswith(BULLET) else "\n" if written.startswith("\n") else " "
        sentence = written.removeprefix(lead) if lead != " " else written
        _require(bool(sentence) and sentence == sentence.strip(), f"{where}: empty, or white space around it")
        text += (lead if text else lead.lstrip()) + sentence
        start = len(text) - len(sentence)
        sentences.append(LabelledSentence(start, len(text), None if label == NO_SUBSTANCE else label, sentence))
    _require(bool(sentences), f"{sender}, {section} {question}: no sentences")
    return LabelledAnswer(section, question, text, tuple(sentences))


def _baseline(raw: Mapping[str, Mapping[str, str]], sections: tuple[str, ...]) -> dict[str, dict[Part, str]]:
    for section, parts in raw.items():
        _require(section in sections, f"the baseline has an unknown section {section}")
        for part, text in parts.items():
            _require(part in PARTS, f"the baseline of {section} has an unknown part {part}")
            _require(bool(text.strip()), f"the baseline of {section} {part} is empty")
    return {section: {part: parts[part] for part in PARTS if part in parts} for section, parts in raw.items()}


def _edit(raw: Mapping[str, Any], made: QualitySet) -> ExpectedEdit:
    """One or several ``op`` are allowed: an actor may be added as a sentence or by rewriting the list."""
    ops = (raw["op"],) if isinstance(raw["op"], str) else tuple(raw["op"])
    edit = ExpectedEdit(raw["section"], raw["part"], ops, raw["target"], tuple(raw["words"]), raw["point"])
    where = f"the edit at ”{edit.target}”"
    current = made.baseline.get(edit.section, {}).get(edit.part, "")
    _require(bool(ops) and set(ops) <= set(OPS), f"{where}: unknown op {raw['op']}")
    _require(edit.point in made.points, f"{where}: unknown point {edit.point}")
    _require(made.points[edit.point].section == edit.section, f"{where}: its point belongs to another section")
    if edit.target:
        _require(current.count(edit.target) == 1, f"{where}: stands {current.count(edit.target)} times in the baseline")
    else:
        _require(ops == ("insert_after",) and bool(current), f"{where}: only an insertion may stand anywhere in a part")
    _require(bool(edit.words) == (ops != ("delete",)), f"{where}: words are for new text, and new text needs words")
    return edit
