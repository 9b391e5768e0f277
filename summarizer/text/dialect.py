"""As people talk, and write on a telephone: it is quoted, not retold, and no text of a strategy."""

from __future__ import annotations

import re

DIALECT = re.compile(
    r"\b(?:å|va|mej|dej|sej|ska'|dom|nåt|nåra|sånt|funkar|jätte\w+|typ)\b|(?<=\w )(?:o|e|me) (?=\w)", re.I
)
