"""Names of the XML elements that matter in Word files, as lxml spells them."""

from __future__ import annotations

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
DIAGRAM_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
ALTERNATE, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
MATH_TEXT, DRAWING_TEXT, DRAWING_PARAGRAPH = f"{_M}t", f"{_A}t", f"{_A}p"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
PICTURE = f"{_A}blip"
REL_ID = f"{_R}id"


def w(name: str) -> str:
    """``w("p")`` is the tag of a paragraph."""
    return _W + name


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """The attribute ``w:val`` (or another one) of an element that may not be there."""
    return None if element is None else element.get(_W + name)


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is there and not turned off."""
    return element is not None and element.get(f"{_W}val", "true").lower() not in {"0", "false", "off", "none"}
