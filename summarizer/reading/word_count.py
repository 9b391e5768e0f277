"""How many characters a Word part holds, counted straight from its XML.

This is the other side of the ledger: it shares nothing with the walk that builds blocks, so that text which the walk
misses shows up as unaccounted.
"""

from __future__ import annotations

from lxml import etree

from summarizer.reading.characters import visible
from summarizer.reading.word_names import ALTERNATE, CHOICE, DRAWING_TEXT, FALLBACK, MATH_TEXT, w

_TEXT = (w("t"), MATH_TEXT, DRAWING_TEXT)
_ONE_CHARACTER = (w("sym"), w("noBreakHyphen"))
_GONE = (w("del"), w("moveFrom"))


def received(root: etree._Element) -> int:
    """Visible characters of the part: insertions in, deletions out, the two forms of a text box once."""
    gone = _gone(root)
    strings = (e.text or "" for e in root.iter(*_TEXT) if e not in gone)
    singles = sum(1 for e in root.iter(*_ONE_CHARACTER) if e not in gone)
    return visible("\n".join(strings)) + singles


def _gone(root: etree._Element) -> set[etree._Element]:
    """Every element that lies in something deleted, moved away or said twice."""
    tops: list[etree._Element] = list(root.iter(*_GONE))
    tops += [row for row in root.iter(w("tr")) if row.find(f"{w('trPr')}/{w('del')}") is not None]
    tops += [cell for cell in root.iter(w("tc")) if cell.find(f"{w('tcPr')}/{w('cellDel')}") is not None]
    for alternate in root.iter(ALTERNATE):
        tops += [form for form in alternate if form is not _kept(alternate)]
    return {e for top in tops for e in top.iter()}


def _kept(alternate: etree._Element) -> etree._Element | None:
    forms = [f for f in alternate if f.tag in (CHOICE, FALLBACK)]
    with_text = [f for f in forms if any(True for _ in f.iter(*_TEXT, *_ONE_CHARACTER))]
    return next(iter(with_text or forms), None)
