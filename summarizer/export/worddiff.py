"""The smallest change from one sentence to another, in whole words, as an editor would mark it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+(?:[-:’'.]\w+)*|\s+|[^\w\s]")
_RELATED = 0.4  # share of words in common below which a sentence is shown as replaced whole


def word_changes(old: str, new: str) -> list[tuple[int, int, str]]:
    """``(start, end, text)``: put ``text`` in the place of ``old[start:end]``. In order, never touching each other.

    Changed words with nothing but white space between them are one change.
    """
    if old == new:
        return []
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if _words_in_common(matcher, before, after) < _RELATED:
        return [(0, len(old), new)]
    old_at, new_at = _offsets(before), _offsets(after)
    changes: list[tuple[int, int, int, int]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        change = (old_at[i1], old_at[i2], new_at[j1], new_at[j2])
        if changes and not old[changes[-1][1] : change[0]].strip():
            change = (changes[-1][0], change[1], changes[-1][2], change[3])
            changes.pop()
        changes.append(change)
    return [(start, end, new[first:last]) for start, end, first, last in changes]


def _words_in_common(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> float:
    same = sum(
        before[k].isalnum()
        for block in matcher.get_matching_blocks()
        for k in range(block.a, block.a + block.size)
    )  # fmt: skip
    words = sum(token.isalnum() for token in (*before, *after))
    return 2 * same / words if words else 1.0


def _offsets(tokens: list[str]) -> list[int]:
    """Where each token begins, and where the last one ends."""
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets
