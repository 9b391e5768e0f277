"""The stages in order, on a workspace. The only room that knows the order; the command line and the screen call it."""

from summarizer.pipeline.account import ledger, part_of, points, section_ledger
from summarizer.pipeline.answering import ask
from summarizer.pipeline.auditing import verify_log
from summarizer.pipeline.changes import changes_since, latest_run, told
from summarizer.pipeline.corrections import correct_sender, edit_theme, move_answer, place_text
from summarizer.pipeline.drafts import decide, draft, sections_to_draft, set_baseline
from summarizer.pipeline.erasure import erase
from summarizer.pipeline.exports import FORMATS, export
from summarizer.pipeline.governing import (
    actor_for,
    choose_model,
    classification,
    contacts,
    forget_conversation,
    masks,
    roles,
    sensitive,
    set_classification,
    set_masks,
    set_role,
    unmask,
)
from summarizer.pipeline.ingest import FileResult, ingest
from summarizer.pipeline.leftovers import ErasureCheck, verify_erasure
from summarizer.pipeline.proposing import (
    correct_proposal,
    discard_proposal,
    kept_proposal,
    open_proposal,
    propose_consultation,
    use_proposal,
)
from summarizer.pipeline.rates import rates
from summarizer.pipeline.rates import told as rates_told
from summarizer.pipeline.searching import ensure_index, get_ready
from summarizer.pipeline.senders import MergeProposal, keep_apart, merge_proposals, reinstate, replace_submission
from summarizer.pipeline.summaries import summarize
from summarizer.pipeline.word_review import import_review

__all__ = [
    "FORMATS",
    "ErasureCheck",
    "FileResult",
    "MergeProposal",
    "actor_for",
    "ask",
    "changes_since",
    "choose_model",
    "classification",
    "contacts",
    "correct_proposal",
    "correct_sender",
    "decide",
    "discard_proposal",
    "draft",
    "edit_theme",
    "ensure_index",
    "erase",
    "export",
    "forget_conversation",
    "get_ready",
    "import_review",
    "ingest",
    "keep_apart",
    "kept_proposal",
    "latest_run",
    "ledger",
    "masks",
    "merge_proposals",
    "move_answer",
    "open_proposal",
    "part_of",
    "place_text",
    "points",
    "propose_consultation",
    "rates",
    "rates_told",
    "reinstate",
    "replace_submission",
    "roles",
    "section_ledger",
    "sections_to_draft",
    "sensitive",
    "set_baseline",
    "set_classification",
    "set_masks",
    "set_role",
    "summarize",
    "told",
    "unmask",
    "use_proposal",
    "verify_erasure",
    "verify_log",
]  # fmt: skip
