"""Text that Office files can hold."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LIST_MARK = re.compile(r"^(?:[-–•*▪·]|\d{1,2}[.)])\s+(?=\S)")
_NEWLINE = re.compile(r"\r\n?|[\u2028\u2029]")


def printable(text: str) -> str:
    """Without control characters and lone surrogates, every line break a newline."""
    return _CONTROL.sub("", _NEWLINE.sub("\n", text))


def one_line(text: str) -> str:
    """Printable, with single spaces and no line breaks."""
    return " ".join(printable(text).split())


def quoted(text: str) -> str:
    """On one line and without the mark of a list in front, as a quote stands in running text."""
    return _LIST_MARK.sub("", one_line(text))
