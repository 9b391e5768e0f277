"""The records that flow through the product. Frozen; every stage takes some and returns others.

Offsets are character offsets (Python ``str`` indices) into ``Answer.text``; ``start`` inclusive, ``end`` exclusive.
Ids are derived from content, so that the same files in another order give the same ids:

* submission  ``S`` + 8 hex of the file's sha256
* answer      ``<submission>/<section>/<question>``
* point       ``<answer>@<start>-<end>``
* theme       ``T`` + hex, kept while the theme lives on
* suggestion  ``F`` + hex of section, part, op, target and text
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

RespondentType = Literal[
    "kommun", "region_myndighet", "näringsliv", "akademi", "civilsamhälle", "privatperson", "okänd"
]
RESPONDENT_TYPES: tuple[RespondentType, ...] = (
    "kommun", "region_myndighet", "näringsliv", "akademi", "civilsamhälle", "privatperson", "okänd",
)  # fmt: skip
Part = Literal["analysis", "goal", "needs", "actors"]
PARTS: tuple[Part, ...] = ("analysis", "goal", "needs", "actors")
Routed = Literal["number", "title", "meaning"]
Stance = Literal["support", "change", "oppose", "information"]
STANCES: tuple[Stance, ...] = ("support", "change", "oppose", "information")
Op = Literal["insert_after", "replace", "delete"]
FileStatus = Literal["accepted", "accepted_with_warnings", "rejected", "duplicate", "superseding"]
Verdict = Literal["accept", "edit", "reject", "undo"]


# ── reading and matching ────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class MatchedAnswer:
    """One answer as found in a file. ``text`` is exactly what the sender wrote, outer white space stripped."""

    section: str
    question: str
    text: str
    routed: Routed | None = None  # None: stood in its own field of the template
    confidence: float = 1.0


@dataclass(frozen=True)
class FileLedger:
    """Characters of one file (white space not counted) by where they went; ``received`` is counted independently."""

    received: int
    labels: int
    placeholders: int
    background: int
    answers: int
    notes: int
    unmapped: int

    @property
    def unaccounted(self) -> int:
        return self.received - (
            self.labels + self.placeholders + self.background + self.answers + self.notes + self.unmapped
        )


@dataclass(frozen=True)
class MatchedSubmission:
    """A file after reading and matching: everything it held, sorted into where it belongs."""

    answers: tuple[MatchedAnswer, ...]
    background: dict[str, str]  # background field id → text ("organisation", "unit", "contact", "email")
    unmapped: tuple[str, ...]  # text that could not be routed to any section; shown to a person
    notes: tuple[str, ...]  # comments, headers, footers, hidden text: kept, never shown to the model
    ledger: FileLedger
    warnings: tuple[str, ...] = ()


# ── what the store keeps ────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Submission:
    submission_id: str
    file: str  # name of the file as it came, without folders
    sha256: str
    organisation: str  # shown name; "Privatperson 7" for a private person
    respondent_type: RespondentType
    received_at: str  # ISO 8601
    superseded_by: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """One sender's text for one question. ``text`` has personal data masked, at unchanged offsets."""

    answer_id: str
    submission_id: str
    organisation: str
    respondent_type: RespondentType
    section: str
    question: str
    text: str
    file: str = ""
    routed: Routed | None = None
    confidence: float = 1.0


@dataclass(frozen=True)
class Chunk:
    """An indexed span of an answer."""

    answer_id: str
    start: int
    end: int
    text: str


# ── points, themes, claims ──────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Point:
    """One run of sentences of one answer that says one thing. ``quote == answer.text[start:end]``."""

    point_id: str
    answer_id: str
    submission_id: str
    section: str
    question: str
    start: int
    end: int
    quote: str
    stance: Stance = "information"
    places: tuple[str, ...] = ()  # municipalities
    theme_id: str | None = None  # None: without substance
    substance: bool = True


@dataclass(frozen=True)
class Citation:
    """Claim → the sender's own words. ``quote == answer.text[start:end]``, always."""

    submission_id: str
    answer_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Check:
    """What verification found for one claim: the best support score and what was missing."""

    supported: bool
    score: float
    missing: tuple[str, ...] = ()  # numbers and names that no cited point holds
    origin: Literal["model", "rule", "extract"] = "model"  # who worded it: the model, a rule of grammar, the sender


@dataclass(frozen=True)
class Claim:
    """One sentence that the product wrote, with the points it stands on."""

    text: str
    citations: tuple[Citation, ...]
    check: Check | None = None


@dataclass(frozen=True)
class Conflict:
    """Two themes (or two sides of one) that ask for opposite things."""

    theme_a: str
    theme_b: str
    about: str


@dataclass(frozen=True)
class Source:
    """A source that a sender gave: a report, a law, a web address, statistics."""

    text: str
    kind: Literal["url", "report", "law", "statistics"]
    citation: Citation


@dataclass(frozen=True)
class ThemeSummary:
    """A theme as it is shown: its claims, with every count made by code. A respondent counts once."""

    theme_id: str
    title: str
    stance: dict[Stance, int]  # points per stance
    respondents: int
    respondent_types: dict[RespondentType, int]
    claims: tuple[Claim, ...]
    points: tuple[str, ...]


@dataclass(frozen=True)
class SectionLedger:
    """``points = in_themes + lone_voices + without_substance``, counted independently."""

    points: int
    in_themes: int
    lone_voices: int
    without_substance: int

    @property
    def unaccounted(self) -> int:
        return self.points - self.in_themes - self.lone_voices - self.without_substance


@dataclass(frozen=True)
class SectionSummary:
    """Everything that was said on one section. ``asked``: submissions in force; ``answered``: those with substance here."""

    section: str
    title: str
    themes: tuple[ThemeSummary, ...]
    lone_voices: tuple[ThemeSummary, ...]
    conflicts: tuple[Conflict, ...]
    sources: tuple[Source, ...]
    asked: int
    answered: int
    ledger: SectionLedger
    without_substance: tuple[str, ...] = ()  # point ids
    markdown: str = ""


# ── the baseline and suggestions ────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Sentence:
    """A numbered sentence of one part of the baseline. ``start``/``end`` are offsets into the part's text."""

    number: int  # from 1
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class BaselinePart:
    """The current text of one part of one section. ``paragraphs`` are indices of body paragraphs in the original .docx
    (empty when the baseline did not come from Word). Parts can share a paragraph, so ``spans`` says which characters
    of each paragraph belong to the part; the spans' texts joined with a newline are ``text``."""

    section: str
    part: Part
    text: str
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()  # one a paragraph: start and end in that paragraph's text


@dataclass(frozen=True)
class Target:
    """The baseline sentence that an edit applies to, with offsets into the part's text."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Suggestion:
    """One edit written by the model or by code. Never changed after it was made; decisions are records of their own."""

    suggestion_id: str
    section: str
    part: Part
    op: Op
    target: Target | None  # None: the part is empty, the text is its first sentence
    text: str  # the new text; "" for delete
    rationale: str
    citations: tuple[Citation, ...]
    alternatives: tuple[str, ...] = ()
    theme_id: str | None = None
    confidence: float = 0.0
    made_with: str = ""  # the prompts' versions and the model


@dataclass(frozen=True)
class PointWithoutSuggestion:
    point_id: str
    why: str


@dataclass(frozen=True)
class Decision:
    """What a person did with a suggestion. Append-only."""

    suggestion_id: str
    verdict: Verdict
    reviewer: str
    at: str  # ISO 8601
    text: str | None = None  # the person's wording, for "edit"
    reason: str | None = None
    via: str = "skärmen"  # where it was made: skärmen, kommandoraden, Word


@dataclass(frozen=True)
class SuggestionState:
    """A suggestion with the decision in force. ``status``: pending, accepted, edited, rejected, stale."""

    suggestion: Suggestion
    status: Literal["pending", "accepted", "edited", "rejected", "stale"]
    decision: Decision | None = None

    @property
    def final_text(self) -> str:
        """The text that goes into the strategy if the suggestion is carried out."""
        if self.decision is not None and self.decision.verdict == "edit" and self.decision.text is not None:
            return self.decision.text
        return self.suggestion.text


@dataclass(frozen=True)
class Run:
    """One execution of a stage, with what it was made from."""

    run_id: str
    stage: str
    subject: str  # a section, a file
    inputs_sha256: str
    started_at: str
    seconds: float
    details: dict[str, str | int | float] = field(default_factory=dict)
