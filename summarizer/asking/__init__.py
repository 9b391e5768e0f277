"""A question → which way it is answered, the passages that bear on it, and cited sentences or an honest no."""

from summarizer.asking.answer import Answered, Passage, answer_from_passages, declined, nothing_found
from summarizer.asking.retrieval import Hit, fuse
from summarizer.asking.route import Query, read_question

__all__ = [
    "Answered", "Hit", "Passage", "Query", "answer_from_passages", "declined", "fuse", "nothing_found", "read_question",
]  # fmt: skip
