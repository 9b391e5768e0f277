"""A question that leans on the one before ("och näringslivet?"): what it leaves out is taken from there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.asking.route import Query, read_question
from summarizer.consultation import Consultation

_LEANS = re.compile(
    r"^\W*(och|men|samt|då|även|också|and|but|what about|how about|hur är det med|hur (ser|tycker|tänker) då|mer om|berätta mer|"
    r"fler|andra|varför\b\W*$|why\b\W*$|vilka då|vem då|hur då)\b",
    re.I,
)
_WHY = re.compile(r"^\W*(?:och |men |and |but )?(?:varför|why|av vilka skäl|vilka skäl)\b", re.I)
_MATTER = re.compile(r"\b(?:om|kring|angående) (?!(?:det|detta|den|dem|saken|samma)\b)\w+", re.I)
_WHOLE = re.compile(r"^\W*hur är det med\b(?!.*\bdå\W*$)", re.I | re.S)  # with a matter of its own
_POINTS_BACK = re.compile(r"\b(det|den|detta|dessa|de|dem|samma sak|that|this|those|it|they)\b", re.I)
_LONGEST = 8  # words in a question that only points back
MOST = 6  # earlier questions looked at


def read_in_conversation(
    text: str, earlier: Sequence[str], consultation: Consultation, organisations: Sequence[str] = ()
) -> Query:
    """Read a question, completed by the earlier ones of the conversation (oldest first) when it leans on them."""
    query = read_question(text, consultation, organisations)
    before = [line for line in earlier if line.strip()][-MOST:]
    if not before or not _leans(query):
        return query
    previous = read_in_conversation(before[-1], before[:-1], consultation, organisations)
    return query if previous.way == "declined" else _completed(query, previous)


def _leans(query: Query) -> bool:
    if query.absent or (query.way == "declined" and not query.empty):
        return False
    if _LEANS.match(query.text):
        return not (query.topic and _WHOLE.match(query.text))
    if query.empty:  # "Vem föreslog det?", but not "Tack för det!"
        return query.text.rstrip().endswith("?") and _POINTS_BACK.search(query.text) is not None
    if _MATTER.search(
        query.text
    ):  # "vad tycker handelskammaren om prioriteringarna?", whose matter is a word of asking
        return False
    pointing = _POINTS_BACK.search(query.text) or query.types or query.senders or query.places
    return not query.topic and not query.sections and len(query.text.split()) <= _LONGEST and bool(pointing)


def _completed(query: Query, previous: Query) -> Query:
    from_whom = bool(query.types or query.senders)
    new_matter = bool(query.topic) and set(query.topic) != _place_words(query)
    merged = replace(
        previous,
        text=query.text,
        alone=query if query.senders and not query.topic else None,
        reasons=_WHY.match(query.text) is not None,
        sections=query.sections or previous.sections,
        parts=query.parts or (() if query.sections else previous.parts),
        types=query.types if from_whom else previous.types,
        senders=query.senders if from_whom else previous.senders,
        places=query.places or previous.places,
        english=query.english or (previous.english and not query.topic and not from_whom),
    )
    if not new_matter:
        return merged
    if previous.way == "mentions":
        what = query.what or _LEANS.sub("", query.text).strip(" ?.!")
        return replace(merged, what=what, topic=query.topic, groups=query.groups, guessed=query.guessed)
    return replace(
        merged,
        way="retrieval",
        topic=query.topic,
        groups=query.groups,
        guessed=query.guessed,
        search=query.search,
        what=query.what,
    )


def _place_words(query: Query) -> set[str]:
    return {word for word in query.topic if any(place.casefold().startswith(word[:5]) for place in query.places)}
