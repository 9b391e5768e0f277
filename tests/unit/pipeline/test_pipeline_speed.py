"""The pace of the language model, by a model and a clock that are known."""

from __future__ import annotations

from summarizer.llm.base import Generation, Request, Usage
from summarizer.pipeline.speed import ROUNDS, measure


class Clock:
    """A second a look; each call of the model takes its tokens' time."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Paced:
    """A model that reads 100 and writes 10 tokens a second."""

    name, usage = "paced", Usage()

    def __init__(self, clock: Clock) -> None:
        self.clock, self.asked = clock, 0

    def complete(self, request: Request) -> Generation:
        self.asked += 1
        tokens_in, tokens_out = 50 * len(request.turns), min(20, request.max_tokens)
        self.clock.now += tokens_in / 100 + (tokens_out - 1) / 10
        return Generation("ord", False, tokens_in, tokens_out)


def test_the_pace_is_measured_in_tokens_a_second_within_the_limit() -> None:
    clock, steps = Clock(), []
    llm = Paced(clock)
    pace = measure(llm, steps.append, limit=100.0, clock=clock)  # type: ignore[arg-type]
    assert (round(pace.read), round(pace.written)) == (100, 10)
    assert pace.title > 0 and pace.section(20) > 20 * (pace.title + pace.retelling)
    assert 1 < len(steps) < ROUNDS and clock.now <= 100.0  # the loading and every round within the limit
