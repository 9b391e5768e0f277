"""How much made-up personal data is masked, and how many look-alikes are touched: ``python -m benchmarks.privacy``.

Reads ``privacy_strings.toml`` beside this file. A string counts as masked when every character between «…» is covered
(spaces aside), a look-alike as touched when any character is. Then a full run over all of them (``privacy_run.py``), unless
``--strings`` is given.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.text.masking import MASK, mask

STRINGS = Path(__file__).with_name("privacy_strings.toml")
MASKED_AT_LEAST, TOUCHED_AT_MOST = 0.99, 0.02
_MARKED = re.compile(r"«([^»]*)»")


@dataclass(frozen=True)
class Row:
    """One kind of string: how many, and those that came out wrong."""

    personal: bool
    kind: str
    strings: int
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    rows: tuple[Row, ...]

    @property
    def masked(self) -> float:
        return 1 - self._wrong_share(personal=True)

    @property
    def touched(self) -> float:
        return self._wrong_share(personal=False)

    def _wrong_share(self, *, personal: bool) -> float:
        rows = [row for row in self.rows if row.personal is personal]
        return sum(len(row.wrong) for row in rows) / sum(row.strings for row in rows)


def measure(path: Path = STRINGS) -> Figures:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Figures(tuple(_rows(raw["personal"], raw["names"], personal=True))
                   + tuple(_rows(raw["lookalike"], raw["names"], personal=False)))  # fmt: skip


def _rows(groups: Mapping[str, Sequence[str]], names: Sequence[str], *, personal: bool) -> Iterator[Row]:
    wrong = leaks if personal else touches
    for kind, strings in groups.items():
        yield Row(personal, kind, len(strings), tuple(string for string in strings if wrong(string, names)))


def leaks(marked: str, names: Sequence[str]) -> bool:
    """Is any character between «…» still legible?"""
    plain, inside = "", set()
    for part in re.split(r"(«[^»]*»)", marked):
        if match := _MARKED.fullmatch(part):
            inside.update(range(len(plain), len(plain) + len(match[1])))
            plain += match[1]
        else:
            plain += part
    masked = mask(plain, names)
    return any(masked[i] != MASK and not plain[i].isspace() for i in inside)


def touches(plain: str, names: Sequence[str]) -> bool:
    return mask(plain, names) != plain


def main(full: bool = False) -> int:
    figures = measure()
    print(f"{'':12}{'sort':14}{'strängar':>9}{'fel':>5}")
    for row in figures.rows:
        print(f"{'personlig' if row.personal else 'förväxling':12}{row.kind:14}{row.strings:9}{len(row.wrong):5}")
        for string in row.wrong:
            print(f"{'':14}{string!r} -> {mask(_MARKED.sub(lambda m: m[1], string), _names())!r}")
    count = {
        personal: sum(row.strings for row in figures.rows if row.personal is personal) for personal in (True, False)
    }
    print(f"\nmaskerat {figures.masked:.1%} av {count[True]} (krav minst {MASKED_AT_LEAST:.0%}), ", end="")
    print(f"förväxlat {figures.touched:.1%} av {count[False]} (krav högst {TOUCHED_AT_MOST:.0%})")
    holds = figures.masked >= MASKED_AT_LEAST and figures.touched <= TOUCHED_AT_MOST
    return 0 if holds and (not full or _full_run()) else 1


def _full_run() -> bool:
    from benchmarks.privacy_run import run

    found = run()
    print(f"\nHel körning med {found.strings} olika strängar: läsbara efteråt (krav 0)")
    for place, strings in found.found.items():
        print(f"  {place:<22}{len(strings):5}  {strings[:5] or ''}")
    print(f"  {f'efter {found.erasures} raderingar':<22}{len(found.erased_found):5}  {found.erased_found[:5] or ''}")
    print(f"  {'anrop utåt':<22}{len(found.sockets):5}  {found.sockets[:5] or ''}")
    return not any((*found.found.values(), found.erased_found, found.sockets))


def _names() -> list[str]:
    names: list[str] = tomllib.loads(STRINGS.read_text(encoding="utf-8"))["names"]
    return names


if __name__ == "__main__":
    sys.exit(main(full="--strings" not in sys.argv))
