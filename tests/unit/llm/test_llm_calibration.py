"""Threads by measurement: another number than the counted one only where it is clearly and always faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from summarizer.errors import SamspelError, UsageError
from summarizer.llm import calibration
from summarizer.llm.calibration import FILE, ROUNDS, Threads, calibrate, keep, threads_for
from summarizer.llm.llama import LlamaCpp
from summarizer.pipeline import speed
from summarizer.settings import Settings
from summarizer.workspace import Workspace
from tests.fakes import faithful_llm


class Machine:
    """Seconds to read and to write, by threads; ``busy`` makes the n-th run (the first warms up) so many times slower."""

    def __init__(self, seconds: dict[int, tuple[float, float]], busy: dict[int, float] | None = None) -> None:
        self.seconds, self.busy = seconds, busy or {}
        self.runs: list[int] = []

    def __call__(self, threads: int) -> tuple[float, float]:
        slower = self.busy.get(len(self.runs), 1.0)
        self.runs.append(threads)
        read, write = self.seconds[threads]
        return read * slower, write * slower


def test_reading_and_writing_are_chosen_apart() -> None:
    machine = Machine({4: (1.0, 1.0), 8: (0.7, 1.3), 2: (1.8, 0.8)})
    found = calibrate(machine, [4, 8, 2])
    assert (found.chosen, found.counted) == (Threads(read=8, write=2), 4)
    assert machine.runs == [4, 4, 8, 2, 2, 8, 4, 4, 8, 2]  # every other round backwards
    assert [(t.threads, t.read, t.write, t.rounds) for t in found.tried] == [
        (4, 1.0, 1.0, ROUNDS), (8, 0.7, 1.3, ROUNDS), (2, 1.8, 0.8, ROUNDS),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "machine",
    [
        Machine({2: (1.0, 1.0), 1: (0.95, 0.92)}),  # faster, but not clearly
        Machine({2: (1.0, 1.0), 1: (0.8, 0.8)}, busy={3: 1.5}),  # once not: the second round is 1, 2
        Machine(
            {2: (1.0, 1.0), 1: (1.1, 1.1)}, busy={1: 3.0}
        ),  # somebody else came in just when the counted one was tried
    ],
)
def test_the_counted_number_stands_unless_another_is_faster_in_every_round_and_clearly_in_most(
    machine: Machine,
) -> None:
    assert calibrate(machine, [2, 1]).chosen == Threads(2, 2)


def test_what_is_slower_at_both_is_not_tried_again() -> None:
    machine = Machine({2: (1.0, 1.0), 1: (1.9, 1.5)})
    assert calibrate(machine, [2, 1]).tried[1].rounds == 1
    assert machine.runs == [2, 2, 1]
    alone = Machine({1: (1.0, 1.0)})
    assert calibrate(alone, [1]).chosen == Threads(1, 1) and alone.runs == [1, 1]


def test_one_round_in_which_it_was_hardly_faster_does_not_matter() -> None:
    assert calibrate(Machine({2: (1.0, 1.0), 1: (1.6, 0.8)}, busy={3: 1.2}), [2, 1]).chosen == Threads(read=2, write=1)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    def count(cores: int, processors: int) -> None:
        monkeypatch.setattr(calibration, "cores", lambda: cores)
        monkeypatch.setattr(calibration, "processors", lambda: processors)

    return count


@pytest.mark.parametrize(
    ("cores", "processors", "expected"),
    [(4, 8, [4, 8, 2]), (4, 4, [4, 2]), (2, 2, [2, 1]), (1, 1, [1]), (1, 2, [1, 2])],
)
def test_cores_processors_and_half_of_the_cores_are_tried(
    cores: int, processors: int, expected: Sequence[int], counted: Callable[[int, int], None]
) -> None:
    counted(cores, processors)
    assert calibration.candidates() == expected


def test_a_measurement_holds_for_its_model_and_its_machine(tmp_path: Path, counted: Callable[[int, int], None]) -> None:
    counted(4, 8)
    assert threads_for(tmp_path, "one") == Threads(4, 4)
    assert keep(tmp_path, "one", calibrate(Machine({4: (1, 1), 8: (0.5, 2)}), [4, 8])) == tmp_path / FILE
    keep(tmp_path, "two", calibrate(Machine({4: (1, 1), 2: (0.5, 0.5)}), [4, 2]))
    assert threads_for(tmp_path, "one") == Threads(8, 4)
    assert threads_for(tmp_path, "two") == Threads(2, 2)
    assert threads_for(tmp_path, "one", wanted=3) == Threads(3, 3)  # a person's word goes first
    counted(6, 12)
    assert threads_for(tmp_path, "one") == Threads(6, 6)


@pytest.mark.parametrize(
    "kept",
    ["", "[]", '{"KEY": 1}', '{"KEY": {"chosen": {"read": 0, "write": 2}}}', '{"KEY": {"chosen": {"read": "x"}}}'],
)
def test_a_file_that_cannot_be_used_is_no_measurement(
    kept: str, tmp_path: Path, counted: Callable[[int, int], None]
) -> None:
    counted(4, 8)
    (tmp_path / FILE).write_text(kept.replace("KEY", calibration._machine("one")), encoding="utf-8")
    assert threads_for(tmp_path, "one") == Threads(4, 4)
    keep(tmp_path, "one", calibrate(Machine({4: (1, 1), 8: (0.5, 2)}), [4, 8]))
    assert threads_for(tmp_path, "one") == Threads(8, 4)


def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    found = calibrate(Machine({2: (1, 1)}), [2])
    with pytest.raises(SamspelError, match="SAMSPEL_THREADS=2"):
        keep(tmp_path / "saknas", "one", found)


def test_the_model_at_hand_goes_on_with_what_was_found(
    tmp_path: Path, counted: Callable[[int, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(4, 8)
    llm = LlamaCpp(tmp_path / "model.gguf", "one")
    monkeypatch.setattr(llm, "rehearse", Machine({4: (1, 1), 8: (0.5, 2), 2: (3, 3)}))
    workspace = Workspace(Settings(tmp_path / "yta", tmp_path), llm=llm)
    assert speed.calibrate(workspace).chosen == Threads(8, 4) == llm._threads == threads_for(tmp_path, "one")


def test_a_measurement_that_is_stopped_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    llm = LlamaCpp(tmp_path / "model.gguf", "one", Threads(3, 3))
    machine = Machine(dict.fromkeys(calibration.candidates(), (1.0, 1.0)))
    monkeypatch.setattr(llm, "rehearse", machine)

    def stop() -> None:
        if machine.runs:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        speed.calibrate(Workspace(Settings(tmp_path / "yta", tmp_path), llm=llm), stop)
    assert len(machine.runs) == 1 and llm._threads == Threads(3, 3) and not (tmp_path / FILE).exists()


@pytest.mark.parametrize(("threads", "told"), [(3, "SAMSPEL_THREADS säger redan 3"), (None, "annan server")])
def test_threads_that_are_not_ours_to_choose_are_left_alone(threads: int | None, told: str, tmp_path: Path) -> None:
    workspace = Workspace(Settings(tmp_path / "yta", tmp_path, threads=threads), llm=faithful_llm())
    with pytest.raises(UsageError, match=told):
        speed.calibrate(workspace)
    assert not (tmp_path / FILE).exists()
