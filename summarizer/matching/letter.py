"""Letters and mails of the sender's own: salutation, letterhead and signature are set apart, and tell who wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from summarizer.matching.guide import Guide
from summarizer.matching.routing import reference_in
from summarizer.matching.sender import respondent_type
from summarizer.matching.text import Line, Span

_GREETING = re.compile(
    r"\W*(?:hej(?:san)?|hejsan|god (?:dag|morgon)|bästa|kära|till den det berör|hallå)\b.{0,40}$", re.IGNORECASE
)
_CLOSING = re.compile(
    r"\W*(?:(?:med\s+)?(?:vänlig(?:a|en|t)?|bästa|varma?|många|hjärtliga|soliga)?\s*hälsning(?:ar)?|mvh|m\.?v\.?h\.?|vänligen|"
    r"vh|bästa hälsningar|allt gott|högaktningsfullt|för \w+ kommun|--)\W*.{0,40}$",
    re.IGNORECASE,
)
_QUOTED_MAIL = re.compile(
    r"\W*(?:-{3,}\s*(?:ursprungligt meddelande|original message)|från:\s.+|from:\s.+|den .{6,60} skrev .{3,80}:|on .{6,60} wrote:)\s*-*$",
    re.IGNORECASE,
)
_HEAD_LINE = re.compile(
    r"\W*(?:dnr|diarienr|diarienummer|ärende(?:nr|nummer)?|datum|vår referens|er referens|vår beteckning|er beteckning|handläggare|"
    r"till region|region västerbotten|remissvar|yttrande|remiss|sida \d|\d{4}-\d{2}-\d{2}|\d{1,2} \w+ 20\d\d)\b.{0,100}$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONG = 80  # characters from which a line is running text
_HEAD_LINES = 15
_COVER = 600  # visible characters at most in a note that only covers the form it came with


@dataclass
class Letter:
    spans: list[Span] = field(default_factory=list)
    sender: dict[str, str] = field(default_factory=dict)


def set_apart(
    lines: list[Line], guide: Guide, metadata: dict[str, str], beside_a_form: bool
) -> tuple[list[Line], Letter]:
    """(the lines of the message itself, what was set apart). Nothing that names a section is ever set apart."""
    letter = Letter()
    spans = [line.span(0, len(line.text)) for line in lines]
    if (
        beside_a_form
        and sum(s.count() for s in spans) <= _COVER
        and not any(reference_in(s.text, guide) for s in spans)
    ):
        letter.spans = spans
        letter.sender = _sender(lines, metadata)
        return [], letter
    head = _head(lines, guide)
    tail = _tail(lines, guide, head)
    letter.spans = spans[:head] + spans[tail:]
    letter.sender = _sender([*lines[:head], *lines[tail:]], metadata)
    return lines[head:tail], letter


def _head(lines: list[Line], guide: Guide) -> int:
    """How many lines of letterhead and salutation stand on top."""
    end = 0
    running = any(len(line.text) >= _LONG for line in lines)
    for i, line in enumerate(lines[:_HEAD_LINES]):
        text = line.text.strip()
        if len(text) >= _LONG or reference_in(text, guide) or line.kind == "item":
            break
        named = (
            respondent_type(text, "") not in {"okänd", "privatperson"}
            and len(text.split()) <= 5
            and text[-1] not in ".!?:"
        )
        if _GREETING.match(text) or _HEAD_LINE.match(text) or _EMAIL.fullmatch(text) or (running and named):
            end = i + 1
    return end


def _tail(lines: list[Line], guide: Guide, head: int) -> int:
    """Where the closing words and the signature, or the mail that was answered, begin."""
    for i in range(head, len(lines)):
        rest = lines[i:]
        text = rest[0].text.strip()
        if _QUOTED_MAIL.match(text) and i > head:
            return i
        if _CLOSING.match(text) and len(text.split()) <= 8 and i > head:
            short = [len(line.text.strip()) < _LONG and not reference_in(line.text, guide) for line in rest]
            quoted = next((n for n, line in enumerate(rest) if _QUOTED_MAIL.match(line.text.strip())), len(rest))
            if all(short[:quoted]) and quoted <= _HEAD_LINES:
                return i
    return len(lines)


def _sender(lines: list[Line], metadata: dict[str, str]) -> dict[str, str]:
    """Organisation and address from letterhead and signature, else from the mail's sender."""
    found: dict[str, str] = {}
    if metadata.get("sender_email"):
        found["email"] = metadata["sender_email"]
    for line in lines:
        text = line.text.strip()
        if _QUOTED_MAIL.match(text):
            break
        email = _EMAIL.search(text)
        if email:
            found.setdefault("email", email[0])
        known = respondent_type(text, "") not in {"okänd", "privatperson"}
        if known and len(text.split()) <= 5 and not email and not _HEAD_LINE.match(text) and not _GREETING.match(text):
            found.setdefault("organisation", text)
    name = metadata.get("sender_name", "")
    if name:
        known = respondent_type(name, "") not in {"okänd", "privatperson"}
        found.setdefault("organisation" if known else "contact", name)
    return found
