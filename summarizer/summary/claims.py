"""One claim = one sentence that stands on named points. Code writes who and how many; the model retells one key
sentence of a sender in indirect speech; code checks the retelling, and quotes the sender when it does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from summarizer.points.sides import opposed, sides
from summarizer.records import Answer, Check, Citation, Claim, Point, RespondentType, Stance
from summarizer.summary.indirect import Retelling
from summarizer.summary.sentences import KeySentence, SectionVectors
from summarizer.text.counting import count_phrase
from summarizer.verification import DEFAULT, Thresholds, support, unsupported_facts

_VERBS: dict[Stance, str] = {
    "support": "framhåller",
    "change": "anser",
    "oppose": "anser",
    "information": "påpekar",
}
MOST_NAMED = 2  # more senders than this are counted by type


def citation(point: Point) -> Citation:
    return Citation(point.submission_id, point.answer_id, point.start, point.end, point.quote)


def names(points: Sequence[Point], answers: Mapping[str, Answer]) -> str:
    """Who said it: the sender's name for one or two, counts by type for more. The first letter is a capital."""
    senders = {p.submission_id: answers[p.answer_id] for p in points}
    if len(senders) <= MOST_NAMED:
        text = " och ".join(sorted(answer.organisation for answer in senders.values()))
    else:
        counts: dict[RespondentType, int] = {}
        for answer in senders.values():
            counts[answer.respondent_type] = counts.get(answer.respondent_type, 0) + 1
        text = count_phrase(counts)
    return text[:1].upper() + text[1:]


def write_lead(points: Sequence[Point], answers: Mapping[str, Answer]) -> Claim:
    """Who raises the matter of a theme, counted; cited to all of its points."""
    who = names(points, answers)
    return Claim(
        f"Frågan tas upp av {who[:1].lower() + who[1:] if _counted(points) else who}.",
        tuple(citation(p) for p in points),
        Check(True, 1.0, (), "extract"),
    )


def _counted(points: Sequence[Point]) -> bool:
    return len({p.submission_id for p in points}) > MOST_NAMED


def write_claim(
    key: KeySentence,
    behind: Sequence[Point],
    answers: Mapping[str, Answer],
    retold: Retelling | None,
    stance: Stance,
    scores: Sequence[float],
) -> Claim:
    """A claim on one key sentence, cited to the points behind it. Without a retelling that holds, the sender is quoted."""
    if retold is None:
        author = answers[key.point.answer_id].organisation
        text = f"{author} skriver: ”{_bare(key.text)}”"
        return Claim(text, (citation(key.point),), Check(True, 1.0, (), "extract"))
    who = names(behind, answers)
    text = f"{who} {retold.verb or _VERBS[stance] + ' att'} {retold.text}."
    if retold.origin == "rule" and _bare(key.text).startswith(f"{who} "):
        text = f"{_bare(key.text).rstrip('.')}."  # a sender who tells of himself by name is named once, in his own order of words
    facts = unsupported_facts(retold.text, [p.quote for p in behind])
    return Claim(
        text, tuple(citation(p) for p in behind), Check(not facts, round(min(scores), 3), facts, retold.origin)
    )


def standing_behind(
    key: KeySentence, points: Sequence[Point], vectors: SectionVectors, thresholds: Thresholds = DEFAULT
) -> list[tuple[Point, float]]:
    """The points whose best sentence supports the key sentence, with their scores; its own point always does."""
    found = []
    way = sides(key.point.quote)  # whoever asks for the opposite does not stand behind it
    for point in points:
        if point.point_id == key.point.point_id:
            found.append((point, 1.0))
            continue
        texts, of_texts = vectors.sentences(point)
        cosines = of_texts @ key.vector
        score = max(support(float(c), key.text, text) for c, text in zip(cosines, texts, strict=True))
        if score >= thresholds.support and opposed(sides(point.quote), way) is None:
            found.append((point, score))
    return found


def _bare(sentence: str) -> str:
    return re.sub(r"\s+", " ", sentence).strip()
