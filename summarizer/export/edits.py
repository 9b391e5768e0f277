"""Edits to the baseline, put together paragraph by paragraph.

This is the one place that says what the new text is. The redline, the clean copy and the reading back all follow the
``Change`` of each paragraph: word-level hunks in its text, new paragraphs after it, or nothing left of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.export.characters import printable
from summarizer.export.worddiff import word_changes
from summarizer.records import PARTS, BaselinePart, Op, Part, Target

_CLOSED = (".", "!", "?", ":", "…", "”", '"')

SAME_WORDS = "Förslaget är inte infört i texten, eftersom det ändrar samma ord som ett annat förslag."
NO_SENTENCE = "Förslaget är inte infört i texten, eftersom meningen det gäller inte finns kvar."
NO_SECTION = "Förslaget är inte infört i texten, eftersom avsnittet det gäller inte finns i dokumentet."


@dataclass(frozen=True)
class TrackedEdit:
    """One suggestion on its way into the document. ``new_text``: the final wording, ``""`` for delete; a newline in it
    begins a new paragraph. ``date``: ISO 8601. ``comment``: rationale, counts and quotes, masks applied."""

    suggestion_id: str
    section: str
    part: Part
    op: Op
    target: Target | None
    new_text: str
    author: str
    date: str
    comment: str


Key = tuple[str, Part, int]  # section, part and number of a sentence


@dataclass(frozen=True)
class Slot:
    """A sentence where it stands in a paragraph. ``key`` is None for text that belongs to no part."""

    start: int
    end: int
    key: Key | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the document that holds baseline text; its slots cover all but white space."""

    index: int
    text: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Hunk:
    """Put ``new`` in the place of ``text[start:end]``, on behalf of ``edit``."""

    start: int
    end: int
    new: str
    edit: TrackedEdit


@dataclass(frozen=True)
class Sentence:
    """A slot with the edits on it, sorted by what they do: remove it, change words in it, follow it in the paragraph,
    follow the paragraph."""

    slot: Slot
    removed_by: TrackedEdit | None
    hunks: tuple[Hunk, ...]
    inline: tuple[tuple[str, TrackedEdit], ...]
    after: tuple[tuple[str, TrackedEdit], ...]


@dataclass(frozen=True)
class Change:
    """What becomes of one paragraph. ``emptied_by``: the edit that leaves nothing of it, so that the paragraph itself
    goes. Emptied by several edits it stays: joined with its neighbour by one of them, it would be so too when only that
    one was accepted."""

    paragraph: Paragraph
    sentences: tuple[Sentence, ...]
    hunks: tuple[Hunk, ...]
    after: tuple[tuple[str, TrackedEdit], ...] = ()
    emptied_by: TrackedEdit | None = None
    before: tuple[tuple[str, TrackedEdit], ...] = ()  # only with ``emptied_by``: what comes in the paragraph's place

    def texts(self) -> list[str]:
        """The paragraphs that the reader sees when every hunk is accepted."""
        own = [] if self.emptied_by else [applied(self.paragraph.text, self.hunks)]
        return [new for new, _ in self.before] + own + [new for new, _ in self.after]


def applied(text: str, hunks: Iterable[Hunk]) -> str:
    """The text with the hunks, which are in order, put in."""
    for hunk in reversed(tuple(hunks)):
        text = text[: hunk.start] + hunk.new + text[hunk.end :]
    return text


@dataclass(frozen=True)
class Unplaced:
    """An edit that could not go into the text. ``paragraph``: where it is told of; None when it has no place at all."""

    edit: TrackedEdit
    reason: str
    paragraph: int | None = None
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Plan:
    changes: tuple[Change, ...]
    unplaced: tuple[Unplaced, ...]


def paragraphs_of(parts: Iterable[BaselinePart], texts: Mapping[int, str]) -> tuple[Paragraph, ...]:
    """The paragraphs that the parts stand in. ``texts``: the text of each by its index."""
    slots: dict[int, list[Slot]] = {}
    for part in parts:
        offset = 0
        for index, (start, end) in zip(part.paragraphs, part.spans, strict=True):
            held = slots.setdefault(index, [])
            for s in part.sentences:
                if offset <= s.start < offset + end - start:
                    shift = start - offset
                    held.append(Slot(s.start + shift, s.end + shift, (part.section, part.part, s.number)))
            offset += end - start + 1
    return tuple(Paragraph(i, texts[i], _covering(texts[i], slots[i])) for i in sorted(slots))


def plan(parts: Sequence[BaselinePart], paragraphs: Sequence[Paragraph], edits: Sequence[TrackedEdit]) -> Plan:
    """What becomes of each paragraph when every edit is carried out. Of edits that change the same words the first
    in order is carried out and the others are handed back as unplaced."""
    unplaced: list[Unplaced] = []
    lists = {key for key in ((p.section, p.part) for p in parts) if _is_list(key, paragraphs)}
    by_slot: dict[Key, list[TrackedEdit]] = {}
    own_paragraph: set[int] = set()  # edits, by identity, that go into a paragraph of their own
    for edit in edits:
        place = _place_of(edit, parts)
        if isinstance(place, str):
            unplaced.append(Unplaced(edit, place, *_near(edit, paragraphs)))
            continue
        by_slot.setdefault(place, []).append(edit)
        if place[:2] != (edit.section, edit.part) or place[:2] in lists:
            own_paragraph.add(id(edit))
    changes = []
    for paragraph in paragraphs:
        sentences = [
            _sentence(paragraph, slot, by_slot.get(slot.key, ()) if slot.key else (), own_paragraph, unplaced)
            for slot in paragraph.slots
        ]
        changes.append(_joined(paragraph, sentences))
    return Plan(tuple(c for c in changes if c.hunks or c.after or c.before), tuple(unplaced))


def new_text(part: BaselinePart, edits: Sequence[TrackedEdit]) -> str:
    """The text of one part with the edits on it carried out."""
    (alone,), texts = laid_out([part])
    paragraphs = paragraphs_of([alone], texts)
    mine = [edit for edit in edits if (edit.section, edit.part) == (part.section, part.part)]
    if not part.sentences:
        return "\n".join(printable(edit.new_text).strip() for edit in mine)
    changed = {c.paragraph.index: c.texts() for c in plan([alone], paragraphs, mine).changes}
    return "\n".join(text for i in sorted(texts) for text in changed.get(i, [texts[i]]))


def laid_out(parts: Iterable[BaselinePart]) -> tuple[tuple[BaselinePart, ...], dict[int, str]]:
    """Parts that did not come from Word, given a paragraph for each of their lines, numbered on through the parts."""
    texts: dict[int, str] = {}
    placed = []
    for part in parts:
        lines = part.text.split("\n") if part.text else []
        indices = tuple(range(len(texts), len(texts) + len(lines)))
        texts.update(zip(indices, lines, strict=True))
        placed.append(replace(part, paragraphs=indices, spans=tuple((0, len(line)) for line in lines)))
    return tuple(placed), texts


def _covering(text: str, slots: list[Slot]) -> tuple[Slot, ...]:
    """The slots in order, with slots of no part for the text between them."""
    covering: list[Slot] = []
    at = 0
    for slot in [*sorted(slots, key=lambda s: s.start), Slot(len(text), len(text))]:
        between = text[at : slot.start]
        if between.strip():
            first = at + len(between) - len(between.lstrip())
            covering.append(Slot(first, first + len(between.strip())))
        covering.append(slot)
        at = slot.end
    return tuple(covering[:-1])


def _is_list(key: tuple[str, Part], paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the part is a list: several paragraphs of one sentence each, or an item without a full stop."""
    own = [p for p in paragraphs if any(s.key and s.key[:2] == key for s in p.slots)]
    alone = all(len(p.slots) == 1 for p in own)
    return alone and (len(own) > 1 or any(not p.text.rstrip().endswith(_CLOSED) for p in own))


def _place_of(edit: TrackedEdit, parts: Sequence[BaselinePart]) -> Key | str:
    """The sentence that the edit applies to, or why there is none. Text for an empty part goes after the nearest part
    of the section, the one before it first."""
    part = next((p for p in parts if (p.section, p.part) == (edit.section, edit.part) and p.sentences), None)
    if part is None:
        rank = PARTS.index(edit.part)
        siblings = [p for p in parts if p.section == edit.section and p.sentences]
        if not siblings or edit.op != "insert_after":
            return NO_SENTENCE if siblings else NO_SECTION
        part = min(siblings, key=lambda p: (PARTS.index(p.part) > rank, abs(PARTS.index(p.part) - rank)))
        return part.section, part.part, part.sentences[-1].number
    if edit.target is None:
        return part.section, part.part, part.sentences[-1].number
    wanted = edit.target
    same = [s.number for s in part.sentences if s.text == wanted.text]
    if not same:
        return NO_SENTENCE
    return part.section, part.part, min(same, key=lambda number: abs(number - wanted.sentence))


def _near(edit: TrackedEdit, paragraphs: Sequence[Paragraph]) -> tuple[int | None, tuple[int, int]]:
    """A place for the comment on an edit that has lost its sentence: the last of its part, else of its section."""
    for length in (2, 1):
        wanted = (edit.section, edit.part)[:length]
        for paragraph in reversed(paragraphs):
            for slot in reversed(paragraph.slots):
                if slot.key and slot.key[:length] == wanted:
                    return paragraph.index, (slot.start, slot.end)
    return None, (0, 0)


def _sentence(
    paragraph: Paragraph, slot: Slot, edits: Sequence[TrackedEdit], own_paragraph: set[int], unplaced: list[Unplaced]
) -> Sentence:
    """Sort the edits on one sentence, in their order."""
    removed_by: TrackedEdit | None = None
    hunks: list[Hunk] = []
    inline: list[tuple[str, TrackedEdit]] = []
    after: list[tuple[str, TrackedEdit]] = []
    for edit in edits:
        text = printable(edit.new_text)
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if edit.op == "insert_after":
            alone = id(edit) in own_paragraph or text.lstrip(" ").startswith("\n")
            inline.extend((line, edit) for line in lines[: 0 if alone else 1])
            after.extend((line, edit) for line in lines[0 if alone else 1 :])
            continue
        changed = [] if edit.op == "delete" or not lines else _changes(paragraph, slot, lines[0], edit)
        removes = edit.op == "delete" or not lines
        if removed_by is not None or (removes and hunks) or _collide(hunks, changed):
            unplaced.append(Unplaced(edit, SAME_WORDS, paragraph.index, (slot.start, slot.end)))
        elif removes:
            removed_by = edit
        else:
            hunks = sorted([*hunks, *changed], key=lambda h: (h.start, h.end))
            after.extend((line, edit) for line in lines[1:])
    return Sentence(slot, removed_by, tuple(hunks), tuple(inline), tuple(after))


def _changes(paragraph: Paragraph, slot: Slot, text: str, edit: TrackedEdit) -> list[Hunk]:
    return [
        Hunk(slot.start + start, slot.start + end, new, edit)
        for start, end, new in word_changes(paragraph.text[slot.start : slot.end], text)
    ]


def _collide(placed: list[Hunk], hunks: list[Hunk]) -> bool:
    return any(
        (a.start < b.end and b.start < a.end) or (a.start, a.end, a.new) == (b.start, b.end, b.new)
        for a in placed
        for b in hunks
    )


def _joined(paragraph: Paragraph, sentences: list[Sentence]) -> Change:
    """One change out of the sentences': white space goes with what is removed and comes with what is new, so that each
    hunk can be accepted or rejected on its own."""
    slots = paragraph.slots
    after = [new for sentence in sentences for new in sentence.after]
    kept = [i for i, sentence in enumerate(sentences) if sentence.removed_by is None]
    if not kept:
        return _nothing_kept(paragraph, sentences, after)
    hunks: list[Hunk] = []
    for i, (slot, sentence) in enumerate(zip(slots, sentences, strict=True)):
        if i < kept[0]:  # before the first sentence that stays: the white space that follows belongs to the change
            follows = slots[i + 1].start
            hunks.extend(Hunk(slot.start, follows, "", edit) for edit in (sentence.removed_by,) if edit)
            hunks.extend(Hunk(follows, follows, f"{text} ", edit) for text, edit in sentence.inline)
        else:
            hunks.extend(Hunk(slots[i - 1].end, slot.end, "", edit) for edit in (sentence.removed_by,) if edit)
            hunks.extend(sentence.hunks)
            hunks.extend(Hunk(slot.end, slot.end, f" {text}", edit) for text, edit in sentence.inline)
    return Change(paragraph, tuple(sentences), tuple(hunks), tuple(after))


def _nothing_kept(paragraph: Paragraph, sentences: list[Sentence], after: list[tuple[str, TrackedEdit]]) -> Change:
    """All sentences are removed: what is new takes their place, and only without anything new does the paragraph go.
    New paragraphs come in front of it, so that the removal and they can be accepted each on its own."""
    removers = {id(s.removed_by): s.removed_by for s in sentences if s.removed_by}
    starts = [0, *(slot.start for slot in paragraph.slots[1:]), len(paragraph.text)]
    new = [(text, edit, starts[i + 1]) for i, s in enumerate(sentences) for text, edit in s.inline]
    alone = len(removers) == 1 and not new
    if not new and not alone and after:
        new = [(*after.pop(0), len(paragraph.text))]
    hunks = [Hunk(starts[i], starts[i + 1], "", s.removed_by) for i, s in enumerate(sentences) if s.removed_by]
    hunks += [Hunk(at, at, f" {text}" if k else text, edit) for k, (text, edit, at) in enumerate(new)]
    hunks.sort(key=lambda h: (h.end, h.start))
    kept = tuple(sentences), tuple(hunks)
    if not alone:
        return Change(paragraph, *kept, after=tuple(after))
    return Change(paragraph, *kept, emptied_by=next(iter(removers.values())), before=tuple(after))
