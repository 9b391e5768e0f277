"""Questions to the submissions: what asks for all is counted, the rest is looked for; answered with citations or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.actors import needs
from summarizer.asking import (
    Answered,
    Passage,
    Query,
    Tell,
    answer_from_passages,
    declined,
    nothing_found,
    read_in_conversation,
)
from summarizer.errors import UsageError
from summarizer.pipeline.counting import all_of_sections, who_answered
from summarizer.pipeline.embedding import embed
from summarizer.pipeline.finding import PASSAGES, find
from summarizer.pipeline.mentioning import who_mentions
from summarizer.pipeline.searching import senders
from summarizer.records import RESPONDENT_TYPES, Claim, RespondentType
from summarizer.workspace import Workspace

NEAREST = 3  # passages shown when there is no answer


def _silently(claim: Claim) -> None:
    return None


@needs("läsare")
def ask(
    workspace: Workspace,
    question: str,
    section: str | None = None,
    respondent_type: str | None = None,
    earlier: Sequence[str] = (),
    tell: Tell = _silently,
) -> Answered:
    """Answer from the submissions, cited, or say that they do not.

    ``earlier``: the questions before in the conversation, oldest first. ``tell`` is called with each sentence as it is
    written; what it raises stops the answer."""
    query = understand(workspace, question, section, respondent_type, earlier)
    answer = _answer(workspace, query, tell)
    if answer.answered or query.alone is None:
        return answer
    instead = _answer(workspace, query.alone, tell)
    return replace(instead, text=_of_other_things(query)) if instead.answered and not instead.text else answer


def _answer(workspace: Workspace, query: Query, tell: Tell) -> Answered:
    if query.way == "declined":
        return declined(query.why)
    if query.absent:
        return _absent(query)
    if query.way in ("silent", "answered"):
        return who_answered(workspace, query)
    if query.way == "exhaustive":
        return all_of_sections(workspace, query, tell)
    if query.way == "mentions":
        counted = who_mentions(workspace, query, tell)
        if counted is not None and (counted.senders or _is_a_name(query.what)):
            return counted
        near = _from_passages(workspace, query, tell)
        return replace(near, text=_in_other_words(query)) if near.answered else counted or near
    return _from_passages(workspace, query, tell)


def _of_other_things(query: Query) -> str:
    if query.english:
        return "Nothing on that from this sender, who writes of other things:"
    return "Om det står inget från den avsändaren, som skriver om annat:"


def _is_a_name(what: str) -> bool:
    """What is written in one way only: nobody means it in other words."""
    return any(char.isdigit() for char in what) or what[:1].isupper()


def _in_other_words(query: Query) -> str:
    if query.english:
        return "No sender uses those words; these passages are near:"
    if query.side in ("for", "against"):
        return "Ingen avsändare tar uttryckligen den ställningen; detta ligger nära:"
    return f"Ingen avsändare nämner {query.what} med de orden; detta ligger nära:"


def understand(
    workspace: Workspace,
    question: str,
    section: str | None = None,
    respondent_type: str | None = None,
    earlier: Sequence[str] = (),
) -> Query:
    """The question, read in its conversation, with the filters that were chosen beside it. Raises UsageError."""
    query = read_in_conversation(question, earlier, workspace.consultation, senders(workspace))
    if section is not None:
        query = replace(query, sections=(workspace.consultation.section(section).id,))
    if respondent_type is not None:
        query = replace(query, types=(_type(respondent_type),))
    return query


def _type(text: str) -> RespondentType:
    for known in RESPONDENT_TYPES:
        if known == text.casefold():
            return known
    raise UsageError(f"”{text}” är ingen sorts avsändare; välj någon av: {', '.join(RESPONDENT_TYPES)}.")


def _absent(query: Query) -> Answered:
    if query.english:
        return declined(f"There is no submission from {query.absent}.")
    return declined(f"Det finns inget inspel från {query.absent}.")


def _from_passages(workspace: Workspace, query: Query, tell: Tell) -> Answered:
    found = find(workspace, query)
    passages: list[Passage] = [passage for passage, _ in found.passages]
    whole_sender = not query.topic and bool(query.senders or query.types or query.places)
    good = found.passages if whole_sender else found.good
    if not good or not (whole_sender or found.bears.score > 0):
        return nothing_found(passages[:NEAREST], query.text)
    places = workspace.consultation.places
    answered = answer_from_passages(
        query.search or query.text,
        good,
        lambda texts: embed(workspace, texts),
        tell,
        query.english,
        sorted({name for town, villages in places.items() for name in (town, *villages)}),
        query.groups,
    )
    return replace(answered, passages=tuple(passages[:PASSAGES]))
