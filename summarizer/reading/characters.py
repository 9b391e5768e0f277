"""What happens to characters on their way in, and how they are counted.

A reader of the page does not see a soft hyphen, a zero-width space or a bidirectional override, and sees a
non-breaking space as a space. Text is therefore cleaned once, at the door. Counting is invariant under cleaning:
``visible(raw) == visible(clean(raw))``, so that the ledger can count the raw XML and the sorted text in one measure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Bullets and ticks that Word stores in the private use area when the font is Symbol or Wingdings.
SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0FB: "✗", 0xF0FE: "☒", 0xF0FD: "☒", 0xF0A8: "☐", 0xF06F: "☐",
    0xF071: "☐", 0xF072: "☐", 0xF052: "☑", 0xF0D8: "➢", 0xF0E0: "→", 0xF0DF: "←", 0xF0E8: "➔", 0xF0E1: "↑",
    0xF0E2: "↓", 0xF04A: "☺", 0xF04C: "☹", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B0: "°", 0xF0AE: "→",
    0xF02D: "-", 0xF0D7: "×", 0xF06D: "μ", 0xF0BD: "•", 0xF076: "❖", 0xF06E: "■", 0xF0AC: "←", 0xF020: " ",
}  # fmt: skip
_TO_SPACE = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029\u0085\x0b\x0c]")
# Overrides and tag characters have no place in a Swedish text and can make it read as something else than it is.
_DECEPTIVE = re.compile("[\u202d\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_JOINER = re.compile(
    "(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
)


def clean(text: str) -> str:
    """The text as a reader sees it: composed letters, plain spaces and line breaks, nothing invisible."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAKS.sub("\n", text)
    return _JOINER.sub("", unicodedata.normalize("NFC", text.translate(_cleaning())))


def visible(text: str) -> int:
    """How many characters a reader can see: white space, control, format and combining characters not counted."""
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
    return len(text.translate(_uncounted()))


def deceptive(text: str) -> bool:
    """Whether the text holds characters that can show it in another order or hide words in it."""
    return _DECEPTIVE.search(text) is not None


# Where Unicode has marks and formatting characters; between lie only ideographs and private use.
_ASSIGNED = (*range(0x20000), *range(0xE0000, 0xE1000))


@cache
def _uncounted() -> dict[int, None]:
    hidden = {"Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"}
    return {c: None for c in _ASSIGNED if unicodedata.category(chr(c)) in hidden or c == 0xF020}


@cache
def _cleaning() -> dict[int, str | None]:
    table: dict[int, str | None] = {c: None for c in _ASSIGNED if unicodedata.category(chr(c)) in {"Cc", "Cf", "Cs"}}
    for kept in "\t\n\u200d":
        del table[ord(kept)]
    table.update({ord(c): " " for c in _TO_SPACE})
    table.update(SYMBOLS)
    table[0x2011] = "-"  # the hyphen that does not break is a hyphen to a reader and to a search
    return table
