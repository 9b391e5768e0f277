"""What a text leaves behind, as salted hashes: so that bytes can be searched for its words without keeping the words.

A trace is a string of bytes: the first bytes of a run of words, a word that nothing else has, a name. Kept is its length, a
keyed hash of it, and 16 bits over its first bytes, by which a search passes over almost every position without hashing.
The hashes hide the words from whoever reads them, not from who guesses a word and holds the salt.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.text.words import STOPWORDS, stem

WINDOW = 32  # bytes of a run of words: five or six Swedish words
SHORTEST = 5  # fewer bytes stand anywhere by chance
_WORD = re.compile(r"[^\W_]+")
_BLOCK = 1 << 22


@dataclass(frozen=True)
class Traces:
    """``kept``: each trace as "FFFF LENGTH DIGEST", hexadecimal filter and digest."""

    salt: bytes
    kept: tuple[str, ...]

    def without(self, found: Collection[str]) -> Traces:
        return Traces(self.salt, tuple(trace for trace in self.kept if trace not in found))


def strings_of(texts: Iterable[str], names: Iterable[str], common: Collection[str] = ()) -> set[bytes]:
    """The byte strings to look for. Words of ``texts`` whose stem is ``common`` (or a function word's) stand only in runs."""
    found: set[str] = set()
    for text in texts:
        found.update(_runs(text))
        for word in _WORD.findall(text):
            low = word.casefold()
            if low not in STOPWORDS and stem(low) not in common and not word.isdigit():
                found |= {word, stem(low)}
    for name in names:
        found |= {name.strip(), *_WORD.findall(name)}
    strings = {variant.encode("utf-8") for text in found for variant in (text, text.lower())}
    return {string[:WINDOW] for string in strings if len(string) >= SHORTEST}


def _runs(text: str) -> Iterator[str]:
    """From every word on, as many characters as WINDOW bytes hold."""
    for match in _WORD.finditer(text):
        run = text[match.start() : match.start() + WINDOW]
        if len(run.encode("utf-8")) >= WINDOW:
            yield run.encode("utf-8")[:WINDOW].decode("utf-8", errors="ignore")


def traces_of(strings: Iterable[bytes], salt: bytes) -> Traces:
    return Traces(salt, tuple(sorted(_trace(string, salt) for string in strings)))


def found_in(content: bytes, traces: Traces) -> set[str]:
    """Which of the traces stand in these bytes, at whatever position."""
    wanted: dict[int, dict[int, set[str]]] = {}
    for trace in traces.kept:
        first, size, _ = trace.split()
        wanted.setdefault(int(first, 16), {}).setdefault(int(size), set()).add(trace)
    table = np.zeros(1 << 16, dtype=bool)
    table[list(wanted)] = True
    found: set[str] = set()
    for start in range(0, len(content), _BLOCK):
        filters = _filters(content[start : start + _BLOCK + SHORTEST - 1], traces.salt)
        for at in np.flatnonzero(table[filters]):
            position, low = start + int(at), int(filters[at])
            for length, kept in wanted[low].items():
                trace = _named(low, content[position : position + length], traces.salt)
                if trace in kept:
                    found.add(trace)
    return found


def _trace(string: bytes, salt: bytes) -> str:
    return _named(int(_filters(string[:SHORTEST], salt)[0]), string, salt)


def _named(low: int, string: bytes, salt: bytes) -> str:
    return f"{low:04x} {len(string)} {hashlib.blake2b(string, key=salt, digest_size=12).hexdigest()}"


def _filters(content: bytes, salt: bytes) -> NDArray[np.uint64]:
    """16 bits over the SHORTEST bytes from each position on (shape: len(content) - SHORTEST + 1)."""
    factor = np.uint64(int.from_bytes(salt[:8], "little") | 1)
    numbers = np.frombuffer(content, dtype=np.uint8).astype(np.uint64)
    count = max(0, len(numbers) - SHORTEST + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for step in range(SHORTEST):
        mixed = (mixed + numbers[step : step + count]) * factor
    return mixed >> np.uint64(48)
