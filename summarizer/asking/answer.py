"""Passages → two to six cited sentences. Each retells one sender's sentence; those that say the same are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.llm.prompts import Prompt
from summarizer.records import Answer, Claim, Point
from summarizer.summary.claims import standing_behind, write_claim
from summarizer.summary.indirect import Generate, retell
from summarizer.summary.sentences import Embed, KeySentence, SectionVectors, choose, ranked_sentences
from summarizer.text.stance import stance_of
from summarizer.verification import DEFAULT

NOTHING = "Det finns inget om det i inspelen."
MOST_CLAIMS = 6


@dataclass(frozen=True)
class Passage:
    """A span of an answer that bears on the question."""

    answer_id: str
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Answered:
    """The answer in the shape of the command-line contract. ``text``: what is said when there are no claims."""

    answered: bool
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    route: Literal["exhaustive", "retrieval"]
    text: str = ""

    def lines(self) -> Iterator[str]:
        """For the terminal: sentences with numbered quotes."""
        if self.text:
            yield self.text
        numbered: list[str] = []
        for claim in self.claims:
            marks = []
            for citation in claim.citations:
                quote = f"{citation.answer_id}: ”{citation.quote}”"
                if quote not in numbered:
                    numbered.append(quote)
                marks.append(f"[{numbered.index(quote) + 1}]")
            yield f"{claim.text} {''.join(marks)}"
        if numbered:
            yield ""
        for number, quote in enumerate(numbered, 1):
            yield f"[{number}] {quote}"


def declined(why: str) -> Answered:
    return Answered(False, (), (), "retrieval", why)


def nothing_found(passages: Sequence[Passage]) -> Answered:
    """An honest no, with the nearest passages."""
    nearest = " Det närmaste jag hittar visas som textställen." if passages else ""
    return Answered(False, (), tuple(passages), "retrieval", NOTHING + nearest)


def answer_from_passages(
    question: str,
    passages: Sequence[tuple[Passage, Answer]],
    embed: Embed,
    generate: Generate,
    prompt: Prompt,
) -> Answered:
    """Sentences of the passages that are nearest to the question, retold and cited, those that agree counted together."""
    points = [_point(passage, answer) for passage, answer in passages]
    answers: Mapping[str, Answer] = {answer.answer_id: answer for _, answer in passages}
    vectors = SectionVectors([p.quote for p in points], embed)
    asked = vectors.of([question])[0]
    ranked = ranked_sentences(points, vectors)
    nearest = sorted(ranked, key=lambda k: (-round(float(k.vector @ asked) + 0.3 * k.weight, 6), k.text))
    keys = choose([_weighted(k, float(k.vector @ asked)) for k in nearest], MOST_CLAIMS)
    claims = []
    for key in keys:
        behind = standing_behind(key, points, vectors)
        retold = retell(key.text, prompt, generate, (), DEFAULT)
        claims.append(
            write_claim(key, [p for p, _ in behind], answers, retold, stance_of(key.text), [s for _, s in behind])
        )
    return Answered(bool(claims), tuple(claims), tuple(p for p, _ in passages), "retrieval")


def _weighted(key: KeySentence, weight: float) -> KeySentence:
    return KeySentence(key.text, key.point, key.vector, weight)


def _point(passage: Passage, answer: Answer) -> Point:
    quote = answer.text[passage.start : passage.end]
    return Point(
        point_id=f"{answer.answer_id}@{passage.start}-{passage.end}",
        answer_id=answer.answer_id,
        submission_id=answer.submission_id,
        section=answer.section,
        question=answer.question,
        start=passage.start,
        end=passage.end,
        quote=quote,
    )
