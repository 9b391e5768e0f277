"""A consultation of any size, grown from the made-up examples and the labelled sets: the same matters in many senders' words.

Every submission says about nine things in three to five sections. Each thing is some sender's wording of a point, with other
places and figures in it and often a place added, so that hardly any text stands twice: vectors kept by content must not make
a large consultation look cheap.
"""

from __future__ import annotations

import hashlib
import random
import re
import tomllib
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.quality_set import load
from summarizer.consultation import Consultation
from summarizer.records import RESPONDENT_TYPES, FileLedger, Submission
from summarizer.store.submissions import NewAnswer, NewSubmission
from summarizer.text.masking import mask
from summarizer.text.sentences import split_sentences

EXAMPLES = Path(__file__).parents[1] / "examples" / "submissions.toml"
SETS = ("tune_a", "tune_c")  # what was written to be measured on stays out
_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?![\w.]|,\d)")
_FIRST = (
    "Gran",
    "Stor",
    "Lill",
    "Tall",
    "Fjäll",
    "Älv",
    "Norr",
    "Söder",
    "Björk",
    "Sten",
    "Ren",
    "Myr",
    "Ås",
    "Rön",
    "Vit",
)
_MIDDLE = (
    "vatt",
    "back",
    "sel",
    "dal",
    "bäck",
    "fors",
    "mark",
    "näs",
    "mo",
    "lid",
    "träsk",
    "å",
    "holm",
    "berg",
    "hed",
)
_LAST = (
    "et",
    "en",
    "a",
    "byn",
    "heden",
    "tjärn",
    "sjö",
    "liden",
    "strand",
    "kullen",
    "gården",
    "viken",
    "ön",
    "udden",
    "rået",
)
_SENDERS = {
    "kommun": "{} kommun", "region_myndighet": "Myndigheten i {}", "näringsliv": "{} Åkeri AB", "akademi": "{} högskola",
    "civilsamhälle": "{} byaförening",
}  # fmt: skip

Answers = dict[tuple[str, str], str]  # (section, question) → text


@dataclass(frozen=True)
class Grown:
    """One made-up submission."""

    number: int
    background: dict[str, str]
    answers: Answers


class Corpus:
    """The wordings at hand, by section: a list of (question, wording)."""

    def __init__(self, consultation: Consultation) -> None:
        self._places = sorted({n for town, villages in consultation.places.items() for n in (town, *villages)})
        self._place = re.compile(rf"\b(?:{'|'.join(map(re.escape, self._places))})\b")
        self.pieces: dict[str, list[tuple[str, str]]] = {}
        for name in SETS:
            self._from_set(Path(__file__).with_name("sets") / f"{name}.toml")
        self._from_examples()

    def _from_set(self, file: Path) -> None:
        for submission in load(file).submissions:
            for answer in submission.answers:
                for label, sentences in groupby(answer.sentences, key=lambda s: s.label):
                    if label is not None:
                        piece = (answer.question, " ".join(s.text for s in sentences))
                        self.pieces.setdefault(answer.section, []).append(piece)

    def _from_examples(self) -> None:
        for submission in tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["submissions"]:
            for section, texts in submission.get("answers", {}).items():
                for question, text in texts.items():
                    for paragraph in text.splitlines():
                        bounds = split_sentences(paragraph.removeprefix("- "))
                        for first, last in zip(bounds[::2], bounds[1::2], strict=False):
                            piece = (question, paragraph.removeprefix("- ")[first[0] : last[1]])
                            self.pieces.setdefault(section, []).append(piece)

    def submission(self, number: int, seed: int = 1) -> Grown:
        """The submission of this number; the same in every run."""
        chance = random.Random(f"{seed}/{number}")
        sections = sorted(self.pieces)
        weights = [len(self.pieces[s]) for s in sections]
        answers: dict[tuple[str, str], list[str]] = {}
        for section in dict.fromkeys(chance.choices(sections, weights, k=chance.randint(3, 6))):
            for question, text in chance.sample(
                self.pieces[section], min(len(self.pieces[section]), chance.randint(1, 3))
            ):
                answers.setdefault((section, question), []).append(self._varied(text, chance))
        return Grown(number, _sender(number), {key: "\n".join(texts) for key, texts in answers.items()})

    def _varied(self, text: str, chance: random.Random) -> str:
        text = self._place.sub(lambda _: chance.choice(self._places), text)
        text = _NUMBER.sub(lambda m: str(max(2, round(int(m[0]) * chance.uniform(0.6, 1.7)))), text)
        (start, end), *more = split_sentences(text) or [(0, len(text))]
        first = text[start:end]
        if chance.random() < 0.8 and first.endswith("."):
            first = (
                f"{first[:-1]}, inte minst kring {chance.choice(self._places)} och {_village(chance.randrange(3375))}."
            )
        kept = [text[a:b] for a, b in more if chance.random() < 0.85]
        return " ".join([first, *kept])


def stored(grown: Grown, consultation: Consultation) -> NewSubmission:
    """The submission as the door would hand it to the store, for those that are not written as files."""
    sha256 = hashlib.sha256(f"grown-{grown.number}".encode()).hexdigest()
    name, contact = grown.background["organisation"], grown.background["contact"]
    answers = tuple(
        NewAnswer(section, question, mask(text, (contact,)), None, None, 1.0)
        for (section, question), text in grown.answers.items()
    )
    size = sum(len("".join(a.text.split())) for a in answers)
    submission = Submission(
        f"S{sha256[:8]}", f"inspel_{grown.number:05}.docx", sha256, name, _kind(grown.number), "2026-01-01T10:00:00+01:00"
    )  # fmt: skip
    ledger = FileLedger(size + 900, 900, 0, 0, size, 0, 0)
    return NewSubmission(submission, f"{name.casefold()}|", dict(grown.background), answers, (), (), ledger)


def _sender(number: int) -> dict[str, str]:
    village = _village(number)
    kind = _kind(number)
    return {
        "organisation": _SENDERS[kind].format(village) if kind in _SENDERS else f"Privatperson i {village}",
        "contact": f"Vera {village}son",
        "email": f"vera{number}@{kind.translate(str.maketrans('åäö', 'aao')).replace('_', '-')}.example",
    }


def _kind(number: int) -> str:
    return RESPONDENT_TYPES[number % len(RESPONDENT_TYPES)]


def _village(number: int) -> str:
    """A made-up place; no two numbers below 3,375 have the same, and from there on a number is added."""
    name = _FIRST[number % 15] + _MIDDLE[number // 15 % 15] + _LAST[number // 225 % 15]
    return name if number < 3375 else f"{name} {number // 3375 + 1}"
