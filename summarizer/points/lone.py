"""Runs that nobody else bears out, though clustering has put them in a theme: the voice of one sender.

Five signs are weighed together, each measured against the section's other runs, since what is a low likeness in one section
is a usual one in another (area under the curve .78 on the sets that were tuned on, .84 on the others).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from summarizer.points.company import best_of_others, heard, highest, places
from summarizer.points.cut import Run
from summarizer.points.spans import LONGEST, Floats, Ints, Spans, answers_of
from summarizer.points.units import PART, Unit
from summarizer.text.words import content_stems

_NEAREST = 3
_CROWD = 5  # senders that tell whether a run is near to everything
_NEAR = 4.0  # places in the order of likeness after which a run counts a third
_TELLS = 0.06  # spread of the first sign in a section where likeness tells much; where it tells less, less is taken out
_FAINT, _LOUDER = 1.3, 2.0  # deviations: a part that is cut off, and how much more the rest is echoed
_LEAST_SPREAD = 0.04
_ENOUGH = 20  # runs: fewer tell nothing of what is usual


def joined(spans: Spans, runs: Sequence[Run], labels: Ints) -> tuple[list[Run], Ints]:
    """Neighbouring runs of one theme as one, as long as it can be measured."""
    whole: list[Run] = []
    themes: list[int] = []
    units = spans.units
    for (first, last), theme in zip(runs, labels.tolist(), strict=True):
        begun = whole[-1][0] if whole else first
        if (
            whole
            and whole[-1][1] == first
            and themes[-1] == theme
            and units[begun].answer == units[first].answer
            and last - begun <= LONGEST
        ):
            whole[-1] = (begun, last)
        else:
            whole.append((first, last))
            themes.append(theme)
    return whole, np.array(themes)


def without_lone(likeness: Floats, spans: Spans, runs: Sequence[Run], labels: Ints, limit: float) -> Ints:
    """The themes, with a new one for each run of a shared theme that is borne out by ``limit`` deviations less than usual.

    A single sentence of a longer answer is left where it is: it is mostly a piece of the point beside it.
    """
    if len(runs) < _ENOUGH:
        return labels
    sender = spans.sender[[spans.row[run] for run in runs]]
    shared = np.array([len(np.unique(sender[labels == theme])) > 1 for theme in labels])
    whole = set(answers_of(spans.units))
    long = np.array([last - first > 1 or (first, last) in whole for first, last in runs])
    leaving = np.flatnonzero(shared & long & (_borne_out(likeness, spans, runs, labels) < -limit))
    parted = labels.copy()
    parted[leaving] = labels.max() + 1 + np.arange(len(leaving))
    found: Ints = np.unique(parted, return_inverse=True)[1]
    return found


def parted(likeness: Floats, spans: Spans, runs: Sequence[Run], labels: Ints) -> tuple[list[Run], Ints]:
    """The runs, and those of shared themes in two, when a part of two sentences or more is echoed by hardly anybody, the rest
    much more, and nothing in the words ties them together. What is cut off gets a theme of its own."""
    echoed = _echoed_for_its_length(likeness, spans)
    senders: dict[int, set[str]] = defaultdict(set)
    for (first, _), theme in zip(runs, labels.tolist(), strict=True):
        senders[theme].add(spans.units[first].sender)
    whole: list[Run] = []
    themes: list[int] = []
    new = int(labels.max()) + 1
    for run, theme in zip(runs, labels.tolist(), strict=True):
        off = _cut_off(run, echoed, spans) if len(senders[theme]) > 1 and len(runs) >= _ENOUGH else None
        if off is None:
            whole.append(run)
            themes.append(theme)
            continue
        rest = (run[0], off[0]) if off[0] > run[0] else (off[1], run[1])
        pieces = sorted([(off, new), (rest, theme)])
        whole += [piece for piece, _ in pieces]
        themes += [of for _, of in pieces]
        new += 1
    return whole, np.array(themes)


def _cut_off(run: Run, echoed: Floats, spans: Spans) -> Run | None:
    """The part of a run that is least echoed, if it is to be cut off."""
    first, last = run
    found: list[tuple[float, Run]] = []
    for border in range(first + 1, last):
        unit = spans.units[border]
        if unit.leans or unit.shares:
            continue
        for part, rest in (((first, border), (border, last)), ((border, last), (first, border))):
            own = echoed[spans.row[part]]
            if part[1] - part[0] > 1 and own < -_FAINT and echoed[spans.row[rest]] > own + _LOUDER:
                found.append((float(own), part))
    return min(found)[1] if found else None


def _echoed_for_its_length(likeness: Floats, spans: Spans) -> Floats:
    """How much others echo each candidate run, in deviations from what is usual for so many sentences."""
    crowds = heard(likeness, spans.sender, _CROWD)
    echoed = _nearest(likeness - crowds[None, :], spans.sender, spans.sender)
    length = spans.last - spans.first
    found = np.zeros(len(echoed))
    for n in range(1, LONGEST + 1):
        of_length = echoed[length == n]
        if len(of_length) > 1:
            found[length == n] = (of_length - of_length.mean()) / max(float(of_length.std()), _LEAST_SPREAD)
    return found


def _borne_out(likeness: Floats, spans: Spans, runs: Sequence[Run], labels: Ints) -> Floats:
    """How much others say the same as each run, in deviations from what is usual."""
    rows = np.array([spans.row[run] for run in runs])
    sender, everybody = spans.sender[rows], spans.sender
    among = likeness[np.ix_(rows, rows)]
    crowd, crowds = heard(among, sender, _CROWD), heard(likeness, everybody, _CROWD)
    place = places(among, sender, sender)
    signs = (
        _nearest(among - crowd[None, :], sender, sender),
        _nearest(likeness[rows] - crowds[None, :], sender, everybody),
        -_welcome(place),
        _settled(place, labels),
        -_own_words(spans.units, runs),
    )
    borne_out: Floats = np.mean([(sign - sign.mean()) / max(float(sign.std()), 1e-9) for sign in signs], axis=0)
    return borne_out * min(1.0, float(signs[0].std()) / _TELLS)


def _nearest(likeness: Floats, of_row: Ints, of_column: Ints) -> Floats:
    best = highest(best_of_others(likeness, of_row, of_column), _NEAREST)
    found: Floats = np.where(np.isfinite(best), best, 0.0).mean(axis=1)
    return found


def _welcome(place: Floats) -> Floats:
    """How far down in others' order of likeness each run stands, with those where it stands highest."""
    best = np.sort(np.minimum(place, len(place)).T, axis=1)[:, :_NEAREST]
    found: Floats = np.log1p(best).mean(axis=1)
    return found


def _settled(place: Floats, labels: Ints) -> Floats:
    """The share of each run's nearest, the nearer the more, that are of its theme: what belongs nowhere has them all over."""
    weight = np.exp(-place / _NEAR)
    own = labels[:, None] == labels[None, :]
    found: Floats = (weight * own).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-12)
    return found


def _own_words(units: Sequence[Unit], runs: Sequence[Run]) -> Floats:
    """The share of each run's words that no other sender uses, not as parts of compounds either."""
    words = [content_stems(unit.text) for unit in units]
    users: dict[str, set[str]] = defaultdict(set)
    within: dict[str, set[str]] = defaultdict(set)  # of words that begin or end with this
    for unit, own in zip(units, words, strict=True):
        for word in own:
            users[word].add(unit.sender)
            for part in _parts(word):
                within[part].add(unit.sender)
    shares = []
    for first, last in runs:
        own = frozenset[str]().union(*words[first:last])
        others = [
            (users[word] | within[word]).union(*(users[part] for part in _parts(word) if part in users)) for word in own
        ]
        alone = [who <= {units[first].sender} for who in others]
        shares.append(sum(alone) / len(alone) if alone else 0.0)
    return np.array(shares)


def _parts(word: str) -> set[str]:
    """Its beginnings and ends that may be words of a compound."""
    return {word[:n] for n in range(PART, len(word))} | {word[-n:] for n in range(PART, len(word))}
