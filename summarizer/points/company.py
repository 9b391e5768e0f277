"""Runs are known by the company they keep: two that are nearest to the same runs of other senders are about the same thing,
even when they share hardly a word with each other. It also tells runs that are near to everything from those that are near
to each other.
"""

from __future__ import annotations

import numpy as np

from summarizer.points.spans import Floats, Ints


def highest(values: Floats, most: int) -> Floats:
    """The ``most`` highest values of each row, highest first."""
    if 0 < most < values.shape[1]:
        values = -np.partition(-values, most - 1, axis=1)[:, :most]
    found: Floats = -np.sort(-values, axis=1)[:, :most]
    return found


def best_of_others(likeness: Floats, of_row: Ints, of_column: Ints) -> Floats:
    """Likeness of each row to the most alike column of each *other* sender; shape (rows, senders), -inf for its own."""
    senders, owner = np.unique(of_column, return_inverse=True)
    order = np.argsort(owner, kind="stable")
    together = likeness if (np.diff(order) > 0).all() else likeness[:, order]
    best: Floats = np.maximum.reduceat(together, np.flatnonzero(np.diff(owner[order], prepend=-1)), axis=1)
    best[of_row[:, None] == senders[None, :]] = -np.inf
    return best


def heard(likeness: Floats, sender: Ints, senders: int) -> Floats:
    """How much each run is echoed: its likeness to the most alike one of each other sender, the mean of the best few senders'."""
    best = best_of_others(likeness, sender, sender)
    best = highest(best, min(senders, best.shape[1] - 1))
    return best.mean(axis=1) if best.shape[1] else np.zeros(len(best))


def places(likeness: Floats, of_row: Ints, of_column: Ints) -> Floats:
    """The place of each column among those of other senders, the row's most alike first: 0, 1, …; infinite for its own."""
    own = of_row[:, None] == of_column[None, :]
    order = np.argsort(np.where(own, np.inf, -likeness), axis=1, kind="stable")
    found: Floats = np.where(own, np.inf, np.argsort(order, axis=1))
    return found


def company(place: Floats, near: float) -> Floats:
    """What stands near each row, as a unit vector over the columns; the weight falls to a third in ``near`` places."""
    weight = np.exp(-place / near)
    found: Floats = weight / np.maximum(np.linalg.norm(weight, axis=1, keepdims=True), 1e-12)
    return found


def kinship(likeness: Floats, sender: Ints, runs: Ints, near: float) -> tuple[Floats, Floats]:
    """How much company each row of ``likeness`` shares with each run, and each run with each run: about 0 for those who share
    none of theirs. The columns are the rows ``runs``."""
    of_rows = company(places(likeness, sender, sender[runs]), near)
    of_runs = of_rows[runs]
    within = of_runs @ of_runs.T
    strangers = sender[runs][:, None] != sender[runs][None, :]
    usual = within[strangers].mean() if strangers.any() else 0.0
    return of_rows @ of_runs.T - usual, within - usual
