"""Which municipalities a text is about, by their own names and those of their towns and villages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from summarizer.text.remembered import remembered

_WHERE = r"(?:(?<=\bi )|(?<=\btill )|(?<=\bfrån )|(?<=\bvid )|(?<=\bkring )|(?<=\brunt )|(?<=\butanför )|(?<=\bmellan )|(?<=\bgenom ))"
_COMPANY = r"(?!\s+(?:AB|HB|Mineral|Minerals|Mines)\b)"
_INHABITANTS = r"(?:bor|borna|bornas|bo|trakten|bygden|regionen|området|hamn)"
_SHORTEST_IN_COMPOUND = 4  # letters


class Places(dict[str, tuple[str, ...]]):
    """Municipality → its towns and villages. ``words``: names that are also common words, persons or companies, folded; they
    count only after a word that says where."""

    def __init__(self, table: Mapping[str, Sequence[str]], words: Iterable[str] = ()) -> None:
        super().__init__({name: tuple(towns) for name, towns in table.items()})
        self.words = frozenset(word.casefold() for word in words)


def places_in(text: str, places: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The keys of ``places`` (municipality → its towns and villages) that ``text`` mentions, in the table's order.

    Genitives and compounds count ("Umeås", "Umeåregionen", "Lyckselebor"), names inside other words do not. Case matters
    only for names that are also common words; those must follow a word that says where ("i Boliden").
    """
    words = places.words if isinstance(places, Places) else frozenset()
    return _found(text, tuple((name, tuple(towns)) for name, towns in places.items()), words)


@remembered
def _found(text: str, places: tuple[tuple[str, tuple[str, ...]], ...], words: frozenset[str]) -> tuple[str, ...]:
    folded = text.casefold()
    return tuple(
        name
        for name, towns in places
        if any(form in folded for form in _shortest_forms((name, *towns)))
        and _pattern((name, *towns), words).search(text)
    )


@lru_cache(maxsize=512)
def _shortest_forms(names: tuple[str, ...]) -> tuple[str, ...]:
    """What every form of each name holds; looked for first, since a search for all patterns takes fifty times as long."""
    return tuple(n.casefold().removesuffix("å") if n.endswith("eå") else n.casefold() for n in names)


@lru_cache(maxsize=512)
def _pattern(names: tuple[str, ...], words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(_one(name, name.casefold() in words) for name in names))


def _one(name: str, is_word: bool) -> str:
    word = re.escape(name)
    if is_word or len(name) < _SHORTEST_IN_COMPOUND:
        return rf"{_WHERE}{word}s?(?![\w]){_COMPANY}"
    forms = [rf"(?i:{word})(?:\w*)"]
    if name.endswith("eå"):
        # Compounds drop the å: "Skelleftebor", "Umebornas". "Umeälven" runs through many municipalities.
        forms.append(rf"(?i:{re.escape(name[:-1])}{_INHABITANTS}s?)(?!\w)")
    return rf"(?<!\w)(?:{'|'.join(forms)})"
