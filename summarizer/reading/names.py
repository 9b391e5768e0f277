"""How a file is named to a person, and the sentences that turn a file away."""

from __future__ import annotations

import unicodedata

from summarizer.errors import UnreadableFile
from summarizer.reading.characters import clean

LONGEST = 100
SEND_INSTEAD = "be avsändaren skicka svaret som Word, PDF, e-post eller ren text"


def shown(name: str) -> str:
    """A file name on one line: control characters shown as ␣, the middle of a very long name left out.

    >>> shown("svar\\n2.docx")
    'svar␣2.docx'
    """
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    line = "".join(
        "␣" if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in unicodedata.normalize("NFC", name)
    )
    line = clean(line).strip() or "(namnlös fil)"
    return line if len(line) <= LONGEST else f"{line[:70]}…{line[-25:]}"


def unreadable(name: str, problem: str, remedy: str) -> UnreadableFile:
    """``Filen ”svar.docx” är tom; be avsändaren skicka den på nytt.``"""
    return UnreadableFile(f"Filen ”{shown(name)}” {problem}; {remedy}.")


def damaged(name: str) -> UnreadableFile:
    return unreadable(
        name, "är skadad eller ofullständig", "öppna och spara den på nytt i Word, eller be avsändaren skicka den igen"
    )


def in_groups(number: int) -> str:
    """``3 000 000``"""
    return f"{number:,}".replace(",", " ")


def too_large(name: str, what: str) -> UnreadableFile:
    return unreadable(name, f"är för stor ({what})", "dela upp den eller ta bort bilder och bilagor, och försök igen")
