"""What people answered in the comments of a redline, by the suggestion that the comment is about."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from summarizer.baseline.wordtext import w
from summarizer.export.redline import ID_LINE

_ID = re.compile(ID_LINE.format(id=r"(\S+)") + r"\s*$")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def replies(returned: bytes, original: bytes | None) -> dict[str, str]:
    """Suggestion id → the replies to its comment, joined. A reply is a comment that Word has tied to ours, or a new one
    on the same words; the comments that stood in the original are none."""
    with zipfile.ZipFile(io.BytesIO(returned)) as archive:
        comments = _part(archive, "word/comments.xml")
        document = _part(archive, "word/document.xml")
        extended = _part(archive, "word/commentsExtended.xml")
    if comments is None or document is None:
        return {}
    texts = {comment.get(w("id"), ""): _text(comment) for comment in comments.iter(w("comment"))}
    ours = {number: found[1] for number, text in texts.items() if (found := _ID.search(text))}
    old = _old_texts(original)
    about: dict[str, str] = _about_by_thread(comments, extended, ours) | _about_by_place(document, ours, texts)
    said: dict[str, list[str]] = {}
    for number, suggestion in about.items():
        if number not in ours and texts[number] and texts[number] not in old:
            said.setdefault(suggestion, []).append(texts[number])
    return {suggestion: "\n".join(lines) for suggestion, lines in said.items()}


def ids_in_comments(docx: bytes) -> set[str]:
    """The suggestions that the file has a comment of ours on."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        comments = _part(archive, "word/comments.xml")
    found = [] if comments is None else [_ID.search(_text(comment)) for comment in comments.iter(w("comment"))]
    return {match[1] for match in found if match}


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    return etree.fromstring(archive.read(name), _PARSER) if name in archive.namelist() else None


def _text(comment: etree._Element) -> str:
    lines = ("".join(t.text or "" for t in p.iter(w("t"))) for p in comment.iter(w("p")))
    return "\n".join(lines).strip()


def _old_texts(original: bytes | None) -> set[str]:
    if original is None:
        return set()
    with zipfile.ZipFile(io.BytesIO(original)) as archive:
        comments = _part(archive, "word/comments.xml")
    return set() if comments is None else {_text(comment) for comment in comments.iter(w("comment"))}


def _about_by_thread(comments: etree._Element, extended: etree._Element | None, ours: dict[str, str]) -> dict[str, str]:
    """Comments that are replies in a thread, by the suggestion that the thread began with."""
    if extended is None:
        return {}
    number_of = {
        p.get(f"{_W14}paraId"): c.get(w("id"), "") for c in comments.iter(w("comment")) for p in c.iter(w("p"))
    }
    about = {}
    for entry in extended.iter(f"{_W15}commentEx"):
        reply = number_of.get(entry.get(f"{_W15}paraId"))
        parent = number_of.get(entry.get(f"{_W15}paraIdParent"))
        if reply is not None and parent in ours:
            about[reply] = ours[parent]
    return about


def _about_by_place(document: etree._Element, ours: dict[str, str], texts: dict[str, str]) -> dict[str, str]:
    """Comments whose words overlap those of exactly one suggestion's comment."""
    open_now: set[str] = set()
    overlaps: dict[str, set[str]] = {}
    for mark in document.iter(w("commentRangeStart"), w("commentRangeEnd")):
        number = mark.get(w("id"), "")
        if mark.tag == w("commentRangeEnd"):
            open_now.discard(number)
            continue
        for other in open_now:
            for reply, comment in ((number, other), (other, number)):
                if reply in texts and reply not in ours and comment in ours:
                    overlaps.setdefault(reply, set()).add(ours[comment])
        open_now.add(number)
    return {reply: found.pop() for reply, found in overlaps.items() if len(found) == 1}
