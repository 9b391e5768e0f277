"""Words before a number that say that it is a reference, not a person's: "dnr", "org.nr", "bankgiro"."""

from __future__ import annotations

import re

_CONTEXT = 40  # characters looked at before a number
_PREFIX = r"[.:]?\s*(?:[A-ZÅÄÖ]{1,5}[ -])?$"
_REFERENCE = re.compile(
    r"""(?:dnr|diarie(?:nummer|nr)|ärende(?:nummer|nr|id)?|isbn(?:-1[03])?|issn|doi|ean|bankgiro|bg|plusgiro|pg
    |ocr(?:-nummer|-nr)?|faktura(?:nummer|nr)?|org\.?\s?n(?:umme)?r|organisationsn(?:umme)?r|konto(?:nummer|nr)?
    |artikel(?:nummer|nr)?|referens(?:nummer|nr)?|fastighet(?:en)?|momsn(?:umme)?r|vat(?:-n(?:umme)?r)?)"""
    + _PREFIX,
    re.IGNORECASE | re.VERBOSE,
)
_NEVER_A_PERSON = re.compile(r"(?:isbn(?:-1[03])?|issn|doi|ean)" + _PREFIX, re.IGNORECASE)


def is_called_reference(text: str, start: int) -> bool:
    """Does the text before ``start`` announce a reference number?"""
    return bool(_REFERENCE.search(text[max(0, start - _CONTEXT) : start]))


def is_book_number(text: str, start: int) -> bool:
    """Like ``is_called_reference``, for the kinds that nobody mixes up with a personnummer."""
    return bool(_NEVER_A_PERSON.search(text[max(0, start - _CONTEXT) : start]))
