"""The line in front of the one model."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable

from summarizer.llm.turns import Turns, unhurried


def begin(work: Callable[[], None], turns: Turns, in_line: int) -> threading.Thread:
    """Start it and wait until so many stand in line."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while turns.waiting() < in_line and time.monotonic() < until:
        time.sleep(0.001)
    return thread


def test_what_a_person_waits_for_comes_before_long_work() -> None:
    turns, order = Turns(), []

    def long_work(name: str) -> None:
        with unhurried(), turns:
            order.append(name)

    def person() -> None:
        with turns:
            order.append("person")

    with turns:
        threads = [
            begin(lambda: long_work("first"), turns, 1), begin(lambda: long_work("second"), turns, 2), begin(person, turns, 3),
        ]  # fmt: skip
        assert order == []
    for thread in threads:
        thread.join(10)
    assert order == ["person", "first", "second"]


def test_two_jobs_take_every_second_turn() -> None:
    turns, order, gate = Turns(), [], threading.Barrier(2)

    def job(name: str) -> None:
        gate.wait(10)
        for _ in range(5):
            with turns:
                order.append(name)
                until = time.monotonic() + 10
                while (
                    turns.waiting() == 0 and order.count("a") < 5 and order.count("b") < 5 and time.monotonic() < until
                ):
                    time.sleep(0.001)  # as a call to the model: the other one comes meanwhile

    threads = [threading.Thread(target=job, args=(name,), daemon=True) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(order) == ["a"] * 5 + ["b"] * 5
    assert all(first != second for first, second in itertools.pairwise(order[:9]))


def test_a_failed_call_gives_the_turn_back() -> None:
    turns = Turns()
    try:
        with turns:
            raise ValueError
    except ValueError:
        pass
    with turns:
        assert turns.waiting() == 0
