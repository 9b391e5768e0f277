"""A question → which way it is answered, the passages that bear on it, and cited sentences or an honest no."""

from summarizer.asking.answer import Answered, Passage, Tell, answer_from_passages, declined, nothing_found, quoted
from summarizer.asking.before import who_puts_first
from summarizer.asking.follow_up import read_in_conversation
from summarizer.asking.mentions import Mention, mentions
from summarizer.asking.retrieval import Bearing, Rarity, at_most, bearing, fuse, meaning_of, share_of
from summarizer.asking.route import Query, read_question
from summarizer.asking.wording import groups_of, other_words, wished

__all__ = [
    "Answered", "Bearing", "Mention", "Passage", "Query", "Rarity", "Tell", "answer_from_passages", "at_most", "bearing", "declined", "fuse",
    "groups_of", "meaning_of", "mentions", "nothing_found", "other_words", "quoted", "read_in_conversation", "read_question", "share_of", "who_puts_first", "wished",
]  # fmt: skip
