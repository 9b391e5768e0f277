"""Runs of other senders that stand near the same runs are about the same thing."""

from __future__ import annotations

import numpy as np

from summarizer.points.company import best_of_others, heard, kinship, places

SENDER = np.array([0, 1, 2, 3, 0])
# 0 and 1 are hardly alike, but both are nearest to 2 and then to 3; 4 is of the sender of 0 and near to nobody.
LIKENESS = np.array([
    [1.0, 0.1, 0.6, 0.5, 0.9],
    [0.1, 1.0, 0.7, 0.6, 0.0],
    [0.6, 0.7, 1.0, 0.2, 0.0],
    [0.5, 0.6, 0.2, 1.0, 0.1],
    [0.9, 0.0, 0.0, 0.1, 1.0],
])  # fmt: skip


def test_who_stands_near_the_same_others_is_kin_however_unlike() -> None:
    to_runs, among = kinship(LIKENESS, SENDER, np.arange(5), near=1.0)
    assert np.array_equal(to_runs, among)
    assert among[0, 1] > among[0, 4] and among[0, 1] > among[0, 2]
    strangers = SENDER[:, None] != SENDER[None, :]
    assert abs(among[strangers].mean()) < 1e-9


def test_a_sender_is_no_company_to_himself() -> None:
    place = places(LIKENESS, SENDER, SENDER)
    assert np.isinf(place[0, [0, 4]]).all() and list(place[0, 1:4]) == [2, 0, 1]
    assert np.isneginf(best_of_others(LIKENESS, SENDER, SENDER)[0, 0])


def test_an_echo_is_the_best_of_each_other_sender() -> None:
    assert np.allclose(heard(LIKENESS, SENDER, 2)[:2], [(0.6 + 0.5) / 2, (0.7 + 0.6) / 2])
    assert list(heard(LIKENESS[:1, :1], SENDER[:1], 3)) == [0.0]
