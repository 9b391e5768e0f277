"""Who names a matter, who is for or against it, who puts one thing before another: counted, each with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.asking import (
    Answered,
    Mention,
    Passage,
    Query,
    Tell,
    groups_of,
    mentions,
    other_words,
    quoted,
    who_puts_first,
    wished,
)
from summarizer.pipeline.counting import Senders, senders_of
from summarizer.pipeline.finding import wanted
from summarizer.records import Answer, Citation
from summarizer.text.counting import capitalised, enumeration, number_word
from summarizer.text.sentences import split_sentences
from summarizer.workspace import Workspace

LONGEST = 500  # characters of a paragraph that is quoted for its reasons


def who_mentions(workspace: Workspace, query: Query, tell: Tell) -> Answered | None:
    """Who names the matter, each with the sentence; or who is for or against it, and who thinks the contrary. None: nobody, and
    a side was asked for."""
    answers = [a for a in workspace.store.submissions.answers() if wanted(workspace, a, query)]
    sided = query.side in ("for", "against")
    if query.order is not None:
        found = who_puts_first(*query.order, answers)
        others = who_puts_first(*query.order[::-1], answers)
    else:
        found = mentions(query.what, answers, sided, _names_of(query, sided), query.english)
        others = [m for m in found if sided and m.leaning not in (query.side, "unclear")]
    if query.side == "silent":
        return _who_does_not(query, answers, found)
    hits = [m for m in found if m.leaning == query.side] if sided else found
    if sided and not hits:
        return None
    claims = []
    for mention in sorted(hits, key=lambda m: (m.answer.organisation, m.answer.answer_id)):
        claim = quoted(_citation(mention, query.reasons), mention.answer, query.english)
        claims.append(claim)
        tell(claim)
    who, against = senders_of([m.answer for m in hits]), senders_of([m.answer for m in others])
    unclear = sum(m.leaning == "unclear" for m in found) if sided else 0
    passages = tuple(Passage(m.answer.answer_id, m.start, m.end, 1.0) for m in hits)
    text = _in_english(query, who, against) if query.english else _in_swedish(query, who, against, unclear)
    return Answered(True, tuple(claims), passages, "exhaustive", text, who.ids)


def _names_of(query: Query, sided: bool) -> Sequence[frozenset[str]]:
    """What the matter may be called. Who is asked who names a thing means the word itself, but for English words."""
    if query.english:
        return query.groups
    if query.wish:
        return wished(query.what)
    return groups_of(query.what) if sided else ()


def _who_does_not(query: Query, answers: Sequence[Answer], found: Sequence[Mention]) -> Answered:
    """Those who do not name the matter, among the senders asked about."""
    named = {m.answer.submission_id for m in found}
    who = senders_of([a for a in answers if a.submission_id not in named])
    if query.english:
        text = f"{len(who.names)} senders do not mention it: {who.listed()}."
    else:
        text = f"{capitalised(number_word(len(who.names)))} avsändare ({who.counted(False)}) nämner inte {query.what}: {who.listed()}."
    everyone = "Every sender mentions it." if query.english else f"Alla nämner {query.what}."
    return Answered(True, (), (), "exhaustive", text if who.names else everyone, who.ids)


_ENGLISH = {
    "any": ("mentions", "mention"),
    "for": ("is for", "are for"),
    "against": ("is against", "are against"),
}
_CONTRARY = {"for": "against", "against": "for"}


def _in_english(query: Query, who: Senders, against: Senders) -> str:
    if not who.names:
        return "No sender mentions it."
    text = _english_line(query.side, who)
    return f"{text} {_english_line(_CONTRARY[query.side], against)}" if against.names else text


def _english_line(side: str, who: Senders) -> str:
    names, n = " and ".join(who.listed().rsplit(" och ", 1)), len(who.names)
    return f"{n} {'sender' if n == 1 else 'senders'} {_ENGLISH[side][n > 1]} it: {names}."


def _in_swedish(query: Query, who: Senders, against: Senders, unclear: int) -> str:
    n = len(who.names)
    if not n:
        return f"Ingen avsändare nämner {query.what}."
    verb = {"any": "nämner", "for": "är uttryckligen för", "against": "är uttryckligen emot"}[query.side]
    verb = "vill uttryckligen" if query.wish else "sätter uttryckligen" if query.order else verb
    parts = [f"{capitalised(number_word(n))} avsändare ({who.counted(False)}) {verb} {query.what}: {who.listed()}."]
    if against.names:
        other = "Tvärtom tycker" if query.order else "Emot är" if query.side == "for" else "För är"
        parts.append(f"{other} {against.counted(False)}: {against.listed()}.")
    if unclear:
        parts.append(f"Ytterligare {number_word(unclear)} nämner det utan att ta ställning.")
    also = other_words(query.what) if query.side != "any" else []
    if also:
        parts.append(f"Som samma sak räknas också {enumeration(also)}.")
    return " ".join(parts)


def _citation(mention: Mention, with_reasons: bool) -> Citation:
    """The sentence, or the paragraph that it stands in: a reason stands before or after what it is for."""
    answer, start, end = mention.answer, mention.start, mention.end
    if with_reasons:
        first = answer.text.rfind("\n", 0, start) + 1
        last = answer.text.find("\n", end)
        around = [(a, b) for a, b in split_sentences(answer.text) if a >= first and (last < 0 or b <= last)]
        if around and around[-1][1] - around[0][0] <= LONGEST:
            start, end = around[0][0], around[-1][1]
    return Citation(answer.submission_id, answer.answer_id, start, end, answer.text[start:end])
