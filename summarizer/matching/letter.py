"""Letters and mails of the sender's own: salutation, letterhead and signature are set apart, and tell who wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from summarizer.matching.guide import Guide
from summarizer.matching.headings import is_sentence
from summarizer.matching.routing import reference_in
from summarizer.matching.sender import clean_name, is_organisation, is_person
from summarizer.matching.text import Line, Span, plain

_GREETING = re.compile(
    r"\W*(?:hej(?:san)?|god (?:dag|morgon)|bästa|kära|till den det berör|hallå)\b.{0,40}$", re.IGNORECASE
)
_CLOSING = re.compile(
    r"\W*(?:(?:med\s+)?(?:vänlig(?:a|en|t)?|bästa|varma?|många|hjärtliga|soliga)?\s*hälsning(?:ar)?|mvh|m\.?v\.?h\.?|"
    r"vänligen|vh|allt gott|högaktningsfullt|för \w+ kommun|--)\W*.{0,40}$",
    re.IGNORECASE,
)
_QUOTED_MAIL = re.compile(
    r"\W*(?:-{3,}\s*(?:ursprungligt meddelande|original message)|från:\s.+|from:\s.+|den .{6,60} skrev .{3,80}:|"
    r"on .{6,60} wrote:)\s*-*$",
    re.IGNORECASE,
)
_HEAD_LINE = re.compile(
    r"\W*(?:dnr|diarienr|diarienummer|ärende(?:nr|nummer)?|datum|vår referens|er referens|vår beteckning|er beteckning|"
    r"handläggare|till|remissvar|yttrande|remiss|inspel (?:på|till)|synpunkter|brev|aktualisering|sida \d|\d{4}-\d{2}-\d{2}|"
    r"\d{1,2} \w+ 20\d\d)\b.{0,100}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrån\s+(\S.*?)(?=\s+(?:om|på|över|till|angående|gällande)\b|[,.(]|$)", re.IGNORECASE)
_SPEAKS = re.compile(
    r"(.{4,60}?)\s+(?:tackar|lämnar|har (?:getts|fått|beretts|tagit del|mottagit)|vill|välkomnar|ser positivt|avger|ställer sig)\b"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\btel(?:efon)?\b|\bmobil\b|^)\W*\+?\d[\d\s/-]{6,}$", re.IGNORECASE)
_TITLE = re.compile(
    r"\w*(?:chef|direktör|ordförande|strateg|handläggare|sekreterare|ledare|samordnare|utvecklare|utredare|råd|ledamot|"
    r"rektor|professor|verkställande|vd)\b",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(r"[A-ZÅÄÖ][\w-]+,?\s+(?:den\s+)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}\s+\w+\s+20\d\d)")
_LONG = 80  # characters from which a line is running text
_SHORT = 50
_HEAD_LINES = 15
_SIGNATURE_LINES = 5
_COVER = 600  # visible characters at most in a note that only covers the form it came with


@dataclass
class Letter:
    spans: list[Span] = field(default_factory=list)
    sender: dict[str, str] = field(default_factory=dict)


def set_apart(
    lines: list[Line], guide: Guide, metadata: dict[str, str], beside_a_form: bool
) -> tuple[list[Line], Letter]:
    """(the lines of the message itself, what was set apart). Nothing that names a section is ever set apart."""
    spans = [line.span(0, len(line.text)) for line in lines]
    if (
        beside_a_form
        and sum(s.count() for s in spans) <= _COVER
        and not any(reference_in(s.text, guide) for s in spans)
    ):
        return [], Letter(spans, _sender(lines, metadata, guide))
    quoted = [line for line in lines if line.text.lstrip().startswith(">")] if metadata.get("format") == "mail" else []
    if 0 < len(quoted) < len(lines):  # the mail that was answered; a mail that is all quoted was sent on
        body, letter = set_apart([line for line in lines if line not in quoted], guide, metadata, beside_a_form)
        letter.spans += [line.span(0, len(line.text)) for line in quoted]
        return body, letter
    head = _head(lines, guide)
    tail = _tail(lines, guide, head)
    sender = _sender([*lines[tail:], *lines[:head]], metadata, guide)
    if "organisation" not in sender:
        sender |= _speaker(lines[head : head + 3], guide)
    return lines[head:tail], Letter(spans[:head] + spans[tail:], sender)


def _head(lines: list[Line], guide: Guide) -> int:
    """How many lines of letterhead and salutation stand on top."""
    end = 0
    running = any(len(line.text) >= _LONG for line in lines)
    for i, line in enumerate(lines[:_HEAD_LINES]):
        text = line.text.strip()
        if len(text) >= _LONG or reference_in(text, guide) or line.kind == "item":
            break
        named = is_organisation(text) and len(text.split()) <= 5 and text[-1] not in ".!?:"
        said = text[-1] in ".!?" and len(text.split()) > 4  # a sentence is not letterhead, whatever it begins with
        if (
            _GREETING.match(text)
            or (_HEAD_LINE.match(text) and not said)
            or _EMAIL.fullmatch(text)
            or (running and named)
        ):
            end = i + 1
    return end


def _tail(lines: list[Line], guide: Guide, head: int) -> int:
    """Where the closing words and the signature, or the mail that was answered, begin."""
    for i in range(head + 1, len(lines)):
        rest = lines[i:]
        text = rest[0].text.strip()
        if _QUOTED_MAIL.match(text):
            return i
        if _CLOSING.match(text) and len(text.split()) <= 8:
            short = [len(line.text.strip()) < _LONG and not reference_in(line.text, guide) for line in rest]
            quoted = next((n for n, line in enumerate(rest) if _QUOTED_MAIL.match(line.text.strip())), len(rest))
            if all(short[:quoted]) and quoted <= _HEAD_LINES:
                return i
    return _signature(lines, guide, head)


def _signature(lines: list[Line], guide: Guide, head: int) -> int:
    """Where a signature without closing words begins: short last lines, each a name, an organisation or a number."""
    at = len(lines)
    signed = False
    while at > max(head + 1, len(lines) - _SIGNATURE_LINES):
        line = lines[at - 1]
        text = line.text.strip()
        name = clean_name(text.split(",")[0])
        named = is_person(name) or is_organisation(name)
        title = _TITLE.match(text) and not is_sentence(text)
        contact = _PHONE.search(text) or _EMAIL.fullmatch(text) or _PLACE_AND_DATE.fullmatch(text)
        told = named or title or contact
        if len(text) > _SHORT or text[-1] in ".!?:;" or line.kind == "item" or not told or len(text.split()) > 6:
            break
        if reference_in(text, guide):
            break
        signed = signed or named
        at -= 1
    return at if signed else len(lines)


def _sender(lines: list[Line], metadata: dict[str, str], guide: Guide) -> dict[str, str]:
    """Organisation, person and address from signature and letterhead, else from the mail's sender."""
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
            continue
        name = _organisation(text, guide)
        person = clean_name(text.split(",")[0])
        if name:
            found.setdefault("organisation", name)
        elif is_person(person):
            found.setdefault("contact", person)
    name = metadata.get("sender_name", "")
    if name:
        found.setdefault("organisation" if is_organisation(name) else "contact", name)
    return found


def _organisation(text: str, guide: Guide) -> str | None:
    """The organisation that a line of a letterhead or signature names, if it is not the one that asked."""
    said = _FROM.search(text)
    name = clean_name(
        said[1] if said else text.rpartition(",")[2] if is_organisation(text.rpartition(",")[2]) else text
    )
    if not said and (_HEAD_LINE.match(text) or _GREETING.match(text) or _CLOSING.match(text)):
        return None
    asking = plain(guide.consultation.authority) in plain(name)
    return name if is_organisation(name) and len(name.split()) <= 6 and not asking else None


def _speaker(lines: list[Line], guide: Guide) -> dict[str, str]:
    """``Föreningen Exempel tackar för möjligheten …``: the sender in its own first words."""
    for line in lines:
        said = _SPEAKS.match(line.text.strip())
        name = _organisation(said[1], guide) if said else None
        if name:
            return {"organisation": name}
    return {}
