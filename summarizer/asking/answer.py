"""Passages → up to six cited sentences. Each retells one sender's sentence by rule or quotes it; who says the same is counted.

No language model takes part: of a hundred sentences on held-out questions the default model had worded six, four of them
badly, and a quote is always true, comes at once and can carry no order to anybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from summarizer.asking.language import is_english
from summarizer.asking.leaning import lean
from summarizer.asking.retrieval import named
from summarizer.records import Answer, Check, Citation, Claim, Point
from summarizer.summary.claims import citation, standing_behind, write_claim
from summarizer.summary.indirect import leans_back, retell_by_rules
from summarizer.summary.sentences import Embed, KeySentence, SectionVectors, ranked_sentences
from summarizer.text.stance import stance_of
from summarizer.text.words import content_stems, missing_facts, numbers, overlap, plain_form, search_stems

NOTHING = ("Det finns inget om det i inspelen.", "The submissions say nothing about that.")
_NEAREST = (" Det närmaste jag hittar visas som textställen.", " The nearest passages I find are shown.")
MOST_CLAIMS = 6
ALIKE = 0.62  # centred cosine of sentences that say the same
OWN_WORDS = 0.8  # share of a sentence's content words that another sender must have used too
FEWEST_WORDS = 3  # content words; "Järnvägen först." holds too little to tell whether another says the same
OF_CENTRAL = 0.3  # weight of being central and standing alone, beside likeness to the question
OF_NAMING = 0.3  # weight of naming what is asked about
OF_FIGURE = 0.3  # weight of a figure where one is asked for
LEANS = 0.4  # what a sentence loses that only the one before makes clear: quoted alone it says nothing

_HOW_MUCH = re.compile(
    r"\b(hur (många|mycket|stor\w*|lång\w*|ofta|dyr\w*|hög\w*|länge)|vad kosta\w*|siffr\w*|how (many|much|long|large|often))\b",
    re.I,
)
_GIVEN_UP = re.compile(r"\b(?:byt\w* ut|ersätt\w*|stryk\w*|inaktuell\w*|stämmer inte|föråldra\w*|är historia)\b", re.I)
_POINTS_AHEAD = re.compile(  # "det som …" and articles: "den nya lagen", but not "det borde regionen"
    r"(?:det|den|de) (?:som\b|(?!(?:ska|bara|vara)\b|\w+(?:[dt]e|le)\b)\w+[ae] \w+(?:en|et|na)\b)", re.I
)
_ENDS_BACK = re.compile(
    r"\b(?:till|om|på|mot|kring) (?:den|det|dem|detta|denna|dessa)\W*$|\b(?:saknas|finns|gäller|står) (?:de|den|det)\b",
    re.I,
)
_BULLET = re.compile(r"^[-–•]\s+")
_PRESENTS = re.compile(  # who the sender is, what the authority's text is about, and what stands over a text
    r"(?:vi (?:har|är) (?:cirka |ungefär |omkring )?\d[\d \u00a0]*|jag (?:är|bor|heter|har varit)\b|ni skriver\b|(?:om|angående|gällande) [^.!?]{1,50}$)",
    re.I,
)

Tell = Callable[[Claim], None]  # called with each sentence as it is written; may raise to stop


@dataclass(frozen=True)
class Passage:
    """A span of an answer that bears on the question."""

    answer_id: str
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Answered:
    """The answer in the shape of the command-line contract. ``text``: what is said beside the claims, such as counts;
    ``senders``: the submissions that were counted, where the question asked for all."""

    answered: bool
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    route: Literal["exhaustive", "retrieval"]
    text: str = ""
    senders: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """For the terminal: sentences with numbered quotes."""
        if self.text:
            yield self.text
        numbered: list[str] = []
        for claim in self.claims:
            marks = []
            for cited in claim.citations:
                quote = f"{cited.answer_id}: ”{cited.quote}”"
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


def nothing_found(passages: Sequence[Passage], question: str = "") -> Answered:
    """An honest no, with the nearest passages."""
    english = is_english(question)
    nearest = _NEAREST[english] if passages else ""
    return Answered(False, (), tuple(passages), "retrieval", NOTHING[english] + nearest)


def answer_from_passages(
    question: str,
    passages: Sequence[tuple[Passage, Answer]],
    embed: Embed,
    tell: Tell = lambda claim: None,
    english: bool = False,
    known: Sequence[str] = (),
    groups: Sequence[frozenset[str]] = (),
) -> Answered:
    """Sentences of the passages that are nearest to the question, retold and cited, those that agree counted together.
    ``groups``: what is asked about, each a set of alternatives."""
    points = [_point(passage, answer) for passage, answer in passages]
    answers: Mapping[str, Answer] = {answer.answer_id: answer for _, answer in passages}
    vectors = SectionVectors([p.quote for p in points], embed)
    asked = vectors.of([question])[0]
    nearest = [
        replace(
            key,
            weight=float(key.vector @ asked)
            + OF_CENTRAL * key.weight
            + _standing(key.text, groups, answers[key.point.answer_id].organisation)
            + OF_FIGURE * _tells_how_much(question, key.text),
        )
        for key in ranked_sentences(points, vectors)
    ]
    keys = _both_sides(sorted(nearest, key=lambda k: (-round(k.weight, 6), k.text)))
    claims: list[Claim] = []
    for key in keys:
        if english:
            claim = quoted_in_english(citation_of(key.text, key.point), answers[key.point.answer_id])
        else:
            behind = [(p, score) for p, score in standing_behind(key, points, vectors) if _says_it(key, p)]
            retold = retell_by_rules(key.text, known, key.point.question)
            claim = write_claim(
                key, [p for p, _ in behind], answers, retold, stance_of(key.text), [s for _, s in behind]
            )
        claims.append(claim)
        tell(claim)
    return Answered(bool(claims), tuple(claims), tuple(p for p, _ in passages), "retrieval")


def _standing(sentence: str, groups: Sequence[frozenset[str]], sender: str) -> float:
    """How well a sentence answers alone: it names what is asked about, does not lean on the sentence before, and is not about
    its sender."""
    stems = frozenset(search_stems(sentence))
    found = [named(frozenset(map(plain_form, group)), stems) for group in groups]
    back = (leans_back(sentence) and not _POINTS_AHEAD.match(sentence)) or _ENDS_BACK.search(sentence) is not None
    back = back or (not any(found) and len(stems) < FEWEST_WORDS)  # "Rätta texten."
    alone = not back and not _PRESENTS.match(sentence) and not sentence.startswith(sender)
    return OF_NAMING * (sum(found) / len(found) if found else 0.0) - LEANS * (not alone)


def _tells_how_much(question: str, sentence: str) -> bool:
    """A figure other than a year, where how much or many is asked; not one that is to be exchanged."""
    found = [number for number in numbers(sentence) if not re.fullmatch(r"(?:19|20)\d\d", number)]
    return bool(found) and _HOW_MUCH.search(question) is not None and not _GIVEN_UP.search(sentence)


def _says_it(key: KeySentence, point: Point) -> bool:
    """In an answer a sender stands behind a sentence only when its words, figures and names are the sender's own: passages
    of one question are so alike in meaning that meaning tells nothing."""
    if point.point_id == key.point.point_id:
        return True
    words = content_stems(key.text)
    said = overlap(words, content_stems(point.quote))
    return len(words) >= FEWEST_WORDS and said >= OWN_WORDS and not missing_facts(key.text, [point.quote])


def _both_sides(ranked: Sequence[KeySentence]) -> list[KeySentence]:
    """The best sentence of each passage, no two that say the same; where some lean the other way, one of them is among them."""
    chosen: list[KeySentence] = []
    for candidate in ranked:
        said = any(float(candidate.vector @ other.vector) >= ALIKE for other in chosen)
        if candidate.point.point_id in {key.point.point_id for key in chosen} or said:
            continue
        chosen.append(candidate)
    first, later = chosen[:MOST_CLAIMS], chosen[MOST_CLAIMS:]
    leanings = {_side(key) for key in first}
    for side in (-1, 1):
        other = next((key for key in later if _side(key) == side), None)
        if -side in leanings and side not in leanings and other is not None:
            first[-1] = other
    return first


def _side(key: KeySentence) -> int:
    leaning = lean(key.text)
    return (leaning > 0) - (leaning < 0)


def quoted_in_english(cited: Citation, answer: Answer) -> Claim:
    """The sender's own words: the default model does not translate well enough to be trusted with what somebody said."""
    return Claim(
        f"{answer.organisation} writes (in Swedish): “{_one_line(cited.quote)}”",
        (cited,),
        Check(True, 1.0, (), "extract"),
    )


def quoted(cited: Citation, answer: Answer, english: bool = False) -> Claim:
    """A sentence as its sender wrote it."""
    if english:
        return quoted_in_english(cited, answer)
    text = f"{answer.organisation} skriver: ”{_BULLET.sub('', _one_line(cited.quote))}”"
    return Claim(text, (cited,), Check(True, 1.0, (), "extract"))


def citation_of(sentence: str, point: Point) -> Citation:
    """The sentence's own span when it stands in the point as it is, else the point's."""
    at = point.quote.find(sentence)
    if at < 0:
        return citation(point)
    start = point.start + at
    return Citation(point.submission_id, point.answer_id, start, start + len(sentence), sentence)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


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
