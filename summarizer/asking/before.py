"""Which of two things senders want first ("järnväg före väg"): read clause by clause, by the words that put one before the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.asking.mentions import Mention, stand
from summarizer.records import Answer
from summarizer.text.sentences import split_sentences
from summarizer.text.words import content_stems

_CLAUSE = re.compile(r"[,;:]|\b(?:men|och sedan|eftersom|medan)\b")
_BEFORE = re.compile(r"\b(?:före|framför|viktigare än|hellre än|snarare än)\b", re.I)
_FIRST = re.compile(r"\b(?:först(?! (?:vid|när|på|i|efter|om|då|\d))|i första hand)\b", re.I)
_BESIDE = re.compile(r"\b(?:längs|vid|kring|mellan|till|från|för|utan|med|bland)\s+(?:de |den |det )?[\w-]+", re.I)
_NEAR = 6  # words after "före" that may say what has to wait

Things = frozenset[str]  # stems of what a thing is called


def put_first(sentence: str, first: Things, then: Things) -> bool:
    """Does the sentence put ``first`` before ``then``? What waits need not be named where something comes "först"."""
    clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
    for number, clause in enumerate(clauses):
        before = _BEFORE.search(clause)
        if before is not None:
            waits = " ".join(clause[before.end() :].split()[:_NEAR])
            ahead = " ".join((*clauses[:number], clause[: before.start()]))
            if _names(then, waits, first) and not _names(first, waits, then) and _names(first, ahead, then):
                return True
        elif _FIRST.search(clause) is not None:
            alone = _BESIDE.sub(" ", clause)  # "täckning längs vägarna först" is about the coverage
            if _names(first, alone, then) and not _names(then, alone, first):
                return True
    return False


def _names(thing: Things, text: str, other: Things) -> bool:
    """The thing, or a compound that begins or ends with it ("vägunderhållet", "grusvägar", but not "järnväg" where that is the
    other)."""
    words = {word for word in content_stems(text) if word in thing or word not in other}
    compounds = (word for word in words if not stand(other, frozenset({word})) or word in thing)
    return stand(thing, frozenset(words)) or any(
        word.startswith(t) or word.endswith(t) for word in compounds for t in thing if len(word) > len(t) + 3
    )


def who_puts_first(first: Things, then: Things, answers: Iterable[Answer]) -> list[Mention]:
    """One sentence a sender, the first that says so, in the order of the answers."""
    found: dict[str, Mention] = {}
    for answer in answers:
        for start, end in split_sentences(answer.text):
            if answer.submission_id not in found and put_first(answer.text[start:end], first, then):
                found[answer.submission_id] = Mention(answer, start, end, "for")
    return list(found.values())
