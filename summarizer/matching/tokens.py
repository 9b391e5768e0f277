"""A line cut into what it is made of: printed headings, questions, prompts, and the sender's own words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from summarizer.matching.guide import Guide
from summarizer.matching.headings import LONGEST, STATED, Heading, heading_at_start
from summarizer.matching.text import Line, Normal, Span, normal

TokenKind = Literal["heading", "question", "prompt", "background", "printed", "text"]
_ENUMERATOR = re.compile(r"\W*(?:\d{1,2}[.)]|[a-zåäö][.)]|oo?)?\W*", re.IGNORECASE)  # "o": a scanned bullet
_CLOSING = re.compile(r"[\s?!:.)\]*]*")
_QUOTED = re.compile(
    r"(?:[”\"“„»«'’(]|\b(?:frågan|fråga|frågorna|rubriken|texten|avsnittet|under|texten|”))\s*$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?:;…|)\]”\"»•·*–—-]\s*$")
_PROMPTING = re.compile(r"\W*(?:klicka|click|tryck|tap|välj|choose|select|ange|enter|skriv|type|fyll)\b", re.IGNORECASE)
_LONGEST_PROMPT = 80
_LOOK_BACK = 60  # characters before printed words that tell whether they are quoted
_PART_OF_PRINTED = 25
LONGEST_LABEL = 300


@dataclass(frozen=True)
class Token:
    """``value``: question id for "question", background field for "background"; ``wording``: which of its wordings."""

    kind: TokenKind
    span: Span
    value: str = ""
    wording: int = 0
    heading: Heading | None = None


@dataclass(frozen=True)
class Expecting:
    """What the place in the document makes likely. ``front``: before the first section; ``own``: inside an answer;
    ``ends``: the control that the line ends in ends with it."""

    front: bool
    background: bool
    own: bool
    ends: bool = True


def tokens_of(line: Line, guide: Guide, expecting: Expecting) -> list[Token]:
    """The line's tokens in order. Together they cover every visible character of it."""
    key = normal(line.text, line.mask)
    whole = _whole(line, key, guide, expecting)
    if whole is not None:
        return whole
    hits = _without_overlap(sorted(_hits(line, key, guide, expecting.front), key=lambda t: (t.span.start, -t.span.end)))
    hits = [hit for hit in hits if not (_typed_alone(hit, hits[0], expecting) or _typed_printed(hit, expecting))]
    tokens: list[Token] = []
    at = 0
    for hit in hits:
        if hit.span.start < at:
            continue
        tokens += _between(line, at, hit.span.start, guide, expecting, tokens[-1] if tokens else None)
        tokens.append(hit)
        at = hit.span.end
    return tokens + _between(line, at, len(line.text), guide, expecting, tokens[-1] if tokens else None)


def _whole(line: Line, key: Normal, guide: Guide, expecting: Expecting) -> list[Token] | None:
    """Lines that are one thing from end to end."""
    span = line.span(0, len(line.text))
    if expecting.background and len(key.text) <= LONGEST_LABEL:
        found = _background(line, key, guide)
        if found is not None:
            return found
    if not key.text:
        return [Token("text", span)]
    if expecting.own and not line.mask.strip("cm"):
        return None  # what the template prints elsewhere, but typed in an answer's field
    if key.text in guide.boilerplate or any(p.fullmatch(key.text) for p in guide.gapped):
        return [Token("printed", span)]
    front = expecting.front and len(key.text) >= _PART_OF_PRINTED and "c" not in line.mask
    if front and any(key.text in printed for printed in guide.boilerplate):
        return [Token("printed", span)]
    return None


def _background(line: Line, key: Normal, guide: Guide) -> list[Token] | None:
    for label in sorted(guide.background, key=len, reverse=True):
        if key.text == label:
            return [Token("background", line.span(0, len(line.text)), guide.background[label])]
        if key.text.startswith(label + " "):
            end = key.raw(0, len(label))[1]
            closing = re.match(r"\s*[:=]\s*|\s{2,}|\t", line.text[end:])
            prompt = guide.prompts.match(line.text[end:].lstrip())
            control = "c" in line.mask[end:] or "p" in line.mask[end:]
            if closing or prompt or control:
                end += closing.end() if closing else 0
                return [Token("background", line.span(0, end), guide.background[label]), *_value(line, end, guide)]
    return None


def _value(line: Line, start: int, guide: Guide) -> list[Token]:
    """What follows a background label on its line: a prompt, the sender's words, or both."""
    tokens: list[Token] = []
    for hit in _without_overlap(sorted(_prompts(line, guide), key=lambda t: t.span.start)):
        if hit.span.start >= start:
            tokens += [Token("text", line.span(start, hit.span.start)), hit]
            start = hit.span.end
    tokens.append(Token("text", line.span(start, len(line.text))))
    return [t for t in tokens if t.span.start < t.span.end]


def _hits(line: Line, key: Normal, guide: Guide, front: bool) -> list[Token]:
    """Everything printed that stands word for word in the line, wherever it stands."""
    found: list[Token] = []
    for match in guide.label_pattern.finditer(key.text):
        start, end = key.raw(*match.span())
        if _may_begin(line, start):
            closing = _CLOSING.match(line.text, end)
            question, wording = guide.labels[match[0]]
            found.append(
                Token(
                    "question", line.span(_opening(line, start), closing.end() if closing else end), question, wording
                )
            )
    for match in guide.heading_pattern.finditer(key.text):
        start, end = key.raw(*match.span())
        if _may_begin(line, start, capital_will_do=match[0].startswith("inspel")):
            heading = _heading(line, start, guide, line.kind == "heading")
            if heading is not None and heading.official:
                found.append(Token("heading", line.span(start, start + heading.end), heading=heading))
    for match in STATED.finditer(line.text):
        heading = _heading(line, match.start(), guide, False)
        if heading is not None and not heading.weak and heading.end < len(line.text) - match.start():
            found.append(Token("heading", line.span(match.start(), match.start() + heading.end), heading=heading))
    found += _prompts(line, guide)
    for printed in (*guide.boilerplate, *(guide.printed_sentences if front else ())):
        at = key.text.find(printed) if len(printed) >= (_PART_OF_PRINTED if front else 40) else -1
        if at >= 0:
            start, end = key.raw(at, at + len(printed))
            closing = _CLOSING.match(line.text, end)
            found.append(Token("printed", line.span(start, closing.end() if closing else end)))
    return found


def _heading(line: Line, start: int, guide: Guide, styled: bool) -> Heading | None:
    """The heading that begins inside a line."""
    stop = start + LONGEST + 1
    return heading_at_start(line.text[start:stop], line.mask[start:stop], guide, styled, False)


def _prompts(line: Line, guide: Guide) -> list[Token]:
    """Prompts that the sender left: known ones anywhere, others where a control says that it shows its prompt."""
    found: list[Token] = []
    for match in guide.prompts.finditer(line.text):
        if not _QUOTED.search(line.text[max(0, match.start() - _LOOK_BACK) : match.start()]):
            found.append(Token("prompt", line.span(match.start(), match.end())))
    for match in re.finditer("p+", line.mask):
        text = line.text[match.start() : match.end()]
        if (
            not guide.prompts.search(text)
            and len(text) <= _LONGEST_PROMPT
            and (_PROMPTING.match(text) or not normal(text).text)
        ):
            found.append(Token("prompt", line.span(match.start(), match.end())))
    return found


def _may_begin(line: Line, start: int, capital_will_do: bool = True) -> bool:
    """Whether printed words can begin here: not quoted by the sender, and after a sentence or with a capital."""
    before = line.text[max(0, start - _LOOK_BACK) : start]
    if start <= _LOOK_BACK and _ENUMERATOR.fullmatch(before):
        return True
    if _QUOTED.search(before):
        return False
    ended = _SENTENCE_END.search(before) or line.mask[start - 1] != line.mask[start]
    return bool(ended) or (capital_will_do and line.text[start].isupper())


def _opening(line: Line, start: int) -> int:
    """A number or bullet in front of printed words belongs to them."""
    return 0 if start <= _LOOK_BACK and _ENUMERATOR.fullmatch(line.text[:start]) else start


def _without_overlap(hits: list[Token]) -> list[Token]:
    kept: list[Token] = []
    for hit in hits:
        if hit.span.start >= hit.span.end:
            continue
        if kept and hit.span.start < kept[-1].span.end:
            if hit.span.end - hit.span.start > kept[-1].span.end - kept[-1].span.start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept


def _typed_alone(hit: Token, label: Token, expecting: Expecting) -> bool:
    """Whether printed words are all that was typed in the field behind a question: then they are the answer."""
    line = hit.span.line
    field = line.span(label.span.end, len(line.text))
    behind = label.kind == "question" and "c" not in label.span.mask and expecting.ends and hit.kind != "prompt"
    return (
        behind
        and hit is not label
        and (hit.span.start, hit.span.end) == (field.start, field.end)
        and not hit.span.mask.strip("c")
    )


def _typed_printed(hit: Token, expecting: Expecting) -> bool:
    """Whether words that the template prints between its questions were typed in an answer's field."""
    return hit.kind == "printed" and expecting.own and not hit.span.mask.strip("cm")


def _between(line: Line, start: int, end: int, guide: Guide, expecting: Expecting, before: Token | None) -> list[Token]:
    """What stands between printed words: the sender's headings and words, or printed words that are misspelt."""
    span = line.span(start, end)
    if span.start >= span.end or (before is not None and not normal(span.text, span.mask).text and not span.count()):
        return []
    if before is None or before.kind in {"heading", "printed"}:
        alone = before is None and span.end == len(line.text.rstrip())
        heading = heading_at_start(span.text, span.mask, guide, line.kind == "heading", alone)
        if heading is not None and not (heading.weak and expecting.own):
            stop = span.start + heading.end
            token = Token("heading", line.span(span.start, stop), heading=heading)
            return [token, *_between(line, stop, span.end, guide, expecting, token)]
    label = _misspelt_label(span, guide) if before is None or before.kind == "heading" else None
    if label is not None:
        return [label, *_between(line, label.span.end, span.end, guide, expecting, label)]
    return [Token("text", span)]


def _misspelt_label(span: Span, guide: Guide) -> Token | None:
    """A question that was retyped, misread by a scanner or changed a little: alone on its line, or up to its "?"."""
    if len(span.text) > LONGEST_LABEL and "?" not in span.text[:LONGEST_LABEL]:
        return None
    mark = span.text.find("?")
    for end in dict.fromkeys((mark + 1 if mark > 0 else len(span.text), len(span.text))):
        key = normal(span.text[:end], span.mask[:end]).text
        found = guide.similar_label(key) if len(key) >= 15 else None
        if found is None and span.text[end - 1] == "?":
            found = guide.begun_label(key)
        if found is not None:
            closing = _CLOSING.match(span.line.text, span.start + end)
            stop = min(closing.end(), span.end) if closing else span.start + end
            return Token("question", span.line.span(span.start, stop), *found)
    return None
