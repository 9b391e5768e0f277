"""How themes hold against the labels before any sentence is written about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.figures import Figure, counted
from benchmarks.labels import Grouped, Labels


@dataclass(frozen=True)
class Theme:
    """``about``: the labelled point that most characters of its points make, None when they make none."""

    about: str | None
    senders: frozenset[str]


def themes_of(labels: Labels, points: Iterable[tuple[Grouped, str]]) -> list[Theme]:
    """The themes of points, each given with its sender (the set's id)."""
    groups: dict[str, list[tuple[Grouped, str]]] = {}
    for point, sender in points:
        if point.theme is not None:
            groups.setdefault(point.theme, []).append((point, sender))
    return [
        Theme(labels.majority(p.span for p, _ in group), frozenset(sender for _, sender in group))
        for _, group in sorted(groups.items())
    ]


def figures(labels: Labels, section: str, themes: Sequence[Theme]) -> list[Figure]:
    """Of a section: what would be counted, and whose voice would be shown as one."""
    made = labels.made
    lone = set(made.lone_voices(section))
    single = [theme.about for theme in themes if len(theme.senders) == 1]
    about = [(theme.about, theme) for theme in themes]
    expected = [p.id for p in made.points.values() if p.section == section]
    return [
        counted("labelled points with a theme mainly about them", ((p in dict(about), p) for p in expected), ""),
        counted("lone voices with a theme of their own", ((p in single, p) for p in sorted(lone)), "100 %"),
        counted("themes of one sender that are lone voices", ((p in lone, str(p)) for p in single), ""),
        counted(
            "respondents per theme equal to the labels",
            ((len(theme.senders) == len(made.makers(p)), f"{p}: {len(theme.senders)}") for p, theme in about if p),
            "≥ 90 %",
        ),
    ]


def kept_apart(labels: Labels, section: str, themes: Mapping[str, Collection[str]]) -> Figure:
    """Opposite pairs of which no theme holds sentences of both. ``themes``: theme → labels of its sentences."""
    made = labels.made
    pairs = [(a, b) for a, b in made.opposite_pairs() if made.points[a].section == section]
    apart = [(not any({a, b} <= set(held) for held in themes.values()), f"{a} / {b}") for a, b in pairs]
    return counted("opposite pairs kept apart", apart, "100 %")
