"""Random edits on a Word document, and the text that accepting them has to give.

The expected text is worked out here from the sentences alone, without the code under test.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document

from summarizer.baseline.wordtext import body_paragraphs, paragraph_text, w
from summarizer.consultation import DEFAULT, load
from summarizer.export.edits import TrackedEdit
from summarizer.records import PARTS, BaselinePart, Part, Sentence, Target
from summarizer.text.sentences import split_sentences

RUS = load(DEFAULT)
AUTHOR = "Samspel (förslag)"
_WORDS = ["järnväg", "samiska", "<b>", "&", "över", "2030", "åk-tur", "=1+1", "E12", "\u202frum", "Ö-vik", "\x07sten"]
Unit = tuple[int, int, list[TrackedEdit]]  # a sentence where it stands in a paragraph, with the edits on it
_REVISIONS = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))


@dataclass(frozen=True)
class Case:
    """One decision set on one base document. ``expected``: each body paragraph's new text; ``""`` in ``may_go`` may
    also be gone altogether."""

    original: bytes
    parts: tuple[BaselinePart, ...]
    edits: tuple[TrackedEdit, ...]
    expected: tuple[str, ...]
    may_go: frozenset[int]


def texts_of(docx: bytes) -> list[str]:
    return [paragraph_text(p) for p in body_paragraphs(Document(io.BytesIO(docx)).element)]


def random_case(original: bytes, rng: random.Random) -> Case:
    """Edits on up to eight neighbouring paragraphs, cut into parts at random, now and then in the middle of one."""
    texts = texts_of(original)
    sentences = {i: split_sentences(text) for i, text in enumerate(texts) if text.strip() and len(text) < 2000}
    first = rng.choice([i for i in sentences if sentences[i]])
    chosen = [i for i in sorted(sentences) if i >= first and sentences[i]][: rng.randint(1, 8)]
    parts = _parts(texts, {i: sentences[i] for i in chosen}, rng)
    edits = [edit for part in parts for s in part.sentences for edit in _edits(part, s, rng)]
    for number, _ in enumerate(edits):
        edits[number] = _numbered(edits[number], number)
    rng.shuffle(edits)
    expected, may_go = _expected(texts, parts, edits)
    return Case(original, parts, tuple(edits), expected, may_go)


def _parts(
    texts: list[str], sentences: dict[int, list[tuple[int, int]]], rng: random.Random
) -> tuple[BaselinePart, ...]:
    """The sentences in order, dealt out to the four parts of two sections."""
    keys: list[tuple[str, Part]] = [(section, part) for section in ("3.2", "3.3") for part in PARTS]
    pieces: dict[tuple[str, Part], list[tuple[int, list[tuple[int, int]]]]] = {}
    at = 0
    for index, spans in sentences.items():
        run: list[tuple[int, int]] = []
        for span in spans:
            if at < len(keys) - 1 and rng.random() < 0.15:
                if run:
                    pieces.setdefault(keys[at], []).append((index, run))
                at, run = at + 1, []
            run.append(span)
        pieces.setdefault(keys[at], []).append((index, run))
    return tuple(_part(*key, texts, own) for key, own in pieces.items())


def _part(section: str, part: Part, texts: list[str], own: list[tuple[int, list[tuple[int, int]]]]) -> BaselinePart:
    spans = [(run[0][0], run[-1][1]) for _, run in own]
    pieces = [texts[index][start:end] for (index, _), (start, end) in zip(own, spans, strict=True)]
    sentences: list[Sentence] = []
    offset = 0
    for (index, run), (begin, _), piece in zip(own, spans, pieces, strict=True):
        for start, end in run:
            shifted = start - begin + offset, end - begin + offset
            sentences.append(Sentence(len(sentences) + 1, *shifted, texts[index][start:end]))
        offset += len(piece) + 1
    indices = tuple(index for index, _ in own)
    return BaselinePart(section, part, "\n".join(pieces), tuple(sentences), indices, tuple(spans))


def _edits(part: BaselinePart, s: Sentence, rng: random.Random) -> list[TrackedEdit]:
    """None, one or several edits on a sentence: at most one that changes it, any number that follow it."""
    target = Target(s.number, s.start, s.end, s.text)
    made = []
    if rng.random() < 0.25:
        made.append(("delete", ""))
    elif rng.random() < 0.4:
        made.append(("replace", _reworded(s.text, rng)))
    while rng.random() < 0.25:
        lines = [_sentence(rng) for _ in range(rng.choice((1, 1, 1, 2)))]
        made.append(("insert_after", ("\n" if rng.random() < 0.2 else "") + "\n".join(lines)))
    rng.shuffle(made)
    return [
        TrackedEdit(
            "", part.section, part.part, op, target, text, AUTHOR, "2026-03-01T10:00:00", "Motivering.\n\x02Citat."
        )
        for op, text in made
    ]  # type: ignore[arg-type]


def _numbered(edit: TrackedEdit, number: int) -> TrackedEdit:
    from dataclasses import replace

    return replace(edit, suggestion_id=f"F{number:08x}")


def _sentence(rng: random.Random) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(2, 8))).capitalize() + "."


def _reworded(text: str, rng: random.Random) -> str:
    if rng.random() < 0.15:
        return _sentence(rng)
    words = text.split(" ")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(words) + 1)
        if rng.random() < 0.4 and len(words) > 1:
            del words[min(at, len(words) - 1)]
        elif rng.random() < 0.6 and at < len(words):
            words[at] = rng.choice(_WORDS)
        else:
            words.insert(at, rng.choice(_WORDS))
    return " ".join(words)


def _expected(
    texts: list[str], parts: Sequence[BaselinePart], edits: Sequence[TrackedEdit]
) -> tuple[tuple[str, ...], frozenset[int]]:
    """Every body paragraph after the edits, from the sentences and the white space between them."""
    units: dict[int, list[Unit]] = {}
    for part in parts:
        own = [edit for edit in edits if (edit.section, edit.part) == (part.section, part.part)]
        for k, index in enumerate(part.paragraphs):
            for s, start in _sentences_in(part, k):
                on = [e for e in own if e.target is not None and e.target.sentence == s.number]
                units.setdefault(index, []).append((start, start + len(s.text), on))
    counts = {index: len(_units(texts[index], own)) for index, own in units.items()}
    out: list[str] = []
    may_go: set[int] = set()
    for index, text in enumerate(texts):
        if index not in units:
            out.append(text)
            continue
        new, after, emptied = _paragraph(text, _units(text, units[index]), _is_list(index, parts, counts, texts))
        if emptied:
            may_go.add(len(out))
        out.append(new)
        out.extend(after)
    return tuple(out), frozenset(may_go)


def _sentences_in(part: BaselinePart, k: int) -> list[tuple[Sentence, int]]:
    """The sentences of a part in its k-th paragraph, with where they begin in that paragraph."""
    offset = sum(end - start + 1 for start, end in part.spans[:k])
    start, end = part.spans[k]
    inside = [s for s in part.sentences if offset <= s.start < offset + end - start]
    return [(s, s.start - offset + start) for s in inside]


def _units(text: str, own: list[Unit]) -> list[Unit]:
    """The sentences of a paragraph, and the text in it that belongs to no part as sentences without edits."""
    units, at = [], 0
    for start, end, on in [*sorted(own, key=lambda unit: unit[0]), (len(text), len(text), [])]:
        rest = text[at:start]
        if rest.strip():
            begin = at + len(rest) - len(rest.lstrip())
            units.append((begin, begin + len(rest.strip()), []))
        units.append((start, end, on))
        at = end
    return units[:-1]


def _is_list(
    index: int, parts: Sequence[BaselinePart], counts: dict[int, int], texts: list[str]
) -> set[tuple[str, Part]]:
    """Which parts of a paragraph are lists."""
    found: set[tuple[str, Part]] = set()
    for part in parts:
        alone = all(counts[i] == 1 for i in part.paragraphs)
        open_end = any(not texts[i].rstrip().endswith((".", "!", "?", ":", "…", "”", '"')) for i in part.paragraphs)
        if index in part.paragraphs and alone and (len(set(part.paragraphs)) > 1 or open_end):
            found.add((part.section, part.part))
    return found


def _paragraph(text: str, units: list[Unit], lists: set[tuple[str, Part]]) -> tuple[str, list[str], bool]:
    """The new text of a paragraph, the new paragraphs after it, and whether nothing is left of it."""
    lead, trail = text[: units[0][0]], text[units[-1][1] :]
    before: list[str] = []
    kept = ""
    any_kept = False
    after: list[str] = []
    for number, (start, end, edits) in enumerate(units):
        gap = text[units[number - 1][1] : start] if number else ""
        stays, inline = text[start:end], []
        for edit in edits:
            raw = "".join(c for c in edit.new_text if c >= " " or c in "\n\t")
            lines = [line.strip() for line in raw.split("\n") if line.strip()]
            if edit.op == "insert_after":
                own = raw.startswith("\n") or (edit.section, edit.part) in lists
                inline += lines[: 0 if own else 1]
                after += lines[0 if own else 1 :]
            else:
                stays = lines[0] if edit.op == "replace" and lines else ""
        if stays:
            kept += (gap if any_kept else "") + stays
            any_kept = True
        if any_kept:
            kept += "".join(" " + new for new in inline)
        else:
            before += inline
    if any_kept:
        return lead + "".join(f"{new} " for new in before) + kept + trail, after, False
    return " ".join(before), after, not before
