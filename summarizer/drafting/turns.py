"""What senders agree on against a baseline sentence: another figure, or the other way ("ökar" → "minskar")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.text.words import NUMBER_WORDS, content_stems, overlap

_SPELLED = {
    word: number for word, number in NUMBER_WORDS.items() if number.isdigit() and int(number) <= 20
}  # as a text spells out what it counts
_WORD_OF = {number: word for word, number in _SPELLED.items()}
_NUMBER = rf"(?:\d{{1,3}}(?: \d{{3}})+(?!\d)|\d+(?:,\d+)?|{'|'.join(_SPELLED)})"
_FIGURE = re.compile(rf"(?<![\d,.–-])\b(?P<number>{_NUMBER})\b(?![,.]?\d| ?[–-]\d)(?: (?P<unit>[^\W\d_]+))?", re.I)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ALL_OF = re.compile(r"\b(?:Samtliga|Alla)(?: länets)? (?P<unit>[^\W\d_]{4,})", re.I)
_OF = re.compile(rf"\b(?P<number>{_NUMBER}) av (?:länets |de )?(?P<whole>{_NUMBER}) (?P<unit>[^\W\d_]+)", re.I)
_UNIT = 4  # letters of a unit that tell it: "kommuner" and "kommunerna"
_PERIODS = ("år", "dag", "tim", "min", "mån", "veck", "proc")  # units that a bare number cannot stand for
_ABOUT = 0.15  # share of the sentence's words in one that gives a figure for it

_UP = (
    r"\b(?:ök(?:ar|at|ade|ning\w*|ande)|stig(?:er|it|ande)|steg|väx(?:er|t|ande)|växte|högre|fördubbl\w*|fler|uppåt)\b"
)
_DOWN = (
    r"\b(?:minsk(?:ar|at|ade|ning\w*|ande)|sjunk(?:er|it|ande)|sjönk|rasa[rt]?|rasat|krymp(?:er|t|te)|sänkt\w*|fallit|faller|lägre|lägsta|färre|"
    r"halvera\w*|nedgång\w*|nedåt|tappa[rt]|backa[rt])\b"
)
_TURNED = {
    "ökar": "minskar", "ökat": "minskat", "växer": "minskar", "vuxit": "minskat", "stiger": "sjunker", "stigit": "sjunkit",
    "minskar": "ökar", "minskat": "ökat", "sjunker": "stiger", "sjunkit": "stigit", "allt mindre": "allt mer", "allt mer": "allt mindre",
    "allt färre": "allt fler", "allt fler": "allt färre",
}  # fmt: skip
_TREND = re.compile(rf"\b(?:{'|'.join(sorted(_TURNED, key=len, reverse=True))})\b", re.I)
_GOES_UP = frozenset({"ökar", "ökat", "växer", "vuxit", "stiger", "stigit", "allt mer", "allt fler"})
_NO_UNIT = frozenset(
    ["som", "i", "kvar", "av", "är", "finns", "fram", "till", "för", "enligt", "sedan", "personer", "stycken"]
)
_UNGROUPED = 4  # digits
_AGREE = 2  # senders


def turned(current: str, said: Sequence[Sequence[str]]) -> str | None:
    """The sentence with the figure that at least two senders give for its own, and going the way that they say. ``said``: the sentences
    of each sender. None when they agree on neither."""
    new = _way(_figure(current, said), said)
    return new if new and new != current else None


def _figure(current: str, said: Sequence[Sequence[str]]) -> str:
    about = content_stems(current)
    near = [[s for s in sender if overlap(about, content_stems(s)) >= _ABOUT] for sender in said]
    for old in _FIGURE.finditer(current):
        if not old["unit"] or _YEAR.fullmatch(old["number"]) or _in_share(current, old):
            continue
        of_it = [sender if _names(old["number"], sender) else own for sender, own in zip(said, near, strict=True)]
        counted = [old["unit"], *(word for word in re.findall(r"[^\W\d_]{6,}", current))]
        new = _most([_given(sender, counted) for sender in of_it], _plain(old["number"]))
        if new is not None:
            put = current[: old.start("number")] + _like(new, old["number"]) + current[old.end("number") :]
            return _of_year(put, new, of_it)
    return _of_all(current, said)


def _in_share(current: str, figure: re.Match[str]) -> bool:
    """Is the figure one of "nio av tio elever"? Another number would make another share of it."""
    return any(m.start() <= figure.start("number") < m.end() for m in _OF.finditer(current))


def _names(number: str, said: Sequence[str]) -> bool:
    """Does the sender name the figure that the text gives?"""
    return any(_plain(m["number"]) == _plain(number) for sentence in said for m in _FIGURE.finditer(sentence))


def _of_year(current: str, new: str, said: Sequence[Sequence[str]]) -> str:
    told = [s for sender in said for s in sender if new in {_plain(m["number"]) for m in _FIGURE.finditer(s)}]
    return of_its_year(current, told)


def of_its_year(current: str, told: Sequence[str]) -> str:
    """A sentence with a new figure in it, and the year that ``told`` gives with that figure for its own; the empty text when it gives a year
    and they tell none, or several."""
    old = _YEAR.search(current)
    if old is None:
        return current
    years = {m[0] for s in told for m in _YEAR.finditer(s)} - {old[0]}
    return current[: old.start()] + years.pop() + current[old.end() :] if len(years) == 1 else ""


def _of_all(current: str, said: Sequence[Sequence[str]]) -> str:
    """ "Samtliga kommuner har …" → "Sex av femton kommuner har …"."""
    every = _ALL_OF.search(current)
    if every is None:
        return current
    parts = [
        {
            (_plain(m["number"]), _plain(m["whole"]))
            for s in sender
            for m in _OF.finditer(s)
            if _same(m["unit"], every["unit"])
        }
        for sender in said
    ]
    bare = [{_plain(m["number"]) for s in sender for m in _FIGURE.finditer(s)} for sender in said]
    for number, whole in sorted({pair for each in parts for pair in each}):
        if sum(number in each for each in bare) >= _AGREE:
            shown = f"{_as_word(number)} av {_as_word(whole)} {every['unit']}"
            shown = shown[0].upper() + shown[1:] if every[0][0].isupper() else shown
            return current[: every.start()] + shown + current[every.end() :]
    return current


def _given(sentences: Sequence[str], counted: Sequence[str]) -> set[str]:
    """Numbers that a sender gives of one of these, the unit first, or of nothing that is named."""
    unit = counted[0]
    found = set()
    for sentence in sentences:
        for m in _FIGURE.finditer(sentence):
            counts = m["unit"] is not None and any(_same(m["unit"], word) for word in counted)
            bare = (not m["unit"] or m["unit"].casefold() in _NO_UNIT) and not unit.casefold().startswith(_PERIODS)
            if (counts or bare) and not _YEAR.fullmatch(m["number"]):
                found.add(_plain(m["number"]))
    return found


def _most(given: Sequence[set[str]], old: str) -> str | None:
    numbers = sorted({n for each in given for n in each} - {old})
    support = {n: sum(n in each for each in given) for n in numbers}
    best = max(numbers, key=lambda n: support[n], default=None)
    if best is None or support[best] < _AGREE or sum(s == support[best] for s in support.values()) > 1:
        return None
    return best


def _way(current: str, said: Sequence[Sequence[str]]) -> str:
    trend = _TREND.search(current)
    if trend is None:
        return current
    contrary, same = (_DOWN, _UP) if trend[0].casefold() in _GOES_UP else (_UP, _DOWN)
    against = sum(bool(re.search(contrary, " ".join(sender), re.I)) for sender in said)
    along = sum(
        bool(re.search(same, " ".join(sender), re.I)) and not re.search(contrary, " ".join(sender), re.I)
        for sender in said
    )
    if against < _AGREE or against <= along:
        return current
    return current[: trend.start()] + _TURNED[trend[0].casefold()] + current[trend.end() :]


def _same(one: str, other: str) -> bool:
    return one[:_UNIT].casefold() == other[:_UNIT].casefold()


def _plain(number: str) -> str:
    folded = number.casefold().replace(" ", "")
    return _SPELLED.get(folded, folded)


def _like(number: str, old: str) -> str:
    """The number as the old one was written: in digits or as a word."""
    if not old[0].isdigit():
        return _as_word(number)
    grouped = number.isdigit() and (" " in old.strip() or len(number) > _UNGROUPED)
    return f"{int(number):,}".replace(",", " ") if grouped else number


def _as_word(number: str) -> str:
    return _WORD_OF.get(number, number)
