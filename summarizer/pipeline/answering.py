"""Questions to the submissions: the exhaustive way from points and themes, the other by retrieval."""

from __future__ import annotations

from dataclasses import replace

from summarizer.asking import (
    Answered,
    Hit,
    Passage,
    Query,
    answer_from_passages,
    declined,
    fuse,
    nothing_found,
    read_question,
)
from summarizer.errors import UsageError
from summarizer.llm import load_prompt
from summarizer.pipeline.embedding import embed
from summarizer.pipeline.searching import chunk_id, chunks_of, ensure_index
from summarizer.pipeline.summaries import ANYWHERE, CLAIM_PROMPT, filtered_summary, generator
from summarizer.records import RESPONDENT_TYPES, Answer, Chunk, RespondentType
from summarizer.text.words import stems
from summarizer.workspace import Workspace

PASSAGES = 8
CANDIDATES = 24
# Calibrated on twenty questions over the examples, half of them unanswerable: a passage bears on the question when its
# cosine plus WORD_WEIGHT times the share of the question's words in it reaches LEAST.
WORD_WEIGHT, LEAST, LEAST_WORDS = 0.08, 0.885, 0.3


def ask(
    workspace: Workspace, question: str, section: str | None = None, respondent_type: str | None = None
) -> Answered:
    """Answer from the submissions, cited, or say that they do not."""
    organisations = [s.organisation for s in workspace.store.submissions.all()]
    query = read_question(question, workspace.consultation, organisations)
    if section is not None:
        query = replace(query, sections=(workspace.consultation.section(section).id,))
    if respondent_type is not None:
        query = replace(query, types=(_type(respondent_type),))
    if query.way == "declined":
        return declined(query.why)
    if query.way == "silent":
        return _silent(workspace, query)
    if query.way == "exhaustive":
        return _exhaustive(workspace, query)
    return _retrieval(workspace, query)


def _type(text: str) -> RespondentType:
    for known in RESPONDENT_TYPES:
        if known == text.casefold():
            return known
    raise UsageError(f"”{text}” är ingen sorts avsändare; välj någon av: {', '.join(RESPONDENT_TYPES)}.")


def _wanted(answer: Answer, query: Query) -> bool:
    return (
        (not query.sections or answer.section in query.sections)
        and (not query.types or answer.respondent_type in query.types)
        and (not query.senders or answer.organisation in query.senders)
    )


def _exhaustive(workspace: Workspace, query: Query) -> Answered:
    """Every theme and lone voice of the sections, for the senders asked about; counts by code."""
    claims, lines = [], []
    for section in query.sections:
        summary = filtered_summary(workspace, section, lambda answer: _wanted(answer, query))
        claims += [claim for theme in (*summary.themes, *summary.lone_voices) for claim in theme.claims]
        lines.append(
            f"{summary.title}: {summary.ledger.points - summary.ledger.without_substance} synpunkter från "
            f"{summary.answered} avsändare, i {len(summary.themes)} teman och {len(summary.lone_voices)} enskilda synpunkter."
        )
    if not claims:
        return replace(nothing_found(()), route="exhaustive")
    return Answered(True, tuple(claims), (), "exhaustive", "\n".join(lines))


def _silent(workspace: Workspace, query: Query) -> Answered:
    lines = []
    everyone = {s.submission_id: s.organisation for s in workspace.store.submissions.all()}
    for section in query.sections:
        answered = {a.submission_id for a in workspace.store.submissions.answers(section)}
        silent = sorted(name for key, name in everyone.items() if key not in answered)
        title = workspace.consultation.section(section).name
        lines.append(f"{len(silent)} av {len(everyone)} avsändare har inte svarat på {title}: {', '.join(silent)}.")
    return Answered(True, (), (), "exhaustive", "\n".join(lines))


def _retrieval(workspace: Workspace, query: Query) -> Answered:
    answers = {a.answer_id: a for a in workspace.store.submissions.answers() if _wanted(a, query)}
    chunks: dict[str, Chunk] = {chunk_id(c): c for a in answers.values() for c in chunks_of(a)}
    if not chunks:
        return nothing_found(())
    index = ensure_index(workspace)
    vector = workspace.embedder.encode([query.text], "query")
    dense = [(key, score) for key, score in index.search(vector, len(index.ids)) if key in chunks]
    lexical = workspace.store.vectors.bm25(list(dict.fromkeys(stems(query.text))), len(index.ids))
    hits = fuse(query.topic, dense, lexical, {key: c.text for key, c in chunks.items()}, CANDIDATES)
    passages = [
        (Passage(chunks[h.chunk_id].answer_id, chunks[h.chunk_id].start, chunks[h.chunk_id].end, round(h.score, 4)), h)
        for h in hits
    ]
    good = [(p, answers[p.answer_id]) for p, h in passages if _bears(h)][:PASSAGES]
    if not good:
        return nothing_found([p for p, _ in passages[:3]])
    found = answer_from_passages(
        query.text,
        good,
        lambda texts: embed(workspace, texts),
        generator(workspace, ANYWHERE),
        load_prompt(CLAIM_PROMPT),
    )
    return replace(found, passages=tuple(p for p, _ in passages[:PASSAGES]))


def _bears(hit: Hit) -> bool:
    return hit.words >= LEAST_WORDS and hit.cosine + WORD_WEIGHT * hit.words >= LEAST
